package sharing

import (
	"context"
	"errors"
	"slices"
	"time"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// ErrNotKept: what a file held was not kept, or cannot be read any more.
var ErrNotKept = errors.New("what that file held is not kept in this journal any more: choose it anew under Share")

// Kept is a Source that still has what earlier files held.
type Kept interface {
	Source
	SharedContent(ctx context.Context, s journal.Share) ([]byte, error)
}

// ForFormerKeys are those of the shares that were sealed for a key the contact had
// before and can be sealed again for the one they have now: not those that another
// file has replaced, that the person wants deleted, or that never became a file.
func ForFormerKeys(shares []journal.Share, c journal.Contact) []journal.Share {
	former, current := map[string]bool{}, map[string]bool{}
	for _, k := range c.FormerKeys {
		addFingerprints(former, k.Recipients)
	}
	addFingerprints(current, c.Recipients)
	replaced := map[string]bool{}
	for _, s := range shares {
		replaced[s.Supersedes] = true
	}
	var out []journal.Share
	for _, s := range shares {
		theirs := former[s.Fingerprint] || s.Fingerprint != "" && s.ContactID == c.ID
		if theirs && !current[s.Fingerprint] && len(s.Content) > 0 && s.FileName != "" && s.AskedToDelete.IsZero() && !replaced[s.BundleID] {
			out = append(out, s)
		}
	}
	return out
}

func addFingerprints(to map[string]bool, recipients []string) {
	for _, r := range recipients {
		if f, err := crypto.RecipientFingerprint(r); err == nil {
			to[f] = true
		}
	}
}

// SealAgain seals what an earlier file held for the key a contact has now. See the
// package comment; progress is as in SealToFile.
//
// Errors: ErrNotKept, ErrNoKey, and those of SealToFile but ErrNothingChosen and
// ErrNotPreviewed.
func SealAgain(ctx context.Context, src Kept, share journal.Share, to journal.Contact, path string, words *assets.Words, now time.Time, progress func(done, total int)) (journal.Share, error) {
	return sealAgain(ctx, osFiles{}, src, share, to, path, words, now, progress)
}

func sealAgain(ctx context.Context, d files, src Kept, share journal.Share, to journal.Contact, path string, words *assets.Words, now time.Time, progress func(done, total int)) (journal.Share, error) {
	sel := Selection{Detail: share.Detail, KeptBack: slices.Clone(share.KeptBack), To: bundle.To{Recipients: to.SealFor()}, Contact: &to}
	if err := sel.To.Check(); err != nil {
		return journal.Share{}, err
	}
	if src.Identity() == nil {
		return journal.Share{}, ErrNoKey
	}
	kept, err := src.SharedContent(ctx, share)
	if err != nil {
		return journal.Share{}, err
	}
	defer crypto.Wipe(kept)
	if len(kept) == 0 {
		return journal.Share{}, ErrNotKept
	}
	c, err := bundle.DecodeContent(kept)
	if err != nil {
		return journal.Share{}, ErrNotKept
	}
	c.BundleID, c.Supersedes, c.MadeAt = bundle.NewID(), share.BundleID, journal.At(now)
	c.Maker.SigningKey = src.Identity().SigningKey()
	revisions := map[journal.ID]uint64{}
	for _, item := range share.Items {
		if item.Type == bundle.ItemSession {
			revisions[item.ID] = item.Revision
		}
	}
	return put(ctx, d, src, sel, c, revisions, path, words, progress)
}
