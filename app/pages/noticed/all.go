package noticed

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/journal"
)

// all is the page in its three parts.
func (p *Page) all() []fyne.CanvasObject {
	w := p.shell.Words()
	p.moves = map[move]*kit.Button{}
	out := []fyne.CanvasObject{kit.Header(kit.Heading(w.T("noticed.heading")), kit.Sub(w.T("noticed.sub")))}
	out = append(out, p.part("insights", "insight_add", NewInsight("", ""), p.insights)...)
	out = append(out, p.part("practices", "practice_add", NewPractice("", ""), p.practices)...)
	return append(out, p.part("questions", "question_add", NewQuestion("", ""), p.questions)...)
}

// part is one of the three: what is of now, and folded away what was put aside.
func (p *Page) part(name, add string, form route.Route, list func() (now, aside []fyne.CanvasObject)) []fyne.CanvasObject {
	w := p.shell.Words()
	now, aside := list()
	out := []fyne.CanvasObject{kit.Inset(0, 10, 0, 0, kit.Beside(kit.Title(w.T("noticed."+name)),
		kit.Wrap(0, kit.Quiet(w.T("noticed."+add), func() { p.shell.Go(form) }))))}
	if len(now) == 0 {
		out = append(out, kit.Sub(w.T("noticed."+name+"_none")))
	}
	out = append(out, now...)
	if len(aside) == 0 {
		return out
	}
	folded := kit.Cards(aside...)
	folded.Hide()
	var more *kit.Button
	more = kit.Link(w.T("noticed.aside"), func() {
		folded.Hidden = !folded.Hidden
		more.SetText(w.T("noticed.aside"))
		if !folded.Hidden {
			more.SetText(w.T("noticed.aside_hide"))
		}
		p.Screen.Relayout()
	})
	return append(out, kit.Wrap(0, more), folded)
}

// from is where something came from, and the way there, or nothing.
func (p *Page) from(entry, session journal.ID) (line string, way fyne.CanvasObject) {
	w := p.shell.Words()
	if s, ok := facts.SessionByID(p.store.Sessions(), session); ok {
		line = facts.SessionOn(w, s, p.shell.Now())
		way = kit.Link(w.T("noticed.where"), func() { p.shell.Go(route.With(route.Sessions, string(session))) })
	}
	if entry != "" {
		for _, e := range p.store.Summaries(journal.Filter{}) {
			if e.ID == entry {
				line = facts.Name(w, e) + " · " + facts.Day(e.OccurredAt, p.shell.Now())
				way = kit.Link(w.T("noticed.where"), func() { p.shell.Go(route.With(route.Read, string(entry))) })
			}
		}
	}
	return line, way
}

// row is buttons and links beside each other, without those that are not there.
func row(objects ...fyne.CanvasObject) *fyne.Container {
	objects = slices.DeleteFunc(objects, func(o fyne.CanvasObject) bool { return o == nil })
	return kit.Wrap(16, objects...)
}

// answers are the three ways to answer an insight.
var answers = []journal.InsightState{journal.InsightKept, journal.InsightChanged, journal.InsightReleased}

func (p *Page) insights() (now, aside []fyne.CanvasObject) {
	w := p.shell.Words()
	for _, i := range slices.Backward(p.store.Insights()) {
		line, way := p.from(i.EntryID, i.SessionID)
		if n, ok := i.Confidence.Get(); ok {
			line = joined(line, w.T("noticed.sure", "Number", n))
		}
		labels := make([]string, len(answers))
		for k, a := range answers {
			labels[k] = w.T("noticed.answer." + string(a))
		}
		state := kit.OneOf(labels, slices.Index(answers, i.State), func(k int) {
			if answers[k] == journal.InsightChanged {
				p.shell.Go(ChangeRoute(i.ID))
				return
			}
			p.Do(func(ctx context.Context) error {
				_, err := p.store.LookAtInsight(ctx, i.ID, answers[k], "")
				return err
			}, func() {})
		})
		lines := kit.Lines(kit.Own(i.Text))
		if line != "" {
			lines.Add(kit.Small(line))
		}
		card := kit.NewCard(kit.Column(14, lines, kit.Beside(state, row(
			kit.Link(w.T("common.edit"), func() { p.shell.Go(InsightRoute(i.ID)) }),
			kit.Link(w.T("noticed.make_practice"), func() { p.shell.Go(NewPractice(i.ID, i.SessionID)) }), way))))
		if i.State == journal.InsightReleased {
			aside = append(aside, card)
		} else {
			now = append(now, card)
		}
	}
	return now, aside
}

func (p *Page) practices() (now, aside []fyne.CanvasObject) {
	w := p.shell.Words()
	for _, one := range slices.Backward(p.store.Practices()) {
		lines := kit.Lines(kit.Own(one.What))
		for _, l := range []struct{ id, text string }{{"noticed.practice.cadence", one.Cadence}, {"noticed.practice.tiny", one.Tiny}} {
			if l.text != "" {
				lines.Add(kit.Small(w.T(l.id) + ": " + l.text))
			}
		}
		edit := row(kit.Link(w.T("common.open"), func() { p.shell.Go(PracticeRoute(one.ID)) }))
		if one.State != journal.PracticeTrying {
			lines.Add(kit.Small(w.T("practice_state." + string(one.State))))
			aside = append(aside, kit.NewCard(kit.Beside(lines, edit)))
			continue
		}
		now = append(now, kit.NewCard(kit.Column(14, lines, p.todayOf(one, edit))))
	}
	return now, aside
}

