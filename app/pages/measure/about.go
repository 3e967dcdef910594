package measure

import (
	"fmt"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/measure"
)

// About is what there is to know of a measure, in the details and nowhere else:
// what it covers, its published ranges, terms of studies, whose it is. r may be
// the zero Response.
func About(w *assets.Words, in measure.Instrument, r journal.Response) fyne.CanvasObject {
	return kit.Column(look.Gap, kit.Section(in.Title), Details(w, in, r))
}

// Details is About without the name.
func Details(w *assets.Words, in measure.Instrument, r journal.Response) fyne.CanvasObject {
	list := kit.Column(look.Gap)
	if !r.TakenAt.IsZero() && in.RecallDays > 0 {
		day := r.TakenAt.Time().Format("2 January 2006")
		if in.RecallDays == 14 {
			list.Add(kit.Body(w.T("measure.covers", "Date", day)))
		} else {
			list.Add(kit.Body(w.N("measure.covers_days", in.RecallDays, "Date", day)))
		}
	}
	if value, ok := r.Value.Get(); ok {
		if one, in := in.RangeOf(value); in {
			list.Add(kit.Body(w.T("measure.range", "From", one.From, "To", one.To, "Label", one.Label)))
		}
	}
	if id := "measure.better." + string(in.Direction); w.Has(id) {
		list.Add(kit.Body(w.T(id)))
	}
	if len(in.Ranges) > 0 {
		rows := kit.Column(2, kit.Small(w.T("measure.ranges")))
		for _, one := range in.Ranges {
			rows.Add(kit.Small(fmt.Sprintf("%d–%d  %s", one.From, one.To, one.Label)))
		}
		list.Add(rows)
	}
	if in.SmallestChange > 0 {
		list.Add(kit.Small(w.T("measure.change", "Points", in.SmallestChange) + " " + in.SmallestChangeSource))
	}
	if in.Research.HalfFromBaseline > 0 {
		list.Add(kit.Small(w.T("measure.details.half", "From", in.Research.HalfFromBaseline)))
	}
	if in.Research.Below > 0 {
		list.Add(kit.Small(w.T("measure.details.below", "Below", in.Research.Below)))
	}
	if in.Research.Source != "" {
		list.Add(kit.Small(w.T("measure.details.source", "Source", in.Research.Source)))
	}
	for _, o := range Credits(w, in) {
		list.Add(o)
	}
	return list
}

// Credits are whose a measure is, under which licence, from where and when that
// was looked at.
func Credits(w *assets.Words, in measure.Instrument) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	if in.Credit != "" {
		list = append(list, kit.Small(in.Credit))
	}
	if in.Licence != "" {
		list = append(list, kit.Small(w.T("measure.licence", "Licence", in.Licence)))
	}
	if in.Source != "" {
		list = append(list, kit.Small(w.T("measure.source", "Source", in.Source, "Date", facts.Checked(in.CheckedOn))))
	}
	if !BuiltIn(in.ID) {
		list = append(list, kit.Small(w.T("measure.custom")))
	}
	return list
}

// BuiltIn says that a measure comes with the program.
func BuiltIn(id string) bool {
	for _, in := range measure.BuiltIn() {
		if in.ID == id {
			return true
		}
	}
	return false
}
