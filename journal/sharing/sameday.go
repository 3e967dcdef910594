package sharing

import (
	"time"

	"afterglow/journal"
)

// withinADay says whether something was written from the beginning of a session
// until 24 hours after its end, by the clock on the wall at both places.
//
// Where no time of day is known the answer leans towards yes, for the flag tells
// a reader that the writing may still have been coloured by the medicine: a
// session with a bare date lasts all of that day, and words with a bare date
// count when any of that day could be meant.
func withinADay(written journal.When, s journal.DosingSession) bool {
	if written.IsZero() || s.Date.IsZero() || s.Status == journal.SessionCancelled || s.Status == journal.SessionMoved {
		return false
	}
	begin, end := span(s)
	end = end.Add(24 * time.Hour)
	at := wall(written)
	if !written.HasTime() {
		return !at.Add(24*time.Hour).Before(begin) && day(at) >= day(begin) && !at.After(end)
	}
	return !at.Before(begin) && !at.After(end)
}

// span is when a session began and ended, as far as it is known.
func span(s journal.DosingSession) (begin, end time.Time) {
	date := wall(s.Date)
	midnight := date.Truncate(24 * time.Hour)
	start, startKnown := clock(midnight, s.Start)
	if !startKnown && s.Date.HasTime() {
		start, startKnown = date, true
	}
	stop, stopKnown := clock(midnight, s.End)
	switch {
	case startKnown && stopKnown && stop.Before(start):
		return start, stop.Add(24 * time.Hour) // past midnight
	case startKnown && stopKnown:
		return start, stop
	case startKnown:
		return start, start
	case stopKnown:
		return midnight, stop
	}
	return midnight, midnight.Add(24 * time.Hour)
}

// wall reads the clock on the wall as if it hung in UTC, where days are even.
func wall(w journal.When) time.Time {
	t := w.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func clock(midnight time.Time, text string) (time.Time, bool) {
	t, err := time.Parse("15:04", text)
	if err != nil {
		return time.Time{}, false
	}
	return midnight.Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute), true
}

func day(t time.Time) string { return t.Format(time.DateOnly) }
