package today

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/app/pages/pagetest"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

func at(t interface{ Fatal(...any) }, s string) time.Time {
	got, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func never(due) bool { return false }

// aCourse has a session that was, one that was cancelled, and one to come.
func aCourse(t *testing.T) *journal.Journal {
	t.Helper()
	j, _ := pagetest.Journal(t)
	for _, s := range []journal.DosingSession{
		{Seq: 4, Date: pagetest.When(t, "2026-11-10"), Start: "14:00", End: "16:00", Status: journal.SessionDone},
		{Seq: 5, Date: pagetest.When(t, "2026-11-12"), Status: journal.SessionCancelled},
		{Seq: 5, Date: pagetest.When(t, "2026-12-01"), Start: "14:00", Status: journal.SessionPlanned},
	} {
		if _, err := j.SaveSession(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

// offers are the moments of a journal at now.
func offers(j *journal.Journal, now time.Time, put func(due) bool) []due {
	return moments(course.DueToday(j, now), now, func(id journal.ID, p journal.Phase) bool {
		return len(j.Summaries(journal.Filter{SessionID: id, Phase: p})) > 0
	}, put)
}

func TestWhatIsDue(t *testing.T) {
	j := aCourse(t)
	for _, c := range []struct {
		now   string
		phase journal.Phase
		label string
	}{
		{"2026-11-08 09:00", "", ""},
		{"2026-11-09 09:00", journal.PhaseBefore, "Session 4 is tomorrow"},
		{"2026-11-10 13:59", journal.PhaseBefore, "Session 4 is today"},
		{"2026-11-10 14:00", journal.PhaseSameDay, "Session 4, the same day"},
		{"2026-11-10 23:59", journal.PhaseSameDay, "Session 4, the same day"},
		{"2026-11-11 09:00", journal.Phase24h, "About 24 hours after"},
		{"2026-11-12 12:00", journal.Phase72h, "About 48 hours after"},
		{"2026-11-13 12:00", journal.Phase72h, "About three days after"},
		{"2026-11-16 23:00", journal.Phase72h, "About six days after"},
		{"2026-11-17 00:00", journal.PhaseWeek, "About a week after"},
		{"2026-11-23 12:00", journal.PhaseWeek, "About a week after"},
		{"2026-11-24 12:00", "", ""},
		{"2026-11-30 12:00", journal.PhaseBefore, "Session 5 is tomorrow"},
		{"2026-12-01 13:00", journal.PhaseBefore, "Session 5 is today"},
	} {
		got := offers(j, at(t, c.now), never)
		if len(got) == 0 {
			if c.phase != "" {
				t.Errorf("%s: nothing, want %s", c.now, c.phase)
			}
			continue
		}
		if d := got[0]; d.phase != c.phase || d.label(assets.English()) != c.label || !d.prompt.Gentle || d.prompt.Phase != string(c.phase) {
			t.Errorf("%s: %s, %q, %+v; want %s, %q", c.now, d.phase, d.label(assets.English()), d.prompt, c.phase, c.label)
		}
	}
}

// Two sessions a week: the newest is asked about first, and the one before it is
// named.
func TestAnEarlierSessionIsNamed(t *testing.T) {
	j := aCourse(t)
	now := at(t, "2026-11-14 12:00")
	pagetest.Session(t, j, 6, "2026-11-13", "16:00")
	got := offers(j, now, never)
	if len(got) != 2 || got[0].phase != journal.Phase24h || got[1].phase != journal.Phase72h {
		t.Fatalf("%+v", got)
	}
	if label := got[1].label(assets.English()); label != "Looking back at session 4" {
		t.Errorf("the earlier one is called %q", label)
	}
}

func TestWhatWasPutAwayIsAskedAgainTheNextDay(t *testing.T) {
	j := aCourse(t)
	now := at(t, "2026-11-12 09:00")
	put := offers(j, now, never)[0].key(now)
	if got := offers(j, now, func(d due) bool { return d.key(now) == put }); len(got) != 0 {
		t.Errorf("asked again on the same day: %+v", got)
	}
	later := now.AddDate(0, 0, 1)
	if got := offers(j, later, func(d due) bool { return d.key(later) == put }); len(got) != 1 {
		t.Error("put away for today, gone for good")
	}
}

func TestNothingIsDueLongAfter(t *testing.T) {
	j, _ := pagetest.Journal(t)
	pagetest.Session(t, j, 4, "2026-11-10", "16:00")
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(14, 4000).Draw(t, "days")
		if got := offers(j, at(t, "2026-11-10 12:00").AddDate(0, 0, days), never); len(got) != 0 {
			t.Fatalf("%d days after the session %s is asked for", days, got[0].phase)
		}
	})
}

func TestTheQuietLine(t *testing.T) {
	w := assets.English()
	j := aCourse(t)
	for now, want := range map[string]string{
		"2026-11-05 09:00": "Session 4 is in five days.",
		"2026-11-09 09:00": "Session 4 is tomorrow.",
		"2026-11-10 09:00": "Session 4 is today.",
		"2026-11-10 18:00": "Session 4 was today. Be as slow as you like.",
		"2026-11-11 18:00": "One day since session 4. There is no hurry.",
		"2026-11-12 00:10": "Two days since session 4. There is no hurry.",
		"2026-11-22 12:00": "12 days since session 4. There is no hurry.",
	} {
		if got := quietLine(w, course.DueToday(j, at(t, now)), at(t, now)); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	if got := quietLine(w, course.Due{}, at(t, "2026-11-10 09:00")); got != "Write whenever you like. There is no hurry." {
		t.Errorf("without sessions: %q", got)
	}
}

func TestGreeting(t *testing.T) {
	for hour, want := range map[string]string{"04:59": "evening", "05:00": "morning", "11:59": "morning",
		"12:00": "afternoon", "17:59": "afternoon", "18:00": "evening", "00:00": "evening"} {
		if got := greeting(assets.English(), at(t, "2026-11-10 "+hour)); got != "Good "+want+"." {
			t.Errorf("%s: %s", hour, got)
		}
	}
}

func TestDaysAreCountedByTheCalendar(t *testing.T) {
	zone := time.FixedZone("", 13*3600)
	if n := daysBetween(pagetest.When(t, "2026-11-10T23:50:00+13:00"), time.Date(2026, 11, 11, 0, 5, 0, 0, zone)); n != 1 {
		t.Errorf("a quarter of an hour over midnight is %d days", n)
	}
}
