package trend

import (
	"cmp"
	"slices"
	"time"

	"afterglow/journal"
)

// Range is how far back one looks.
type Range string

// The ranges.
const (
	RangeCourse  Range = "course"
	RangeQuarter Range = "3-months"
	RangeYear    Range = "year"
	RangeAll     Range = "all"
)

// Ranges lists them in the order they are offered.
var Ranges = []Range{RangeCourse, RangeQuarter, RangeYear, RangeAll}

// Data is everything a page of trends shows, of one range of time. Series
// without a value in it are left out.
type Data struct {
	From, To journal.WallTime // the axis of time, the same for every chart
	Sessions []Mark
	Windows  []Window
	Measures []Series
	External []Series
	CheckIns []Series
	After    []Aligned // by the sessions of the range
}

// Of gives the trends of a range that ends now. The axis goes no further back
// than the first thing there is.
func Of(src Source, r Range, now time.Time) Data {
	wall := journal.WallNow(now)
	c := currentCourse(src)
	d := Data{To: wall}
	all := marks(src)
	d.Measures, d.External, d.CheckIns = measures(src, c), externals(src), checkIns(src)
	from := c.from
	switch r {
	case RangeQuarter:
		from = journal.WallNow(now.AddDate(0, -3, 0)).Day()
	case RangeYear:
		from = journal.WallNow(now.AddDate(-1, 0, 0)).Day()
	case RangeAll:
		from = journal.WallTime{}
	}
	first := wall
	earliest := func(at journal.WallTime) {
		if !at.Before(from) && at.Before(first) {
			first = at
		}
	}
	for _, m := range all {
		if !m.At.Before(from) && !wall.Before(m.At) {
			d.Sessions = append(d.Sessions, m)
			earliest(m.At)
		}
	}
	for _, list := range []*[]Series{&d.Measures, &d.External, &d.CheckIns} {
		*list = within(*list, from)
		for _, s := range *list {
			earliest(s.Points[0].At)
			if last, _ := s.Last(); d.To.Before(last.At) {
				d.To = last.At // entered by a clock that is ahead of this one
			}
		}
	}
	d.From = first.Day()
	d.Windows = windows(d.Sessions)
	d.After = align(d.CheckIns, d.Sessions)
	return d
}

// within keeps the points that are not before from.
func within(list []Series, from journal.WallTime) []Series {
	var out []Series
	for _, s := range list {
		i := slices.IndexFunc(s.Points, func(p Point) bool { return !p.At.Before(from) })
		if i < 0 {
			continue
		}
		s.Points = s.Points[i:]
		out = append(out, s)
	}
	return out
}

// current is the course that is going on, or the last one: where it begins and
// what its values are compared with.
type current struct {
	from   journal.WallTime
	chosen []journal.ID
}

// beforeCourse is how long before its first session a course begins where
// nobody said when: the first answers are given then.
const beforeCourse = 14 * 24 * time.Hour

func currentCourse(src Source) current {
	sessions := src.Sessions()
	courses := src.Courses()
	if len(courses) == 0 {
		if len(sessions) == 0 {
			return current{}
		}
		return current{from: sessions[0].StartWall().Day().Add(-beforeCourse)}
	}
	course := courses[len(courses)-1]
	c := current{from: journal.WallOf(course.StartedOn), chosen: course.BaselineIDs}
	if course.StartedOn.IsZero() {
		for _, s := range sessions {
			if s.CourseID == course.ID {
				c.from = s.StartWall().Day().Add(-beforeCourse)
				break
			}
		}
	}
	return c
}

// baseline is the response that those of one instrument and version, oldest
// first, are compared with: the one that was chosen, else the first of the course
// that was marked as such, else the first of the course.
func (c current) baseline(list []journal.Response) (journal.ID, bool) {
	var first, marked journal.ID
	for _, r := range list {
		if slices.Contains(c.chosen, r.ID) {
			return r.ID, true
		}
		if journal.WallOf(r.TakenAt).Before(c.from) {
			continue
		}
		if first == "" {
			first = r.ID
		}
		if marked == "" && r.IsBaseline {
			marked = r.ID
		}
	}
	id := cmp.Or(marked, first)
	return id, id != ""
}
