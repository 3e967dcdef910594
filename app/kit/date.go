package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/assets"
	"afterglow/journal"
)

// DateField takes a civil date, or a moment in RFC 3339, typed or by Today and
// Yesterday. Dates are kept as the person writes them, never as points in time.
type DateField struct {
	Field
	words *assets.Words
}

// NewDateField is an empty date. now is asked for Today and Yesterday.
func NewDateField(w *assets.Words, label string, now func() time.Time) *DateField {
	d := &DateField{Field: Field{Input: NewInput(w.T("kit.date_form")), note: Small("")}, words: w}
	d.note.Hide()
	set := func(days int) func() {
		return func() { d.SetValue(journal.On(now().AddDate(0, 0, days))) }
	}
	near := Wrap(14, Link(w.T("kit.today"), set(0)), Link(w.T("kit.yesterday"), set(-1)))
	d.fill(d, fieldGap, Small(label), Beside(AtMost(260, d.Input), near), d.note)
	return d
}

// Value is the date. When what stands there is none, the field says so and ok
// is false; an empty field is the zero When and ok.
func (d *DateField) Value() (when journal.When, ok bool) {
	when, err := journal.ParseWhen(strings.TrimSpace(d.Text()))
	if err != nil {
		d.SetError(d.words.T("kit.not_a_date"))
		return journal.When{}, false
	}
	d.SetError("")
	return when, true
}

// SetValue shows a date.
func (d *DateField) SetValue(when journal.When) { d.SetText(when.String()) }

var _ fyne.CanvasObject = (*DateField)(nil)
