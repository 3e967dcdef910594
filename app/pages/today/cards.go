package today

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/measure"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// anyTimeCard is the way to writing when no moment is offered.
func (p *Page) anyTimeCard() fyne.CanvasObject {
	w := p.shell.Words()
	write := kit.Primary(w.T("common.write"), func() { p.shell.Go(route.To(route.Write)) })
	p.first = write
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Small(w.T("today.any_time")), kit.Title(w.T("today.any_question")), kit.Small(w.T("today.enough"))),
		kit.Buttons(write)))
}

// momentCard is a question of a moment around a session: write, not today, and
// for a look back also skip. Nothing of it is ever late.
func (p *Page) momentCard(d due, first bool) fyne.CanvasObject {
	w := p.shell.Words()
	begin := route.With(route.Write, writing.BeginPrompt(d.prompt.ID, d.session.ID))
	make := kit.Quiet
	if first {
		make = kit.Primary
	}
	write := make(w.T("common.write"), func() { p.shell.Go(begin) })
	buttons := kit.Buttons(write)
	if d.phase == journal.PhaseSameDay {
		write = make(w.T("today.right"), func() { p.shell.Go(route.To(route.Right)) })
		buttons = kit.Buttons(write, kit.Quiet(w.T("common.write"), func() { p.shell.Go(begin) }))
	}
	buttons.Add(kit.Quiet(w.T("common.not_today"), func() {
		if p.view.notToday == nil {
			p.view.notToday = map[string]bool{}
		}
		p.view.notToday[d.key(p.shell.Now())] = true
		p.Refresh()
	}))
	if first {
		p.first = write
	}
	lines := kit.Lines(kit.Small(d.label(w)), kit.Title(w.T("prompt."+d.prompt.ID)), kit.Small(w.T("today.enough")))
	if d.phase == journal.PhaseSameDay {
		return kit.NewCard(kit.Column(18, lines, buttons))
	}
	if d.followUp != nil {
		buttons.Add(kit.Link(w.T("common.skip"), func() { p.skip(*d.followUp) }))
	}
	return kit.NewCard(kit.Beside(lines, buttons))
}

// skip passes over a look back for good; it can be taken back at once.
func (p *Page) skip(f journal.FollowUp) {
	set := func(state journal.FollowUpState, then func()) {
		p.save(func(ctx context.Context) (err error) {
			f.State = state
			f, err = p.store.SaveFollowUp(ctx, f)
			return err
		}, then)
	}
	set(journal.FollowUpSkipped, func() {
		w := p.shell.Words()
		p.shell.Offer(w.T("today.skipped"), w.T("common.undo"), func() { set(journal.FollowUpOpen, nil) })
	})
}

// save does work that changes the journal, and shows what has become of it.
func (p *Page) save(work func(context.Context) error, then func()) {
	p.shell.Runner().Do(p.shell.Words().T("common.saving"),
		func(ctx context.Context, _ run.Progress) error { return work(ctx) },
		func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			if then != nil {
				then()
			}
			p.Refresh()
		})
}

// unfinishedCard leads back to what was left in the middle.
func (p *Page) unfinishedCard(s journal.Summary) fyne.CanvasObject {
	w := p.shell.Words()
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Small(w.T("today.unfinished")), kit.Own(facts.Name(w, s))),
		kit.Buttons(kit.Quiet(w.T("common.continue"), func() { p.shell.Go(route.With(route.Write, string(s.ID))) }))))
}

// checkInCard is the way to half a minute about today; another one in a day is as
// welcome.
func (p *Page) checkInCard() fyne.CanvasObject {
	w := p.shell.Words()
	line := w.T("checkin.offer_line")
	if p.now.course.CheckedIn {
		line = w.T("checkin.again")
	}
	return kit.NewCard(kit.Beside(
		kit.Lines(kit.Section(w.T("checkin.offer")), kit.Small(line)),
		kit.Buttons(kit.Quiet(w.T("checkin.do"), func() { p.shell.Go(route.To(route.CheckIn)) }))))
}

// measuresCard offers the measures of now, each to be opened or skipped.
func (p *Page) measuresCard() fyne.CanvasObject {
	w := p.shell.Words()
	rows := kit.Column(14, kit.Section(w.T("today.measures")))
	for _, o := range p.now.course.Measures {
		id := o.Instrument.ID
		rows.Add(kit.Beside(
			kit.Column(3, kit.Body(o.Instrument.Title), kit.Small(w.T("today.measure_line", "Why", w.T("measure_why."+string(o.Why)),
				"Questions", w.N("today.questions", o.Instrument.Score(nil).Items)))),
			kit.Buttons(kit.Quiet(w.T("measure.begin"), func() { p.shell.Go(measure.Take(id)) }),
				kit.Link(w.T("common.skip"), func() {
					p.save(func(ctx context.Context) error {
						_, err := p.store.SkipMeasure(ctx, id)
						return err
					}, nil)
				}))))
	}
	return kit.NewCard(rows)
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
