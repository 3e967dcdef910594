package facts_test

import (
	"testing"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

func when(t *testing.T, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDays(t *testing.T) {
	now := time.Date(2026, 11, 21, 23, 0, 0, 0, time.FixedZone("", -8*3600))
	for _, c := range []struct{ when, day, short, moment, month string }{
		{"2026-11-21T23:50:00+14:00", "21 November", "21 Nov", "21 November, 23:50", "November 2026"}, // as entered, not as it is here
		{"2026-01-02", "2 January", "2 Jan", "2 January", "January 2026"},
		{"1660-01-13", "13 January 1660", "13 Jan 1660", "13 January 1660", "January 1660"},
		{"", "", "", "", ""},
	} {
		w := when(t, c.when)
		if got := facts.Day(w, now); got != c.day {
			t.Errorf("%s: day %q", c.when, got)
		}
		if got := facts.ShortDay(w, now); got != c.short {
			t.Errorf("%s: short day %q", c.when, got)
		}
		if got := facts.Moment(w, now); got != c.moment {
			t.Errorf("%s: moment %q", c.when, got)
		}
		if got := facts.Month(w); got != c.month {
			t.Errorf("%s: month %q", c.when, got)
		}
	}
}

func TestNames(t *testing.T) {
	w := assets.English()
	for _, c := range []struct {
		kind  journal.Kind
		phase journal.Phase
		want  string
	}{
		{journal.KindFree, journal.Phase72h, "About three days later"},
		{journal.KindSession, journal.PhaseSameDay, "After the session"},
		{journal.KindDream, journal.Phase24h, "A dream"},
		{journal.KindFree, "", "A free page"},
		{"from-a-newer-program", "", "A free page"},
	} {
		if got := facts.KindOrMoment(w, c.kind, c.phase); got != c.want {
			t.Errorf("%s at %q is called %q, want %q", c.kind, c.phase, got, c.want)
		}
	}
	for want, s := range map[string]journal.Summary{
		"A title": {Title: "A title", Opening: "words"}, "words": {Opening: "words"}, "Untitled": {},
	} {
		if got := facts.Name(w, s); got != want {
			t.Errorf("%+v is called %q", s, got)
		}
	}
	if got := facts.Session(w, journal.DosingSession{}); got != "Session" {
		t.Errorf("a session without a number is called %q", got)
	}
}
