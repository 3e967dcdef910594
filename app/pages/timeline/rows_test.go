package timeline

import (
	"fmt"
	"strings"
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

var now = time.Date(2026, 11, 21, 18, 30, 0, 0, time.UTC)

func TestEntriesStandByMonthAndSession(t *testing.T) {
	sessions := []journal.DosingSession{
		{ID: "s3", Seq: 3, Date: when(t, "2026-10-30")},
		{ID: "s4", Seq: 4, Date: when(t, "2026-11-14")},
		{ID: "s5", Seq: 5, Date: when(t, "2026-11-20")},
	}
	entry := func(id, date, session string) journal.Summary {
		return journal.Summary{ID: journal.ID(id), OccurredAt: when(t, date), SessionID: journal.ID(session)}
	}
	list := []journal.Summary{ // newest first
		entry("a", "2026-11-21", "s5"), entry("b", "2026-11-19", ""), entry("c", "2026-11-15", "s4"),
		entry("d", "2026-11-14", "s4"), entry("e", "2026-11-02", "s3"), entry("f", "2026-10-01", ""),
		entry("g", "1660-01-13", "gone"),
	}
	var got []string
	for _, r := range grouped(assets.English(), list, sessions, now) {
		got = append(got, strings.Repeat("#", map[rowKind]int{monthRow: 1, groupRow: 2}[r.kind])+r.heading+string(r.entry.ID))
	}
	want := "#November 2026|##Session 5 · 20 November|a|##Session 4 · 14 November|c|d|##Other days|b|" +
		"#October 2026|##Session 3 · 30 October|e|##Other days|f|#January 1660|g"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
}

func TestEveryEntryIsInTheListOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sessions := []journal.DosingSession{{ID: "s1", Date: when(t, "2026-01-10")}, {ID: "s2", Date: when(t, "2026-03-10")}}
		var list []journal.Summary
		for i := range rapid.IntRange(0, 40).Draw(t, "entries") {
			date := fmt.Sprintf("2026-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
			session := rapid.SampledFrom([]journal.ID{"", "s1", "s2", "gone"}).Draw(t, "session")
			list = append(list, journal.Summary{ID: journal.ID(fmt.Sprint(i)), OccurredAt: when(t, date), SessionID: session})
		}
		seen := map[journal.ID]int{}
		last := "9999"
		for _, r := range grouped(assets.English(), list, sessions, now) {
			switch r.kind {
			case entryRow:
				seen[r.entry.ID]++
			case monthRow:
				m, err := time.Parse("January 2006", r.heading)
				if err != nil || m.Format("2006-01") >= last {
					t.Fatalf("month %q after %s", r.heading, last)
				}
				last = m.Format("2006-01")
			}
		}
		for _, e := range list {
			if seen[e.ID] != 1 {
				t.Fatalf("entry %s is in the list %d times", e.ID, seen[e.ID])
			}
		}
	})
}

func TestWhatWasFoundIsInSight(t *testing.T) {
	long := strings.Repeat("word ", 20) + "lantern and more"
	for _, c := range []struct {
		snippet      string
		from, to     int
		found, start string
	}{
		{"the lantern", 4, 11, "lantern", "the "},
		{long, 100, 107, "lantern", "… "},
		{"nothing set off", 0, 0, "", "nothing set off"},
		{"odd", 2, 9, "", "odd"},
	} {
		before, found, after := pieces(journal.Hit{Snippet: c.snippet, From: c.from, To: c.to})
		if found != c.found || !strings.HasPrefix(before, c.start) || len(before) > 60 {
			t.Errorf("%q: %q, %q, %q", c.snippet, before, found, after)
		}
	}
}
