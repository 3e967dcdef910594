package today

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// insightCard is something that was noticed and comes back: keep, change, let go.
func (p *Page) insightCard(i course.InsightDue) fyne.CanvasObject {
	w := p.shell.Words()
	lines := kit.Lines(kit.Small(p.noticed(i.Insight)))
	if text, changing := p.typed.insights[i.ID]; changing {
		e := kit.NewEditor("", 2)
		e.SetTextOnceLaidOut(text)
		e.OnChanged = func(s string) { p.typed.insights[i.ID] = s }
		p.typed.fields = append(p.typed.fields, e)
		lines.Add(e.Object)
		lines.Add(kit.Inset(0, 4, 0, 0, kit.Buttons(
			kit.Quiet(w.T("common.save"), func() { p.answer(i.Insight, journal.InsightChanged) }),
			kit.Link(w.T("common.cancel"), func() {
				delete(p.typed.insights, i.ID)
				p.draw()
			}))))
		if p.typed.focus == i.ID {
			p.typed.next, p.typed.focus = e, ""
		}
		return kit.NewCard(lines)
	}
	press := func(id string, do func()) *kit.Chip { return kit.NewChip(w.T(id), false, func(bool) { do() }) }
	lines.Add(kit.Own(i.Text))
	lines.Add(kit.Inset(0, 4, 0, 0, kit.ChipRow(
		press("today.keep", func() { p.answer(i.Insight, journal.InsightKept) }),
		press("today.change", func() {
			p.typed.insights[i.ID], p.typed.focus = i.Text, i.ID
			p.draw()
		}),
		press("today.let_go", func() { p.answer(i.Insight, journal.InsightReleased) }))))
	return kit.NewCard(lines)
}

// noticed says when something was noticed.
func (p *Page) noticed(i journal.Insight) string {
	w, now := p.shell.Words(), p.shell.Now()
	switch days := daysBetween(i.WrittenAt, now); {
	case days <= 0:
		return w.T("today.noticed_today")
	case days < farAway:
		return w.N("today.noticed", days, "Number", number(w, days))
	}
	return w.T("today.noticed_on", "Day", facts.Day(i.WrittenAt, now))
}

// answer keeps what the person decided about an insight; it can be taken back at
// once.
func (p *Page) answer(before journal.Insight, state journal.InsightState) {
	w, text := p.shell.Words(), p.typed.insights[before.ID]
	p.save(func(ctx context.Context) error {
		_, err := p.store.LookAtInsight(ctx, before.ID, state, text)
		return err
	}, func() {
		delete(p.typed.insights, before.ID)
		p.shell.Offer(w.T("today.answered."+string(state)), w.T("common.undo"), func() {
			p.save(func(ctx context.Context) error {
				now, err := p.store.Insight(before.ID)
				if err != nil {
					return err
				}
				was := before
				was.Revision = now.Revision
				_, err = p.store.SaveInsight(ctx, was)
				return err
			}, nil)
		})
	})
}

// practiceCard is something that is being tried: how it went today, and a word.
// Days are not counted.
func (p *Page) practiceCard(d course.PracticeDue) fyne.CanvasObject {
	w := p.shell.Words()
	word := kit.NewInput(w.T("today.word"))
	p.typed.fields = append(p.typed.fields, word)
	chosen := -1
	if d.Today != nil {
		word.SetText(d.Today.Word)
		for k, done := range journal.Dones {
			if done == d.Today.Done {
				chosen = k
			}
		}
	}
	if text, typed := p.typed.words[d.ID]; typed {
		word.SetText(text)
	}
	line := kit.Inset(0, 4, 0, 0, word)
	line.Hidden = chosen < 0
	word.OnChanged = func(s string) { p.typed.words[d.ID] = s }
	word.OnSubmitted = func(string) { p.keepWords(p.shell.Fail) }
	chips := kit.OneOf(labels(w), chosen, func(k int) {
		p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			return p.note(ctx, d.ID, func(l *journal.PracticeLog) { l.Done = journal.Dones[k] })
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			line.Show()
			p.screen.Relayout()
		})
	})
	lines := kit.Lines(kit.Small(w.T("today.practice")), kit.Own(d.What))
	if d.Tiny != "" {
		lines.Add(kit.Small(w.T("today.tiny", "Text", d.Tiny)))
	}
	lines.Add(kit.Column(look.Gap, kit.Inset(0, 4, 0, 0, chips), line))
	return kit.NewCard(lines)
}

func labels(w *assets.Words) []string {
	out := make([]string, len(journal.Dones))
	for i, done := range journal.Dones {
		out[i] = w.T("today.done." + string(done))
	}
	return out
}

// note changes today's line about a practice, or begins it.
func (p *Page) note(ctx context.Context, practice journal.ID, change func(*journal.PracticeLog)) error {
	l := p.today(practice)
	change(&l)
	_, err := p.store.SavePracticeLog(ctx, l)
	return err
}

// today is the line about a practice of this day, or a new one.
func (p *Page) today(practice journal.ID) journal.PracticeLog {
	on := journal.On(p.shell.Now())
	for _, l := range slices.Backward(p.store.PracticeLogs(practice)) {
		if l.On.Date() == on.Date() {
			return l
		}
	}
	return journal.PracticeLog{PracticeID: practice, On: on}
}
