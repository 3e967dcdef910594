package course

import (
	"cmp"
	"slices"
	"time"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// Why says why a measure is offered.
type Why string

// The reasons (domain.md §3.6).
const (
	WhyStart   Why = "start"   // at the start of the course, to compare with
	WhySeries  Why = "series"  // once more within the first series
	WhyEnd     Why = "end"     // the series has ended
	WhyMonthly Why = "monthly" // about a month after the last one
	WhyAgain   Why = "again"   // as often as the person or the file of a measure of their own says

	whyNot Why = "" // there is nothing to offer it for now
)

// Offer is a measure that could be filled in today. It can always be skipped.
type Offer struct {
	Instrument measure.Instrument
	Why        Why
}

const (
	// monthly is the usual time between two after the series.
	monthlyDays = 30
	// quiet is how long after its last session a series counts as ended.
	quietDays = 7
)

// Offered lists the measures offered today: at most what domain.md §3.6 has, and
// never one on the day of a session.
func Offered(src Source, now time.Time) []Offer {
	today := journal.WallNow(now)
	c, course := Current(src)
	sessions := src.Sessions()
	if !course && len(sessions) == 0 || c.Status == journal.CourseEnded || c.Status == journal.CoursePaused {
		return nil
	}
	for _, s := range sessions {
		if holds(s) && (s.Date.Date() == today.Date() || s.EndWall().Date() == today.Date()) {
			return nil
		}
	}
	var ofCourse []journal.DosingSession
	for _, s := range sessions {
		if holds(s) && (s.CourseID == c.ID || s.CourseID == "" || !course) {
			ofCourse = append(ofCourse, s)
		}
	}
	from := journal.WallOf(c.StartedOn)
	if from.IsZero() && len(ofCourse) > 0 {
		from = ofCourse[0].StartWall().Day().Add(-14 * day)
	}
	if today.Before(from) {
		return nil
	}
	var out []Offer
	every := src.Settings().MeasureEvery
	for _, in := range Newest(src.Instruments()) {
		own, chosen := every[in.ID]
		if chosen && own <= 0 || !chosen && !Scheduled(in) {
			continue
		}
		why, gap := reason(in, taken(src, in.ID), ofCourse, from, today)
		switch {
		case chosen:
			gap = own
		case why == whyNot:
			continue
		}
		if why == whyNot || why == WhyMonthly && gap != monthlyDays {
			why = WhyAgain
		}
		if at := seen(src, in.ID); at.IsZero() || today.DaysSince(at) >= gap {
			out = append(out, Offer{in, why})
		}
	}
	return out
}

// Scheduled says whether a measure is offered by itself: its file says how long
// after the last it is offered again. Any other waits to be chosen.
func Scheduled(in measure.Instrument) bool { return in.MinGapDays > 0 }

// Newest keeps of each measure the version that was added last, where its first
// one stands.
func Newest(all []measure.Instrument) []measure.Instrument {
	at := map[string]int{}
	var out []measure.Instrument
	for _, in := range all {
		if i, ok := at[in.ID]; ok {
			out[i] = in
			continue
		}
		at[in.ID] = len(out)
		out = append(out, in)
	}
	return out
}

// reason says why a measure would be offered, and how many days after the last.
func reason(in measure.Instrument, last journal.WallTime, sessions []journal.DosingSession, from, today journal.WallTime) (Why, int) {
	begun, ended, end := series(sessions, today)
	switch {
	case !begun && (last.IsZero() || last.Before(from)):
		return WhyStart, in.MinGapDays
	case !begun && maintained(sessions):
		return WhyMonthly, max(monthlyDays, in.MinGapDays)
	case !begun: // what there is to compare with is there, and nothing has come after it
		return whyNot, 0
	case !ended:
		return WhySeries, in.MinGapDays
	case last.IsZero() || last.DaysSince(end) < 1:
		return WhyEnd, in.MinGapDays
	}
	return WhyMonthly, max(monthlyDays, in.MinGapDays)
}

// maintained says that maintenance sessions took place.
func maintained(sessions []journal.DosingSession) bool {
	return slices.ContainsFunc(sessions, func(s journal.DosingSession) bool { return took(s) && s.Phase == "maintenance" })
}

// series says of the first series whether it has begun and ended, and when its
// last session was.
func series(sessions []journal.DosingSession, today journal.WallTime) (begun, ended bool, end journal.WallTime) {
	coming := false
	for _, s := range sessions {
		if s.Phase != "" && s.Phase != "initial" {
			continue
		}
		if took(s) && !today.Before(s.EndWall()) {
			begun, end = true, s.EndWall()
		} else if !s.EndWall().Before(today.Day()) {
			coming = true
		}
	}
	return begun, begun && !coming && today.DaysSince(end) >= quietDays, end
}

// taken is when a measure was last filled in to its end, in any version.
func taken(src Source, instrument string) journal.WallTime {
	for _, r := range slices.Backward(src.Responses()) {
		if r.InstrumentID == instrument && r.Complete {
			return journal.WallOf(r.TakenAt)
		}
	}
	return journal.WallTime{}
}

// seen is when it was last filled in to its end or passed over.
func seen(src Source, instrument string) journal.WallTime {
	at := taken(src, instrument)
	for _, s := range src.Skips() {
		if on := journal.WallOf(s.On); s.InstrumentID == instrument && at.Before(on) {
			at = on
		}
	}
	return at
}

// byWall orders two moments on the wall.
func byWall(a, b journal.WallTime) int { return cmp.Compare(a.Sub(b), 0) }
