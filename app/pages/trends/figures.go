package trends

import (
	"unicode"
	"unicode/utf8"

	"afterglow/app/pages/facts"
	pages "afterglow/app/pages/measure"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/chart"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// shown is what the page shows of a range, ready to be drawn.
type shown struct {
	measures, external []panel
	checkIns           []answer
	sessions           int  // within the range
	anything           bool // in any range
}

func (s shown) empty() bool { return len(s.measures)+len(s.external)+len(s.checkIns) == 0 }

// panel is one measure, or one score from elsewhere.
type panel struct {
	series trend.Series
	title  string
	figure chart.Panel
}

// answer is one number of the check-in: after each session, and day by day.
type answer struct {
	key, title string
	after      chart.After
	daily      chart.Panel
}

// arrange makes figures of trends.
func arrange(w *assets.Words, d trend.Data) shown {
	marks := make([]chart.Mark, len(d.Sessions))
	for i, m := range d.Sessions {
		marks[i] = mark(w, m)
	}
	s := shown{sessions: len(marks)}
	of := func(series trend.Series, title string) chart.Panel {
		f := chart.Panel{Title: title, Min: series.Low, Max: series.High, Points: points(series), Sessions: marks,
			Windows: windows(d.Windows), From: day(d.From), To: day(d.To)}
		switch series.Direction {
		case measure.LowerBetter:
			f.Better = chart.LowerIsBetter
		case measure.HigherBetter:
			f.Better = chart.HigherIsBetter
		}
		if series.Percent {
			f.Unit = "%"
		}
		if series.Baseline != nil {
			f.Start = &chart.Start{Value: series.Baseline.Value}
			if series.Baseline.ID != series.First {
				f.Legend.Start = w.T("trends.on", "Date", pages.Date(*series.Baseline), "Value", series.Baseline.Value)
			}
		}
		return f
	}
	for _, series := range d.Measures {
		title := name(w, series, d.Measures)
		s.measures = append(s.measures, panel{series, title, of(series, title)})
	}
	for _, series := range d.External {
		s.external = append(s.external, panel{series, series.Title, of(series, series.Title)})
	}
	for i, series := range d.CheckIns {
		title := w.T("check_in." + series.Key)
		daily := of(series, title)
		daily.Unnumbered = true
		s.checkIns = append(s.checkIns, answer{key: series.Key, title: title, daily: daily, after: after(w, d.After[i], title)})
	}
	return s
}

// name is a measure's title, with its version where there is more than one:
// each has a panel of its own.
func name(w *assets.Words, s trend.Series, all []trend.Series) string {
	for _, other := range all {
		if other.Key == s.Key && other.Version != s.Version {
			return w.T("trends.version", "Title", s.Title, "Version", s.Version)
		}
	}
	return s.Title
}

// points are those of a series; a gap that no line may cross is a break.
func points(s trend.Series) []chart.Point {
	out := make([]chart.Point, 0, len(s.Points))
	for _, run := range s.Runs() {
		for i, p := range run {
			out = append(out, chart.Point{At: day(p.At), Value: p.Value, Breaks: i == 0})
		}
	}
	return out
}

// after lays the days after each session beside each other.
func after(w *assets.Words, a trend.Aligned, title string) chart.After {
	f := chart.After{Title: title, Min: a.Low, Max: a.High, Days: trend.AfterDays}
	for _, one := range a.Afters {
		m := mark(w, one.Session)
		r := chart.Run{Name: m.Name, At: m.At}
		for _, run := range one.Runs() {
			for i, p := range run {
				q := chart.Point{At: day(p.At), Value: p.Value, Breaks: i == 0}
				if p.AfterNext {
					q.Note = w.T("trends.after_next")
				}
				r.Points = append(r.Points, q)
			}
		}
		f.Runs = append(f.Runs, r)
	}
	return f
}

func windows(list []trend.Window) []chart.Span {
	out := make([]chart.Span, len(list))
	for i, v := range list {
		out[i] = chart.Span{From: day(v.From), To: day(v.To)}
	}
	return out
}

// mark is a session as a chart has it: "4", "session 4", "lozenge under the tongue".
func mark(w *assets.Words, m trend.Mark) chart.Mark {
	c := chart.Mark{At: day(m.At), Name: lower(facts.Session(w, journal.DosingSession{Seq: m.Number}))}
	if m.Number > 0 {
		c.Number = w.T("trends.number", "Number", m.Number)
	}
	if m.Route != "" {
		c.Route = lower(w.T("route." + string(m.Route)))
	}
	return c
}

func day(w journal.WallTime) chart.Day { return chart.At(w.Time()) }

// lower begins a name that stands within a sentence with a small letter, unless
// it begins with letters that are large together.
func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// scale says what the ends of an answer's scale were called when it was asked.
func scale(w *assets.Words, key string) string {
	low, top := "check_in."+key+".low", "check_in."+key+".top"
	if !w.Has(low) || !w.Has(top) {
		return w.T("trends.hours")
	}
	return w.T("trends.ends", "Low", w.T(low), "Top", w.T(top))
}
