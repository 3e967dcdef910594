package trend_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/journal"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.FixedZone("", 3600))

// No series mixes instruments, versions, or external measures of another scale,
// and every complete response is in exactly one, under its own name.
func TestNoSeriesMixesMeasures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s source
		key := map[journal.ID]string{}
		for i := range rapid.IntRange(0, 40).Draw(t, "responses") {
			r := response(t, fmt.Sprint("r", i), rapid.SampledFrom([]string{"phq-9", "gad-7", "who-5", "own"}).Draw(t, "instrument"),
				fmt.Sprintf("2026-%02d-%02d", 1+i/28, 1+i%28), rapid.IntRange(0, 20).Draw(t, "value"))
			r.InstrumentVersion = rapid.SampledFrom([]string{"1", "2"}).Draw(t, "version")
			if rapid.IntRange(0, 4).Draw(t, "incomplete") == 0 {
				r.Complete, r.Total, r.Value = false, journal.Maybe[int]{}, journal.Maybe[int]{}
			} else {
				key[r.ID] = r.InstrumentID + "/" + r.InstrumentVersion
			}
			s.responses = append(s.responses, r)
		}
		for i := range rapid.IntRange(0, 20).Draw(t, "external") {
			x := journal.ExternalScore{Head: journal.Head{ID: journal.ID(fmt.Sprint("x", i))}, Label: rapid.SampledFrom([]string{"phq-9", "Clinic"}).Draw(t, "label"),
				On: when(t, fmt.Sprintf("2026-05-%02d", 1+i)), Value: 3, Max: rapid.SampledFrom([]float64{10, 20}).Draw(t, "max")}
			s.externals = append(s.externals, x)
			key[x.ID] = fmt.Sprint(x.Label, "/", x.Max)
		}
		d := trend.Of(s, trend.RangeAll, now)
		seen := 0
		for _, one := range slices.Concat(d.Measures, d.External) {
			for i, p := range one.Points {
				seen++
				if key[p.ID] == "" || key[p.ID] != key[one.Points[0].ID] || one.Kind == trend.KindMeasure && key[p.ID] != one.Key+"/"+one.Version {
					t.Fatalf("%s %s holds %s of %s", one.Kind, one.Key, p.ID, key[p.ID])
				}
				if i > 0 && p.At.Before(one.Points[i-1].At) {
					t.Fatal("out of order")
				}
			}
			if b := one.Baseline; b != nil && key[b.ID] != key[one.Points[0].ID] {
				t.Fatalf("%s is compared with %s", one.Key, key[b.ID])
			}
			total := 0
			for _, run := range one.Runs() {
				total += len(run)
			}
			if total != len(one.Points) {
				t.Fatal("the runs are not the points")
			}
		}
		if seen != len(key) {
			t.Fatalf("%d points of %d", seen, len(key))
		}
	})
}

// Neither the zone of the machine nor the zone something was entered in moves it
// against the clock on the wall where it was entered.
func TestNoTimeZoneMovesWhatWasEntered(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"}
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.IntRange(-14*60, 14*60).Draw(t, "offset")
		sign := "+"
		if offset < 0 {
			sign, offset = "-", -offset
		}
		day := time.Date(2026, 1, rapid.IntRange(1, 300).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0, 0, time.UTC)
		wall := day.Format("2006-01-02T15:04:05")
		text := fmt.Sprintf("%s%s%02d:%02d", wall, sign, offset/60, offset%60)
		s := source{checkIns: []journal.CheckIn{{Head: journal.Head{ID: "c"}, On: when(t, text), Mood: journal.Some(5)}},
			responses: []journal.Response{response(t, "r", "phq-9", text, 9)},
			sessions:  []journal.DosingSession{session(t, "s", 1, day.AddDate(0, 0, -2).Format("2006-01-02"), "10:00", "12:30")}}
		name := rapid.SampledFrom(zones).Draw(t, "zone")
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		d := trend.Of(s, trend.RangeAll, time.Date(2026, 12, 24, 12, 0, 0, 0, zone))
		for _, one := range []trend.Point{d.CheckIns[0].Points[0], d.Measures[0].Points[0]} {
			if one.At.String() != wall || one.When.String() != text {
				t.Fatalf("%s in %s became %s, %s", text, name, one.At, one.When)
			}
		}
		if w := d.Windows[0]; w.From.String()[11:] != "12:30:00" || w.To.Sub(w.From) != 48*time.Hour || w.From.DaysSince(d.Sessions[0].At) != 1 {
			t.Fatalf("the window is %s to %s", w.From, w.To)
		}
		p := d.After[0].Afters[0].Points
		if len(p) != 1 || p[0].Days != day.Sub(time.Date(day.Year(), day.Month(), day.Day()-2, 12, 30, 0, 0, time.UTC)).Hours()/24 {
			t.Fatalf("%+v", p)
		}
	})
}

