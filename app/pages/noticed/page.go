package noticed

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/form"
	"afterglow/app/route"
	"afterglow/journal"
)

// Page is what came of it, or the form of one of it.
type Page struct {
	form.Held
	shell  Shell
	store  Store
	arg    string
	canvas fyne.Canvas
	moves  map[move]*kit.Button // the buttons that move a question
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Keeper    = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the page for an argument; see the package comment.
func New(shell Shell, store Store, arg string) *Page {
	p := &Page{Held: form.NewHeld(shell, store), shell: shell, store: store, arg: arg}
	what, rest, _ := strings.Cut(arg, ":")
	switch what {
	case argInsight, argChange:
		p.Form = p.insightForm(rest, what == argChange)
	case argPractice:
		p.Form = p.practiceForm(rest)
	case argQuestion:
		p.Form = p.questionForm(rest)
	case argLog:
		p.Form = p.logForm(rest)
	}
	p.Refresh()
	return p
}

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Noticed, p.arg) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = c
	p.Held.Focus(c)
}

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	if p.Form == nil {
		p.Screen.SetObjects(p.all()...)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.canvas, p.moves = nil, nil
	p.Held.Wipe()
}

// removal is the way to put a record into the trash from its form, or nothing
// for a new one.
func (p *Page) removal(id journal.ID) []fyne.CanvasObject {
	if id == "" {
		return nil
	}
	return []fyne.CanvasObject{p.Removal(id, p.shell.Words().T("noticed.trashed"))}
}
