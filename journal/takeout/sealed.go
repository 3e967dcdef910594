package takeout

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/report"
)

// sealed is how many sealed files, sent and received, the journal has the content of.
func (o *out) sealed() (n int) {
	for _, kept := range o.kept {
		for _, r := range kept.Records {
			switch r := r.(type) {
			case journal.Share:
				n += min(len(r.Content), 1)
			case journal.ReceivedFile:
				n++
			}
		}
	}
	return n
}

// beside writes what belongs to records and is not in their JSON: what was in each
// sealed file, and a therapist's notes as pages.
func (o *out) beside(ctx context.Context) (err error) {
	o.nameClients()
	for _, kept := range o.kept {
		for _, r := range kept.Records {
			if err := ctx.Err(); err != nil {
				return err
			}
			switch r := r.(type) {
			case journal.Share:
				err = o.share(ctx, r)
			case journal.ReceivedFile:
				err = o.received(ctx, r)
			case journal.ClientNote:
				err = o.note(ctx, r)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// missed notes what could not be read for damage; any other error stays one.
func (o *out) missed(id journal.ID, err error) error {
	if !damaged(err) && !errors.Is(err, bundle.ErrDamaged) && !errors.Is(err, journal.ErrNotFound) {
		return err
	}
	if !slices.Contains(o.Damaged, id) {
		o.Damaged = append(o.Damaged, id)
	}
	return nil
}

// share writes what was sealed, as it was sealed.
func (o *out) share(ctx context.Context, s journal.Share) error {
	if len(s.Content) == 0 {
		return nil
	}
	b, err := o.journal.SharedContent(ctx, s)
	if err != nil {
		return o.missed(s.ID, err)
	}
	defer o.step()
	defer crypto.Wipe(b)
	return o.content(ctx, s.ID, "shares/"+o.nameIn("shares").of(s.CreatedAt, strings.TrimSuffix(s.FileName, ".afterglow")), b)
}

// received writes what was in a file that a client gave, with its pictures.
func (o *out) received(ctx context.Context, f journal.ReceivedFile) error {
	b, err := o.journal.ReceivedContent(ctx, f)
	if err != nil {
		return o.missed(f.ID, err)
	}
	defer o.step()
	defer crypto.Wipe(b)
	in := o.client("received", f.ClientID)
	in += "/" + o.nameIn(in).of(f.MadeAt, f.Purpose)
	if err := o.content(ctx, f.ID, in, b); err != nil {
		return err
	}
	for _, a := range f.Attachments {
		picture, err := o.journal.ReceivedAttachment(ctx, f, a.Path)
		if err == nil {
			err = o.folder.write(in+"/attachments/"+path.Base(a.Path), picture)
			crypto.Wipe(picture)
		}
		if err = o.missed(f.ID, err); err != nil {
			return err
		}
	}
	return nil
}

// content writes what was in a sealed file: as data, as one document, and each
// entry as a text.
func (o *out) content(ctx context.Context, of journal.ID, in string, data []byte) error {
	c, err := bundle.DecodeContent(data)
	if err != nil {
		return o.missed(of, err)
	}
	b, err := encode(c)
	if err != nil {
		return err
	}
	if err := o.folder.write(in+"/content.json", b); err != nil {
		return err
	}
	if err := o.folder.write(in+"/summary.md", filing.Markdown(c, o.words)); err != nil {
		return err
	}
	for i, e := range c.Entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := o.folder.write(in+"/"+bundle.NameMarkdown(i), report.Markdown(e, o.words)); err != nil {
			return err
		}
	}
	return nil
}

// note writes a therapist's note, and what it was before.
func (o *out) note(ctx context.Context, n journal.ClientNote) error {
	in := o.client("notes", n.ClientID)
	name := in + "/" + o.nameIn(in).of(n.WrittenAt, "")
	if err := o.folder.write(name+".md", notePage(n)); err != nil {
		return err
	}
	if n.Revision == 1 {
		return nil
	}
	past, err := o.journal.ClientNoteHistory(ctx, n.ID)
	if err != nil {
		return o.missed(n.ID, err)
	}
	for _, old := range past {
		if old.Revision == n.Revision {
			continue
		}
		if err := o.folder.write(fmt.Sprintf("history/%s/%d.md", name, old.Revision), notePage(old)); err != nil {
			return err
		}
	}
	return nil
}

// client is the folder of a client in another one.
func (o *out) client(in string, id journal.ID) string {
	if o.clients[id] == "" {
		o.clients[id] = string(id) // of a client who is damaged
	}
	return in + "/" + o.clients[id]
}

// nameClients gives each client a folder, two of one name two, the older one first.
func (o *out) nameClients() {
	in := names{}
	for _, kept := range o.kept {
		for _, r := range kept.Records {
			if c, ok := r.(journal.Client); ok && safe(c.Alias) != "" {
				o.clients[c.ID] = in.free(safe(c.Alias))
			}
		}
	}
}
