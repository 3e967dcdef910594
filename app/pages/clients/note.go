package clients

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
)

// saveAfter is how long after the last letter a note is saved.
const saveAfter = 2 * time.Second

// note is room for a note, saved while it is written.
type note struct {
	page   *Page
	editor *kit.Editor
	status *kit.Text

	record journal.ClientNote
	kept   string // the text as it is on the disk
	stop   func()
	saving bool
	after  []func()
}

func newNote(p *Page, record journal.ClientNote, placeholder string, rows int) *note {
	n := &note{page: p, editor: kit.NewEditor(placeholder, rows), status: kit.Small(""), record: record, kept: record.Text, stop: func() {}}
	n.status.SetText(p.words.T("clients.note_stays"))
	n.editor.SetTextOnceLaidOut(record.Text)
	n.editor.OnChanged = func(string) {
		n.stop()
		n.stop = p.shell.Runner().After(saveAfter, func() {
			n.save(func(err error) {
				if err != nil {
					n.status.SetText(p.words.T("common.not_saved"))
				}
			})
		})
	}
	return n
}

// object is the editor with the line below it.
func (n *note) object(title string) fyne.CanvasObject {
	return kit.NewCard(kit.Column(8, kit.Section(title), n.editor.Object, n.status))
}

func (n *note) changed() bool { return n.editor.Written() != n.kept }

// save saves what was written, and tells done once it is on the disk or cannot be.
// A note that was emptied goes to the trash.
func (n *note) save(done func(error)) {
	if n.saving {
		n.after = append(n.after, func() { n.save(done) })
		return
	}
	n.stop()
	if !n.changed() {
		done(nil)
		return
	}
	p, next := n.page, n.record
	next.Text = n.editor.Written()
	n.saving = true
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		switch {
		case strings.TrimSpace(next.Text) != "":
			next, err = p.store.SaveClientNote(ctx, next)
		case next.ID != "":
			err = p.store.TrashRecord(ctx, next.ID)
			next = journal.ClientNote{ClientID: next.ClientID, EntryID: next.EntryID, Text: next.Text}
		}
		return err
	}, func(err error) {
		n.saving = false
		if err == nil {
			n.record, n.kept = next, next.Text
			n.status.SetText(p.words.T("clients.note_saved", "Time", p.shell.Now().Format("15:04")))
		}
		after := n.after
		n.after = nil
		done(err)
		for _, do := range after {
			do()
		}
	})
}

// unsaved adds what is on no disk.
func (n *note) unsaved(u *journal.Unsaved) {
	if !n.changed() || strings.TrimSpace(n.editor.Written()) == "" {
		return
	}
	waits := n.record
	waits.Text = n.editor.Written()
	_ = u.AddRecord(&waits) // it is a record that was read or can be written
}

func (n *note) wipe() {
	n.stop()
	n.editor.OnChanged = nil
	n.editor.Wipe()
	n.record, n.kept = journal.ClientNote{}, ""
}
