package journal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"afterglow/journal/vault"
)

func TestTextOfSections(t *testing.T) {
	for name, c := range map[string]struct {
		sections []Section
		text     string
		words    int
	}{
		"none":               {nil, "", 0},
		"one, to the letter": {[]Section{{Text: " a  b\n"}}, " a  b\n", 2},
		"one with a heading": {[]Section{{Heading: "H", Text: "a"}}, "## H\n\na", 1},
		"blank ones left out": {[]Section{{Heading: "A", Text: "x"}, {Heading: "B", Text: " \n"}, {Heading: "C", Text: "y z"}},
			"## A\n\nx\n\n## C\n\ny z", 3},
		"without headings": {[]Section{{Text: "x"}, {Text: "y"}}, "x\n\ny", 2},
		"marks":            {[]Section{{Text: "- a * -- it's well-known 3 …"}}, "- a * -- it's well-known 3 …", 4},
		"other scripts":    {[]Section{{Text: "я дома\u00a0здесь 日本"}}, "я дома\u00a0здесь 日本", 4},
	} {
		if got := SectionsText(c.sections); got != c.text {
			t.Errorf("%s: %q", name, got)
		}
		if got := CountWords(c.sections); got != c.words {
			t.Errorf("%s: %d words", name, got)
		}
	}
}

func TestTheOpeningIsOneLineOfAboutAHundredAndSixtyCharacters(t *testing.T) {
	j, _ := trial(t)
	e := save(t, j, Entry{Sections: []Section{{Text: " \n"}, {Heading: "H", Text: "First  line\nsecond " + strings.Repeat("größer ", 100)}}})
	got := j.Summaries(Filter{})[0]
	if got.ID != e.ID || !strings.HasPrefix(got.Opening, "First line second größer") || !utf8.ValidString(got.Opening) || utf8.RuneCountInString(got.Opening) > 161 {
		t.Fatalf("%q", got.Opening)
	}
}

func TestFieldsOfASession(t *testing.T) {
	for _, c := range []struct{ name, value, problem string }{
		{"date", "2026-11-21", ""}, {"date", "21.11.", "date: "},
		{"seq", "3", ""}, {"seq", "-1", "seq: "}, {"seq", "three", "seq: "},
		{"start", "14:30", ""}, {"end", "24:00", "end: "}, {"start", "9:30", "start: "}, {"start", "", ""}, {"end", "+1:30", "end: "},
		{"phase", "maintenance", ""}, {"phase", "later", "phase: "},
		{"route", "IM", ""}, {"route", "im", "route: "},
		{"status", "moved", ""}, {"status", "", "status: "},
		{"dose_as_prescribed", " 0.5 mg/kg ", ""}, {"place", "home", ""}, {"music", "m", ""}, {"companions", "c", ""},
		{"extra_dose", "yes", ""}, {"extra_dose", "2", "extra_dose: "}, {"eyeshade", "no", ""}, {"eyeshade", "blue", "eyeshade: "},
		{"arrival_mood", "0", ""}, {"arrival_mood", "11", "arrival_mood: "}, {"arrival_anxiety", "ten", "arrival_anxiety: "}, {"arrival_anxiety", "10", ""},
		{"intention", "longer", ""}, {"clinic_note", "as read", ""},
		{"intention_line", "be here", ""}, {"note", "n", ""}, {"note", "\xff", "note: "}, {"colour", "blue", "there is no field"},
	} {
		var s DosingSession
		err := s.SetField(c.name, c.value)
		if (err == nil) != (c.problem == "") || err != nil && !strings.HasPrefix(err.Error(), c.problem) {
			t.Errorf("%s=%q: %v", c.name, c.value, err)
		}
		if err == nil && c.value != "" && s == (DosingSession{}) {
			t.Errorf("%s=%q set nothing", c.name, c.value)
		}
		if err != nil && s != (DosingSession{}) {
			t.Errorf("%s=%q was refused and set all the same", c.name, c.value)
		}
	}
	for _, name := range SessionFields {
		if err := new(DosingSession).SetField(name, "?"); err != nil && strings.HasPrefix(err.Error(), "there is no field") {
			t.Errorf("%s is listed and unknown", name)
		}
	}
}

