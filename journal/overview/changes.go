package overview

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// Change is a row of the table of changes, of one measure in one version.
type Change struct {
	Measure  string // "PHQ-9"
	Scale    string // "0–27, lower is better"
	Baseline string // "18 (1 Sep 2026)", "" where there is none
	Last     string // "6 (4 Nov 2026)"
	// Change is "−12 (−67 %) ¹ ² ³", "–" where there is nothing to compare.
	Change string
	Range  string // the published range of the last score: "5–9 mild"
	// SessionOnly: one of the scores is for the session only.
	SessionOnly bool
}

// The marks of the notes.
const (
	noticeable = "¹"
	half       = "²"
	below      = "³"
)

func change(w *assets.Words, s trend.Series, title string, asked bool) Change {
	last, _ := s.Last()
	row := Change{Measure: title, Scale: scale(w, s), Last: score(last), Change: w.T("trend.none"), SessionOnly: asked}
	if s.Instrument != nil {
		if r, ok := s.Instrument.RangeOf(int(last.Value)); ok {
			row.Range = w.T("overview.range", "From", r.From, "To", r.To, "Label", OneLine(r.Label))
		}
	}
	if s.Baseline == nil {
		return row
	}
	row.Baseline = score(*s.Baseline)
	if s.Baseline.ID == last.ID {
		return row
	}
	row.Change = signed(last.Value - s.Baseline.Value)
	c, known := s.Change()
	if !known {
		return row
	}
	if c.PctDropKnown {
		row.Change += " (" + signed(math.Round(-100*c.PctDrop)) + " %)"
	}
	for _, m := range []struct {
		is   bool
		mark string
	}{{c.Noticeable, noticeable}, {c.HalfOrLess, half}, {c.BelowFive, below}} {
		if m.is {
			row.Change += " " + m.mark
		}
	}
	return row
}

func score(p trend.Point) string { return Number(p.Value) + " (" + ShortDay(p.When) + ")" }

func scale(w *assets.Words, s trend.Series) string {
	switch s.Direction {
	case measure.LowerBetter:
		return w.T("overview.scale_lower", "Low", Number(s.Low), "Top", Number(s.High))
	case measure.HigherBetter:
		return w.T("overview.scale_higher", "Low", Number(s.Low), "Top", Number(s.High))
	}
	return w.T("overview.scale", "Low", Number(s.Low), "Top", Number(s.High))
}

// Number is a value as it is written, with a true minus.
func Number(v float64) string {
	v = math.Round(v*1e6) / 1e6
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), "-", "−", 1)
}

// signed is a difference: "+5", "−12", "0".
func signed(v float64) string {
	if v > 0 {
		return "+" + Number(v)
	}
	if v == 0 {
		return "0"
	}
	return Number(v)
}

// notes say what the marks of the table mean, of the measures in it, and who says so.
func notes(w *assets.Words, list []trend.Series) []string {
	var changes, halves, belows, sources []string
	for _, s := range list {
		in := s.Instrument
		if in == nil {
			continue
		}
		title := named(w, s, list)
		if in.SmallestChange > 0 {
			text := w.T("overview.note.points", "Title", title, "Points", in.SmallestChange)
			if source := OneLine(in.SmallestChangeSource); source != "" {
				text = w.T("overview.note.points_source", "Title", title, "Points", in.SmallestChange, "Source", source)
			}
			changes = append(changes, text)
		}
		if in.Research.HalfFromBaseline > 0 {
			halves = append(halves, w.T("overview.note.half_of", "Title", title, "From", in.Research.HalfFromBaseline))
		}
		if in.Research.Below > 0 {
			belows = append(belows, w.T("overview.note.below_of", "Title", title, "Below", in.Research.Below))
		}
		if source := OneLine(in.Research.Source); source != "" && !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	var out []string
	if len(changes) > 0 {
		out = append(out, noticeable+" "+w.T("overview.note.noticeable", "Measures", strings.Join(changes, ", ")))
	}
	if len(halves) > 0 {
		out = append(out, half+" "+w.T("overview.note.half", "Measures", strings.Join(halves, ", ")))
	}
	if len(belows) > 0 {
		out = append(out, below+" "+w.T("overview.note.below", "Measures", strings.Join(belows, ", ")))
	}
	if len(sources) > 0 {
		out = append(out, w.T("overview.note.source", "Source", strings.Join(sources, "; ")))
	}
	return out
}

// items say what was answered to the items that ask for thoughts of being dead:
// the latest, and the latest above nothing where that is another.
func items(c bundle.Content, w *assets.Words) []Fact {
	type asking struct {
		instrument measure.Instrument
		responses  []bundle.Response // newest first
	}
	var list []*asking
	for _, r := range c.Responses {
		in, ok := c.Instrument(r.InstrumentID, r.InstrumentVersion)
		if !ok || !slices.ContainsFunc(in.Items, func(it measure.Item) bool { return it.Support }) {
			continue
		}
		i := slices.IndexFunc(list, func(a *asking) bool { return a.instrument.ID == in.ID && a.instrument.Version == in.Version })
		if i < 0 {
			i = len(list)
			list = append(list, &asking{instrument: in})
		}
		list[i].responses = append(list[i].responses, r)
	}
	var out []Fact
	for _, a := range list {
		byTime(a.responses, func(r bundle.Response) journal.When { return r.TakenAt })
		slices.Reverse(a.responses)
		title := OneLine(a.instrument.Title)
		for _, text := range answered(a.instrument, a.responses, w) {
			out = append(out, Fact{title, text})
		}
	}
	return out
}

// answered is what is said of the items of one measure; responses are newest first.
func answered(in measure.Instrument, responses []bundle.Response, w *assets.Words) (lines []string) {
	shared := slices.ContainsFunc(responses, func(r bundle.Response) bool { return len(r.Answers) > 0 })
	if !shared {
		return []string{w.T("overview.items_kept")}
	}
	if r := responses[0]; r.AnswersKept() {
		lines = append(lines, w.T("overview.items_kept_on", "Date", Day(r.TakenAt)))
	}
	for _, it := range in.Items {
		if !it.Support {
			continue
		}
		said := false
		for _, r := range responses {
			value, given := r.Answers[it.ID]
			if !given || said && value == 0 {
				continue
			}
			lines = append(lines, w.T("overview.item", "Item", OneLine(it.ID), "Date", Day(r.TakenAt), "Answer", label(in, it, value), "Value", value))
			if value > 0 {
				break
			}
			said = true
		}
	}
	return lines
}

// label is the text of an answer.
func label(in measure.Instrument, it measure.Item, value int) string {
	for _, o := range in.OptionsOf(it) {
		if o.Value == value {
			return OneLine(o.Label)
		}
	}
	return ""
}
