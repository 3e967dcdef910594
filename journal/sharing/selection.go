package sharing

import (
	"context"
	"errors"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/trend"
)

// The errors a caller can act on, beside bundle.ErrAddressee,
// bundle.ErrTooLarge, journal.ErrNotFound and crypto.ErrBadRecipient.
var (
	// ErrNothingChosen: nothing was ticked.
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
	Items    []journal.ItemRef
	Detail   journal.ShareDetail
	KeptBack []journal.KeptBack
	Purpose  string
	Line     string // to the reader, on the cover
	Replaces string // bundle id of an earlier one
	To       bundle.To
	Contact  *journal.Contact // whom To belongs to, when it is someone known
}

// Source is what sharing needs of a journal.
type Source interface {
	trend.Source
	Entry(ctx context.Context, id journal.ID) (journal.Entry, error)
	SideEffects(session journal.ID) []journal.SideEffect
	Vitals(session journal.ID) []journal.Vital
	Insights() []journal.Insight
	Practices() []journal.Practice
	PracticeLogs(practice journal.ID) []journal.PracticeLog
	Questions() []journal.Question
	Settings() journal.Settings
	Identity() *crypto.Identity
	Shares() []journal.Share
	SaveShare(ctx context.Context, s journal.Share) (journal.Share, error)
	SaveShareWith(ctx context.Context, s journal.Share, content []byte) (journal.Share, error)
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

// Refs names things of one type.
func Refs(kind string, ids ...journal.ID) []journal.ItemRef {
	var out []journal.ItemRef
	for _, id := range ids {
		out = append(out, ref(kind, id))
	}
	return out
}
