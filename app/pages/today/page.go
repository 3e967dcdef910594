package today

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/course"
)

const (
	latestCount = 3  // entries shown
	latestDays  = 60 // how far back they are looked for first
)

// Page is the Today page.
type Page struct {
	shell  Shell
	store  Store
	view   *View
	screen *kit.Screen
	first  fyne.Focusable
	canvas fyne.Canvas // while the page is shown
	now    content
}

// content is what the page shows, found off the window's thread.
type content struct {
	sessions   []journal.DosingSession
	unfinished []journal.Summary
	latest     []journal.Summary
	due        due
	isDue      bool
	course     course.Due
	confirmed  bool // the recovery code was typed back
	asked      bool // the journal has answered
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the Today page. view may be nil.
func New(shell Shell, store Store, view *View) *Page {
	if view == nil {
		view = &View{}
	}
	p := &Page{shell: shell, store: store, view: view, screen: kit.NewScreen()}
	p.draw()
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Today) }

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	now := p.shell.Now()
	put := map[string]bool{}
	for k := range p.view.notToday {
		put[k] = true
	}
	var c content
	p.shell.Runner().Latest("today", func(ctx context.Context) error {
		c.sessions, c.unfinished = p.store.Sessions(), p.store.Unfinished()
		c.asked = true
		c.course = course.DueToday(p.store, now)
		c.confirmed = !p.store.Settings().RecoveryConfirmed.IsZero()
		c.latest = p.store.Summaries(journal.Filter{From: journal.On(now.AddDate(0, 0, -latestDays)).Date()})
		if len(c.latest) == 0 {
			c.latest = p.store.Summaries(journal.Filter{})
		}
		c.latest = finished(c.latest, latestCount)
		c.due, c.isDue = find(c.sessions, now,
			func(id journal.ID, phase journal.Phase) bool {
				return len(p.store.Summaries(journal.Filter{SessionID: id, Phase: phase})) > 0
			},
			func(d due) bool { return put[d.key(now)] })
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.now = c
		p.draw()
	})
}

// finished is the first few that are not offered as unfinished above.
func finished(list []journal.Summary, count int) []journal.Summary {
	var out []journal.Summary
	for _, s := range list {
		if len(out) == count {
			break
		}
		if !s.Unfinished {
			out = append(out, s)
		}
	}
	return out
}

// draw makes the page of what is known.
func (p *Page) draw() {
	w, now := p.shell.Words(), p.shell.Now()
	onFirst := p.canvas != nil && p.first != nil && p.canvas.Focused() == p.first
	objects := []fyne.CanvasObject{kit.Inset(0, 0, 0, 8,
		kit.Header(kit.Heading(greeting(w, now)), kit.Sub(quietLine(w, p.now.sessions, now))))}
	objects = append(objects, p.writeCard())
	for _, s := range p.now.unfinished {
		objects = append(objects, p.unfinishedCard(s))
	}
	objects = append(objects, p.checkInCard())
	objects = append(objects, p.measureCards()...)
	if below := p.below(); len(below) > 0 {
		objects = append(objects, kit.Columns(340, below...))
	}
	if p.now.asked && !p.now.confirmed && !p.view.later {
		objects = append(objects, p.recoveryCard())
	}
	p.screen.SetObjects(objects...)
	if onFirst {
		p.canvas.Focus(p.first)
		p.screen.ScrollToTop()
	}
}

// writeCard is the way to writing: the question of the moment, or any page.
func (p *Page) writeCard() fyne.CanvasObject {
	w := p.shell.Words()
	if !p.now.isDue {
		write := kit.Primary(w.T("common.write"), func() { p.shell.Go(route.To(route.Write)) })
		p.first = write
		return kit.NewCard(kit.Beside(
			kit.Lines(kit.Small(w.T("today.any_time")), kit.Title(w.T("today.any_question")), kit.Small(w.T("today.enough"))),
			kit.Buttons(write)))
	}
	d := p.now.due
	begin := route.With(route.Write, writing.BeginPrompt(d.prompt.ID, d.session.ID))
	write := kit.Primary(w.T("common.write"), func() { p.shell.Go(begin) })
	buttons := kit.Buttons(write)
	if d.phase == journal.PhaseSameDay {
		write = kit.Primary(w.T("today.right"), func() { p.shell.Go(route.To(route.Right)) })
		buttons = kit.Buttons(write, kit.Quiet(w.T("common.write"), func() { p.shell.Go(begin) }))
	}
	buttons.Add(kit.Quiet(w.T("common.not_today"), func() {
		if p.view.notToday == nil {
			p.view.notToday = map[string]bool{}
		}
		p.view.notToday[d.key(p.shell.Now())] = true
		p.Refresh()
	}))
	p.first = write
	lines := kit.Lines(kit.Small(d.label(w)), kit.Title(d.prompt.Text), kit.Small(w.T("today.enough")))
	if d.phase == journal.PhaseSameDay {
		return kit.NewCard(kit.Column(18, lines, buttons))
	}
	return kit.NewCard(kit.Beside(lines, buttons))
}

// unfinishedCard leads back to what was left in the middle.
func (p *Page) unfinishedCard(s journal.Summary) fyne.CanvasObject {
	w := p.shell.Words()
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Small(w.T("today.unfinished")), kit.Own(facts.Name(w, s))),
		kit.Buttons(kit.Quiet(w.T("common.continue"), func() { p.shell.Go(route.With(route.Write, string(s.ID))) }))))
}

// below are the intention and the last few entries.
func (p *Page) below() []fyne.CanvasObject {
	w, now := p.shell.Words(), p.shell.Now()
	var cards []fyne.CanvasObject
	if s, ok := intended(p.now.sessions, now); ok {
		cards = append(cards, kit.NewCard(kit.Lines(
			kit.Small(w.T("today.intention", "Session", lower(facts.Session(w, s)))),
			kit.Own(w.T("today.quoted", "Text", s.Intention)))))
	}
	for _, s := range p.now.latest {
		cards = append(cards, kit.NewPressCard(kit.Lines(
			kit.Small(facts.KindOrMoment(w, s.Kind, s.Phase)+" · "+facts.Day(s.OccurredAt, now)),
			kit.Own(facts.Name(w, s))),
			func() { p.shell.Go(route.With(route.Read, string(s.ID))) }))
	}
	return cards
}

// recoveryCard reminds of the recovery code, once an unlock and without haste.
func (p *Page) recoveryCard() fyne.CanvasObject {
	w := p.shell.Words()
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Section(w.T("today.recovery")), kit.Sub(w.T("today.recovery_line"))),
		kit.Buttons(
			kit.Quiet(w.T("today.recovery_do"), func() { p.shell.Go(route.To(route.Settings)) }),
			kit.Quiet(w.T("today.later"), func() {
				p.view.later = true
				p.draw()
			}))))
}

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = c
	if p.first != nil {
		c.Focus(p.first)
		p.screen.ScrollToTop()
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.view.Wipe()
	p.now = content{}
	p.first, p.canvas = nil, nil
	p.screen.SetObjects()
}