// todayOf is how a practice went today, in one press, and a word about it, beside
// the links of its card.
func (p *Page) todayOf(practice journal.Practice, links *fyne.Container) fyne.CanvasObject {
	w, today := p.shell.Words(), journal.On(p.shell.Now())
	log := journal.PracticeLog{PracticeID: practice.ID, On: today}
	chosen := -1
	for _, l := range p.store.PracticeLogs(practice.ID) {
		if l.On.Date() == today.Date() {
			log, chosen = l, slices.Index(journal.Dones, l.Done)
		}
	}
	labels := make([]string, len(journal.Dones))
	for k, d := range journal.Dones {
		labels[k] = w.T("done." + string(d))
	}
	word := kit.Link(w.T("noticed.word_add"), func() { p.shell.Go(LogRoute(practice.ID, log.ID)) })
	word.Hidden = log.ID == ""
	said := kit.Own(log.Word)
	said.Hidden = log.Word == ""
	chips := kit.OneOf(labels, chosen, func(k int) {
		next := log
		next.Done = journal.Dones[k]
		p.Do(func(ctx context.Context) (err error) {
			next, err = p.store.SavePracticeLog(ctx, next)
			return err
		}, func() {
			log = next
			word.Show()
			p.Screen.Relayout()
		})
	})
	links.Objects = append([]fyne.CanvasObject{word}, links.Objects...)
	return kit.Column(look.Gap, kit.Small(w.T("common.today")), kit.Beside(chips, links), said)
}

// move is a button that moves a question up or down.
type move struct {
	question journal.ID
	up       bool
}

func (p *Page) questions() (now, aside []fyne.CanvasObject) {
	w := p.shell.Words()
	var open []journal.Question
	for _, q := range p.store.Questions() {
		if q.State == journal.QuestionOpen {
			open = append(open, q)
		}
	}
	for _, q := range p.store.Questions() {
		labels := make([]string, len(journal.QuestionStates))
		for k, s := range journal.QuestionStates {
			labels[k] = w.T("question_state." + string(s))
		}
		state := kit.OneOf(labels, slices.Index(journal.QuestionStates, q.State), func(k int) {
			next := q
			next.State = journal.QuestionStates[k]
			if next.State != journal.QuestionRaised {
				next.RaisedOn = journal.When{}
			}
			p.Do(func(ctx context.Context) (err error) {
				next, err = p.store.SaveQuestion(ctx, next)
				return err
			}, func() { q = next })
		})
		line, way := p.from(q.EntryID, q.SessionID)
		if q.State == journal.QuestionRaised && !q.RaisedOn.IsZero() {
			line = joined(line, w.T("noticed.raised_on", "Date", facts.Day(q.RaisedOn, p.shell.Now())))
		}
		lines := kit.Lines(kit.Own(q.Text))
		if line != "" {
			lines.Add(kit.Small(line))
		}
		links := row(kit.Link(w.T("common.edit"), func() { p.shell.Go(QuestionRoute(q.ID)) }), way)
		if at := slices.IndexFunc(open, func(o journal.Question) bool { return o.ID == q.ID }); at >= 0 {
			if at > 0 {
				links.Add(p.mover(move{q.ID, true}, open[at-1], q))
			}
			if at < len(open)-1 {
				links.Add(p.mover(move{q.ID, false}, q, open[at+1]))
			}
		}
		card := kit.NewCard(kit.Column(14, lines, kit.Beside(state, links)))
		if q.State == journal.QuestionOpen {
			now = append(now, card)
		} else {
			aside = append(aside, card)
		}
	}
	return now, aside
}

// mover is the button that lets two neighbours change places. The keyboard stays
// with the question that moved.
func (p *Page) mover(m move, first, second journal.Question) fyne.CanvasObject {
	id := "noticed.down"
	if m.up {
		id = "noticed.up"
	}
	b := kit.Link(p.shell.Words().T(id), func() {
		var order []journal.Question
		for _, q := range p.store.Questions() {
			switch q.ID {
			case first.ID:
			case second.ID:
				order = append(order, second, first)
			default:
				order = append(order, q)
			}
		}
		p.Do(func(ctx context.Context) error { return p.reorder(ctx, order) }, func() {
			p.Refresh()
			to, ok := p.moves[m]
			if !ok {
				to, ok = p.moves[move{m.question, !m.up}]
			}
			if ok && p.canvas != nil {
				p.canvas.Focus(to)
			}
		})
	})
	p.moves[m] = b
	return b
}

// reorder numbers the questions as they stand, and saves those that moved.
func (p *Page) reorder(ctx context.Context, order []journal.Question) error {
	for i, q := range order {
		if q.Order == i+1 {
			continue
		}
		q, err := p.store.Question(q.ID) // its state may have been changed on the page
		if err != nil {
			return err
		}
		q.Order = i + 1
		if _, err := p.store.SaveQuestion(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// joined is what is there of some parts, in one line.
func joined(parts ...string) string {
	var line string
	for _, p := range parts {
		switch {
		case p == "":
		case line == "":
			line = p
		default:
			line += " · " + p
		}
	}
	return line
}
