package journal

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestWhichMomentsAreAccepted(t *testing.T) {
	for _, s := range []string{"1660-01-13", "2026-11-21T16:42:00+01:00", "0001-01-01", "9999-12-31T23:59:59Z", "2024-02-29", "2026-11-21T16:42:00.5-05:30"} {
		w, err := ParseWhen(s)
		if err != nil || w.String() != s || w.Date() != s[:10] {
			t.Errorf("%s: %v %v", s, w, err)
		}
	}
	for _, s := range []string{"2023-02-29", "1660-1-13", "13.01.1660", "2026-11-21T16:42", "2026-11-21 16:42:00Z", "2026-11-21T16:42:00",
		"2026-11-21T9:42:00Z", "2026-11-21T16:42:00,5Z", "2026-11-21T25:00:00Z", "2026-11-21T16:42:00+99:00", " 2026-11-21", "yesterday"} {
		if w, err := ParseWhen(s); err == nil {
			t.Errorf("%q was accepted as %v", s, w)
		}
	}
	if w, err := ParseWhen(""); err != nil || !w.IsZero() || w.Date() != "" || w.Wall() != "" {
		t.Errorf("nothing given: %v %v", w, err)
	}
}

func TestTheYear1660IsBefore2026(t *testing.T) {
	old, late := when(t, "1660-01-13"), when(t, "2026-01-01")
	if old.Wall() >= late.Wall() || old.Time().Year() != 1660 || !old.Time().Before(late.Time()) {
		t.Fatal("1660 wrapped")
	}
}

func TestMomentsAreOrderedByTheClockOnTheWall(t *testing.T) {
	j, _ := trial(t)
	want := []string{"2026-03-02", "2026-03-01T21:00:00-08:00", "2026-03-01T20:00:00+12:00", "2026-03-01", "1660-01-13"}
	for _, s := range []int{3, 0, 4, 2, 1} {
		save(t, j, Entry{Title: want[s], OccurredAt: when(t, want[s])})
	}
	if got := titles(j.Summaries(Filter{})); !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
}

func TestWhenKeepsWhatWasEntered(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		zone := time.FixedZone("", rapid.IntRange(-14*60, 14*60).Draw(rt, "minutes")*60)
		moment := time.Date(rapid.IntRange(1, 9998).Draw(rt, "year"), 1, rapid.IntRange(1, 366).Draw(rt, "day"), 0, 0,
			rapid.IntRange(0, 86399).Draw(rt, "second"), 0, zone)
		for _, w := range []When{At(moment), On(moment)} {
			got, err := ParseWhen(w.String())
			if err != nil || got != w || !strings.HasPrefix(w.Wall(), w.Date()) {
				rt.Fatalf("%v: %v %v", w, got, err)
			}
			b, err := json.Marshal(w)
			var back When
			if err != nil || json.Unmarshal(b, &back) != nil || back != w {
				rt.Fatalf("%v through JSON: %s", w, b)
			}
		}
		if !At(moment).Time().Equal(moment) || At(moment).Wall() != moment.Format("2006-01-02T15:04:05") {
			rt.Fatalf("%v", At(moment))
		}
	})
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{"", "1660-01-13", "2026-11-21T16:42:00+01:00", "2026-11-21T16:42:00.123Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err != nil {
			return
		}
		_, _, _ = w.Date(), w.Wall(), w.Time()
		if w.String() != s || !w.IsZero() && w.Time().Format(dateLayout) != w.Date() {
			t.Fatalf("%q became %v", s, w)
		}
	})
}
