package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/chart"
	"afterglow/journal/overview"
)

// chartOf is a panel and how high its scale is drawn.
type chartOf struct {
	chart.Panel
	Plot float64
}

// Heights of scales, in the chart's own units.
const (
	measurePlot = 90
	stripPlot   = 34
)

// sections are what follows page one, each only where there is something.
func sections(c bundle.Content, o overview.Overview, w *assets.Words) []section {
	m := &maker{c: c, words: w, sessions: map[journal.ID]string{}}
	for _, s := range c.Sessions {
		if s.Seq > 0 {
			m.sessions[s.ID] = strconv.Itoa(s.Seq)
		}
	}
	var out []section
	for _, s := range []section{m.insights(), m.practices(), m.bodily(), m.charts(o), m.scores(), m.checkIns()} {
		if len(s.Pieces)+len(s.Charts) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// trimmed is a table without the columns that nothing stands in.
func trimmed(t table) table {
	var keep []int
	for i := range t.Head {
		if i == 0 || slices.ContainsFunc(t.Rows, func(row []string) bool { return row[i] != "" }) {
			keep = append(keep, i)
		}
	}
	out := table{Caption: t.Caption}
	pick := func(row []string) (cells []string) {
		for _, i := range keep {
			cells = append(cells, row[i])
		}
		return cells
	}
	whole := 0.0
	for _, i := range keep {
		whole += t.Shares[i]
	}
	for _, i := range keep {
		out.Shares = append(out.Shares, t.Shares[i]/whole)
	}
	out.Head = pick(t.Head)
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, pick(row))
	}
	return out
}

// maker makes the sections of a content.
type maker struct {
	c        bundle.Content
	words    *assets.Words
	sessions map[journal.ID]string // their numbers
}

// marked adds the mark to what a row begins with, and the sentence to its section.
func (m *maker) marked(s *section, text string, p journal.RecordPref) string {
	if p != journal.SessionOnly {
		return text
	}
	s.Ask = overview.Ask(m.words)
	return text + " " + overview.Mark
}

// name is a word of the translations by a value that a file gave, or nothing.
func (m *maker) name(area, value string) string {
	if id := area + value; value != "" && m.words.Has(id) {
		return m.words.T(id)
	}
	return ""
}

// questions is a section of questions with their numbers in the whole list.
func (o outline) questions(list []overview.Question) section {
	if len(list) == 0 {
		return section{}
	}
	w := o.Words
	s := section{Title: w.T("overview.questions")}
	t := table{Caption: s.Title, Head: []string{w.T("report.col.number"), w.T("report.col.question")}, Shares: []float64{0.08, 0.92}}
	for _, q := range list {
		number := strconv.Itoa(q.Number)
		if q.SessionOnly {
			number += " " + overview.Mark
			s.Ask = overview.Ask(w)
		}
		t.Rows = append(t.Rows, []string{number, join(q.Text, q.State)})
	}
	s.Pieces = []piece{{Table: trimmed(t)}}
	return s
}

// sessions is the whole table of sessions.
func (o outline) sessions() section {
	w := o.Words
	s := section{Title: w.T("report.sessions")}
	if len(o.Overview.Sessions) == 0 {
		return s
	}
	for _, one := range o.Overview.Sessions {
		if one.SessionOnly {
			s.Ask = overview.Ask(w)
		}
	}
	s.Pieces = []piece{{Table: sessionTable(o.Overview.Sessions, w)}}
	return s
}

// sessionTable has a row for each session.
func sessionTable(list []overview.Session, w *assets.Words) table {
	t := table{Caption: w.T("report.sessions"), Shares: []float64{0.05, 0.12, 0.09, 0.165, 0.275, 0.3},
		Head: []string{w.T("report.col.number"), w.T("report.col.date"), w.T("report.col.route"), w.T("report.col.dose"), w.T("report.col.intention"), w.T("overview.col.effects")}}
	for _, s := range list {
		number := s.Number
		if s.SessionOnly {
			number = strings.TrimSpace(number + " " + overview.Mark)
		}
		t.Rows = append(t.Rows, []string{number, s.Date, s.Route, s.Dose, join(s.Status, s.Intention), strings.Join(s.Effects, "; ")})
	}
	return trimmed(t)
}

// changeTable has a row for each measure.
func changeTable(list []overview.Change, w *assets.Words) table {
	t := table{Caption: w.T("overview.changes"), Shares: []float64{0.3, 0.17, 0.18, 0.17, 0.18},
		Head: []string{w.T("overview.col.measure"), w.T("overview.col.baseline"), w.T("overview.col.last"), w.T("overview.col.change"), w.T("overview.col.range")}}
	for _, c := range list {
		name := c.Measure
		if c.SessionOnly {
			name += " " + overview.Mark
		}
		t.Rows = append(t.Rows, []string{name + " (" + c.Scale + ")", c.Baseline, c.Last, c.Change, c.Range})
	}
	return trimmed(t)
}

func (m *maker) insights() section {
	w := m.words
	s := section{Title: w.T("report.insights")}
	t := table{Caption: s.Title, Head: []string{w.T("report.col.insight"), w.T("report.col.sure"), w.T("report.col.state"), w.T("report.col.written")}, Shares: []float64{0.58, 0.12, 0.12, 0.18}}
	for _, i := range m.c.Insights {
		sure := ""
		if v, ok := i.Confidence.Get(); ok {
			sure = w.T("report.of_ten", "Number", v)
		}
		t.Rows = append(t.Rows, []string{m.marked(&s, oneLine(i.Text), i.RecordPref), sure, m.name("insight_state.", string(i.State)), overview.ShortDay(i.WrittenAt)})
	}
	if len(t.Rows) > 0 {
		s.Pieces = []piece{{Table: trimmed(t)}}
	}
	return s
}

