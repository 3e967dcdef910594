package overview

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

const (
	dayLayout    = "2 January 2006"
	momentLayout = "2 January 2006, 15:04"
	shortLayout  = "2 Jan 2006"
)

// Moment is a moment as a reader reads it: "21 November 2026, 16:42".
func Moment(w journal.When) string {
	switch {
	case w.IsZero():
		return ""
	case w.HasTime():
		return w.Time().Format(momentLayout)
	}
	return w.Time().Format(dayLayout)
}

// Day is Moment without the hour.
func Day(w journal.When) string { return dated(w, dayLayout) }

// ShortDay is the day as a table has it: "21 Nov 2026".
func ShortDay(w journal.When) string { return dated(w, shortLayout) }

func dated(w journal.When, layout string) string {
	if w.IsZero() {
		return ""
	}
	return w.Time().Format(layout)
}

// Period is a span of dates as a reader reads it.
func Period(p bundle.Period, w *assets.Words) string {
	from, errFrom := journal.ParseWhen(p.From)
	to, errTo := journal.ParseWhen(p.To)
	if errFrom != nil || errTo != nil || from.IsZero() {
		return ""
	}
	if from == to || to.IsZero() {
		return Moment(from)
	}
	return w.T("report.period", "From", Moment(from), "To", Moment(to))
}

// OneLine is a text cleaned and on one line.
func OneLine(s string) string { return strings.Join(strings.Fields(markdown.Clean(s)), " ") }

// lower begins a word that stands within a sentence with a small letter.
func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}
