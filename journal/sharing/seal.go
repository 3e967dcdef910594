package sharing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// SealToFile seals a composed content to path, for whom sel.To says, and
// remembers it in the log of shares. See the package comment for what holds
// when it fails. progress may be nil; it is called on the caller's goroutine.
//
// The content is sealed as it was previewed; only what depends on whom it is
// for (Recipients, Sequence, Previous) is set anew. When sel no longer names the
// same entries, sessions, purpose and line, it is ErrNotPreviewed.
//
// Errors: ErrNothingChosen, ErrNotPreviewed, bundle.ErrAddressee,
// bundle.ErrTooLarge, crypto.ErrBadRecipient, crypto.ErrMixedRecipients,
// ErrNoRoom, ErrNotAllowed, ErrNoFolder, ErrNotAFile, the context's, the log's.
func SealToFile(ctx context.Context, src Source, sel Selection, content bundle.Content, path string, words *assets.Words, progress func(done, total int)) (journal.Share, error) {
	return sealToFile(ctx, osFiles{}, src, sel, content, path, words, progress)
}

func sealToFile(ctx context.Context, d files, src Source, sel Selection, c bundle.Content, path string, words *assets.Words, progress func(done, total int)) (journal.Share, error) {
	if err := sel.To.Check(); err != nil {
		return journal.Share{}, err
	}
	if err := shows(ctx, src, sel, c); err != nil {
		return journal.Share{}, err
	}
	revisions := map[journal.ID]uint64{}
	for _, session := range src.Sessions() {
		revisions[session.ID] = session.Revision
	}
	return put(ctx, d, src, sel, c, revisions, path, words, progress)
}

// put seals a content for whom sel.To says, logs it and gives the file its name.
// revisions are those of the sessions in it, which a sealed file does not say.
func put(ctx context.Context, d files, src Source, sel Selection, c bundle.Content, revisions map[journal.ID]uint64, path string, words *assets.Words, progress func(done, total int)) (journal.Share, error) {
	shares := src.Shares()
	if err := address(&c, sel.To, shares); err != nil {
		return journal.Share{}, err
	}
	if slices.ContainsFunc(shares, func(s journal.Share) bool { return s.BundleID == c.BundleID }) {
		c.BundleID = bundle.NewID() // the same preview, sealed once more
	}
	path, err := target(path)
	if err != nil {
		return journal.Share{}, err
	}
	steps := counter{total: len(c.Entries) + 5, tell: progress}
	copies, err := copiesOf(ctx, c, words, PaperFor(src.Settings().Country), steps.next)
	if err != nil {
		return journal.Share{}, err
	}
	var sealed bundle.Sealed
	temporary := partName(path)
	err = part(ctx, d, temporary, func(w io.Writer) error {
		sealed, err = bundle.Seal(w, c, copies, src.Identity(), sel.To)
		steps.next()
		return err
	})
	if err != nil {
		return journal.Share{}, err
	}
	steps.next()
	share := logLine(c, sel, sealed, revisions, filepath.Base(path))
	kept, err := bundle.EncodeContent(c)
	if err = errors.Join(err, ctx.Err()); err != nil {
		d.Remove(temporary)
		return journal.Share{}, err
	}
	defer crypto.Wipe(kept)
	// From here on nothing is cancelled half way.
	ctx = context.WithoutCancel(ctx)
	if share, err = src.SaveShareWith(ctx, share, kept); err != nil {
		d.Remove(temporary)
		return journal.Share{}, fmt.Errorf("the log of what was shared could not be written, so nothing was sealed: %w", err)
	}
	if err := d.Rename(temporary, path); err != nil {
		d.Remove(temporary)
		share.FileName = ""
		_, logErr := src.SaveShare(ctx, share)
		return journal.Share{}, errors.Join(explain(err), logErr)
	}
	_ = d.SyncDir(filepath.Dir(path)) // the file is whole; some file systems cannot do this
	steps.next()
	return share, nil
}

// shows says whether the content is what the selection comes to now: what was looked
// at is what is sealed, or nothing is.
func shows(ctx context.Context, src Source, sel Selection, c bundle.Content) error {
	again, err := Compose(ctx, src, sel, c.MadeAt.Time())
	if err != nil {
		return err
	}
	again.BundleID, again.MadeAt = c.BundleID, c.MadeAt
	again.Recipients, again.Sequence, again.Previous = c.Recipients, c.Sequence, c.Previous
	if !reflect.DeepEqual(again, c) {
		return ErrNotPreviewed
	}
	return nil
}

// logLine is what stays on this machine of a sealed file.
func logLine(c bundle.Content, sel Selection, sealed bundle.Sealed, revisions map[journal.ID]uint64, name string) journal.Share {
	s := journal.Share{
		BundleID: sealed.BundleID, CreatedAt: c.MadeAt, Sequence: c.Sequence,
		Purpose: c.Purpose, Line: c.Cover.Line, Items: sealed.Items, FileName: name,
		Detail: sel.Detail, KeptBack: slices.Clone(sel.KeptBack), Supersedes: c.Supersedes,
	}
	if c.Period != (bundle.Period{}) {
		s.Period = c.Period.From + "/" + c.Period.To
	}
	for i, item := range s.Items {
		if revision, known := revisions[item.ID]; known && item.Type == bundle.ItemSession {
			s.Items[i].Revision = revision
		}
	}
	if len(c.Recipients) > 0 {
		s.Fingerprint = c.Recipients[0]
		if sel.Contact != nil {
			s.Recipient, s.ContactID = sel.Contact.Name, sel.Contact.ID
		}
	}
	return s
}

// counter tells how far the work is.
type counter struct {
	done, total int
	tell        func(done, total int)
}

func (c *counter) next() {
	c.done = min(c.done+1, c.total)
	if c.tell != nil {
		c.tell(c.done, c.total)
	}
}
