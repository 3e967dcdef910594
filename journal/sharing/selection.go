package sharing

import (
	"context"
	"errors"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// The errors a caller can act on, beside bundle.ErrAddressee,
// bundle.ErrTooLarge, journal.ErrNotFound and crypto.ErrBadRecipient.
var (
	// ErrNothingChosen: no entry and no session was ticked.
	ErrNothingChosen = errors.New("nothing is chosen: tick at least one entry")
	// ErrNoKey: the record with the journal's own key is damaged.
	ErrNoKey = errors.New("this journal's own key is damaged, so nothing can be signed: restore a backup")
	// ErrNotPreviewed: the selection changed after the content was composed.
	ErrNotPreviewed = errors.New("what was chosen has changed since the preview: look at it again")
	// ErrNoRoom: the disk or quota is full.
	ErrNoRoom = errors.New("there is no room left there for the sealed file: choose another folder")
	// ErrNotAllowed: the folder does not let us write.
	ErrNotAllowed = errors.New("that folder cannot be written to: choose another folder")
	// ErrNoFolder: there is no such folder.
	ErrNoFolder = errors.New("there is no such folder: choose another one")
	// ErrNotAFile: something that is not a plain file has that name.
	ErrNotAFile = errors.New("something that is not a file has that name: choose another name")
)

// Selection is what a person chose. Compose needs no To; SealToFile does.
type Selection struct {
	EntryIDs   []journal.ID
	SessionIDs []journal.ID
	Purpose    string
	Line       string // to the reader, on the cover
	To         bundle.To
	Contact    *journal.Contact // whom To belongs to, when it is someone known
}

// Source is what sharing needs of a journal.
type Source interface {
	Entry(ctx context.Context, id journal.ID) (journal.Entry, error)
	Sessions() []journal.DosingSession
	Settings() journal.Settings
	Identity() *crypto.Identity
	Shares() []journal.Share
	SaveShare(ctx context.Context, s journal.Share) (journal.Share, error)
}

// address sets what of a content depends on whom it is for. Nobody yet is
// allowed; both kinds at once are not.
func address(c *bundle.Content, to bundle.To, shares []journal.Share) error {
	c.Recipients, c.Sequence, c.Previous = nil, 0, ""
	if len(to.Recipients) == 0 && len(to.Passphrase) == 0 {
		return nil
	}
	if err := to.Check(); err != nil {
		return err
	}
	var err error
	if c.Recipients, err = to.Fingerprints(); err != nil || len(c.Recipients) == 0 {
		return err
	}
	c.Sequence = 1
	var newest journal.Share
	for _, s := range shares {
		if s.Fingerprint != c.Recipients[0] || s.HandedOver.IsZero() {
			continue
		}
		c.Sequence++
		if newest.BundleID == "" || s.CreatedAt.Time().After(newest.CreatedAt.Time()) {
			newest = s
		}
	}
	c.Previous = newest.BundleID
	return nil
}
