package trend_test

import (
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// domain.md §3.7: every boundary and every trap.
func TestChangeFromTheBaseline(t *testing.T) {
	type golden struct {
		id              string
		baseline, score int
		want            trend.Change
	}
	for _, c := range []golden{
		{"phq-9", 18, 9, trend.Change{PctDrop: .5, PctDropKnown: true, Noticeable: true, HalfOrLess: true}}, // exactly half
		{"phq-9", 18, 10, trend.Change{PctDrop: 8. / 18, PctDropKnown: true, Noticeable: true}},
		{"phq-9", 19, 10, trend.Change{PctDrop: 9. / 19, PctDropKnown: true, Noticeable: true}}, // a hair short of half
		{"phq-9", 19, 9, trend.Change{PctDrop: 10. / 19, PctDropKnown: true, Noticeable: true, HalfOrLess: true}},
		{"phq-9", 9, 4, trend.Change{PctDrop: 5. / 9, PctDropKnown: true, Noticeable: true, BelowFive: true}}, // half, but it began below ten
		{"phq-9", 10, 5, trend.Change{PctDrop: .5, PctDropKnown: true, Noticeable: true, HalfOrLess: true}},
		{"phq-9", 10, 4, trend.Change{PctDrop: .6, PctDropKnown: true, Noticeable: true, HalfOrLess: true, BelowFive: true}},
		{"phq-9", 10, 6, trend.Change{PctDrop: .4, PctDropKnown: true}},                     // four is not noticeable
		{"phq-9", 0, 0, trend.Change{BelowFive: true}},                                      // nothing to divide by
		{"phq-9", 0, 5, trend.Change{Noticeable: true}},                                     //
		{"phq-9", 5, 5, trend.Change{PctDropKnown: true}},                                   // five is not below five
		{"phq-9", 10, 15, trend.Change{PctDrop: -.5, PctDropKnown: true, Noticeable: true}}, // the other way is noticeable too
		{"phq-9", 27, 0, trend.Change{PctDrop: 1, PctDropKnown: true, Noticeable: true, HalfOrLess: true, BelowFive: true}},
		{"gad-7", 14, 10, trend.Change{PctDrop: 4. / 14, PctDropKnown: true, Noticeable: true}},
		{"gad-7", 14, 11, trend.Change{PctDrop: 3. / 14, PctDropKnown: true}},
		{"gad-7", 14, 3, trend.Change{PctDrop: 11. / 14, PctDropKnown: true, Noticeable: true}}, // the terms of studies are of the PHQ-9
		{"who-5", 28, 52, trend.Change{Noticeable: true}},                                       // higher is better: no drop, no half
		{"who-5", 52, 28, trend.Change{Noticeable: true}},
		{"who-5", 28, 36, trend.Change{}},
		{"who-5", 28, 38, trend.Change{Noticeable: true}},
		{"who-5", 80, 0, trend.Change{Noticeable: true}}, // nothing is "below five" here
	} {
		c.want.Baseline, c.want.Score, c.want.Change = c.baseline, c.score, c.score-c.baseline
		if got := trend.Compare(instrument(t, c.id), c.baseline, c.score); got != c.want {
			t.Errorf("%s from %d to %d: %+v", c.id, c.baseline, c.score, got)
		}
	}
}

func TestHigherThanLastTime(t *testing.T) {
	for _, c := range []struct {
		id              string
		previous, score int
		want            bool
	}{{"phq-9", 6, 11, true}, {"phq-9", 6, 10, false}, {"phq-9", 11, 6, false}, {"gad-7", 0, 21, false}, {"who-5", 0, 100, false}, {"who-5", 100, 0, false}} {
		if got := trend.Higher(instrument(t, c.id), c.previous, c.score); got != c.want {
			t.Errorf("%s from %d to %d: %v", c.id, c.previous, c.score, got)
		}
	}
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for score, want := range map[int]bool{11: true, 10: false} {
		s := source{responses: []journal.Response{response(t, "a", "phq-9", "2026-10-01", 6), response(t, "b", "phq-9", "2026-10-08", score)}}
		if got := trend.HigherThanLast(trend.Of(s, trend.RangeAll, now).Measures[0]); got != want {
			t.Errorf("6 and then %d: %v", score, got)
		}
	}
	if got := assets.English().T("trend.higher"); got != "This is higher than last time. You may want to mention it to your care team." {
		t.Error(got)
	}
}

func TestWhatThePersonReads(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	s := source{}
	read := func() string { return trend.Sentence(assets.English(), trend.Of(s, trend.RangeAll, now).Measures[0]) }
	s.responses = append(s.responses, response(t, "a", "phq-9", "2026-10-01", 18))
	if got := read(); got != "Your score is 18." {
		t.Error(got)
	}
	s.responses = append(s.responses, response(t, "b", "phq-9", "2026-10-08", 9))
	if got := read(); got != "Your score is 9. It was 18 when you started." {
		t.Error(got)
	}
	// "When you started" is said of the first of the course alone.
	s.responses = append([]journal.Response{response(t, "0", "phq-9", "2025-05-03", 20)}, s.responses...)
	s.responses = append(s.responses, response(t, "c", "phq-9", "2026-11-01", 5))
	s.courses = []journal.Course{{StartedOn: when(t, "2026-10-01")}}
	for chosen, want := range map[journal.ID]string{"": "Your score is 5. It was 18 when you started.", "a": "Your score is 5. It was 18 when you started.",
		"b": "Your score is 5. It was 9 on 8 October.", "0": "Your score is 5. It was 20 on 3 May 2025.", "c": "Your score is 5."} {
		if s.chosen = []journal.ID{chosen}; read() != want {
			t.Errorf("compared with %q: %s", chosen, read())
		}
	}
	if got := trend.Sentence(assets.English(), trend.Series{}); got != "" {
		t.Error(got)
	}
}
