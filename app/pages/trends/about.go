package trends

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/measure"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// about is what there is to know of a measure. Only here are its published ranges
// and the terms of studies, with where they are from (domain.md §3.7).
func about(w *assets.Words, s trend.Series) fyne.CanvasObject {
	switch {
	case s.Instrument != nil:
		return measure.Details(w, *s.Instrument, journal.Response{})
	case s.Kind != trend.KindExternal:
		return kit.Small(w.T("trends.unknown"))
	}
	lines := kit.Lines(kit.Small(w.T("trends.external", "Min", s.Low, "Max", s.High)))
	if s.Direction != "" {
		lines.Add(kit.Small(w.T("measure.better." + string(s.Direction))))
	}
	return lines
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
