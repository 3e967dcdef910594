package journal

import "time"

// WallTime is a moment by the clock on the wall, wherever that wall was. It is
// reckoned with as if no clock were ever put forward or back, so that a change
// of time zone moves nothing that was entered.
type WallTime struct{ t time.Time } // in UTC, standing for the wall's

// wallLayout is how a WallTime is written.
const wallLayout = "2006-01-02T15:04:05"

// WallOf is a moment as its own wall clock showed it; a bare date is its midnight.
func WallOf(w When) WallTime {
	layout := dateLayout
	if w.HasTime() {
		layout = wallLayout
	}
	t, err := time.Parse(layout, w.Wall())
	if err != nil {
		return WallTime{}
	}
	return WallTime{t}
}

// WallNow is what the clock of t shows.
func WallNow(t time.Time) WallTime {
	return WallTime{time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)}
}

// Add is the moment that much later.
func (w WallTime) Add(d time.Duration) WallTime { return WallTime{w.t.Add(d)} }

// Sub is how long w is after other.
func (w WallTime) Sub(other WallTime) time.Duration { return w.t.Sub(other.t) }

// Before says whether w is earlier than other.
func (w WallTime) Before(other WallTime) bool { return w.t.Before(other.t) }

// Time is the moment as a time in UTC that stands for the wall's: for calendars
// and axes, never to be compared with other clocks.
func (w WallTime) Time() time.Time { return w.t }

// IsZero says that there is no moment.
func (w WallTime) IsZero() bool { return w.t.IsZero() }

// Date is its day, "2006-01-02".
func (w WallTime) Date() string { return w.t.Format(dateLayout) }

// Day is the midnight its day begins with.
func (w WallTime) Day() WallTime { return WallTime{w.t.Truncate(24 * time.Hour)} }

// DaysSince is how many midnights lie between other and w.
func (w WallTime) DaysSince(other WallTime) int {
	return int(w.Day().t.Sub(other.Day().t) / (24 * time.Hour))
}

// When is the moment without an offset made up for it: a date.
func (w WallTime) When() When { return When{w.Date()} }

// String is "2006-01-02T15:04:05".
func (w WallTime) String() string { return w.t.Format(wallLayout) }

// EndWall is when a session ended: by its end, else by its start, else by a time
// that was given with its date. Without any of them it is the beginning of its
// day. An end before the start is on the day after.
func (s DosingSession) EndWall() WallTime {
	day := WallOf(s.Date).Day()
	switch {
	case s.End != "" && s.Start != "" && s.End < s.Start:
		return day.Add(24*time.Hour + clockOf(s.End))
	case s.End != "":
		return day.Add(clockOf(s.End))
	}
	return s.StartWall()
}

// StartWall is when a session began, as far as that is known; see EndWall.
func (s DosingSession) StartWall() WallTime {
	if s.Start != "" {
		return WallOf(s.Date).Day().Add(clockOf(s.Start))
	}
	return WallOf(s.Date)
}

// clockOf is a time of day, "15:04", as the time since midnight.
func clockOf(s string) time.Duration {
	if !isClock(s) {
		return 0
	}
	t, _ := time.Parse("15:04", s)
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}
