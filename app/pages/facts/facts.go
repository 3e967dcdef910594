// Package facts says the small facts around an entry the same way on every
// page: its day, its session, its name in a list. It holds no widget and no
// state, and every function is pure.
package facts

import (
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

// Clock is a time of day: "16:42".
func Clock(t time.Time) string { return t.Format("15:04") }

// Day is a date as it is said: "21 November", with the year when it is not
// now's.
func Day(w journal.When, now time.Time) string {
	if w.IsZero() {
		return ""
	}
	t := w.Time()
	if t.Year() == now.Year() {
		return t.Format("2 January")
	}
	return t.Format("2 January 2006")
}

// ShortDay is Day for the row of a list: "21 Nov", "21 Nov 2025".
func ShortDay(w journal.When, now time.Time) string {
	if w.IsZero() {
		return ""
	}
	t := w.Time()
	if t.Year() == now.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// Moment is Day with the time of day, where one was given.
func Moment(w journal.When, now time.Time) string {
	day := Day(w, now)
	if w.HasTime() {
		day += ", " + Clock(w.Time())
	}
	return day
}

// Month is a month's name and year: "November 2026".
func Month(w journal.When) string {
	if w.IsZero() {
		return ""
	}
	return w.Time().Format("January 2006")
}

// Checked is the month or day at which something was last looked at, as its file
// has it: "2026-11" is "November 2026".
func Checked(s string) string {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("January 2006")
	}
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return t.Format("2 January 2006")
	}
	return s
}

// Session is a session's name: "Session 5".
func Session(w *assets.Words, s journal.DosingSession) string {
	if s.Seq == 0 {
		return w.T("common.session")
	}
	return w.T("common.session_number", "Number", s.Seq)
}

// SessionOn is a session's name and day: "Session 5 · 21 November".
func SessionOn(w *assets.Words, s journal.DosingSession, now time.Time) string {
	return Session(w, s) + " · " + Day(s.Date, now)
}

// SessionByID finds a session of a list.
func SessionByID(list []journal.DosingSession, id journal.ID) (journal.DosingSession, bool) {
	for _, s := range list {
		if id != "" && s.ID == id {
			return s, true
		}
	}
	return journal.DosingSession{}, false
}

// Kind is what an entry of that kind is called. A kind this version does not
// know is called a free page.
func Kind(w *assets.Words, k journal.Kind) string {
	if id := "kind." + string(k); w.Has(id) {
		return w.T(id)
	}
	return w.T("kind.free")
}

// KindOrMoment names an entry by the moment around a session it was written at,
// or else by its kind.
func KindOrMoment(w *assets.Words, k journal.Kind, p journal.Phase) string {
	if m, ok := assets.MomentFor(string(p)); ok && (k == journal.KindFree || string(k) == m.Kind) {
		return w.T("moment." + m.Phase + ".title")
	}
	return Kind(w, k)
}

// Name is what an entry is called in a list: its title, else its opening, else
// that it has none.
func Name(w *assets.Words, s journal.Summary) string {
	switch {
	case s.Title != "":
		return s.Title
	case s.Opening != "":
		return s.Opening
	}
	return w.T("common.untitled")
}
