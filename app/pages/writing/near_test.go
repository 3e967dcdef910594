package writing

import (
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
)

func session(t *testing.T, id, date, end string, status journal.SessionStatus) journal.DosingSession {
	t.Helper()
	w, err := journal.ParseWhen(date)
	if err != nil {
		t.Fatal(err)
	}
	return journal.DosingSession{ID: journal.ID(id), Seq: 5, Date: w, End: end, Status: status}
}

func TestTheSessionAPageBelongsTo(t *testing.T) {
	sessions := []journal.DosingSession{
		session(t, "past", "2026-11-10", "", journal.SessionDone),
		session(t, "off", "2026-11-20", "", journal.SessionCancelled),
		session(t, "next", "2026-11-28", "", journal.SessionPlanned),
	}
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for phase, want := range map[journal.Phase]journal.ID{
		journal.PhaseBefore: "next", journal.PhaseSameDay: "past", journal.Phase24h: "past", journal.Phase72h: "past",
		journal.PhaseWeek: "past", journal.PhaseMaintenance: "", journal.PhaseNone: "",
	} {
		if got := sessionNear(sessions, phase, now); got != want {
			t.Errorf("%q: %q, want %q", phase, got, want)
		}
		if got := sessionNear(nil, phase, now); got != "" {
			t.Errorf("%q without sessions: %q", phase, got)
		}
	}
}

func TestHowLongAgoASessionEnded(t *testing.T) {
	now := time.Date(2026, 11, 21, 18, 30, 0, 0, time.UTC)
	for end, want := range map[string]string{
		"17:20": "Right after session 5 · 1 h 10 min ago",
		"18:05": "Right after session 5 · 25 min ago",
		"16:30": "Right after session 5 · 2 h ago",
		"19:00": "Right after session 5", // its end is still to come
		"":      "Right after session 5",
	} {
		if got := rightAfter(assets.English(), session(t, "s", "2026-11-21", end, ""), now); got != want {
			t.Errorf("ended %q: %q", end, got)
		}
	}
}

func TestArguments(t *testing.T) {
	for arg, want := range map[string]struct {
		ok     bool
		kind   journal.Kind
		phase  journal.Phase
		prompt string
		about  journal.ID
	}{
		Begin(journal.Phase72h, "abc"): {true, journal.KindFree, journal.Phase72h, "", "abc"},
		Begin(journal.PhaseBefore, ""): {true, journal.KindIntention, journal.PhaseBefore, "", ""},
		BeginKind(journal.KindLetter):  {true, journal.KindLetter, "", "", ""},
		BeginPrompt("p28", "abc"):      {true, journal.KindFree, journal.Phase72h, "p28", "abc"},
		"moment:never":                 {},
		"kind:":                        {},
		"prompt:p99":                   {},
		"":                             {},
		"0123456789abcdef":             {},
	} {
		b := begin(arg)
		if b.ok != want.ok || b.entry.Kind != want.kind || b.entry.Phase != want.phase || b.prompt != want.prompt || b.entry.SessionID != want.about {
			t.Errorf("%q begins %+v", arg, b)
		}
		if b.ok && (len(b.entry.Sections) == 0 || b.entry.Mark == "") {
			t.Errorf("%q begins without sections or a mark", arg)
		}
	}
}

func FuzzBegin(f *testing.F) {
	f.Add("moment:72h:abc")
	f.Add("prompt:p28")
	f.Add("kind:letter")
	f.Add(":::")
	f.Fuzz(func(t *testing.T, arg string) {
		if b := begin(arg); b.ok && len(b.entry.Sections) == 0 {
			t.Errorf("%q begins an entry without a section", arg)
		}
	})
}
