package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/cli"
	"afterglow/crypto"
)

const passphrase = "correct horse battery staple"

// person is someone at the command line, with a home of their own.
type person struct {
	t    testing.TB
	home string // everything afterglow may write to by itself is under here
	in   string // what the test itself wrote: the passphrase, texts to add
	// notice is what a command says before the work it was asked for.
	notice string
}

func newPerson(t *testing.T) *person {
	p := &person{t: t, home: t.TempDir(), in: t.TempDir()}
	for name, folder := range map[string]string{
		"HOME": "", "USERPROFILE": "", "LocalAppData": "Local", "AppData": "Roaming", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp",
		"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run",
	} {
		dir := filepath.Join(p.home, folder)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, dir)
	}
	t.Setenv("AFTERGLOW_JOURNAL", "")
	return p
}

// file writes a file of the test's own.
func (p *person) file(name, text string) string {
	p.t.Helper()
	path := filepath.Join(p.in, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// does runs a command that has to end well and quietly, and gives its output.
func (p *person) does(args ...string) string {
	p.t.Helper()
	out, said := p.isTold(args...)
	if said != "" {
		p.t.Fatalf("afterglow %s: %s", args[0], said)
	}
	return out
}

// isTold runs a command that is done, and gives what it says beside its result.
func (p *person) isTold(args ...string) (result, beside string) {
	p.t.Helper()
	var out, complaints bytes.Buffer
	code := cli.Run(context.Background(), args, cli.Config{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &complaints, KDF: crypto.CheapestKDF()})
	if code != 0 {
		p.t.Fatalf("afterglow %s: %d, %s", args[0], code, complaints.String())
	}
	return out.String(), complaints.String()
}

// gives runs a command and reads its JSON.
func gives[T any](p *person, args ...string) (v T) {
	p.t.Helper()
	d := json.NewDecoder(strings.NewReader(p.does(args...)))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		p.t.Fatalf("afterglow %s: %v", args[0], err)
	}
	return v
}

// listed, shown and opened name exactly the keys that other programs read.
type listed struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Kind       string   `json:"kind"`
	Title      string   `json:"title"`
	OccurredAt string   `json:"occurred_at"`
	WrittenAt  string   `json:"written_at"`
	SessionID  string   `json:"session_id"`
	Tags       []string `json:"tags"`
	Words      int      `json:"words"`
	Revision   int      `json:"revision"`
}

type shown struct {
	listed
	Sections []struct{ Key, Heading, Text string } `json:"sections"`
	Text     string                                `json:"text"`
}

type opened struct {
	BundleID string                    `json:"bundle_id"`
	MadeAt   string                    `json:"made_at"`
	Purpose  string                    `json:"purpose"`
	Period   struct{ From, To string } `json:"period"`
	Line     string                    `json:"line"`
	Maker    struct {
		Alias            string   `json:"alias"`
		SigningKey       string   `json:"signing_key"`
		FingerprintWords []string `json:"fingerprint_words"`
		Signature        string   `json:"signature"`
	} `json:"maker"`
	Sessions []json.RawMessage `json:"sessions"`
	Entries  []shown           `json:"entries"`
	lists
}

// lists are what came of the sessions, as a file holds them.
type lists struct {
	Questions      []json.RawMessage `json:"questions"`
	Responses      []json.RawMessage `json:"responses"`
	Instruments    []json.RawMessage `json:"instruments"`
	ExternalScores []json.RawMessage `json:"external_scores"`
	CheckIns       []json.RawMessage `json:"check_ins"`
	SideEffects    []json.RawMessage `json:"side_effects"`
	Vitals         []json.RawMessage `json:"vitals"`
	Insights       []json.RawMessage `json:"insights"`
	Practices      []json.RawMessage `json:"practices"`
}

