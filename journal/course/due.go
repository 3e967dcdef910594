package course

import (
	"slices"
	"time"

	"afterglow/journal"
)

// Due is what Today could show. Nothing in it is a duty.
type Due struct {
	// Last is the session that was last, Next the one that is next.
	Last, Next *journal.DosingSession
	// FirstWords is a session of today whose first words are not written yet.
	FirstWords *journal.DosingSession
	// Before is a session of today or tomorrow that has not begun; DayOf is the
	// clinic's list, if it is today.
	Before *journal.DosingSession
	DayOf  string
	// FollowUps are the looks back that are open and offered now.
	FollowUps []FollowUp
	Insights  []InsightDue
	Practices []PracticeDue
	Questions []journal.Question // open ones, in the person's order
	Measures  []Offer
	CheckedIn bool // there is a check-in of today
}

// FollowUp is a look back and its session.
type FollowUp struct {
	journal.FollowUp
	Session journal.DosingSession
}

// InsightDue is an insight that has come back, and at which moment: 72h, 1w or
// before (the next session).
type InsightDue struct {
	journal.Insight
	Moment journal.Phase
}

// PracticeDue is a practice that is being tried; Today is what was noted of it
// today, if anything.
type PracticeDue struct {
	journal.Practice
	Today *journal.PracticeLog
}

// DueToday says what there is today.
func DueToday(src Source, now time.Time) Due {
	wall := journal.WallNow(now)
	d := Due{Measures: Offered(src, now)}
	sessions := src.Sessions()
	for i := range sessions {
		s := &sessions[i]
		switch {
		case !holds(*s):
		case begun(*s, wall):
			d.Last = s
		case d.Next == nil:
			d.Next = s
		}
	}
	if s := d.Last; s != nil && firstWordsDue(src, *s, wall) {
		d.FirstWords = s
	}
	if s := d.Next; s != nil && s.StartWall().DaysSince(wall) <= 1 {
		d.Before = s
		if s.StartWall().DaysSince(wall) == 0 {
			d.DayOf = DayOf(src, *s)
		}
	}
	for _, s := range sessions {
		if wall.Sub(s.EndWall()) > 7*day+lastOffered+day {
			continue // nothing of it is offered any more: spare looking
		}
		for _, f := range offeredFollowUps(src.FollowUps(s), wall) {
			d.FollowUps = append(d.FollowUps, FollowUp{f, s})
		}
	}
	d.Insights = insightsDue(src, d.Next, wall)
	for _, p := range src.Practices() {
		if p.State != journal.PracticeTrying {
			continue
		}
		due := PracticeDue{Practice: p}
		for _, l := range src.PracticeLogs(p.ID) {
			if l.On.Date() == wall.Date() {
				due.Today = &l
			}
		}
		d.Practices = append(d.Practices, due)
	}
	for _, q := range src.Questions() {
		if q.State == journal.QuestionOpen {
			d.Questions = append(d.Questions, q)
		}
	}
	d.CheckedIn = slices.ContainsFunc(src.CheckIns(), func(c journal.CheckIn) bool { return c.On.Date() == wall.Date() })
	return d
}

// begun says whether a session lies behind, or is going on.
func begun(s journal.DosingSession, now journal.WallTime) bool {
	start := s.StartWall()
	switch days := now.DaysSince(start); {
	case days != 0:
		return days > 0
	case s.Start == "" && !s.Date.HasTime():
		return took(s)
	}
	return !now.Before(start)
}

// sameDayHours is how long after its end the first words of a session are
// offered past midnight.
const sameDayHours = 12 * time.Hour

func firstWordsDue(src Source, s journal.DosingSession, now journal.WallTime) bool {
	if now.DaysSince(s.StartWall()) > 0 && !now.Before(s.EndWall().Add(sameDayHours)) {
		return false
	}
	if now.DaysSince(s.EndWall()) > 0 && s.End == "" && s.Start == "" {
		return false
	}
	return len(src.Summaries(journal.Filter{SessionID: s.ID, Phase: journal.PhaseSameDay})) == 0
}

// lastOffered is how long after the last moment it is still offered.
const lastOffered = 7 * day

// offeredFollowUps keeps those that are open and of now: each from the morning
// of its first day to that of the next one.
func offeredFollowUps(list []journal.FollowUp, now journal.WallTime) []journal.FollowUp {
	var out []journal.FollowUp
	for i, f := range list {
		until := f.Due.Add(lastOffered)
		if i+1 < len(list) {
			until = firstOffered(list[i+1])
		}
		if f.State == journal.FollowUpOpen && !now.Before(firstOffered(f)) && now.Before(until.Day()) {
			out = append(out, f)
		}
	}
	return out
}

// firstOffered is the morning of the day a follow-up comes due. That of 72 hours
// comes a day sooner: what is asked at 24 hours asks about yesterday.
func firstOffered(f journal.FollowUp) journal.WallTime {
	if f.Kind == journal.Phase72h {
		return f.Due.Day().Add(-day)
	}
	return f.Due.Day()
}

// insightsDue lists the insights that have come back and were not looked at since.
func insightsDue(src Source, next *journal.DosingSession, now journal.WallTime) []InsightDue {
	var out []InsightDue
	for _, i := range src.Insights() {
		if i.State == journal.InsightReleased {
			continue
		}
		looked := journal.WallOf(i.WrittenAt)
		if at := journal.WallOf(i.LookedAt); looked.Before(at) {
			looked = at
		}
		from := journal.WallOf(i.WrittenAt)
		if s, err := src.Session(i.SessionID); i.SessionID != "" && err == nil && s.TrashedAt.IsZero() {
			from = s.EndWall()
		}
		three, week := from.Add(3*day), from.Add(7*day)
		moments := []struct {
			phase       journal.Phase
			from, until journal.WallTime
		}{
			{journal.PhaseWeek, week, week.Add(lastOffered)},
			{journal.Phase72h, three, week},
		}
		if next != nil {
			eve := next.StartWall().Day().Add(-day)
			moments = append(moments[:0:0], append([]struct {
				phase       journal.Phase
				from, until journal.WallTime
			}{{journal.PhaseBefore, eve, eve.Add(2 * day)}}, moments...)...)
		}
		for _, m := range moments {
			if !now.Before(m.from.Day()) && now.Before(m.until.Day()) && looked.Before(m.from.Day()) {
				out = append(out, InsightDue{i, m.phase})
				break
			}
		}
	}
	return out
}
