package today

import (
	"slices"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// due is a moment around a session that may be written at now.
type due struct {
	phase    journal.Phase
	session  journal.DosingSession
	days     int // since the session, by the calendar; negative before it
	prompt   assets.Prompt
	followUp *journal.FollowUp // of one of the three moments after
	earlier  bool              // another session has been since
}

// moments are those offered now, the nearest first: before a session of today or
// tomorrow, the first words, and the looks back, those of the newest session
// first. written says what there is already, put what was put away for today.
func moments(d course.Due, now time.Time, written func(journal.ID, journal.Phase) bool, put func(due) bool) []due {
	var all []due
	if d.Before != nil && !written(d.Before.ID, journal.PhaseBefore) {
		all = append(all, due{phase: journal.PhaseBefore, session: *d.Before})
	}
	if d.FirstWords != nil {
		all = append(all, due{phase: journal.PhaseSameDay, session: *d.FirstWords})
	}
	for _, f := range slices.Backward(d.FollowUps) {
		all = append(all, due{phase: f.Kind, session: f.Session, followUp: &f.FollowUp, earlier: d.Last != nil && f.Session.ID != d.Last.ID})
	}
	var out []due
	for _, one := range all {
		one.days = daysBetween(one.session.Date, now)
		if put(one) {
			continue
		}
		one.prompt = assets.Prompts(string(one.phase))[0]
		out = append(out, one)
	}
	return out
}

// daysBetween is how many midnights lie between a date and now, where now is.
func daysBetween(date journal.When, now time.Time) int {
	return journal.WallNow(now).DaysSince(journal.WallOf(date))
}

// key names what "Not today" puts away: this moment of this session, on this day.
func (d due) key(now time.Time) string {
	return now.Format("2006-01-02") + " " + string(d.session.ID) + " " + string(d.phase)
}
