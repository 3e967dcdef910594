package received

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/chart"
	"afterglow/journal/overview"
)

// Heights of the scales of page one.
const (
	measureHeight = 90
	stripHeight   = 34
)

// opening is page one: what package overview made of the content, drawn.
func opening(c bundle.Content, w *assets.Words) []fyne.CanvasObject {
	o := overview.Of(c, w)
	objects := []fyne.CanvasObject{kit.Column(6, kit.Title(o.Title), kit.Small(o.Notice)), widget.NewSeparator()}
	if o.Line != "" {
		objects = append(objects, kit.Own(o.Line))
	}
	objects = append(objects, known(w, o.Facts))
	part := func(title string, rows ...fyne.CanvasObject) {
		if len(rows) > 0 {
			objects = append(objects, kit.Column(10, append([]fyne.CanvasObject{kit.Section(title)}, rows...)...))
		}
	}
	part(w.T("overview.questions"), questions(w, o.Questions)...)
	part(w.T("overview.charts"), charts(w, o)...)
	if len(o.Changes) > 0 {
		part(w.T("overview.changes"), append([]fyne.CanvasObject{changes(w, o.Changes)}, small(o.Notes)...)...)
	}
	if len(o.Items) > 0 {
		objects = append(objects, known(w, o.Items))
	}
	part(w.T("received.sessions"), sessions(w, o.Sessions)...)
	objects = append(objects, known(w, o.Inside))
	for _, line := range []string{o.Unknown, o.SessionOnly} {
		if line != "" {
			objects = append(objects, kit.Small(line))
		}
	}
	return objects
}

// known are names with what is known under them.
func known(w *assets.Words, list []overview.Fact) fyne.CanvasObject {
	column := kit.Column(4)
	for _, f := range list {
		column.Add(kit.Small(w.T("received.named", "Name", f.Name, "Text", f.Value)))
	}
	return column
}

func small(list []string) (out []fyne.CanvasObject) {
	for _, s := range list {
		out = append(out, kit.Small(s))
	}
	return out
}

// marked adds the mark of what is for the session only.
func marked(text string, only bool) string {
	if only {
		return strings.TrimSpace(text + " " + overview.Mark)
	}
	return text
}

func questions(w *assets.Words, list []overview.Question) (out []fyne.CanvasObject) {
	for _, q := range list {
		out = append(out, lines(kit.Own(w.T("received.numbered", "Number", q.Number, "Text", marked(q.Text, q.SessionOnly))), q.State))
	}
	return out
}

// charts are the panels, each under its name, and what stands for what in them.
func charts(w *assets.Words, o overview.Overview) (out []fyne.CanvasObject) {
	add := func(height float32, panels ...chart.Panel) {
		for _, p := range panels {
			c := kit.NewChart(w, p, height)
			column := kit.Column(6, kit.Body(p.Title), c)
			c.OnToggled = column.Refresh
			out = append(out, column)
		}
	}
	add(measureHeight, o.Measures...)
	add(measureHeight, o.Others...)
	if o.Mood != nil {
		add(stripHeight, *o.Mood)
	}
	add(stripHeight, o.Daily...)
	if o.Legend != "" {
		out = append(out, kit.Small(o.Legend))
	}
	return out
}

func changes(w *assets.Words, list []overview.Change) fyne.CanvasObject {
	head := []string{w.T("overview.col.measure"), w.T("overview.col.baseline"), w.T("overview.col.last"), w.T("overview.col.change"), w.T("overview.col.range")}
	var rows [][]string
	for _, c := range list {
		rows = append(rows, []string{marked(c.Measure, c.SessionOnly) + " (" + c.Scale + ")", c.Baseline, c.Last, c.Change, c.Range})
	}
	return kit.NewTable(w, head, rows)
}

func sessions(w *assets.Words, list []overview.Session) (out []fyne.CanvasObject) {
	for _, s := range list {
		name := w.T("common.session")
		if s.Number != "" {
			name = w.T("common.session_number", "Number", s.Number)
		}
		row := kit.Column(2, kit.Body(marked(joined(name, s.Date, s.Status, s.Route, s.Dose), s.SessionOnly)))
		if s.Intention != "" {
			row.Add(kit.Own(s.Intention))
		}
		if len(s.Effects) > 0 {
			row.Add(kit.Small(strings.Join(s.Effects, "; ")))
		}
		out = append(out, row)
	}
	return out
}
