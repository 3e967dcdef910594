package reading

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/noticed"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/markdown"
)

// marking is the text of an entry line by line, so that one, or a few, can be
// taken as an insight, a practice or a question. The entry stays as it is.
type marking struct {
	page   *Page
	lines  []*kit.Line
	begins map[*kit.Line]bool // the first of a paragraph
	shown  int
	column *fyne.Container
	bar    fyne.CanvasObject
	more   *kit.Button
}

// linesAtOnce is how many lines are drawn before it is asked for more.
const linesAtOnce = 300

func newMarking(p *Page, blocks []markdown.Block) *marking {
	w := p.shell.Words()
	m := &marking{page: p, begins: map[*kit.Line]bool{}, shown: linesAtOnce, column: kit.Column(2)}
	template := map[string]bool{}
	for _, s := range p.entry.Sections {
		template[markdown.Plain("## "+s.Heading)] = true
	}
	for _, b := range blocks {
		if b.Kind == markdown.Heading && b.Level == 2 && template[b.Text()] {
			continue // not the person's own words
		}
		for i, s := range sentences(b.Text()) {
			var l *kit.Line
			l = kit.NewLine(s, func() {
				l.SetSelected(!l.Selected())
				m.lay()
			})
			m.lines = append(m.lines, l)
			m.begins[l] = i == 0
		}
	}
	kit.Chain(m.lines)
	m.bar = kit.Inset(0, 8, 0, 14, kit.Wrap(look.Gap,
		kit.Quiet(w.T("noticed.as_insight"), m.insight),
		kit.Quiet(w.T("noticed.as_practice"), m.practice),
		kit.Quiet(w.T("noticed.as_question"), m.question)))
	m.more = kit.Quiet(w.T("kit.show_more"), func() {
		m.shown += linesAtOnce
		m.lay()
	})
	m.lay()
	return m
}

// lay puts the ways to take a line below the last one that is chosen.
func (m *marking) lay() {
	last := -1
	for i, l := range m.lines {
		if l.Selected() {
			last = i
		}
	}
	m.column.Objects = nil
	for i, l := range m.lines[:min(m.shown, len(m.lines))] {
		if i > 0 && m.begins[l] {
			m.column.Add(kit.Inset(0, 10, 0, 0, l))
		} else {
			m.column.Add(l)
		}
		if i == last {
			m.column.Add(m.bar)
		}
	}
	if m.shown < len(m.lines) {
		m.column.Add(kit.Inset(0, 14, 0, 0, kit.Wrap(0, m.more)))
	}
	m.column.Refresh()
	m.page.screen.Relayout()
}

// text is what is chosen, as one piece.
func (m *marking) text() string {
	var b strings.Builder
	for _, l := range m.lines {
		if !l.Selected() {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(" ")
		}
		b.WriteString(l.Text())
	}
	return b.String()
}

func (m *marking) insight() {
	i := journal.Insight{Text: m.text(), EntryID: m.page.id, SessionID: m.page.entry.SessionID}
	m.take("noticed.taken_insight", func(ctx context.Context) (route.Route, error) {
		saved, err := m.page.store.SaveInsight(ctx, i)
		return noticed.InsightRoute(saved.ID), err
	})
}

func (m *marking) practice() {
	one := journal.Practice{What: m.text(), EntryID: m.page.id, SessionID: m.page.entry.SessionID}
	m.take("noticed.taken_practice", func(ctx context.Context) (route.Route, error) {
		saved, err := m.page.store.SavePractice(ctx, one)
		return noticed.PracticeRoute(saved.ID), err
	})
}

func (m *marking) question() {
	q := journal.Question{Text: m.text(), EntryID: m.page.id, SessionID: m.page.entry.SessionID}
	m.take("noticed.taken_question", func(ctx context.Context) (route.Route, error) {
		saved, err := m.page.store.SaveQuestion(ctx, q)
		return noticed.QuestionRoute(saved.ID), err
	})
}

// take saves what was chosen, says so and offers the way to it; then other lines
// can be chosen.
func (m *marking) take(said string, save func(context.Context) (route.Route, error)) {
	p := m.page
	var to route.Route
	p.change(p.shell.Words().T("common.saving"), func(ctx context.Context) (err error) {
		to, err = save(ctx)
		return err
	}, func() {
		p.shell.Offer(p.shell.Words().T(said), p.shell.Words().T("common.open"), func() { p.shell.Go(to) })
		var last *kit.Line
		for _, l := range m.lines {
			if l.Selected() {
				last = l
			}
			l.SetSelected(false)
		}
		m.lay()
		if p.canvas != nil && last != nil {
			p.canvas.Focus(last)
		}
	})
}

func (m *marking) wipe() {
	for _, l := range m.lines {
		l.Wipe()
	}
	m.lines, m.column.Objects = nil, nil
}

// MarkLine shows the text line by line, or goes back to reading.
func (p *Page) MarkLine() {
	if p.reader == nil || !p.entry.TrashedAt.IsZero() {
		return
	}
	if p.marking != nil {
		p.stopMarking()
		return
	}
	w := p.shell.Words()
	p.marking = newMarking(p, p.blocks)
	done := kit.Wrap(0, kit.Quiet(w.T("common.done"), p.stopMarking))
	p.screen.SetObjects(kit.Beside(kit.Header(kit.Heading(w.T("reading.mark")), kit.Sub(w.T("reading.mark_sub"))), done),
		kit.Inset(0, 4, 0, 10, p.marking.column))
	if p.canvas != nil && len(p.marking.lines) > 0 {
		p.canvas.Focus(p.marking.lines[0])
		p.screen.ScrollToTop()
	}
}

func (p *Page) stopMarking() {
	p.marking = nil
	p.draw(p.blocks, p.store.Sessions())
}

// Escape implements route.Escaper: it ends the marking first.
func (p *Page) Escape() bool {
	if p.marking == nil {
		return false
	}
	p.stopMarking()
	return true
}

// cameOfIt is what was taken from this entry, or nothing.
func (p *Page) cameOfIt() fyne.CanvasObject {
	c := kit.Column(look.Gap, kit.Section(p.shell.Words().T("noticed.heading")))
	row := func(text string, to route.Route) { c.Add(kit.NewLine(text, func() { p.shell.Go(to) })) }
	for _, i := range p.store.Insights() {
		if i.EntryID == p.id {
			row(i.Text, noticed.InsightRoute(i.ID))
		}
	}
	for _, one := range p.store.Practices() {
		if one.EntryID == p.id {
			row(one.What, noticed.PracticeRoute(one.ID))
		}
	}
	for _, q := range p.store.Questions() {
		if q.EntryID == p.id {
			row(q.Text, noticed.QuestionRoute(q.ID))
		}
	}
	if len(c.Objects) == 1 {
		return nil
	}
	return kit.Inset(0, 20, 0, 0, c)
}
