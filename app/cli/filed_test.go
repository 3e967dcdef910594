package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// received seals a file with one thing of each list in it, as another program
// of the same formats could.
func received(t *testing.T, p *person) (path, secretFile string) {
	t.Helper()
	day, err := journal.ParseWhen("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	item := func(n string) bundle.Item { return bundle.Item{ID: journal.ID(strings.Repeat(n, 32))} }
	in := measure.BuiltIn()[0]
	answers := measure.Answers{}
	for _, it := range in.Items {
		answers[it.ID] = 1
	}
	score := in.Score(answers)
	session := bundle.Session{ID: item("9").ID, Date: day, Status: journal.SessionDone}
	c := bundle.Content{
		BundleID: strings.Repeat("a", 32), MadeAt: journal.At(day.Time()), Maker: bundle.Maker{Alias: "R."}, Sessions: []bundle.Session{session},
		Questions:      []bundle.Question{{Item: item("1"), Text: "Is this usual?"}},
		Responses:      []bundle.Response{{Item: item("2"), InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: day, Answers: answers, Complete: true, Total: journal.Some(score.Total), Value: journal.Some(score.Value)}},
		Instruments:    []measure.Instrument{in},
		ExternalScores: []bundle.ExternalScore{{Item: item("3"), Label: "=Clinic", On: day, Value: 4, Max: 10}},
		CheckIns:       []bundle.CheckIn{{Item: item("4"), On: day, Mood: journal.Some(0)}},
		SideEffects:    []bundle.SideEffect{{Item: item("5"), SessionID: session.ID, Code: "nausea"}},
		Vitals:         []bundle.Vital{{Item: item("6"), SessionID: session.ID, Pulse: 60}},
		Insights:       []bundle.Insight{{Item: bundle.Item{ID: item("7").ID, RecordPref: journal.SessionOnly}, Text: "Rest is [kept private]", WrittenAt: day}},
		Practices:      []bundle.Practice{{Item: item("8"), What: "Ten minutes outside", WrittenAt: day}},
	}
	signer, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(p.in, "x.afterglow"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := bundle.Seal(f, c, nil, signer, bundle.To{Passphrase: []byte(passphrase)}); err != nil {
		t.Fatal(err)
	}
	return f.Name(), p.file("secret", passphrase+"\n")
}

// What open tells a person is a line of each thing in the file.
func TestOpenedIsToldALineOfEachThing(t *testing.T) {
	p := newPerson(t)
	path, secret := received(t, p)
	told := p.does("open", path, "--secret-file", secret)
	for _, line := range []string{"Question: Is this usual?", "Session: 2026-11-21", "Side effect: Nausea", "Measure: 2026-11-21 · PHQ-9 9", "Measure: 2026-11-21 · =Clinic 4",
		"Check-in: 2026-11-21 · Mood 0", "Insight: Rest is [kept private] · For our session only, please", "Practice: Ten minutes outside"} {
		if !strings.Contains(told, "\n"+line+"\n") {
			t.Errorf("%q is not told in\n%s", line, told)
		}
	}
}

// In a therapist's vault the signature is known by its clients too.
func TestAClientsKeyIsKnown(t *testing.T) {
	p := newPerson(t)
	path, secret := received(t, p)
	pass := "--passphrase-file=" + p.file("pass", passphrase)
	dir := filepath.Join(p.home, "practice")
	p.does("init", "--therapist", "--journal", dir, pass)
	state := func() string {
		return gives[opened](p, "open", path, "--secret-file", secret, "--json", "--journal", dir, pass).Maker.Signature
	}
	key := gives[opened](p, "open", path, "--secret-file", secret, "--json").Maker.SigningKey
	for _, want := range []struct {
		key  journal.ClientKey
		says string
	}{{journal.ClientKey{Key: "ssh-ed25519 other"}, "valid-unknown"}, {journal.ClientKey{Key: key}, "valid-known"}, {journal.ClientKey{Key: key, ComparedAt: journal.At(time.Now())}, "compared"}} {
		treats(t, dir, want.key)
		if got := state(); got != want.says {
			t.Errorf("%q, not %q", got, want.says)
		}
	}
}

// treats gives the one client of a vault a key.
func treats(t *testing.T, dir string, key journal.ClientKey) {
	t.Helper()
	j, err := journal.Open(t.Context(), dir, crypto.NormalizePassphrase(passphrase), journal.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	c := journal.Client{Alias: "R."}
	if known := j.Clients(); len(known) > 0 {
		c = known[0]
	}
	c.Keys = []journal.ClientKey{key}
	if _, err := j.SaveClient(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// What open gives to programs is all that is in the file, list by list.
func TestOpenedAsJSONIsEveryListOfTheFile(t *testing.T) {
	p := newPerson(t)
	path, secret := received(t, p)
	var got map[string]json.RawMessage
	if err := json.Unmarshal([]byte(p.does("open", path, "--secret-file", secret, "--json")), &got); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]string{"questions": "1", "responses": "2", "external_scores": "3", "check_ins": "4", "side_effects": "5", "vitals": "6", "insights": "7", "practices": "8", "sessions": "9"} {
		var list []struct{ ID string }
		if err := json.Unmarshal(got[name], &list); err != nil || len(list) != 1 || list[0].ID != strings.Repeat(n, 32) {
			t.Errorf("%s: %s", name, got[name])
		}
	}
	var instruments []measure.Instrument
	if err := json.Unmarshal(got["instruments"], &instruments); err != nil || len(instruments) != 1 || instruments[0].ID != "phq-9" {
		t.Errorf("instruments: %s", got["instruments"])
	}
	if string(got["entries"]) != "[]" {
		t.Errorf("entries: %s", got["entries"])
	}
}

// Extracted are also the forms a practice files.
func TestExtractedIsWhatAPracticeFiles(t *testing.T) {
	p := newPerson(t)
	path, secret := received(t, p)
	out := filepath.Join(p.in, "out")
	p.does("open", path, "--secret-file", secret, "--extract", out)
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for name, rows := range map[string]int{"responses.csv": 2, "items.csv": 11, "check-ins.csv": 2, "external-scores.csv": 2} {
		got, err := csv.NewReader(strings.NewReader(read(name))).ReadAll()
		if err != nil || len(got) != rows {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if rows, _ := csv.NewReader(strings.NewReader(read("external-scores.csv"))).ReadAll(); !slices.Contains(rows[1], "'=Clinic") {
		t.Errorf("%v", rows)
	}
	var fhir struct{ ResourceType, Type string }
	if err := json.Unmarshal([]byte(read("fhir.json")), &fhir); err != nil || fhir.ResourceType != "Bundle" || fhir.Type != "collection" {
		t.Errorf("%+v, %v", fhir, err)
	}
	if text := read("summary.md"); !strings.Contains(text, "Is this usual?") || !strings.Contains(text, "PHQ-9 · 9") {
		t.Errorf("%s", text)
	}
}
