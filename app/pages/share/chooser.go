package share

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// shownAtOnce is how many rows of the list are shown before it is asked for more.
const shownAtOnce = 60

// chooser is the left side: what to look at, the list, what goes along, and the way on.
type chooser struct {
	page     *Page
	object   fyne.CanvasObject
	screen   *kit.Screen
	narrow   *kit.PickList
	from, to *kit.DateField
	period   *fyne.Container
	count    *kit.Text
	rows     *fyne.Container
	along    *fyne.Container
	seal     *kit.Button
	openly   *kit.Button
}

func newChooser(p *Page) *chooser {
	w := p.shell.Words()
	c := &chooser{page: p, count: kit.Sub(""), rows: kit.Column(look.Gap), along: kit.Column(look.Gap)}
	c.narrow = kit.NewPickList(nil, 0, func(i int) {
		p.way, p.shown = i, shownAtOnce
		p.list()
	})
	c.from = kit.NewDateField(w, w.T("share.period_from"), p.shell.Now)
	c.to = kit.NewDateField(w, w.T("share.period_to"), p.shell.Now)
	for _, d := range []*kit.DateField{c.from, c.to} {
		d.OnSubmitted(func(string) { p.list() })
	}
	c.period = kit.Column(look.Gap, c.from, c.to, kit.Wrap(0, kit.Quiet(w.T("share.period_show"), p.list)))
	c.seal = kit.Primary(w.T("share.next"), func() { p.goOn(p.seals) })
	c.openly = kit.Quiet(w.T("share.openly"), func() { p.goOn(p.offerOpenly) })
	ticks := kit.Wrap(14,
		kit.Link(w.T("share.tick_all"), func() { p.tickShown(true) }),
		kit.Link(w.T("share.tick_none"), func() { p.tickShown(false) }))
	c.screen = kit.NewScreen(
		kit.Header(kit.Heading(w.T("share.heading")), c.count),
		kit.Labelled(w.T("share.narrow"), c.narrow),
		c.period, ticks, c.rows, c.along,
		kit.Wrap(0, kit.Link(w.T("share.log"), func() { p.shell.Go(route.To(route.Shares)) })))
	c.object = container.NewBorder(nil, kit.Inset(look.CardPadding, 10, look.CardPadding, 12, kit.Wrap(10, c.seal, c.openly)), nil, nil, c.screen)
	return c
}

func (c *chooser) wipe() {
	c.narrow.SetAnswers(nil, -1)
	c.rows.Objects, c.along.Objects = nil, nil
	c.screen.SetObjects()
}

// fitting are the things that the narrowing shows.
func (p *Page) fitting() []sharing.Candidate {
	way := p.ways[p.way]
	fits := way.fits
	if way.period {
		from, okFrom := p.chooser.from.Value()
		to, okTo := p.chooser.to.Value()
		if !okFrom || !okTo {
			return nil
		}
		fits = between(from.Date(), to.Date())
	}
	var out []sharing.Candidate
	for _, c := range p.choice.all {
		if fits(c) {
			out = append(out, c)
		}
	}
	return out
}

// list shows them as ticks, type by type.
func (p *Page) list() {
	w, c := p.shell.Words(), p.chooser
	labels := make([]string, len(p.ways))
	for i, n := range p.ways {
		labels[i] = n.label
	}
	c.narrow.SetAnswers(labels, p.way)
	c.period.Hidden = !p.ways[p.way].period
	c.rows.Objects = nil
	fitting := p.fitting()
	left := p.shown
	for _, kind := range kinds {
		var list []sharing.Candidate
		for _, one := range fitting {
			if one.Type == kind {
				list = append(list, one)
			}
		}
		if len(list) == 0 || left == 0 {
			continue
		}
		c.rows.Add(kit.Inset(0, 8, 0, 0, kit.Section(w.T("share.type."+kind))))
		card := kit.Column(10)
		for _, one := range list[:min(left, len(list))] {
			card.Add(p.row(one))
		}
		c.rows.Add(kit.NewCard(card))
		left -= min(left, len(list))
	}
	if len(fitting) == 0 {
		c.rows.Add(kit.Small(w.T("share.none_here")))
	}
	if rest := len(fitting) - p.shown; rest > 0 {
		c.rows.Add(kit.Wrap(0, kit.Link(w.N("share.more", rest), func() {
			p.shown += shownAtOnce
			p.list()
		})))
	}
	p.tell()
}

// tickShown ticks or unticks what the narrowing shows.
func (p *Page) tickShown(on bool) {
	p.choice.tickAll(p.fitting(), on)
	p.list()
	p.look()
}

// chosenChanged follows a tick.
func (p *Page) chosenChanged() {
	p.tell()
	p.look()
}

// tell says how much is chosen, and offers what can go along with it.
func (p *Page) tell() {
	w, c := p.shell.Words(), p.chooser
	c.count.SetText(w.N("share.chosen", len(p.choice.ticked)))
	c.along.Objects = nil
	for _, one := range []struct {
		id string
		of string
		on *bool
	}{
		{"answers", bundle.ItemResponse, &p.choice.detail.Answers},
		{"dose", bundle.ItemSession, &p.choice.detail.Dose},
		{"side_effects", bundle.ItemSession, &p.choice.detail.SideEffects},
		{"vitals", bundle.ItemSession, &p.choice.detail.Vitals},
		{"log", bundle.ItemPractice, &p.choice.detail.Log},
	} {
		if p.choice.has(one.of) {
			c.along.Add(kit.NewTick(w.T("share.along."+one.id), *one.on, func(on bool) {
				*one.on = on
				p.look()
			}).Second(w.T("share.along_line." + one.id)))
		}
	}
	if near := p.near(); len(near) > 0 {
		c.along.Add(kit.Small(w.T("share.sessions")))
		for _, r := range near {
			session, _ := p.choice.candidate(r)
			c.along.Add(kit.NewTick(p.names.of(session), p.choice.ticked[r], func(on bool) {
				p.choice.tick(r, on)
				p.chosenChanged()
			}))
		}
	}
	if len(c.along.Objects) > 0 {
		c.along.Objects = append([]fyne.CanvasObject{kit.Inset(0, 8, 0, 0, kit.Section(w.T("share.along")))}, c.along.Objects...)
	}
	c.screen.Relayout()
}

// near are the sessions that ticked entries belong to and that are not in the list:
// number, date, route, dose and intention go with one, so it is a choice of its own.
func (p *Page) near() (out []journal.ItemRef) {
	listed := map[journal.ItemRef]bool{}
	for _, c := range p.fitting() {
		listed[c.ItemRef] = true
	}
	wanted := map[journal.ID]bool{}
	for _, c := range p.choice.all {
		wanted[c.Session] = wanted[c.Session] || c.Type == bundle.ItemEntry && p.choice.ticked[c.ItemRef]
	}
	for _, c := range p.choice.all {
		if c.Type == bundle.ItemSession && wanted[c.ID] && !listed[c.ItemRef] {
			out = append(out, c.ItemRef)
		}
	}
	return out
}
