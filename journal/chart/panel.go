package chart

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"afterglow/assets"
)

// Better says which end of a scale is the good one, if that is to be said.
type Better int

// The ends.
const (
	Unsaid Better = iota
	LowerIsBetter
	HigherIsBetter
)

// Point is one value. Label is what is written for it, or "" for the number;
// Note is a sentence to read out after it. A point that Breaks is not joined to
// the one before it.
type Point struct {
	At     Day
	Value  float64
	Label  string
	Note   string
	Breaks bool
}

// Mark is a session: what is written above it, what it is called in a sentence
// ("session 4"), and its route.
type Mark struct {
	At     Day
	Number string
	Name   string
	Route  string
}

// Span is a time.
type Span struct{ From, To Day }

// Start is the value that others are compared with.
type Start struct {
	Value float64
	Label string // "" for the number
}

// Legend is what the legend says where the usual words do not do.
type Legend struct{ Session, Window, Start string }

// Panel is one measure over time.
type Panel struct {
	Title          string
	Unit           string  // said after a value, "" for none
	Min, Max, Step float64 // of the axis; what is 0 is chosen from the values
	Better         Better
	Points         []Point
	Gap            float64 // points more days apart than this are not joined; 0 for any
	Shape          Shape
	Unnumbered     bool // no numbers at the points
	Start          *Start
	Sessions       []Mark
	Windows        []Span
	From, To       Day // 0 and 0 for all there is
	Legend         Legend
}

var _ Figure = Panel{}

// WindowsAfter are the times from so many days after each session to so many.
func WindowsAfter(sessions []Mark, from, to float64) []Span {
	spans := make([]Span, len(sessions))
	for i, s := range sessions {
		spans[i] = Span{s.At + Day(from), s.At + Day(to)}
	}
	return spans
}

// series is what of a panel is shown, in the order of time.
type series struct {
	points   []Point
	joined   []bool // to the one before
	sessions []Mark
	windows  []Span // apart from each other
	from, to Day
	dated    bool // from and to say something
}

// around is the time shown on both sides of a single day.
const around = 3.5

func (p Panel) series() series {
	points := slices.DeleteFunc(slices.Clone(p.Points), func(q Point) bool { return !sane(q.At) })
	slices.SortStableFunc(points, func(a, b Point) int { return compare(a.At, b.At) })
	s := series{sessions: slices.DeleteFunc(slices.Clone(p.Sessions), func(m Mark) bool { return !sane(m.At) })}
	slices.SortStableFunc(s.sessions, func(a, b Mark) int { return compare(a.At, b.At) })
	if sane(p.From) && sane(p.To) {
		s.from, s.to = p.From, p.To
	}
	if s.from > s.to {
		s.from, s.to = s.to, s.from
	}
	s.dated = s.from != 0 || s.to != 0
	if !s.dated {
		s.from, s.to = extent(points, s.sessions)
		s.dated = len(points)+len(s.sessions) > 0
	}
	if s.from == s.to {
		s.from, s.to = s.from-around, s.to+around
	}
	inside := func(d Day) bool { return d >= s.from && d <= s.to }
	s.sessions = slices.DeleteFunc(s.sessions, func(m Mark) bool { return !inside(m.At) })
	broken := true
	for i, q := range points {
		if !known(q.Value) || !inside(q.At) {
			broken = true
			continue
		}
		apart := i > 0 && p.Gap > 0 && float64(q.At-points[i-1].At) > p.Gap
		s.points = append(s.points, q)
		s.joined = append(s.joined, !broken && !apart && !q.Breaks)
		broken = false
	}
	s.windows = union(p.Windows, s.from, s.to)
	return s
}

