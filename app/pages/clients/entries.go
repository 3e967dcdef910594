package clients

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // the two kinds of pictures a sealed file can hold
	_ "image/png"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// entries are what the client wrote, one at a time, with room for a note beside each.
func (p *Page) entries() fyne.CanvasObject {
	w := p.words
	p.screen = kit.NewScreen()
	list := p.story.Content.Entries
	if len(list) == 0 {
		p.screen.SetObjects(kit.Body(w.T("clients.no_entries")))
		return p.screen
	}
	rows := make([]received.Row, len(list))
	at := 0
	for i, e := range list {
		rows[i] = received.Row{First: received.Plain(report.EntryTitle(e, w)), Second: p.entryLine(e)}
		if string(e.ID) == p.at.id {
			at = i
		}
	}
	p.list = received.NewContents(rows, func(i int) {
		p.settle(func() { p.entry(list[i], 0) })
	})
	body := p.list.Beside(w.N("common.entries", len(list)), nil, p.screen)
	p.list.Select(at)
	return body
}

// entryLine is what the list says of an entry below its title.
func (p *Page) entryLine(e bundle.Entry) string {
	w := p.words
	line := []string{facts.ShortDay(e.OccurredAt, p.shell.Now())}
	if e.SameDay {
		line = append(line, w.T("common.same_day"))
	}
	if n := len(p.story.Versions[e.ID]); n > 1 {
		line = append(line, w.N("clients.versions", n))
	}
	return strings.Join(line, " · ")
}

// entry shows a version of an entry, 0 being the newest, and the note on it.
func (p *Page) entry(e bundle.Entry, version int) {
	p.at = argument{client: p.at.client, part: partEntries, id: string(e.ID)}
	versions := p.story.Versions[e.ID]
	shown := e
	if version < len(versions) {
		if older, ok := versions[version].Element.(bundle.Entry); ok {
			shown = older
		}
	}
	var blocks []markdown.Block
	var pictures []picture
	p.shell.Runner().Latest("client entry", func(ctx context.Context) error {
		blocks = markdown.Parse(shown.Text())
		pictures = p.pictures(ctx, e.ID)
		return ctx.Err()
	}, func(err error) {
		if err != nil || !p.told {
			p.shell.Fail(err)
			return
		}
		p.lay(e, shown, version, blocks, pictures)
	})
}

// lay puts an entry on the page; a note that is being written on it stays.
func (p *Page) lay(e, shown bundle.Entry, version int, blocks []markdown.Block, pictures []picture) {
	w := p.words
	reading := kit.Column(12)
	if versions := p.story.Versions[e.ID]; len(versions) > 1 {
		reading.Add(kit.OneOf(p.versionNames(versions), version, func(i int) { p.entry(e, i) }))
	}
	reading.Add(received.EntryView(p.story.Content, shown, w, blocks))
	for _, one := range pictures {
		reading.Add(one.object(w.T("clients.picture_unreadable")))
	}
	if p.note == nil || p.note.record.EntryID != e.ID {
		if p.note != nil {
			p.note.wipe()
		}
		p.note = newNote(p, p.noteOn(e.ID), w.T("clients.note_hint"), 4)
	}
	p.screen.SetObjects(kit.Columns(entryWidth, reading, kit.Column(0, p.note.object(w.T("clients.your_note")))))
}

// entryWidth is how narrow an entry may get before the note goes below it.
const entryWidth = 400

// noteOn is the note on a thing, or a new one.
func (p *Page) noteOn(id journal.ID) journal.ClientNote {
	for _, n := range p.store.ClientNotes(p.at.client) {
		if n.EntryID == id {
			return n
		}
	}
	return journal.ClientNote{ClientID: p.at.client, EntryID: id}
}

// versionNames say of when each version is: the day of the newest file that has it.
func (p *Page) versionNames(versions []clients.Version) []string {
	made := map[string]journal.When{}
	for _, f := range p.story.Files {
		made[f.BundleID] = f.MadeAt
	}
	names := make([]string, len(versions))
	for i, v := range versions {
		if n := len(v.Files); n > 0 {
			names[i] = p.words.T("clients.as_of", "Date", facts.ShortDay(made[v.Files[n-1]], p.shell.Now()))
		}
	}
	return names
}

// picture is one that came with an entry; image is nil where it cannot be read.
type picture struct {
	image   image.Image
	caption string
}

// pictures are those of an entry. What is inside was checked when the file was
// opened: kind, size and number of points.
func (p *Page) pictures(ctx context.Context, entry journal.ID) (out []picture) {
	for _, a := range p.story.Content.Attachments {
		if a.EntryID != entry {
			continue
		}
		one := picture{caption: received.Plain(a.Caption)}
		if data, err := p.clients.Attachment(ctx, p.at.client, a.Path); err == nil {
			if img, _, err := image.Decode(bytes.NewReader(data)); err == nil {
				one.image = img
			}
			crypto.Wipe(data)
		}
		out = append(out, one)
	}
	return out
}

// object is the picture with its caption below it.
func (o picture) object(unreadable string) fyne.CanvasObject {
	column := kit.Column(6)
	if o.image == nil {
		column.Add(kit.Small(unreadable))
	} else {
		i := canvas.NewImageFromImage(o.image)
		i.FillMode = canvas.ImageFillContain
		size := o.image.Bounds().Size()
		height := pictureWidth * float32(size.Y) / float32(max(1, size.X))
		column.Add(kit.AtMost(pictureWidth, kit.AtLeast(0, min(height, pictureWidth), i)))
	}
	if o.caption != "" {
		column.Add(kit.Small(o.caption))
	}
	return column
}

// pictureWidth is how wide a picture is shown at most.
const pictureWidth = 380
