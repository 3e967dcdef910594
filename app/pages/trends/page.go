package trends

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/route"
	"afterglow/journal/trend"
)

// Page is the Trends page.
type Page struct {
	shell  Shell
	store  Store
	view   *View
	screen *kit.Screen
	spans  *fyne.Container // the chips of the ranges
	body   *fyne.Container
	now    shown
	asked  bool // the journal has answered
	// What stands on the page is used again when another range is chosen: tables
	// and details that are open stay open.
	cards   map[string]*card
	answers *answers
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// New is the Trends page. view may be nil.
func New(shell Shell, store Store, view *View) *Page {
	if view == nil {
		view = &View{}
	}
	w := shell.Words()
	p := &Page{shell: shell, store: store, view: view, body: kit.Cards(), cards: map[string]*card{}}
	labels := make([]string, len(trend.Ranges))
	for i, r := range trend.Ranges {
		labels[i] = w.T("trend_range." + string(r))
	}
	p.spans = kit.OneOf(labels, p.chosen(), func(i int) {
		p.view.span = trend.Ranges[i]
		p.Refresh()
	})
	p.spans.Hide() // there may be nothing to choose from
	p.screen = kit.NewScreen(kit.Inset(0, 0, 0, 8, kit.Column(10, kit.Heading(w.T("trends.heading")), p.spans)), p.body)
	p.Refresh()
	return p
}

// chosen is the range that is shown.
func (p *Page) chosen() int { return max(0, slices.Index(trend.Ranges, p.view.span)) }

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Trends) }

// Refresh implements route.Refresher: everything is reckoned away from the
// window's thread.
func (p *Page) Refresh() {
	now, w, span := p.shell.Now(), p.shell.Words(), trend.Ranges[p.chosen()]
	var s shown
	p.shell.Runner().Latest("trends", func(ctx context.Context) error {
		s = arrange(w, trend.Of(p.store, span, now))
		s.anything = !s.empty() || span != trend.RangeAll && !arrange(w, trend.Of(p.store, trend.RangeAll, now)).empty()
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.now, p.asked = s, true
		p.draw()
	})
}

// draw makes the page of what is known. The ranges stay where they are, and the
// keyboard on them.
func (p *Page) draw() {
	w := p.shell.Words()
	var objects []fyne.CanvasObject
	switch {
	case !p.asked:
	case !p.now.anything:
		objects = append(objects, kit.EmptyState(w.T("trends.empty_title"), w.T("trends.empty_line"),
			kit.Quiet(w.T("checkin.do"), func() { p.shell.Go(route.To(route.CheckIn)) })))
	case p.now.empty():
		objects = append(objects, kit.EmptyState(w.T("trends.none_title"), w.T("trends.none_line"), nil))
	}
	// What tells most stands on top: the first measure, and the days after each
	// session. The other measures follow.
	first := min(1, len(p.now.measures))
	for _, m := range p.now.measures[:first] {
		objects = append(objects, p.card(m))
	}
	if len(p.now.checkIns) > 0 {
		objects = append(objects, p.checkIns(p.now.checkIns, p.now.sessions > 0))
	}
	for _, m := range slices.Concat(p.now.measures[first:], p.now.external) {
		objects = append(objects, p.card(m))
	}
	if p.now.anything {
		p.spans.Show()
	} else {
		p.spans.Hide()
	}
	p.body.Objects = objects
	p.body.Refresh()
	p.screen.Relayout()
}

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	if chip, ok := p.spans.Objects[p.chosen()].(fyne.Focusable); ok && p.spans.Visible() {
		c.Focus(chip)
		p.screen.ScrollToTop()
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.view.Wipe()
	p.now, p.asked = shown{}, false
	p.cards, p.answers = map[string]*card{}, nil
	p.body.Objects = nil
	p.screen.SetObjects()
}