// Pepys's first year is imported, listed, searched, shared whole and opened
// again, for a passphrase and for a key, and every text is equal to the letter.
func TestAYearOfPepys(t *testing.T) {
	path, err := filepath.Abs("../../testdata/pepys-1660.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{} // by date, of which there is one each
	for line := range strings.Lines(string(raw)) {
		var l struct{ Date, Text string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		texts[l.Date] = l.Text
	}
	if len(texts) != 366 {
		t.Fatalf("the corpus has %d days", len(texts))
	}

	p := newPerson(t)
	pass := "--passphrase-file=" + p.file("pass", passphrase+"\n")
	p.does("init", pass)
	if said := p.does("import", "jsonl", path, pass); said != "366 entries imported\n" {
		t.Errorf("import said %q", said)
	}

	list := gives[[]listed](p, "list", "--json", pass)
	if len(list) != 366 {
		t.Fatalf("%d entries are listed", len(list))
	}
	share := []string{"share", pass}
	for i, l := range list {
		if i > 0 && l.OccurredAt > list[i-1].OccurredAt {
			t.Errorf("%s is listed after %s", l.OccurredAt, list[i-1].OccurredAt)
		}
		if texts[l.OccurredAt] == "" || l.Words == 0 || l.Type != "entry" {
			t.Errorf("listed %+v", l)
		}
		share = append(share, "--entry", l.ID)
	}
	for _, l := range []listed{list[0], list[180], list[365]} {
		if got := gives[shown](p, "show", l.ID, "--json", pass); got.Text != texts[l.OccurredAt] {
			t.Errorf("%s is shown as %q", l.OccurredAt, got.Text)
		}
	}

	want := 0
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), "sword") {
			want++
		}
	}
	if hits := gives[[]struct{ ID, Title, Occurred_at, Snippet string }](p, "search", "sword", "--json", pass); len(hits) != want || want == 0 {
		t.Errorf("sword is found in %d entries of %d", len(hits), want)
	}

	her := p.file("her.afterglow-card", "")
	vault := filepath.Join(p.home, "practice")
	p.does("init", "--therapist", pass, "--journal", vault)
	p.does("card", pass, "--journal", vault, "-o", her)
	secret := p.file("six", "clutch unlit renewed panama sulfur oblong")
	forWords, forKey := filepath.Join(p.in, "words.afterglow"), filepath.Join(p.in, "key.afterglow")
	p.does(append(share, "--secret-file", secret, "-o", forWords)...)
	if _, said := p.isTold(append(share, "--to", her, "-o", forKey)...); !strings.Contains(said, "not compared") {
		t.Errorf("that the words were not compared is not told: %q", said)
	}
	for name, o := range map[string]opened{
		"with the passphrase": gives[opened](p, "open", forWords, "--secret-file", secret, "--json"),
		"with the key":        gives[opened](p, "open", forKey, "--journal", vault, pass, "--json"),
	} {
		if len(o.Entries) != 366 || o.Period.From != "1660-01-11" || o.Period.To != "1661-01-10" {
			t.Errorf("%s: %d entries, %+v", name, len(o.Entries), o.Period)
		}
		seen := map[string]bool{}
		for _, e := range o.Entries {
			seen[e.OccurredAt] = true
			if e.Text != texts[e.OccurredAt] {
				t.Errorf("%s: %s is not equal to the letter", name, e.OccurredAt)
			}
		}
		if len(seen) != 366 {
			t.Errorf("%s: %d days", name, len(seen))
		}
		if len(o.Maker.FingerprintWords) != 8 || o.Maker.Signature != "valid-unknown" {
			t.Errorf("%s: made by %+v", name, o.Maker)
		}
	}
}

// A known maker's signature is told apart from a stranger's, and one whose
// words were compared from both.
func TestWhoseSignature(t *testing.T) {
	p := newPerson(t)
	pass := "--passphrase-file=" + p.file("pass", passphrase)
	p.does("init", pass)
	id := strings.TrimSpace(p.does("add", p.file("text", "Dear sea"), pass))
	secret, file := p.file("six", "clutch unlit renewed panama sulfur oblong"), filepath.Join(p.in, "x.afterglow")
	p.does("share", "--entry", id, "--secret-file", secret, "-o", file, pass)
	vault := filepath.Join(p.home, "practice")
	p.does("init", "--therapist", "--journal", vault, pass)
	state := func() string {
		return gives[opened](p, "open", file, "--secret-file", secret, "--json", "--journal", vault, pass).Maker.Signature
	}
	if got := state(); got != "valid-unknown" {
		t.Errorf("a stranger's: %s", got)
	}
	key := gives[opened](p, "open", file, "--secret-file", secret, "--json").Maker.SigningKey
	meet(t, vault, key, false)
	var contacts []struct {
		Title  string
		Fields map[string]string
	}
	if err := json.Unmarshal([]byte(p.does("list", "--type", "contact", "--json", "--journal", vault, pass)), &contacts); err != nil {
		t.Error(err)
	}
	if len(contacts) != 1 || contacts[0].Title != "R." || contacts[0].Fields["signing_key"] != key || len(strings.Fields(contacts[0].Fields["fingerprint_words"])) != 8 || contacts[0].Fields["compared_at"] != "" {
		t.Errorf("the contacts are %v", contacts)
	}
	if got := state(); got != "valid-known" {
		t.Errorf("a contact's: %s", got)
	}
	meet(t, vault, key, true)
	if got := state(); got != "compared" {
		t.Errorf("compared: %s", got)
	}
}

// The formats that `version` names are those that are written.
func TestVersionNamesTheFormats(t *testing.T) {
	p := newPerson(t)
	pass := "--passphrase-file=" + p.file("pass", passphrase)
	p.does("init", pass)
	id := strings.TrimSpace(p.does("add", p.file("text", "Dear sea"), pass))
	secret, file, out := p.file("six", "clutch"), filepath.Join(p.in, "x.afterglow"), filepath.Join(p.in, "out")
	p.does("share", "--entry", id, "--secret-file", secret, "-o", file, pass)
	p.does("open", file, "--secret-file", secret, "--extract", out)
	said := p.does("version")
	var vault struct{ Header version }
	readJSON(t, filepath.Join(p.home, "data", "afterglow", "journal", "vault.json"), &vault)
	var manifest struct{ Format version }
	readJSON(t, filepath.Join(out, "manifest.json"), &manifest)
	for what, v := range map[string]version{"journal": vault.Header, "sealed file": manifest.Format} {
		if v.Major == 0 || !strings.Contains(said, what+" format "+v.String()) {
			t.Errorf("%s format %s is not in %q", what, v, said)
		}
	}
}
