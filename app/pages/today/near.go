package today

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/measure"
	"afterglow/app/route"
	"afterglow/app/run"
)

// checkInCard is the way to a check-in; another one in a day is as welcome.
func (p *Page) checkInCard() fyne.CanvasObject {
	w := p.shell.Words()
	line := w.T("checkin.offer_line")
	if p.now.course.CheckedIn {
		line = w.T("checkin.again")
	}
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Section(w.T("checkin.offer")), kit.Sub(line)),
		kit.Buttons(kit.Quiet(w.T("checkin.do"), func() { p.shell.Go(route.To(route.CheckIn)) }))))
}

// measureCards offer the measures of today, each to be begun or passed over.
func (p *Page) measureCards() []fyne.CanvasObject {
	w := p.shell.Words()
	var cards []fyne.CanvasObject
	for _, o := range p.now.course.Measures {
		id := o.Instrument.ID
		cards = append(cards, kit.NewCard(kit.Beside(
			kit.Lines(kit.Section(o.Instrument.Title), kit.Sub(w.T("measure_why."+string(o.Why)))),
			kit.Buttons(
				kit.Quiet(w.T("measure.begin"), func() { p.shell.Go(measure.Take(id)) }),
				kit.Quiet(w.T("common.not_today"), func() { p.skip(id) })))))
	}
	return cards
}

// skip passes a measure over: it is offered again after its usual time.
func (p *Page) skip(instrument string) {
	p.shell.Runner().Do(p.shell.Words().T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		_, err := p.store.SkipMeasure(ctx, instrument)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.Refresh()
	})
}
