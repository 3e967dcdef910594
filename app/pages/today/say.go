package today

import (
	"strconv"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// greeting is by the hour.
func greeting(w *assets.Words, now time.Time) string {
	switch h := now.Hour(); {
	case h >= 5 && h < 12:
		return w.T("today.morning")
	case h >= 12 && h < 18:
		return w.T("today.afternoon")
	}
	return w.T("today.evening")
}

// farAway is from how many days on a number of days says less than a date.
const farAway = 21

// quietLine says how it stands between sessions, and that nothing presses.
func quietLine(w *assets.Words, d course.Due, now time.Time) string {
	last, next := d.Last, d.Next
	if next != nil {
		switch days := -daysBetween(next.Date, now); {
		case days == 0:
			return w.T("today.session_today", "Session", facts.Session(w, *next))
		case days == 1:
			return w.T("today.session_tomorrow", "Session", facts.Session(w, *next))
		case last == nil && days < farAway:
			return w.T("today.session_in", "Session", facts.Session(w, *next), "Number", number(w, days))
		}
	}
	if last == nil {
		return w.T("today.no_session")
	}
	switch days := daysBetween(last.Date, now); {
	case days == 0:
		return w.T("today.was_today", "Session", facts.Session(w, *last))
	case days < farAway:
		since := w.N("today.since", days, "Number", capital(number(w, days)), "Session", lower(facts.Session(w, *last)))
		return since + " " + w.T("today.no_hurry")
	}
	return w.T("today.no_session")
}

// number is a number in words up to ten, and in digits after that.
func number(w *assets.Words, n int) string {
	if id := "today.number." + strconv.Itoa(n); w.Has(id) {
		return w.T(id)
	}
	return strconv.Itoa(n)
}

func capital(s string) string { return first(s, 'a', 'z', -32) }
func lower(s string) string   { return first(s, 'A', 'Z', 32) }

// first changes the first letter of s when it is between from and to.
func first(s string, from, to byte, by int) string {
	if s == "" || s[0] < from || s[0] > to {
		return s
	}
	return string(rune(int(s[0])+by)) + s[1:]
}

// label is the small line over a question: when, around which session.
func (d due) label(w *assets.Words) string {
	session := facts.Session(w, d.session)
	switch {
	case d.phase == journal.PhaseBefore && d.days == 0:
		return w.T("today.before_today", "Session", session)
	case d.phase == journal.PhaseBefore:
		return w.T("today.before_tomorrow", "Session", session)
	case d.phase == journal.PhaseSameDay:
		return w.T("today.after_today", "Session", session)
	case d.earlier:
		return w.T("today.after_earlier", "Session", lower(session))
	case d.phase == journal.PhaseWeek:
		return w.T("today.after_week")
	case d.days <= 2:
		return w.T("today.after_hours", "Hours", 24*d.days)
	}
	return w.T("today.after_days", "Number", number(w, d.days))
}

// intended is the session whose intention is shown: the next one's, or the
// last one's.
func intended(d course.Due) (journal.DosingSession, bool) {
	for _, s := range []*journal.DosingSession{d.Next, d.Last} {
		if s != nil && s.Intention != "" {
			return *s, true
		}
	}
	return journal.DosingSession{}, false
}
