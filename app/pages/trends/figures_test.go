package trends

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/chart"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// invented is a trend.Source made by hand.
type invented struct {
	sessions  []journal.DosingSession
	responses []journal.Response
	externals []journal.ExternalScore
	checkIns  []journal.CheckIn
	chosen    []journal.ID
}

func (s invented) Sessions() []journal.DosingSession       { return s.sessions }
func (s invented) Courses() []journal.Course               { return nil }
func (s invented) Baselines() []journal.ID                 { return s.chosen }
func (s invented) Responses() []journal.Response           { return s.responses }
func (s invented) ExternalScores() []journal.ExternalScore { return s.externals }
func (s invented) CheckIns() []journal.CheckIn             { return s.checkIns }
func (s invented) Instrument(string, string) (measure.Instrument, bool) {
	return measure.Instrument{}, false
}

var (
	today = time.Date(2026, 11, 21, 18, 30, 0, 0, time.UTC)
	zones = []*time.Location{time.UTC, time.FixedZone("", 13*3600), time.FixedZone("", -11*3600)}
)

// moment is some time of the last two years, entered somewhere on earth.
func moment(t *rapid.T) time.Time {
	ago := time.Duration(rapid.IntRange(1, 2*365*24*60).Draw(t, "minutes ago")) * time.Minute
	wall := today.Add(-ago)
	zone := rapid.SampledFrom(zones).Draw(t, "zone")
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, zone)
}

// Whatever was answered where and when: each measure in each version has a panel
// of its own with its values and nothing else, where its wall clock had them, and
// no line crosses a gap.
func TestNoPanelHoldsTwoMeasuresAndNoLineCrossesAGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var source invented
		want := map[string][]chart.Point{}
		for i := range rapid.IntRange(0, 20).Draw(t, "responses") {
			id := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "measure")
			version := rapid.SampledFrom([]string{"1", "2"}).Draw(t, "version")
			at, value := moment(t), rapid.IntRange(0, 27).Draw(t, "score")
			source.responses = append(source.responses, journal.Response{Head: journal.Head{ID: journal.ID(fmt.Sprint(i))}, InstrumentID: id, InstrumentVersion: version,
				TakenAt: journal.At(at), Complete: true, Value: journal.Some(value)})
			want[id+version] = append(want[id+version], chart.Point{At: chart.At(at), Value: float64(value)})
		}
		slices.SortStableFunc(source.responses, func(a, b journal.Response) int {
			return int(journal.WallOf(a.TakenAt).Sub(journal.WallOf(b.TakenAt)) / time.Minute)
		})
		s := arrange(assets.English(), trend.Of(source, trend.RangeAll, today))
		if len(s.measures) != len(want) {
			t.Fatalf("%d panels for %d measures", len(s.measures), len(want))
		}
		titles := map[string]bool{}
		for _, m := range s.measures {
			titles[m.title] = true
			points := want[m.series.Key+m.series.Version]
			slices.SortStableFunc(points, func(a, b chart.Point) int { return cmp.Compare(a.At, b.At) })
			if len(points) != len(m.figure.Points) {
				t.Fatalf("%s has %d points, want %d", m.title, len(m.figure.Points), len(points))
			}
			for i, p := range m.figure.Points {
				if p.At != points[i].At {
					t.Fatalf("%s: a point stands at %v, was entered at %v", m.title, p.At, points[i].At)
				}
				if far := i > 0 && p.At-m.figure.Points[i-1].At > 45; far != (p.Breaks && i > 0) {
					t.Fatalf("%s: joined over %v days", m.title, p.At-m.figure.Points[i-1].At)
				}
			}
		}
		if len(titles) != len(want) {
			t.Fatalf("two panels are called the same: %v", titles)
		}
	})
}

func TestAScoreFromElsewhereOnAnotherScaleIsAnotherPanel(t *testing.T) {
	on := journal.On(today.AddDate(0, 0, -3))
	s := arrange(assets.English(), trend.Of(invented{externals: []journal.ExternalScore{
		{Label: "My clinic's", Value: 4, Min: 0, Max: 10, On: on}, {Label: "My clinic's", Value: 40, Min: 0, Max: 100, On: on},
	}}, trend.RangeAll, today))
	if len(s.external) != 2 || s.external[0].figure.Max != 10 || s.external[1].figure.Max != 100 || s.external[0].key() == s.external[1].key() {
		t.Errorf("%+v", s.external)
	}
}

// The sessions of a range are marked in every panel with number and route, and
// their 24 to 72 hours are shaded.
func TestSessionsAreMarkedWithNumberAndRoute(t *testing.T) {
	source := invented{checkIns: []journal.CheckIn{{On: journal.On(today.AddDate(0, 0, -1)), Mood: journal.Some(4)}},
		sessions: []journal.DosingSession{{ID: "s", Seq: 8, Date: journal.On(today.AddDate(0, 0, -3)), Start: "10:00", End: "12:00", Route: "IV", Status: journal.SessionDone}}}
	s := arrange(assets.English(), trend.Of(source, trend.RangeAll, today))
	f := s.checkIns[0].daily
	if m := f.Sessions[0]; m.Number != "8" || m.Name != "session 8" || m.Route != "infusion into a vein (IV)" {
		t.Errorf("%+v", m)
	}
	if v := f.Windows[0]; v.To-v.From != 2 || v.From-f.Sessions[0].At != 1 {
		t.Errorf("%+v after %v", v, f.Sessions[0].At)
	}
	if r := s.checkIns[0].after.Runs; len(r) != 1 || len(r[0].Points) != 1 || r[0].Name != "session 8" {
		t.Errorf("%+v", r)
	}
}

// The line of what is compared with is where it was chosen, and the legend says
// of which day it is.
func TestTheLineIsOfWhatIsComparedWith(t *testing.T) {
	source := invented{externals: []journal.ExternalScore{
		{Head: journal.Head{ID: "a"}, Label: "Clinic", Value: 4, Max: 10, On: journal.On(today.AddDate(0, 0, -20))},
		{Head: journal.Head{ID: "b"}, Label: "Clinic", Value: 6, Max: 10, On: journal.On(today.AddDate(0, 0, -10))}}}
	for chosen, want := range map[journal.ID]string{"": "4 ", "b": "6 11 November 2026: 6"} {
		source.chosen = []journal.ID{chosen}
		f := arrange(assets.English(), trend.Of(source, trend.RangeAll, today)).external[0].figure
		if got := fmt.Sprint(f.Start.Value, " ", f.Legend.Start); got != want {
			t.Errorf("compared with %q: %s", chosen, got)
		}
	}
}
