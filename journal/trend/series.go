package trend

import (
	"cmp"
	"math"
	"slices"
	"time"

	"afterglow/journal"
	"afterglow/journal/measure"
)

// Source is what trends are made of; *journal.Journal is one.
type Source interface {
	Sessions() []journal.DosingSession
	Courses() []journal.Course
	Responses() []journal.Response
	ExternalScores() []journal.ExternalScore
	Baselines() []journal.ID // chosen to compare with
	CheckIns() []journal.CheckIn
	Instrument(id, version string) (measure.Instrument, bool)
}

// Point is one value, where it stands in time, and the record it is from.
type Point struct {
	ID    journal.ID
	When  journal.When     // as entered
	At    journal.WallTime // the same on the wall
	Value float64
}

// Kind says what a series is of.
type Kind string

// The kinds of series.
const (
	KindMeasure  Kind = "measure"
	KindExternal Kind = "external"
	KindCheckIn  Kind = "check-in"
)

// Series is the values of one thing, oldest first.
type Series struct {
	Kind Kind
	// Key is the instrument's id, the external measure's label, or the name of
	// the check-in's field; with Version it names the series.
	Key, Version string
	// Title is what it is called; "" for a check-in, whose words the page has.
	Title     string
	Low, High float64           // the axis: what a value can be
	Direction measure.Direction // "" where it is not known
	Percent   bool
	// Instrument is set for a measure that is known here: its details.
	Instrument *measure.Instrument
	Points     []Point
	// All are the points of any range, of what can be compared.
	All []Point
	// Baseline is the value it is compared with, perhaps before the range shown;
	// nil where there is none. Chosen: the person chose it.
	Baseline *Point
	Chosen   bool
	First    journal.ID // the first of the course, "" for none
	usual    journal.ID // the baseline where nothing was chosen
	joined   time.Duration
}

// Last is the newest value.
func (s Series) Last() (Point, bool) {
	if len(s.Points) == 0 {
		return Point{}, false
	}
	return s.Points[len(s.Points)-1], true
}

// Change is the newest value against the baseline, of a measure that is known.
func (s Series) Change() (Change, bool) {
	last, ok := s.Last()
	if !ok || s.Baseline == nil || s.Instrument == nil {
		return Change{}, false
	}
	return Compare(*s.Instrument, int(s.Baseline.Value), int(last.Value)), true
}

// The longest time between two values that a line may join. A measure is offered
// monthly at the least (domain.md §3.6), a check-in daily.
const (
	measureJoined = 45 * 24 * time.Hour
	checkInJoined = 48 * time.Hour
)

// Runs are the stretches of points a line may join; a gap is between them.
func (s Series) Runs() [][]Point { return runs(s.Points, s.joined) }

func runs(points []Point, joined time.Duration) [][]Point {
	var out [][]Point
	start := 0
	for i := range points {
		if i+1 == len(points) || points[i+1].At.Sub(points[i].At) > joined {
			out = append(out, points[start:i+1])
			start = i + 1
		}
	}
	return out
}

// seriesKey is what may not be joined with anything else.
type seriesKey struct{ instrument, version string }

