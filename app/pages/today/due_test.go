package today

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
)

func when(t interface{ Fatal(...any) }, s string) journal.When {
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func at(t interface{ Fatal(...any) }, s string) time.Time {
	got, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func none(journal.ID, journal.Phase) bool { return false }

func never(due) bool { return false }

func aCourse(t interface{ Fatal(...any) }) []journal.DosingSession {
	return []journal.DosingSession{
		{ID: "s4", Seq: 4, Date: when(t, "2026-11-10"), Start: "14:00", End: "16:00", Status: journal.SessionDone},
		{ID: "gone", Seq: 5, Date: when(t, "2026-11-12"), Status: journal.SessionCancelled},
		{ID: "s5", Seq: 5, Date: when(t, "2026-12-01"), Start: "14:00", Status: journal.SessionPlanned},
	}
}

func TestWhatIsDue(t *testing.T) {
	for _, c := range []struct {
		now     string
		session journal.ID
		phase   journal.Phase
		label   string
	}{
		{"2026-11-08 09:00", "", "", ""},
		{"2026-11-09 09:00", "s4", journal.PhaseBefore, "Session 4 is tomorrow"},
		{"2026-11-10 13:59", "s4", journal.PhaseBefore, "Session 4 is today"},
		{"2026-11-10 14:00", "s4", journal.PhaseSameDay, "Session 4, the same day"},
		{"2026-11-10 23:59", "s4", journal.PhaseSameDay, "Session 4, the same day"},
		{"2026-11-11 00:01", "s4", journal.Phase24h, "About 24 hours after"},
		{"2026-11-12 12:00", "s4", journal.Phase72h, "About 48 hours after"},
		{"2026-11-13 12:00", "s4", journal.Phase72h, "About three days after"},
		{"2026-11-14 23:00", "s4", journal.Phase72h, "About four days after"},
		{"2026-11-15 00:00", "s4", journal.PhaseWeek, "About a week after"},
		{"2026-11-20 12:00", "s4", journal.PhaseWeek, "About a week after"},
		{"2026-11-21 12:00", "", "", ""},
		{"2026-11-30 12:00", "s5", journal.PhaseBefore, "Session 5 is tomorrow"},
		{"2026-12-01 15:00", "s5", journal.PhaseSameDay, "Session 5, the same day"},
	} {
		d, ok := find(aCourse(t), at(t, c.now), none, never)
		if ok != (c.phase != "") || d.phase != c.phase || d.session.ID != c.session {
			t.Errorf("%s: %s of %s, %v; want %s of %s", c.now, d.phase, d.session.ID, ok, c.phase, c.session)
			continue
		}
		if ok && (d.label(assets.English()) != c.label || !d.prompt.Gentle || d.prompt.Phase != string(c.phase)) {
			t.Errorf("%s: %q, %+v; want %q", c.now, d.label(assets.English()), d.prompt, c.label)
		}
	}
}

func TestWhatWasWrittenOrPutAwayIsNotAskedFor(t *testing.T) {
	now := at(t, "2026-11-11 09:00")
	if d, ok := find(aCourse(t), now, func(id journal.ID, p journal.Phase) bool { return id == "s4" && p == journal.Phase24h }, never); ok {
		t.Errorf("asked for %s although it is written", d.phase)
	}
	if _, ok := find(aCourse(t), now, func(id journal.ID, p journal.Phase) bool { return id != "s4" }, never); !ok {
		t.Error("what was written around another session counts")
	}
	put := ""
	find(aCourse(t), now, none, func(d due) bool { put = d.key(now); return true })
	d, ok := find(aCourse(t), now, none, func(d due) bool { return d.key(now) == put })
	if ok {
		t.Errorf("asked again for %s on the same day", d.phase)
	}
	later := now.AddDate(0, 0, 1)
	if _, ok := find(aCourse(t), later, none, func(d due) bool { return d.key(later) == put }); !ok {
		t.Error("put away for today, gone for good")
	}
}

func TestNothingIsDueLongAfter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(11, 4000).Draw(t, "days")
		now := at(t, "2026-11-10 12:00").AddDate(0, 0, days)
		if d, ok := find(aCourse(t)[:1], now, none, never); ok {
			t.Fatalf("%d days after the session %s is asked for", days, d.phase)
		}
	})
}

func TestTheQuietLine(t *testing.T) {
	w := assets.English()
	for now, want := range map[string]string{
		"2026-11-05 09:00": "Session 4 is in five days.",
		"2026-11-09 09:00": "Session 4 is tomorrow.",
		"2026-11-10 09:00": "Session 4 is today.",
		"2026-11-10 18:00": "Session 4 was today. Be as slow as you like.",
		"2026-11-11 18:00": "One day since session 4. There is no hurry.",
		"2026-11-12 00:10": "Two days since session 4. There is no hurry.",
		"2026-11-22 12:00": "12 days since session 4. There is no hurry.",
		"2027-03-01 12:00": "Write whenever you like. There is no hurry.",
	} {
		sessions := aCourse(t)
		if now > "2026-12" {
			sessions = sessions[:2]
		}
		if got := quietLine(w, sessions, at(t, now)); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	if got := quietLine(w, nil, at(t, "2026-11-10 09:00")); got != "Write whenever you like. There is no hurry." {
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
	if n := daysBetween(when(t, "2026-11-10T23:50:00+13:00"), time.Date(2026, 11, 11, 0, 5, 0, 0, zone)); n != 1 {
		t.Errorf("a quarter of an hour over midnight is %d days", n)
	}
}