func compare(a, b Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// extent is the time from the first thing to the last; both lists are sorted.
func extent(points []Point, sessions []Mark) (from, to Day) {
	switch {
	case len(points) == 0 && len(sessions) == 0:
		return 0, 0
	case len(points) == 0:
		return sessions[0].At, sessions[len(sessions)-1].At
	case len(sessions) == 0:
		return points[0].At, points[len(points)-1].At
	}
	return min(points[0].At, sessions[0].At), max(points[len(points)-1].At, sessions[len(sessions)-1].At)
}

// union is the spans inside from and to, those that touch made one.
func union(spans []Span, from, to Day) []Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b Span) int { return compare(a.From, b.From) })
	var out []Span
	for _, s := range spans {
		s.From, s.To = max(s.From, from), min(s.To, to)
		if s.From >= s.To {
			continue
		}
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// label is what stands for a point's value.
func (q Point) label() string {
	if q.Label != "" {
		return q.Label
	}
	return number(q.Value)
}

func (s Start) label() string { return Point{Value: s.Value, Label: s.Label}.label() }

// soon is for how many days a point is told by the session before it.
const soon = 7

// sentence reads a point out.
func (p Panel) sentence(s series, q Point, w *assets.Words) string {
	value := strings.TrimSpace(q.label() + " " + p.Unit)
	return join(w.T("chart.point", "Date", q.At.date(), "Value", value), afterSession(s.sessions, q.At, w), q.Note)
}

// before is the last session on or before a day, if that was soon before, and
// how many days.
func before(sessions []Mark, at Day) (m Mark, apart int, found bool) {
	next := sort.Search(len(sessions), func(i int) bool { return sessions[i].At.civil() > at.civil() })
	if next == 0 {
		return m, 0, false
	}
	m = sessions[next-1]
	apart = at.civil() - m.At.civil()
	return m, apart, apart <= soon && m.Name != ""
}

// afterSession says how long after which session a day is, or nothing.
func afterSession(sessions []Mark, at Day, w *assets.Words) string {
	m, apart, found := before(sessions, at)
	switch {
	case !found:
		return ""
	case apart == 0:
		return w.T("chart.same_day", "Session", m.named(w))
	}
	return w.N("chart.after", apart, "Session", m.named(w))
}

// named is a session's name with its route.
func (m Mark) named(w *assets.Words) string {
	if m.Route == "" {
		return m.Name
	}
	return w.T("chart.session_route", "Session", m.Name, "Route", m.Route)
}

// upper begins a name that stands alone with a large letter.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func join(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// describe says in words what the picture shows.
func (p Panel) describe(s series, a axis, w *assets.Words) string {
	scale := w.T("chart.scale", "Title", p.Title, "Min", number(a.lo), "Max", number(a.hi))
	found := w.T("chart.empty")
	if n := len(s.points); n > 0 {
		first, last := s.points[0], s.points[n-1]
		found = w.N("chart.points", n, "From", first.At.date(), "To", last.At.date(), "First", first.label(), "Last", last.label())
	}
	sessions := ""
	if n := len(s.sessions); n > 0 {
		sessions = w.N("chart.sessions", n)
	}
	return join(scale, p.direction(w), found, sessions)
}

// direction says which end is the good one.
func (p Panel) direction(w *assets.Words) string {
	switch p.Better {
	case LowerIsBetter:
		return w.T("chart.lower")
	case HigherIsBetter:
		return w.T("chart.higher")
	}
	return ""
}

// Table has a row for every point and every session, in the order of time.
func (p Panel) Table(w *assets.Words) Table {
	s := p.series()
	t := Table{Head: []string{w.T("chart.col.date"), p.Title, w.T("chart.col.note")}}
	next := 0
	sessions := func(until Day) {
		for ; next < len(s.sessions) && s.sessions[next].At <= until; next++ {
			m := s.sessions[next]
			t.Rows = append(t.Rows, []string{m.At.date(), "", upper(m.named(w))})
		}
	}
	for _, q := range s.points {
		sessions(q.At)
		value := strings.TrimSpace(q.label() + " " + p.Unit)
		t.Rows = append(t.Rows, []string{q.At.date(), value, join(afterSession(s.sessions, q.At, w), q.Note)})
	}
	sessions(s.to)
	return t
}
