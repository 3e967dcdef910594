package noticed

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/form"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// Page is what came of it, or the form of one of it.
type Page struct {
	shell  Shell
	store  Store
	arg    string
	screen *kit.Screen
	form   *form.Form
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
	p := &Page{shell: shell, store: store, arg: arg, screen: kit.NewScreen()}
	what, rest, _ := strings.Cut(arg, ":")
	switch what {
	case argInsight, argChange:
		p.form = p.insightForm(rest, what == argChange)
	case argPractice:
		p.form = p.practiceForm(rest)
	case argQuestion:
		p.form = p.questionForm(rest)
	case argLog:
		p.form = p.logForm(rest)
	}
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Noticed, p.arg) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = c
	if p.form != nil {
		p.form.Focus(c)
		p.screen.ScrollToTop()
	}
}

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	if p.form == nil {
		p.screen.SetObjects(p.all()...)
	}
}

// Leave implements route.Leaver: what was typed into a form is kept.
func (p *Page) Leave(done func()) {
	if p.form == nil {
		done()
		return
	}
	p.form.Leave(done)
}

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) {
	if p.form == nil {
		done()
		return
	}
	p.form.PutAway(done)
}

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if p.form != nil {
		p.form.Unsaved(u)
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	if p.form != nil {
		p.form.Wipe()
	}
	p.canvas, p.moves = nil, nil
	p.screen.SetObjects()
}

// do changes something in the journal and then goes on.
func (p *Page) do(work func(context.Context) error, then func()) {
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		then()
	})
}

// removal is the way to put a record into the trash from its form, or nothing
// for a new one.
func (p *Page) removal(id journal.ID) []fyne.CanvasObject {
	if id == "" {
		return nil
	}
	w := p.shell.Words()
	return []fyne.CanvasObject{kit.Quiet(w.T("common.delete"), func() {
		p.form.Ready()
		p.do(func(ctx context.Context) error { return p.store.TrashRecord(ctx, id) }, func() {
			p.shell.Offer(w.T("noticed.trashed"), w.T("common.undo"), func() {
				p.do(func(ctx context.Context) error { return p.store.UntrashRecord(ctx, id) }, p.shell.Changed)
			})
			p.shell.Back()
		})
	})}
}