func (m *maker) practices() section {
	w := m.words
	s := section{Title: w.T("report.practices")}
	if len(m.c.Practices) == 0 {
		return s
	}
	for _, p := range m.c.Practices {
		one := piece{Heading: m.marked(&s, oneLine(p.What), p.RecordPref)}
		one.Facts = []string{join(oneLine(p.Cadence), m.name("practice_state.", string(p.State)), overview.Day(p.WrittenAt))}
		for _, more := range []struct{ id, text string }{{"report.practice_tiny", p.Tiny}, {"report.practice_obstacles", p.Obstacles}} {
			if text := oneLine(more.text); text != "" {
				one.Facts = append(one.Facts, w.T("report.named", "Name", w.T(more.id), "Text", text))
			}
		}
		t := table{Caption: w.T("report.practice_log", "Practice", oneLine(p.What)), Head: []string{w.T("report.col.date"), w.T("report.col.done"), w.T("report.col.word")}, Shares: []float64{0.2, 0.2, 0.6}}
		for _, l := range p.Log {
			t.Rows = append(t.Rows, []string{overview.ShortDay(l.On), m.name("done.", string(l.Done)), oneLine(l.Word)})
		}
		one.Table = trimmed(t)
		s.Pieces = append(s.Pieces, one)
	}
	s.Pieces = append(s.Pieces, piece{Heading: w.T("report.next_step"), Lines: 2})
	return s
}

// bodily is what was written down of the body around sessions.
func (m *maker) bodily() section {
	w := m.words
	s := section{Title: w.T("report.bodily")}
	effects := table{Caption: w.T("overview.col.effects"), Shares: []float64{0.1, 0.34, 0.18, 0.09, 0.13, 0.16},
		Head: []string{w.T("common.session"), w.T("overview.col.effects"), w.T("report.col.onset"), w.T("report.col.gone"), w.T("report.col.told"), w.T("common.note")}}
	for _, e := range bySession(m, m.c.SideEffects, func(e bundle.SideEffect) (journal.ID, int) { return e.SessionID, 0 }) {
		if text := overview.Effect(e, w); text != "" {
			effects.Rows = append(effects.Rows, []string{m.marked(&s, m.sessions[e.SessionID], e.RecordPref), text, oneLine(e.Onset),
				m.name("yes_no.", string(e.Gone)), m.name("yes_no.", string(e.Told)), oneLine(e.Note)})
		}
	}
	readings := table{Caption: w.T("report.readings"), Shares: []float64{0.1, 0.24, 0.12, 0.16, 0.1, 0.1, 0.18},
		Head: []string{w.T("common.session"), w.T("report.col.read_at"), w.T("report.col.moment"), w.T("report.col.pressure"), w.T("report.col.pulse"), w.T("report.col.oxygen"), w.T("report.col.read_by")}}
	for _, v := range bySession(m, m.c.Vitals, func(v bundle.Vital) (journal.ID, int) {
		return v.SessionID, slices.Index(journal.VitalMoments, v.Moment)
	}) {
		readings.Rows = append(readings.Rows, []string{m.marked(&s, m.sessions[v.SessionID], v.RecordPref), Moment(v.At), m.name("vital_moment.", string(v.Moment)),
			pressure(v), reading(v.Pulse), reading(v.SpO2), oneLine(v.Source)})
	}
	for _, t := range []table{effects, readings} {
		if len(t.Rows) > 0 {
			s.Pieces = append(s.Pieces, piece{Heading: t.Caption, Table: trimmed(t)})
		}
	}
	return s
}

// bySession is a list in the order of its sessions, and within each in its own.
func bySession[T any](m *maker, list []T, at func(T) (journal.ID, int)) []T {
	order := map[journal.ID]int{}
	for i, s := range m.c.Sessions {
		order[s.ID] = i
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b T) int {
		sessionA, withinA := at(a)
		sessionB, withinB := at(b)
		return cmp.Or(cmp.Compare(order[sessionA], order[sessionB]), cmp.Compare(withinA, withinB))
	})
	return list
}

// reading is a number that was read, "" where there was none.
func reading(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func pressure(v bundle.Vital) string {
	if v.Systolic == 0 && v.Diastolic == 0 {
		return ""
	}
	return orDash(reading(v.Systolic)) + "/" + orDash(reading(v.Diastolic))
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// charts are the panels that page one has no place for.
func (m *maker) charts(o overview.Overview) section {
	s := section{Title: m.words.T("report.more_charts")}
	_, after := firstCharts(o)
	add := func(p chart.Panel, plot float64) {
		if strings.HasSuffix(p.Title, " "+overview.Mark) {
			s.Ask = overview.Ask(m.words)
		}
		s.Charts = append(s.Charts, chartOf{p, plot})
	}
	for _, p := range after {
		add(p, measurePlot)
	}
	for _, p := range o.Daily {
		add(p, stripPlot)
	}
	if len(s.Charts) > 0 {
		s.Pieces = []piece{{Foot: o.Legend}}
	}
	return s
}

// mostOnPageOne is how many panels page one has.
const mostOnPageOne = 4

// firstCharts are the panels of page one, the mood among them, and the measures
// that come after it.
func firstCharts(o overview.Overview) (first []chart.Panel, after []chart.Panel) {
	all := slices.Concat(o.Measures, o.Others)
	room := mostOnPageOne
	if o.Mood != nil {
		room--
	}
	n := min(room, len(all))
	first, after = slices.Clone(all[:n]), all[n:]
	if o.Mood != nil {
		first = append(first, *o.Mood)
	}
	return first, after
}
