package kit

import (
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

// DateField is a field for a civil date, "2026-11-21", with buttons for the
// days most often meant.
type DateField struct{ *Field }

// NewDateField is a date field. now gives today.
func NewDateField(label, date string, words *assets.Words, now func() time.Time) *DateField {
	f := &DateField{NewField(label, date, nil)}
	f.SetPlaceHolder("2026-11-21")
	set := func(days int) func() {
		return func() { f.SetText(now().AddDate(0, 0, days).Format("2006-01-02")) }
	}
	f.Add(Wrap(12, Link(words.T("kit.today"), set(0)), Link(words.T("kit.yesterday"), set(-1))))
	return f
}

// When is the date; the error says what is expected.
func (f *DateField) When() (journal.When, error) { return journal.ParseWhen(f.Text()) }