func TestGapsStayGaps(t *testing.T) {
	var s source
	for _, d := range []string{"2026-11-01", "2026-11-02", "2026-11-03", "2026-11-06", "2026-11-07"} {
		s.checkIns = append(s.checkIns, journal.CheckIn{Head: journal.Head{ID: journal.ID(d)}, On: when(t, d), Mood: journal.Some(5)})
	}
	s.responses = []journal.Response{response(t, "a", "phq-9", "2026-05-01", 18), response(t, "b", "phq-9", "2026-06-15", 12), response(t, "c", "phq-9", "2026-07-31", 9)}
	d := trend.Of(s, trend.RangeAll, now)
	var lengths []int
	for _, r := range slices.Concat(d.CheckIns[0].Runs(), d.Measures[0].Runs()) {
		lengths = append(lengths, len(r))
	}
	if want := []int{3, 2, 2, 1}; !slices.Equal(lengths, want) {
		t.Errorf("runs of %v", lengths)
	}
}

func TestTheBaseline(t *testing.T) {
	responses := []journal.Response{
		response(t, "before", "phq-9", "2026-01-05", 20), response(t, "first", "phq-9", "2026-09-01", 18),
		response(t, "marked", "phq-9", "2026-09-03", 17), response(t, "chosen", "phq-9", "2026-09-08", 16), response(t, "last", "phq-9", "2026-11-01", 9)}
	course := journal.Course{Head: journal.Head{ID: "k"}, StartedOn: when(t, "2026-09-01")}
	for name, c := range map[string]struct {
		change func(*source)
		want   journal.ID
	}{
		"no course: the first there is":              {func(s *source) { s.courses = nil }, "before"},
		"the first of the course":                    {func(*source) {}, "first"},
		"the one that was marked":                    {func(s *source) { s.responses[2].IsBaseline = true }, "marked"},
		"one marked before the course is not of it":  {func(s *source) { s.responses[0].IsBaseline = true }, "first"},
		"the one that was chosen":                    {func(s *source) { s.responses[2].IsBaseline = true; s.chosen = []journal.ID{"x", "chosen"} }, "chosen"},
		"one that was chosen from before the course": {func(s *source) { s.chosen = []journal.ID{"before"} }, "before"},
		"the course that goes on, not the last to begin": {func(s *source) {
			s.courses = append(s.courses, journal.Course{StartedOn: when(t, "2026-10-01"), Status: journal.CourseEnded})
		}, "first"},
		"a course that has no first day: two weeks before its first session": {func(s *source) {
			s.courses[0].StartedOn = journal.When{}
			s.sessions = []journal.DosingSession{session(t, "s", 1, "2026-09-10", "", "")}
		}, "first"},
		"sessions alone: two weeks before the first": {func(s *source) {
			s.courses = nil
			s.sessions = []journal.DosingSession{session(t, "s", 1, "2026-09-10", "", "")}
		}, "first"},
	} {
		s := source{responses: slices.Clone(responses), courses: []journal.Course{course}}
		c.change(&s)
		got := trend.Of(s, trend.RangeAll, now).Measures[0].Baseline
		if got == nil || got.ID != c.want {
			t.Errorf("%s: %+v", name, got)
		}
		// A score from elsewhere is compared by the same rule.
		for _, r := range s.responses {
			value, _ := r.Value.Get()
			s.externals = append(s.externals, journal.ExternalScore{Head: r.Head, Label: "Clinic", On: r.TakenAt, Value: float64(value), Max: 27})
		}
		if c.want == "marked" {
			c.want = "first" // nothing marks one of these
		}
		if got := trend.Of(s, trend.RangeAll, now).External[0].Baseline; got == nil || got.ID != c.want {
			t.Errorf("%s, from elsewhere: %+v", name, got)
		}
	}
}

