package today

import (
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

// due is a moment around a session that may be written at now.
type due struct {
	phase   journal.Phase
	session journal.DosingSession
	days    int // since the session, by the calendar; negative before it
	prompt  assets.Prompt
}

// The last day, counted from the session, on which each moment is offered
// (domain.md §5: the same day, about 24 hours, 72 hours, one week).
var lastDay = []struct {
	phase journal.Phase
	day   int
}{
	{journal.PhaseSameDay, 0},
	{journal.Phase24h, 1},
	{journal.Phase72h, 4},
	{journal.PhaseWeek, 10},
}

// find says what is due at now. written says what there is already, put what
// was put away for today. A session that is today or tomorrow comes before one
// that was.
func find(sessions []journal.DosingSession, now time.Time, written func(journal.ID, journal.Phase) bool, put func(due) bool) (due, bool) {
	last, next := around(sessions, now)
	var offers []due
	if last != nil {
		days := daysBetween(last.Date, now)
		for _, l := range lastDay {
			if days <= l.day {
				offers = append(offers, due{phase: l.phase, session: *last, days: days})
				break
			}
		}
	}
	if next != nil {
		before := due{phase: journal.PhaseBefore, session: *next, days: daysBetween(next.Date, now)}
		if before.days >= -1 {
			offers = append([]due{before}, offers...)
		}
	}
	for _, d := range offers {
		if written(d.session.ID, d.phase) || put(d) {
			continue
		}
		d.prompt = assets.Prompts(string(d.phase))[0]
		return d, true
	}
	return due{}, false
}

// around is the last session that has begun and the next one that has not.
// Cancelled and moved sessions are passed over.
func around(sessions []journal.DosingSession, now time.Time) (last, next *journal.DosingSession) {
	for i := range sessions { // oldest first
		s := &sessions[i]
		switch {
		case s.Status == journal.SessionCancelled || s.Status == journal.SessionMoved:
		case begun(*s, now):
			last = s
		case next == nil:
			next = s
		}
	}
	return last, next
}

// begun says whether a session lies behind: by its day, and on its day by its
// state or its time.
func begun(s journal.DosingSession, now time.Time) bool {
	switch days := daysBetween(s.Date, now); {
	case days > 0:
		return true
	case days < 0:
		return false
	case s.Status == journal.SessionDone:
		// A time of day that is still to come is believed before the state,
		// which is "done" unless someone said otherwise.
		return s.Start == "" || clock(now) >= s.Start
	default:
		return s.Start != "" && clock(now) >= s.Start
	}
}

// daysBetween is how many midnights lie between a date and now, where now is.
func daysBetween(date journal.When, now time.Time) int {
	day, err := time.Parse("2006-01-02", date.Date())
	if err != nil {
		return 0
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	return int(today.Sub(day) / (24 * time.Hour))
}

func clock(t time.Time) string { return t.Format("15:04") }

// key names what "Not today" puts away: this moment of this session, on this day.
func (d due) key(now time.Time) string {
	return now.Format("2006-01-02") + " " + string(d.session.ID) + " " + string(d.phase)
}
