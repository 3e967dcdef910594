package clients

import (
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/journal"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// notes are the therapist's notes on the client; one of them can be written, or a
// new one.
func (p *Page) notes() fyne.CanvasObject {
	w := p.words
	record, title := journal.ClientNote{ClientID: p.at.client}, w.T("clients.note_new")
	var others []fyne.CanvasObject
	for _, n := range slices.Backward(p.store.ClientNotes(p.at.client)) {
		if string(n.ID) == p.at.id {
			record, title = n, w.T("clients.note_of", "Date", facts.Moment(n.WrittenAt, p.shell.Now()))
			continue
		}
		others = append(others, p.noteCard(n))
	}
	p.note = newNote(p, record, w.T("clients.note_hint"), 5)
	objects := []fyne.CanvasObject{p.note.object(title), kit.Buttons(kit.Quiet(w.T("clients.note_another"), func() {
		p.turn(argument{client: p.at.client, part: partNotes})
	}))}
	p.screen = kit.NewReadingScreen(append(objects, others...)...)
	return p.screen
}

// noteCard is a note as it is read, with the way to it.
func (p *Page) noteCard(n journal.ClientNote) fyne.CanvasObject {
	w := p.words
	line := facts.Moment(n.WrittenAt, p.shell.Now())
	to := argument{client: p.at.client, part: partNotes, id: string(n.ID)}
	way := w.T("common.edit")
	if n.EntryID != "" {
		to.part, to.id, way = partEntries, string(n.EntryID), w.T("clients.note_entry")
		for _, e := range p.story.Content.Entries {
			if e.ID == n.EntryID {
				line += " · " + received.Plain(report.EntryTitle(e, w))
			}
		}
	}
	return kit.NewCard(kit.Column(8, kit.Small(line), kit.NewReader(w, markdown.Parse(n.Text)), kit.Wrap(0, kit.Link(way, func() { p.turn(to) }))))
}
