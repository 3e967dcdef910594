package trend

import (
	"sort"
	"time"

	"afterglow/journal"
)

// Mark is a session that took place, as a line across every chart.
type Mark struct {
	ID     journal.ID
	Number int
	Route  journal.Route
	When   journal.When     // as entered
	At     journal.WallTime // when it ended, as far as that is known
}

// Window is the time from 24 to 72 hours after a session (domain.md §0).
type Window struct {
	Session  journal.ID
	From, To journal.WallTime
}

// The ends of the window after a session.
const (
	WindowFrom = 24 * time.Hour
	WindowTo   = 72 * time.Hour
	// AfterDays is how long after a session its days are laid over each other.
	AfterDays = 7
)

func marks(src Source) []Mark {
	var out []Mark
	for _, s := range src.Sessions() {
		if s.Status == journal.SessionDone || s.Status == "" {
			out = append(out, Mark{s.ID, s.Seq, s.Route, s.Date, s.EndWall()})
		}
	}
	return out
}

func windows(marks []Mark) []Window {
	out := make([]Window, len(marks))
	for i, m := range marks {
		out[i] = Window{m.ID, m.At.Add(WindowFrom), m.At.Add(WindowTo)}
	}
	return out
}

// After is one number of the check-in in the days after one session.
type After struct {
	Session Mark
	Points  []AfterPoint
}

// AfterPoint is a value so many days after its session. AfterNext says that the
// next session lies between.
type AfterPoint struct {
	Point
	Days      float64 // 0 to AfterDays
	AfterNext bool
}

// Aligned is one number of the check-in, session by session.
type Aligned struct {
	Key    string
	Low    float64
	High   float64
	Afters []After // one for each session, without points where none were given
}

// align lays the days after each session over each other. A check-in with a time
// stands by its hours after the end; one of a bare date by its day.
func align(series []Series, marks []Mark) []Aligned {
	var out []Aligned
	for _, s := range series {
		a := Aligned{Key: s.Key, Low: s.Low, High: s.High}
		for i, m := range marks {
			after := After{Session: m}
			begin, end := m.At.Day(), m.At.Add((AfterDays+1)*24*time.Hour)
			first := sort.Search(len(s.Points), func(k int) bool { return !s.Points[k].At.Before(begin) })
			for _, p := range s.Points[first:] {
				if end.Before(p.At) {
					break
				}
				days := p.At.Sub(m.At).Hours() / 24
				if !p.When.HasTime() {
					days = float64(p.At.DaysSince(m.At))
				}
				if days < 0 || days > AfterDays {
					continue
				}
				next := i+1 < len(marks) && !p.At.Before(marks[i+1].At)
				after.Points = append(after.Points, AfterPoint{p, days, next})
			}
			a.Afters = append(a.Afters, after)
		}
		out = append(out, a)
	}
	return out
}

// Runs are the stretches of an After that a line may join.
func (a After) Runs() [][]AfterPoint {
	points := make([]Point, len(a.Points))
	for i, p := range a.Points {
		points[i] = p.Point
	}
	var out [][]AfterPoint
	at := 0
	for _, run := range runs(points, checkInJoined) {
		out = append(out, a.Points[at:at+len(run)])
		at += len(run)
	}
	return out
}
