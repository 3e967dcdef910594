package overview

import (
	"slices"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/chart"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// numbers fills in the charts and what is said of scores.
func (o *Overview) numbers(c bundle.Content, w *assets.Words) {
	src := newSource(c)
	d := trend.Of(src, trend.RangeAll, src.last.Time())
	f := figures{words: w, from: chart.At(d.From.Time()), to: chart.At(src.last.Time())}
	for _, m := range d.Sessions {
		f.sessions = append(f.sessions, f.mark(m))
	}
	for _, v := range d.Windows {
		f.windows = append(f.windows, chart.Span{From: chart.At(v.From.Time()), To: chart.At(v.To.Time())})
	}
	asked := sessionOnly(c)
	for _, s := range d.Measures {
		title := named(w, s, d.Measures)
		o.Changes = append(o.Changes, change(w, s, title, asked.any(s)))
		p := f.panel(s, asked.titled(title, s))
		if slices.ContainsFunc(measure.BuiltIn(), func(in measure.Instrument) bool { return in.ID == s.Key && in.Version == s.Version }) {
			p.Shape = shapes[min(len(o.Measures), len(shapes)-1)]
			o.Measures = append(o.Measures, p)
		} else {
			o.Others = append(o.Others, p)
		}
	}
	for _, s := range d.External {
		o.Changes = append(o.Changes, change(w, s, s.Title, asked.any(s)))
		o.Others = append(o.Others, f.panel(s, asked.titled(s.Title, s)))
	}
	for _, s := range d.CheckIns {
		p := f.panel(s, asked.titled(w.T("check_in."+s.Key), s))
		p.Unnumbered = true
		if s.Key == "mood" {
			o.Mood = &p
		} else {
			o.Daily = append(o.Daily, p)
		}
	}
	if len(d.Measures)+len(d.External)+len(d.CheckIns) > 0 {
		o.Legend = f.legend()
	}
	o.Notes = notes(w, d.Measures)
	o.Items = items(c, w)
}

// shapes tell the measures apart in black and white.
var shapes = []chart.Shape{chart.Open, chart.Square, chart.Triangle, chart.Filled}

// asked are the numbers that are for the session only.
type asked map[journal.ID]bool

func sessionOnly(c bundle.Content) asked {
	ids := asked{}
	for _, r := range c.Responses {
		ids[r.ID] = only(r.RecordPref)
	}
	for _, x := range c.ExternalScores {
		ids[x.ID] = only(x.RecordPref)
	}
	for _, k := range c.CheckIns {
		ids[k.ID] = only(k.RecordPref)
	}
	return ids
}

// any says whether one of a series is.
func (a asked) any(s trend.Series) bool {
	return slices.ContainsFunc(s.Points, func(p trend.Point) bool { return a[p.ID] })
}

func (a asked) titled(title string, s trend.Series) string {
	if a.any(s) {
		return title + " " + Mark
	}
	return title
}

// figures makes panels that share their time and their sessions.
type figures struct {
	words    *assets.Words
	from, to chart.Day
	sessions []chart.Mark
	windows  []chart.Span
}

func (f figures) panel(s trend.Series, title string) chart.Panel {
	p := chart.Panel{Title: title, Min: s.Low, Max: s.High, Sessions: f.sessions, Windows: f.windows, From: f.from, To: f.to}
	switch s.Direction {
	case measure.LowerBetter:
		p.Better = chart.LowerIsBetter
	case measure.HigherBetter:
		p.Better = chart.HigherIsBetter
	}
	if s.Percent {
		p.Unit = "%"
	}
	if s.Baseline != nil {
		p.Start = &chart.Start{Value: s.Baseline.Value}
	}
	for _, run := range s.Runs() {
		for i, q := range run {
			p.Points = append(p.Points, chart.Point{At: chart.At(q.At.Time()), Value: q.Value, Breaks: i == 0})
		}
	}
	return p
}

func (f figures) mark(m trend.Mark) chart.Mark {
	c := chart.Mark{At: chart.At(m.At.Time()), Name: lower(f.words.T("common.session")), Route: RouteName(m.Route, f.words)}
	if m.Number > 0 {
		c.Number = f.words.T("trends.number", "Number", m.Number)
		c.Name = lower(f.words.T("common.session_number", "Number", m.Number))
	}
	return c
}

// legend is what stands for what in every panel. The routes are in it: there is
// not always room for them at the marks.
func (f figures) legend() string {
	var parts []string
	if len(f.sessions) > 0 {
		text := f.words.T("overview.legend.sessions")
		if routes := chart.Routes(f.sessions, f.words); routes != "" {
			text = f.words.T("overview.legend.routes", "Routes", routes)
		}
		parts = append(parts, text, f.words.T("overview.legend.window"))
	}
	return strings.Join(append(parts, f.words.T("overview.legend.start"), f.words.T("overview.legend.gap")), " ")
}

// named is a measure's title, with its version where there is more than one.
func named(w *assets.Words, s trend.Series, all []trend.Series) string {
	title := OneLine(s.Title)
	for _, other := range all {
		if other.Key == s.Key && other.Version != s.Version {
			return w.T("trends.version", "Title", title, "Version", OneLine(s.Version))
		}
	}
	return title
}
