package trends

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/measure"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// How high the charts are, from the lowest to the highest value.
const (
	measureHeight = 170
	afterHeight   = 60
	dailyHeight   = 110
)

// card is one measure: what it came to, how it moved, and what there is to know
// of it.
type card struct {
	object          *kit.Card
	title, sentence *kit.Text
	chart           *kit.Chart
	comparing       *comparing
}

// key names what a card is of; another version or scale is another card.
func (m panel) key() string {
	s := m.series
	return fmt.Sprintf("%s %q %q %v %v %s", s.Kind, s.Key, s.Version, s.Low, s.High, s.Direction)
}

// card is the card of a measure, showing m.
func (p *Page) card(m panel) fyne.CanvasObject {
	sentence := trend.Sentence(p.shell.Words(), m.series)
	if c, ok := p.cards[m.key()]; ok {
		c.title.SetText(m.title)
		c.sentence.SetText(sentence)
		c.chart.SetFigure(m.figure)
		c.comparing.show(p.shell.Words(), m.series)
		return c.object
	}
	w := p.shell.Words()
	c := &card{title: kit.Section(m.title), sentence: kit.Body(sentence).OneLine(), chart: p.chart(kit.NewChart(w, m.figure, measureHeight)),
		comparing: newComparing(w, p.compare)}
	c.comparing.show(w, m.series)
	details := kit.Inset(0, 0, 0, 6, kit.Column(14, c.comparing.object, about(w, m.series)))
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
	name := kit.Column(3, c.title)
	if text := covers(w, m.series); text != "" {
		name.Add(kit.Small(text))
	}
	c.object = kit.NewCard(kit.Column(10, kit.Beside(name, kit.Wrap(12, c.sentence, link)), details, c.chart))
	p.cards[m.key()] = c
	return c.object
}

// compare chooses the value a measure is compared with from now on.
func (p *Page) compare(s trend.Series, id journal.ID) {
	measure.CompareWith(p.shell, p.store, s, id, p.Refresh)
}

// chart lets the page follow when the table comes and goes.
func (p *Page) chart(c *kit.Chart) *kit.Chart {
	c.OnToggled = p.screen.Relayout
	return c
}

// answers are those of the check-in, one at a time: chosen by chips, shown after
// each session and day by day.
type answers struct {
	object       *kit.Card
	list         []answer
	names        []string
	sessions     bool // without any there is no time after them
	title, ends  *kit.Text
	dailyTitle   *kit.Text // below the days after each session
	after, daily *kit.Chart
}

// checkIns is the card of the check-ins, showing list.
func (p *Page) checkIns(list []answer, sessions bool) fyne.CanvasObject {
	w := p.shell.Words()
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = one.title
	}
	chosen := max(0, slices.IndexFunc(list, func(one answer) bool { return one.key == p.view.field }))
	a := p.answers
	if a == nil || !slices.Equal(a.names, names) {
		a = &answers{names: names, title: kit.Section(""), ends: kit.Small(""), dailyTitle: kit.Section(""),
			after: p.chart(kit.NewChart(w, list[chosen].after, afterHeight)), daily: p.chart(kit.NewChart(w, list[chosen].daily, dailyHeight))}
		chips := kit.OneOf(names, chosen, func(i int) {
			p.view.field = a.list[i].key
			p.say(a, a.list[i])
			p.screen.Relayout()
		})
		a.object = kit.NewCard(kit.Column(12, kit.Column(3, a.title, a.ends), chips, a.after, a.dailyTitle, a.daily))
		p.answers = a
	}
	a.list, a.sessions = list, sessions
	p.say(a, list[chosen])
	return a.object
}

// say shows one answer.
func (p *Page) say(a *answers, one answer) {
	w := p.shell.Words()
	daily := w.T("trends.daily", "Title", one.title)
	a.title.SetText(daily)
	a.after.Hide()
	a.dailyTitle.Hide()
	if a.sessions {
		a.title.SetText(w.T("trends.after", "Title", one.title))
		a.dailyTitle.SetText(daily)
		a.after.Show()
		a.dailyTitle.Show()
	}
	a.ends.SetText(scale(w, one.key))
	a.after.SetFigure(one.after)
	a.daily.SetFigure(one.daily)
}
