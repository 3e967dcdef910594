package trends

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/journal/trend"
)

// How high the charts are, from the lowest to the highest value.
const (
	measureHeight = 180
	afterHeight   = 60
	dailyHeight   = 110
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
	p := &Page{shell: shell, store: store, view: view, body: kit.Cards()}
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
			kit.Quiet(w.T("trends.check_in"), func() { p.shell.Go(route.To("checkin")) })))
	case p.now.empty():
		objects = append(objects, kit.EmptyState(w.T("trends.none_title"), w.T("trends.none_line"), nil))
	}
	for _, m := range p.now.measures {
		objects = append(objects, p.card(m))
	}
	if len(p.now.checkIns) > 0 {
		objects = append(objects, p.checkIns()...)
	}
	for _, m := range p.now.external {
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

// card is one measure: what it came to, how it moved, and what there is to know
// of it.
func (p *Page) card(m panel) fyne.CanvasObject {
	w := p.shell.Words()
	details := kit.Inset(0, 0, 0, 6, kit.Lines(about(w, m.series)...))
	details.Hide()
	var link *kit.Button
	link = kit.Link(w.T("trends.about"), func() {
		if details.Visible() {
			details.Hide()
			link.SetText(w.T("trends.about"))
		} else {
			details.Show()
			link.SetText(w.T("trends.about_less"))
		}
		p.screen.Relayout()
	})
	column := kit.Column(10,
		kit.Beside(kit.Section(m.title), kit.Wrap(12, kit.Inset(0, 3, 0, 0, kit.Body(trend.Sentence(w, m.series)).OneLine()), link)),
		details, p.chart(kit.NewChart(w, m.figure, measureHeight)))
	if text := covers(w, m.series); text != "" {
		column.Add(kit.Small(text))
	}
	return kit.NewCard(column)
}

// chart lets the page follow when the table comes and goes.
func (p *Page) chart(c *kit.Chart) *kit.Chart {
	c.OnToggled = p.screen.Relayout
	return c
}

// checkIns are the answers of the check-in, one at a time: chosen by chips, shown
// after each session and day by day.
func (p *Page) checkIns() []fyne.CanvasObject {
	w, list := p.shell.Words(), p.now.checkIns
	chosen := max(0, slices.IndexFunc(list, func(a answer) bool { return a.key == p.view.field }))
	labels := make([]string, len(list))
	for i, a := range list {
		labels[i] = a.title
	}
	one := list[chosen]
	after, daily := p.chart(kit.NewChart(w, one.after, afterHeight)), p.chart(kit.NewChart(w, one.daily, dailyHeight))
	afterTitle, dailyTitle, ends := kit.Section(""), kit.Section(""), []*kit.Text{kit.Small(""), kit.Small("")}
	say := func(a answer) {
		afterTitle.SetText(w.T("trends.after", "Title", a.title))
		dailyTitle.SetText(w.T("trends.daily", "Title", a.title))
		for _, t := range ends {
			t.SetText(scale(w, a.key))
		}
	}
	say(one)
	chips := kit.OneOf(labels, chosen, func(i int) {
		p.view.field = list[i].key
		say(list[i])
		after.SetFigure(list[i].after)
		daily.SetFigure(list[i].daily)
		p.screen.Relayout()
	})
	heading := kit.Inset(0, 8, 0, 0, kit.Column(look.Gap, kit.Title(w.T("trends.check_ins")), chips))
	var cards []fyne.CanvasObject
	if p.now.sessions > 0 {
		cards = append(cards, kit.NewCard(kit.Column(10, kit.Lines(afterTitle, ends[0]), after)))
	}
	cards = append(cards, kit.NewCard(kit.Column(10, kit.Lines(dailyTitle, ends[1]), daily)))
	return append([]fyne.CanvasObject{heading}, cards...)
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
	p.body.Objects = nil
	p.screen.SetObjects()
}