func TestSessionsAreNumberedAndInOrder(t *testing.T) {
	j, dir := trial(t)
	for _, date := range []string{"2026-11-10", "2026-11-03", "9000-01-01"} {
		if _, err := j.SaveSession(ctx, DosingSession{Date: when(t, date)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := j.SaveSession(ctx, DosingSession{}); err == nil {
		t.Fatal("a session without a date")
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	var got []string
	for _, s := range j.Sessions() {
		got = append(got, fmt.Sprint(s.Date, " ", s.Seq, " ", s.Status))
	}
	if want := []string{"2026-11-03 2 done", "2026-11-10 1 done", "9000-01-01 3 planned"}; !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	s := j.Sessions()[0]
	s.Note = "changed"
	if _, err := j.SaveSession(ctx, s); err != nil {
		t.Fatal(err)
	}
	_, err := j.SaveSession(ctx, s)
	wantErr(t, err, ErrStale)
	if got, err := j.Session(s.ID); err != nil || got.Note != "changed" {
		t.Fatal(got, err)
	}
}

// FuzzRecords reads hostile bytes as records of every kind: an attacker cannot
// make them, a bug of ours can.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{`{}`, `null`, `{"title":"x","sections":[{"text":"a"}],"tags":null,"occurred_at":"1660-01-13"}`, `{"date":"2026-01-01","seq":1}`,
		`{"sections":[{"text":"\ud800"}]}`, `{"items":null}`, "AFTERGLOW-IDENTITY/v1\n\n\n", `{"mood":0,"sleep_h":1e400}`, `{"answers":{"1":null},"value":3,"complete":true}`, `{"file":{"id":"x"}}`} {
		f.Add([]byte(s))
	}
	kinds := []string{recordEntry, recordSession, recordContact, recordShare, recordSettings, recordIdentity, "unknown"}
	for _, s := range newJournal().shelves() {
		kinds = append(kinds, s.name())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		j := newJournal()
		for _, kind := range kinds {
			r := vault.Record{Kind: kind, ID: vault.ID{1}, Revision: 1, Data: slices.Clone(data)}
			if kind != recordEntry {
				_ = j.loadSmall(r)
				continue
			}
			if e, err := decodeEntry(r); err == nil {
				j.entries.put(hold(e))
			}
		}
		for _, s := range j.Summaries(Filter{From: "2000-01-01"}) {
			if s.ID != ID(vault.ID{1}.String()) {
				t.Fatalf("an id from inside the record: %s", s.ID)
			}
		}
		_, _, _, _ = j.Sessions(), j.Contacts(), j.Shares(), j.Tags()
		_, _, _, _ = j.Responses(), j.Instruments(), j.Questions(), j.TrashedRecords()
		for _, s := range j.Sessions() {
			j.FollowUps(s)
		}
	})
}

// What a caller does with the maps of Settings is not the journal's.
func TestSettingsShareNothing(t *testing.T) {
	j, _, _ := seaside(t)
	defer j.Close()
	s := j.Settings()
	s.LinesChecked, s.LinesChanged, s.MeasureEvery = map[string]When{"GB": {"2026-11-24"}}, map[string]string{"GB 111": ""}, map[string]int{"phq-9": 0}
	if _, err := j.SaveSettings(ctx, s); err != nil {
		t.Fatal(err)
	}
	s.LinesChecked["GB"], s.LinesChanged["GB 111"], s.MeasureEvery["phq-9"] = When{}, "112", 7
	got := j.Settings()
	got.LinesChanged["GB 116 123"] = "1"
	if got = j.Settings(); got.LinesChecked["GB"].IsZero() || len(got.LinesChanged) != 1 || got.LinesChanged["GB 111"] != "" || got.MeasureEvery["phq-9"] != 0 {
		t.Errorf("%+v", got)
	}
}
