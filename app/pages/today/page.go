package today

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
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
	typed  *typed
}

// content is what the page shows, found off the window's thread.
type content struct {
	course     course.Due
	moments    []due
	unfinished []journal.Summary
	latest     []journal.Summary
	confirmed  bool // the recovery code was typed back
	asked      bool // the journal has answered
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Keeper    = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the Today page. view may be nil.
func New(shell Shell, store Store, view *View) *Page {
	if view == nil {
		view = &View{}
	}
	p := &Page{shell: shell, store: store, view: view, screen: kit.NewScreen(), typed: newTyped()}
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
		c.asked = true
		c.unfinished = p.store.Unfinished()
		c.confirmed = !p.store.Settings().RecoveryConfirmed.IsZero()
		c.latest = p.store.Summaries(journal.Filter{From: journal.On(now.AddDate(0, 0, -latestDays)).Date()})
		if len(c.latest) == 0 {
			c.latest = p.store.Summaries(journal.Filter{})
		}
		c.latest = finished(c.latest, latestCount)
		c.course = course.DueToday(p.store, now)
		c.moments = moments(c.course, now,
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

// room is how much is shown before the rest is folded: a wide card takes two, a
// small one half a row, that is one; of the small ones never more than mostSmall.
const (
	room      = 9
	mostSmall = 4
)

// draw makes the page of what is known.
func (p *Page) draw() {
	w, now := p.shell.Words(), p.shell.Now()
	onPage := p.canvas != nil && p.first != nil && p.canvas.Focused() != nil
	p.typed.forget()
	heading := kit.Inset(0, 0, 0, 8, kit.Header(kit.Heading(greeting(w, now)), kit.Sub(quietLine(w, p.now.course, now))))
	wide, after, small := p.wide(), p.after(), p.small()
	left := room
	fits := func(cards []fyne.CanvasObject, each, reserved int) (shown, rest []fyne.CanvasObject) {
		n := min(len(cards), max(0, (left-reserved)/each))
		left -= n * each
		return cards[:n], cards[n:]
	}
	reserved := min(2, len(small))
	wide, moreWide := fits(wide, 2, reserved)
	after, moreAfter := fits(after, 2, reserved)
	left = min(left, mostSmall)
	small, moreSmall := fits(small, 1, 0)

	objects := append([]fyne.CanvasObject{heading}, wide...)
	objects = append(objects, columns(small)...)
	objects = append(objects, after...)
	folded := append(append(moreWide, moreAfter...), columns(moreSmall)...)
	p.screen.SetObjects(append(objects, p.fold(folded)...)...)
	switch {
	case p.canvas == nil:
	case p.typed.next != nil: // a field that was just opened
		p.canvas.Focus(p.typed.next)
		p.typed.next = nil
	case onPage:
		p.Focus(p.canvas)
	}
}

func columns(cards []fyne.CanvasObject) []fyne.CanvasObject {
	if len(cards) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.Columns(340, cards...)}
}

// fold shows what is left over when it is asked for.
func (p *Page) fold(cards []fyne.CanvasObject) []fyne.CanvasObject {
	if len(cards) == 0 {
		return nil
	}
	w := p.shell.Words()
	folded := kit.Cards(cards...)
	var more *kit.Button
	show := func() {
		folded.Hidden = !p.view.more
		text := "common.more"
		if p.view.more {
			text = "common.less"
		}
		more.SetText(w.T(text))
	}
	more = kit.Quiet(w.T("common.more"), func() {
		p.view.more = !p.view.more
		show()
		p.screen.Relayout()
	})
	show()
	return []fyne.CanvasObject{kit.Wrap(0, more), folded}
}

// wide are the cards of the whole width above the small ones.
func (p *Page) wide() []fyne.CanvasObject {
	w := p.shell.Words()
	var cards []fyne.CanvasObject
	if len(p.now.moments) == 0 {
		cards = append(cards, p.anyTimeCard())
	} else {
		cards = append(cards, p.momentCard(p.now.moments[0], true))
	}
	if list := p.now.course.DayOf; list != "" {
		cards = append(cards, kit.NewCard(kit.Lines(kit.Small(w.T("today.day_of")), kit.Own(list))))
	}
	if p.now.asked && !p.now.course.CheckedIn {
		cards = append(cards, p.checkInCard())
	}
	for _, s := range p.now.unfinished[:min(1, len(p.now.unfinished))] {
		cards = append(cards, p.unfinishedCard(s))
	}
	return cards
}

// after are the cards of the whole width below the small ones.
func (p *Page) after() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	if len(p.now.course.Measures) > 0 {
		cards = append(cards, p.measuresCard())
	}
	if p.now.asked && !p.now.confirmed && !p.view.later {
		cards = append(cards, p.recoveryCard())
	}
	for _, s := range p.now.unfinished[min(1, len(p.now.unfinished)):] {
		cards = append(cards, p.unfinishedCard(s))
	}
	if p.now.asked && p.now.course.CheckedIn {
		cards = append(cards, p.checkInCard())
	}
	for _, d := range p.now.moments[min(1, len(p.now.moments)):] {
		cards = append(cards, p.momentCard(d, false))
	}
	return cards
}

// small are the cards beside each other: someone's own words.
func (p *Page) small() []fyne.CanvasObject {
	w, now := p.shell.Words(), p.shell.Now()
	var cards []fyne.CanvasObject
	if s, ok := intended(p.now.course); ok {
		cards = append(cards, kit.NewCard(kit.Lines(
			kit.Small(w.T("today.intention", "Session", lower(facts.Session(w, s)))),
			kit.Own(w.T("today.quoted", "Text", s.Intention)))))
	}
	for _, i := range p.now.course.Insights {
		cards = append(cards, p.insightCard(i))
	}
	for _, d := range p.now.course.Practices {
		cards = append(cards, p.practiceCard(d))
	}
	for _, s := range p.now.latest {
		cards = append(cards, kit.NewPressCard(kit.Lines(
			kit.Small(facts.KindOrMoment(w, s.Kind, s.Phase)+" · "+facts.Day(s.OccurredAt, now)),
			kit.Own(facts.Name(w, s))),
			func() { p.shell.Go(route.With(route.Read, string(s.ID))) }))
	}
	return cards
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
	p.typed.wipe()
	p.now = content{}
	p.first, p.canvas = nil, nil
	p.screen.SetObjects()
}