// Another choice takes the place of the one before it, of that measure alone; and
// what would be taken anyway is not kept as a choice.
func TestAnotherChoiceTakesThePlaceOfTheOneBefore(t *testing.T) {
	s := source{responses: []journal.Response{response(t, "a", "phq-9", "2026-09-01", 18), response(t, "b", "phq-9", "2026-09-08", 16),
		response(t, "g", "gad-7", "2026-09-08", 9), response(t, "c", "phq-9", "2026-11-01", 9)}, chosen: []journal.ID{"g", "b"}}
	one := trend.Of(s, trend.RangeCourse, now).Measures[0]
	if !one.Chosen || one.Baseline.ID != "b" || one.First != "a" || len(one.All) != 3 {
		t.Errorf("%+v", one)
	}
	for id, want := range map[journal.ID]string{"c": "[g c]", "a": "[g]", "b": "[g b]"} {
		if got := fmt.Sprint(one.CompareWith(s.chosen, id)); got != want {
			t.Errorf("%s: %s", id, got)
		}
	}
	s.responses[1].IsBaseline, s.chosen = true, nil // then the first is a choice
	if got := fmt.Sprint(trend.Of(s, trend.RangeCourse, now).Measures[0].CompareWith(nil, "a")); got != "[a]" {
		t.Error(got)
	}
}

func TestRanges(t *testing.T) {
	s := source{responses: []journal.Response{response(t, "a", "phq-9", "2024-01-05", 20), response(t, "b", "phq-9", "2026-02-01", 18),
		response(t, "c", "phq-9", "2026-09-20", 12), response(t, "d", "phq-9", "2026-11-01", 9)},
		courses:  []journal.Course{{StartedOn: when(t, "2026-09-25")}},
		sessions: []journal.DosingSession{session(t, "s", 1, "2026-03-01", "", ""), session(t, "p", 2, "2026-12-24", "", "")}}
	s.sessions[1].Status = journal.SessionPlanned
	for r, want := range map[trend.Range]string{trend.RangeAll: "4 1 2024-01-05", trend.RangeYear: "3 1 2026-02-01", trend.RangeQuarter: "2 0 2026-09-20", trend.RangeCourse: "1 0 2026-11-01"} {
		d := trend.Of(s, r, now)
		if got := fmt.Sprint(len(d.Measures[0].Points), " ", len(d.Sessions), " ", d.From.Date()); got != want {
			t.Errorf("%s: %s", r, got)
		}
	}
	if d := trend.Of(source{}, trend.RangeCourse, now); len(d.Measures)+len(d.CheckIns)+len(d.Sessions) != 0 || d.To.Before(d.From) {
		t.Errorf("nothing is %+v", d)
	}
}

func TestTheDaysAfterASession(t *testing.T) {
	s := source{sessions: []journal.DosingSession{session(t, "one", 1, "2026-11-01", "22:00", "01:00"), session(t, "two", 2, "2026-11-05", "10:00", "12:00")}}
	for _, on := range []string{"2026-10-31", "2026-11-01T23:00:00+01:00", "2026-11-02T13:00:00+01:00", "2026-11-04", "2026-11-06T12:00:00+01:00", "2026-11-09T01:00:00+01:00", "2026-11-09T02:00:00+01:00"} {
		s.checkIns = append(s.checkIns, journal.CheckIn{Head: journal.Head{ID: journal.ID(on)}, On: when(t, on), Mood: journal.Some(5)})
	}
	a := trend.Of(s, trend.RangeAll, now).After[0]
	var got []string
	for _, p := range a.Afters[0].Points {
		got = append(got, fmt.Sprint(p.Days, " ", p.AfterNext))
	}
	// The first session ended at one in the morning of the second.
	if want := []string{"0.5 false", "2 false", "4.458333333333333 true", "7 true"}; !slices.Equal(got, want) || a.Key != "mood" {
		t.Errorf("%v", got)
	}
	if n := len(a.Afters[1].Points); n != 3 {
		t.Errorf("%d after the second", n)
	}
	if s.sessions[0].Status = journal.SessionMoved; len(trend.Of(s, trend.RangeAll, now).Sessions) != 1 {
		t.Error("a session that was moved is marked")
	}
}

func TestAMeasureWhoseFileIsGone(t *testing.T) {
	s := source{responses: []journal.Response{response(t, "a", "own", "2026-10-01", 40), response(t, "b", "own", "2026-10-02", 10)}}
	one := trend.Of(s, trend.RangeAll, now).Measures[0]
	if _, ok := one.Change(); ok || one.High != 40 || one.Title != "own" || one.Direction != measure.Direction("") {
		t.Errorf("%+v", one)
	}
}
