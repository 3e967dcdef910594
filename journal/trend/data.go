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
	d.Measures, d.External, d.CheckIns = measures(src, c), externals(src, c), checkIns(src)
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
// what was chosen to compare its values with.
type current struct {
	from   journal.WallTime
	chosen []journal.ID
}

// beforeCourse is how long before its first session a course begins where
// nobody said when: the first answers are given then.
const beforeCourse = 14 * 24 * time.Hour

func currentCourse(src Source) current {
	courses := src.Courses()
	course, _ := journal.CurrentCourse(courses)
	c := current{from: journal.WallOf(course.StartedOn), chosen: src.Baselines()}
	if !c.from.IsZero() {
		return c
	}
	for _, s := range src.Sessions() {
		if s.CourseID == course.ID || s.CourseID == "" && len(courses) == 1 || len(courses) == 0 {
			c.from = s.StartWall().Day().Add(-beforeCourse)
			break
		}
	}
	return c
}

// compare says what the values of a series are compared with: the one that was
// chosen, else the first of the course that was marked as such, else the first
// of the course.
func (c current) compare(s *Series, marked func(journal.ID) bool) {
	var usual journal.ID
	for _, p := range s.Points {
		if p.At.Before(c.from) {
			continue
		}
		if s.First == "" {
			s.First = p.ID
		}
		if usual == "" && marked(p.ID) {
			usual = p.ID
		}
	}
	s.All, s.usual = s.Points, cmp.Or(usual, s.First)
	id := s.usual
	for _, p := range s.Points {
		if slices.Contains(c.chosen, p.ID) {
			id, s.Chosen = p.ID, true
			break
		}
	}
	if i := slices.IndexFunc(s.Points, func(p Point) bool { return p.ID == id }); i >= 0 {
		s.Baseline = &s.Points[i]
	}
}

// CompareWith is what was chosen, with a value of s in the place of whichever
// was chosen of it before. To choose what would be taken anyway is no choice.
func (s Series) CompareWith(chosen []journal.ID, id journal.ID) []journal.ID {
	out := slices.DeleteFunc(slices.Clone(chosen), func(other journal.ID) bool {
		return slices.ContainsFunc(s.All, func(p Point) bool { return p.ID == other })
	})
	if id != s.usual {
		out = append(out, id)
	}
	return out
}
