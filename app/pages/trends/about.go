package trends

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// about is what there is to know of a measure. Only here are its published ranges
// and the terms of studies, with where they are from (domain.md §3.7).
func about(w *assets.Words, s trend.Series) []fyne.CanvasObject {
	if s.Kind == trend.KindExternal {
		lines := []fyne.CanvasObject{kit.Small(w.T("trends.external", "Min", s.Low, "Max", s.High))}
		return append(lines, direction(w, s.Direction)...)
	}
	in := s.Instrument
	if in == nil {
		return []fyne.CanvasObject{kit.Small(w.T("trends.unknown"))}
	}
	lines := direction(w, in.Direction)
	if in.SmallestChange > 0 {
		text := w.T("measure.change", "Points", in.SmallestChange)
		if in.SmallestChangeSource != "" {
			text += " " + w.T("trends.source", "Source", in.SmallestChangeSource)
		}
		lines = append(lines, kit.Small(text))
	}
	if len(in.Ranges) > 0 {
		var rows [][]string
		for _, r := range in.Ranges {
			rows = append(rows, []string{w.T("trends.range", "From", r.From, "To", r.To), r.Label})
		}
		lines = append(lines, kit.Small(w.T("trends.ranges")), kit.NewTable(w, []string{w.T("trends.col.score"), w.T("trends.col.called")}, rows))
	}
	if r := in.Research; r.HalfFromBaseline > 0 || r.Below > 0 {
		if r.HalfFromBaseline > 0 {
			lines = append(lines, kit.Small(w.T("measure.details.half", "From", r.HalfFromBaseline)))
		}
		if r.Below > 0 {
			lines = append(lines, kit.Small(w.T("measure.details.below", "Below", r.Below)))
		}
		lines = append(lines, kit.Small(w.T("measure.details.source", "Source", r.Source)))
	}
	if !slices.ContainsFunc(measure.BuiltIn(), func(b measure.Instrument) bool { return b.ID == in.ID }) {
		lines = append(lines, kit.Small(w.T("measure.custom")))
	}
	if in.Credit != "" {
		lines = append(lines, kit.Small(in.Credit))
	}
	if in.Licence != "" && !strings.Contains(in.Credit, in.Licence) {
		lines = append(lines, kit.Small(in.Licence))
	}
	return append(lines, kit.Small(w.T("measure.source", "Source", in.Source, "Date", in.CheckedOn)))
}

func direction(w *assets.Words, d measure.Direction) []fyne.CanvasObject {
	if d == "" {
		return nil
	}
	return []fyne.CanvasObject{kit.Small(w.T("measure.better." + string(d)))}
}

// covers says which days a score is about, or nothing where that is not known.
func covers(w *assets.Words, s trend.Series) string {
	switch {
	case s.Instrument == nil || s.Instrument.RecallDays <= 0:
		return ""
	case s.Instrument.RecallDays == 14:
		return w.T("trends.covers_two_weeks")
	}
	return w.N("trends.covers_days", s.Instrument.RecallDays)
}