// measures makes a series of every instrument in every version.
func measures(src Source, c current) []Series {
	byKey := map[seriesKey][]journal.Response{}
	var order []seriesKey
	for _, r := range src.Responses() {
		if _, ok := r.Value.Get(); !ok || !r.Complete {
			continue
		}
		key := seriesKey{r.InstrumentID, r.InstrumentVersion}
		if byKey[key] == nil {
			order = append(order, key)
		}
		byKey[key] = append(byKey[key], r)
	}
	out := make([]Series, 0, len(order))
	for _, key := range order {
		out = append(out, measureSeries(src, c, byKey[key]))
	}
	builtIn := measure.BuiltIn()
	rank := func(s Series) int { // those of the program in their order, then the others
		if i := slices.IndexFunc(builtIn, func(in measure.Instrument) bool { return in.ID == s.Key }); i >= 0 {
			return i
		}
		return len(builtIn)
	}
	slices.SortStableFunc(out, func(a, b Series) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// measureSeries makes a series of responses to one instrument in one version.
func measureSeries(src Source, c current, list []journal.Response) Series {
	id, version := list[0].InstrumentID, list[0].InstrumentVersion
	s := Series{Kind: KindMeasure, Key: id, Version: version, Title: id, joined: measureJoined}
	in, known := src.Instrument(id, version)
	if known {
		low, high := in.Bounds()
		s.Title, s.Low, s.High, s.Direction, s.Percent, s.Instrument = in.Title, float64(low), float64(high), in.Direction, in.Percent(), &in
	}
	marked := map[journal.ID]bool{}
	for _, r := range list {
		value, _ := r.Value.Get()
		p := Point{r.ID, r.TakenAt, journal.WallOf(r.TakenAt), float64(value)}
		s.Points = append(s.Points, p)
		if !known { // its file is gone: an axis that holds what there is
			s.Low, s.High = min(s.Low, p.Value), max(s.High, p.Value)
		}
		marked[r.ID] = r.IsBaseline
	}
	c.compare(&s, func(id journal.ID) bool { return marked[id] })
	return s
}

// externals makes a series of every external measure; another scale under the
// same name is another measure.
func externals(src Source, c current) []Series {
	type key struct {
		label     string
		low, high float64
		direction measure.Direction
	}
	byKey := map[key]int{}
	var out []Series
	for _, x := range src.ExternalScores() {
		k := key{x.Label, x.Min, x.Max, x.Direction}
		i, ok := byKey[k]
		if !ok {
			i = len(out)
			byKey[k] = i
			out = append(out, Series{Kind: KindExternal, Key: x.Label, Title: x.Label, Low: x.Min, High: x.Max, Direction: x.Direction, joined: measureJoined})
		}
		out[i].Points = append(out[i].Points, Point{x.ID, x.On, journal.WallOf(x.On), x.Value})
	}
	for i := range out {
		c.compare(&out[i], func(journal.ID) bool { return false })
	}
	return out
}

// CheckInFields are the numbers of a check-in by the names of their JSON, in the
// order they are shown, with the greatest each can be.
var CheckInFields = []struct {
	Name string
	High float64
}{{"mood", 10}, {"anxiety", 10}, {"energy", 10}, {"connected", 10}, {"sleep_h", 12}, {"sleep_q", 10}}

// checkInValue is one number of a check-in.
func checkInValue(c journal.CheckIn, name string) (float64, bool) {
	whole := func(m journal.Maybe[int]) (float64, bool) { v, ok := m.Get(); return float64(v), ok }
	switch name {
	case "mood":
		return whole(c.Mood)
	case "anxiety":
		return whole(c.Anxiety)
	case "energy":
		return whole(c.Energy)
	case "connected":
		return whole(c.Connected)
	case "sleep_h":
		return c.SleepHours.Get()
	case "sleep_q":
		return whole(c.SleepQuality)
	}
	return 0, false
}

// checkIns makes a series of every number of the check-in that was ever given.
func checkIns(src Source) []Series {
	list := src.CheckIns()
	at := make([]journal.WallTime, len(list))
	for i, c := range list {
		at[i] = journal.WallOf(c.On)
	}
	var out []Series
	for _, f := range CheckInFields {
		s := Series{Kind: KindCheckIn, Key: f.Name, High: f.High, joined: checkInJoined}
		for i, c := range list {
			if v, ok := checkInValue(c, f.Name); ok {
				s.Points = append(s.Points, Point{c.ID, c.On, at[i], v})
				s.High = max(s.High, math.Ceil(v))
			}
		}
		if len(s.Points) > 0 {
			out = append(out, s)
		}
	}
	return out
}
