package form

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
)

// Typed is a form as its page deals with it; *Form is one.
type Typed interface {
	Focus(fyne.Canvas)
	Save()
	Leave(done func())
	PutAway(done func())
	Unsaved(*journal.Unsaved)
	Ready()
	Wipe()
}

// Host is what a page that may be a form asks of the window.
type Host interface {
	Shell
	Offer(text, action string, do func())
	Changed()
}

// Trash is what it asks of the journal.
type Trash interface {
	TrashRecord(context.Context, journal.ID) error
	UntrashRecord(context.Context, journal.ID) error
}

// Held is embedded in a page that is a form at some of its routes and something
// to read at the others. Without a form nothing waits and Done does nothing.
type Held struct {
	Form   Typed // nil where there is none
	Screen *kit.Screen
	host   Host
	trash  Trash
}

// NewHeld is a page without a form yet.
func NewHeld(host Host, trash Trash) Held {
	return Held{Screen: kit.NewScreen(), host: host, trash: trash}
}

// Content implements route.Page.
func (h *Held) Content() fyne.CanvasObject { return h.Screen }

// Focus implements route.Focuser.
func (h *Held) Focus(c fyne.Canvas) {
	if h.Form != nil {
		h.Form.Focus(c)
		h.Screen.ScrollToTop()
	}
}

// Done saves the form and goes back.
func (h *Held) Done() {
	if h.Form != nil {
		h.Form.Save()
	}
}

// Leave implements route.Leaver: what was typed into the form is kept.
func (h *Held) Leave(done func()) {
	if h.Form == nil {
		done()
		return
	}
	h.Form.Leave(done)
}

// PutAway implements route.Keeper.
func (h *Held) PutAway(done func()) {
	if h.Form == nil {
		done()
		return
	}
	h.Form.PutAway(done)
}

// Unsaved implements route.Keeper.
func (h *Held) Unsaved(u *journal.Unsaved) {
	if h.Form != nil {
		h.Form.Unsaved(u)
	}
}

// Wipe implements route.Wiper.
func (h *Held) Wipe() {
	if h.Form != nil {
		h.Form.Wipe()
	}
	h.Screen.SetObjects()
}

// Do changes something in the journal and then goes on.
func (h *Held) Do(work func(context.Context) error, then func()) {
	h.host.Runner().Do(h.host.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		if err != nil {
			h.host.Fail(err)
			return
		}
		then()
	})
}

// Removal is the way to put a form's record into the trash, which can be undone
// at once; gone says that it is there.
func (h *Held) Removal(id journal.ID, gone string) fyne.CanvasObject {
	w := h.host.Words()
	return kit.Quiet(w.T("common.delete"), func() {
		h.Form.Ready()
		h.Do(func(ctx context.Context) error { return h.trash.TrashRecord(ctx, id) }, func() {
			h.host.Offer(gone, w.T("common.undo"), func() {
				h.Do(func(ctx context.Context) error { return h.trash.UntrashRecord(ctx, id) }, h.host.Changed)
			})
			h.host.Back()
		})
	})
}
