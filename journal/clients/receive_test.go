package clients

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/vault"
)

func TestOpeningAFileStoresNothing(t *testing.T) {
	c, j, dir := trial(t)
	before := folder(t, dir)
	o, _ := newPatient(t, "R.").seal(holding(entry(1, 1, "the sea")))
	k, err := c.Look(o)
	if err != nil || k.Trust != TrustUnknown || k.Client.ID != "" || k.Kept.ID != "" || len(k.SameName) != 0 {
		t.Fatalf("%+v, %v", k, err)
	}
	if after := folder(t, dir); !slices.Equal(before, after) || len(j.Clients()) != 0 || len(j.ReceivedFiles("")) != 0 {
		t.Fatalf("something was stored: %v, then %v", before, after)
	}
}

// folder is every file with its size.
func folder(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, string(filepath.Separator)+"db") {
			return err
		}
		info, err := d.Info()
		if err == nil {
			out = append(out, fmt.Sprint(path, info.ModTime(), info.Size()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAReceivedFileIsThereAfterOpeningAgain(t *testing.T) {
	c, j, dir := trial(t)
	p := newPatient(t, "R.")
	content := holding(entry(1, 3, "the sea"), entry(2, 1, "the hill"))
	content.Purpose, content.Period, content.Cover.Line = "Before our session", bundle.Period{From: "2026-09-02", To: "2026-09-03"}, "Second one first."
	content.Sessions = []bundle.Session{{ID: id(50), Seq: 1, Date: when(t, "2026-09-01"), Route: "IM"}}
	content.Entries[0].SessionID = id(50)
	listed, picture := picture(t, id(1), "the sea")
	content.Attachments = []bundle.Attachment{listed}
	o, sum := p.seal(content, picture)
	r, err := c.Receive(ctx, o, sum, Choice{Alias: "Robin"})
	if err != nil || r.Already || len(r.Missing) != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := errors.Join(j.Close()); err != nil {
		t.Fatal(err)
	}
	c = of(t, reopened(t, dir))
	clients := c.j.Clients()
	if len(clients) != 1 || clients[0].Alias != "Robin" || len(clients[0].Keys) != 1 || clients[0].Keys[0].Key != p.keys.SigningKey() || clients[0].Keys[0].FirstSeen.IsZero() {
		t.Fatalf("%+v", clients)
	}
	f := c.j.ReceivedFiles(clients[0].ID)[0]
	if f.BundleID != o.BundleID || f.SHA256 != sum || f.Purpose != content.Purpose || f.From != "2026-09-02" || f.MakerAlias != "R." ||
		f.Counts["entry"] != 2 || f.Counts["dosing-session"] != 1 || !slices.Equal(f.FingerprintWords, o.FingerprintWords) || f.ReceivedAt.IsZero() || f.OpenedAt.IsZero() {
		t.Fatalf("%+v", f)
	}
	got, err := c.Content(ctx, f)
	if err != nil || !sameJSON(t, got, o.Content) {
		t.Fatalf("%+v, %v\nwant %+v", got, err, o.Content)
	}
	if b, err := c.Attachment(ctx, clients[0].ID, picture.Path); err != nil || !bytes.Equal(b, picture.Data) {
		t.Fatalf("%q, %v", b, err)
	}
	if rep, err := c.j.Check(ctx); err != nil || !rep.OK {
		t.Fatal(rep, err)
	}
}

func TestTheSameFileTwiceIsKeptOnce(t *testing.T) {
	c, j, _ := trial(t)
	o, sum := newPatient(t, "R.").seal(holding(entry(1, 1, "the sea")))
	first, err := c.Receive(ctx, o, sum, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.Receive(ctx, o, sum, Choice{Alias: "somebody"})
	if err != nil || !again.Already || again.File.ID != first.File.ID || len(j.ReceivedFiles("")) != 1 || len(j.Clients()) != 1 {
		t.Fatalf("%+v, %v", again, err)
	}
	// Another file that claims to be this one is not taken for it.
	other := *o
	other.Entries = slices.Clone(o.Entries)
	other.Entries[0].Title = "changed"
	if _, err := c.Receive(ctx, &other, sum, Choice{}); !errors.Is(err, ErrOtherFile) {
		t.Fatal(err)
	}
}

func TestAKeyIsTrustedWhenItIsFirstSeenAndComparedWhenSaid(t *testing.T) {
	c, _, _ := trial(t)
	p := newPatient(t, "R.")
	r := p.give(c, holding(entry(1, 1, "a")), Choice{})
	if r.Client.Alias != "R." {
		t.Fatalf("%+v", r.Client)
	}
	o, sum := p.seal(holding(entry(2, 1, "b")))
	if k, err := c.Look(o); err != nil || k.Trust != TrustKnown || k.Client.ID != r.Client.ID {
		t.Fatalf("%+v, %v", k, err)
	}
	if _, err := c.MarkCompared(ctx, r.Client.ID, p.keys.SigningKey()); err != nil {
		t.Fatal(err)
	}
	if k, err := c.Look(o); err != nil || k.Trust != TrustCompared {
		t.Fatalf("%+v, %v", k, err)
	}
	if _, err := c.MarkCompared(ctx, r.Client.ID, "another"); !errors.Is(err, journal.ErrNotFound) {
		t.Fatal(err)
	}
	if r, err := c.Receive(ctx, o, sum, Choice{}); err != nil || len(r.Client.Keys) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestAnotherKeyUnderAKnownNameStopsUntilSomebodySaysWhoseItIs(t *testing.T) {
	c, j, _ := trial(t)
	known := newPatient(t, "Robin R.").give(c, holding(entry(1, 1, "a")), Choice{Alias: "Robin"})
	p := newPatient(t, " ROBIN  r")
	o, sum := p.seal(holding(entry(2, 1, "b")))
	if k, err := c.Look(o); err != nil || k.Trust != TrustUnknown || len(k.SameName) != 1 || k.SameName[0].ID != known.Client.ID {
		t.Fatalf("%+v, %v", k, err)
	}
	for name, choice := range map[string]Choice{
		"nothing said":                {},
		"under another name":          {Alias: "Somebody new"},
		"under the therapist's name":  {Alias: "Róbin"},
		"for the client":              {Client: known.Client.ID},
		"for the client, wrong words": {Client: known.Client.ID, Decision: DecideSomebodyElse},
		"a new key of nobody":         {Decision: DecideNewKey},
	} {
		_, err := c.Receive(ctx, o, sum, choice)
		var changed *ErrKeyChanged
		if !errors.As(err, &changed) {
			t.Fatalf("%s: %v", name, err)
		}
		want, _ := crypto.SigningKeyWords(known.Client.Keys[0].Key)
		if changed.Client.ID != known.Client.ID || len(changed.Known) != 1 || !slices.Equal(changed.Known[0], want) || !slices.Equal(changed.New, o.FingerprintWords) {
			t.Fatalf("%s: %+v", name, changed)
		}
	}
	if len(j.ReceivedFiles("")) != 1 || len(j.Clients()) != 1 {
		t.Fatal("a file was kept before anybody said whose it is")
	}
	r, err := c.Receive(ctx, o, sum, Choice{Client: known.Client.ID, Decision: DecideNewKey})
	if err != nil || r.Client.ID != known.Client.ID || len(r.Client.Keys) != 2 || r.Client.Keys[1].ToldAt.IsZero() || !r.Client.Keys[1].ComparedAt.IsZero() {
		t.Fatalf("%+v, %v", r, err)
	}
	p.give(c, holding(entry(3, 1, "c")), Choice{}) // the new key is known from now on
	third, sum3 := newPatient(t, "Robin").seal(holding(entry(4, 1, "d")))
	r, err = c.Receive(ctx, third, sum3, Choice{Alias: "Robin the younger", Decision: DecideSomebodyElse})
	if err != nil || r.Client.ID == known.Client.ID || len(j.Clients()) != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if n := len(j.ReceivedFiles(known.Client.ID)); n != 3 {
		t.Fatalf("%d files", n)
	}
}

func TestAKeyBelongsToOneClient(t *testing.T) {
	c, _, _ := trial(t)
	p := newPatient(t, "R.")
	r := p.give(c, holding(entry(1, 1, "a")), Choice{})
	other := newPatient(t, "S.").give(c, holding(entry(2, 1, "b")), Choice{})
	o, sum := p.seal(holding(entry(3, 1, "c")))
	for name, choice := range map[string]Choice{
		"another client": {Client: other.Client.ID, Decision: DecideNewKey},
		"a new client":   {Alias: "T.", Decision: DecideSomebodyElse},
	} {
		var of *ErrKeyOfAnother
		if _, err := c.Receive(ctx, o, sum, choice); !errors.As(err, &of) || of.Client.ID != r.Client.ID {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAClientNeedsAName(t *testing.T) {
	c, j, _ := trial(t)
	o, sum := newPatient(t, "").seal(holding(entry(1, 1, "a")))
	if _, err := c.Receive(ctx, o, sum, Choice{}); !errors.Is(err, ErrNoName) {
		t.Fatal(err)
	}
	if _, err := c.Receive(ctx, o, sum, Choice{Client: id(77)}); !errors.Is(err, journal.ErrNotFound) {
		t.Fatal(err)
	}
	// A client written down before their first file gets its key.
	cl, err := j.SaveClient(ctx, journal.Client{Alias: "Quinn"})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := c.Receive(ctx, o, sum, Choice{Client: cl.ID}); err != nil || r.Client.ID != cl.ID || len(r.Client.Keys) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestAFileMissingInTheSequenceIsNamedUntilItCame(t *testing.T) {
	c, _, _ := trial(t)
	p := newPatient(t, "R.")
	first, sum1 := p.seal(bundle.Content{BundleID: string(id(101)), Sequence: 1, Entries: []bundle.Entry{entry(1, 1, "a")}})
	second, sum2 := p.seal(bundle.Content{BundleID: string(id(102)), Sequence: 2, Previous: string(id(101)), Entries: []bundle.Entry{entry(2, 1, "b")}})
	r, err := c.Receive(ctx, second, sum2, Choice{})
	want := Gap{Missing: string(id(101)), Before: string(id(102)), Number: 2}
	if err != nil || !slices.Equal(r.Missing, []Gap{want}) {
		t.Fatalf("%+v, %v", r, err)
	}
	came, err := c.Receive(ctx, first, sum1, Choice{})
	if err != nil || len(came.Missing) != 0 || len(c.Gaps(r.Client.ID)) != 0 {
		t.Fatalf("%+v, %v", came, err)
	}
	if _, err := c.Delete(ctx, came.File.ID, false); err != nil {
		t.Fatal(err)
	}
	if gaps := c.Gaps(r.Client.ID); len(gaps) != 0 {
		t.Fatalf("what was deleted here is called missing: %v", gaps)
	}
}

func TestAFileThatIsReplacedSaysSoAndIsReadAsBefore(t *testing.T) {
	c, j, _ := trial(t)
	p := newPatient(t, "R.")
	old := p.give(c, bundle.Content{BundleID: string(id(101)), Entries: []bundle.Entry{entry(1, 1, "a")}}, Choice{})
	again := p.give(c, bundle.Content{Supersedes: string(id(101)), Entries: []bundle.Entry{entry(1, 2, "b")}}, Choice{})
	// Somebody else's file replaces nothing of this client.
	newPatient(t, "S.").give(c, bundle.Content{Supersedes: again.File.BundleID, Entries: []bundle.Entry{entry(3, 1, "x")}}, Choice{})
	f, err := j.ReceivedFile(old.File.ID)
	if err != nil || f.ReplacedBy != again.File.BundleID {
		t.Fatalf("%+v, %v", f, err)
	}
	if got, err := c.Content(ctx, f); err != nil || got.Entries[0].Text() != "a" {
		t.Fatalf("%+v, %v", got, err)
	}
	if f, err := j.ReceivedFile(again.File.ID); err != nil || f.ReplacedBy != "" {
		t.Fatalf("%+v, %v", f, err)
	}
	if _, err := c.Delete(ctx, again.File.ID, false); err != nil {
		t.Fatal(err)
	}
	if f, err := j.ReceivedFile(old.File.ID); err != nil || f.ReplacedBy != "" {
		t.Fatalf("%+v, %v", f, err)
	}
}

func TestAJournalOfOnesOwnKeepsNoClients(t *testing.T) {
	j, _ := vaultOf(t, false)
	if _, err := Of(j); !errors.Is(err, journal.ErrNotTherapist) {
		t.Fatal(err)
	}
	for name, f := range map[string]func() error{
		"SaveClient": func() error { _, err := j.SaveClient(ctx, journal.Client{Alias: "R."}); return err },
		"Receive": func() error {
			_, _, err := j.Receive(ctx, journal.Arrival{Client: journal.Client{Alias: "R."}})
			return err
		},
		"SaveClientNote": func() error {
			_, err := j.SaveClientNote(ctx, journal.ClientNote{ClientID: id(1), Text: "x"})
			return err
		},
		"AskToDelete":    func() error { _, err := j.AskToDelete(ctx, id(1), journal.When{}); return err },
		"DeleteReceived": func() error { _, err := j.DeleteReceived(ctx, id(1), nil); return err },
	} {
		if err := f(); !errors.Is(err, journal.ErrNotTherapist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestATherapistsVaultHoldsItsOwnersThingsToo(t *testing.T) {
	_, j, dir := trial(t)
	if _, err := j.SaveContact(ctx, journal.Contact{Name: "A colleague"}); err != nil {
		t.Fatal(err)
	}
	line := j.Identity().SigningKey()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = reopened(t, dir)
	if !j.Therapist() || j.Identity().SigningKey() != line || len(j.Contacts()) != 1 {
		t.Fatal("what its owner has is not there")
	}
}

func TestAfterCloseEveryMethodAnswersClosed(t *testing.T) {
	c, j, _ := trial(t)
	p := newPatient(t, "R.")
	r := p.give(c, holding(entry(1, 1, "sea")), Choice{})
	o, sum := p.seal(holding(entry(2, 1, "b")))
	find(t, c, "sea", "")
	all := map[string]func() error{
		"Look":       func() error { _, err := c.Look(o); return err },
		"Receive":    func() error { _, err := c.Receive(ctx, o, sum, Choice{}); return err },
		"Story":      func() error { _, err := c.Story(ctx, r.Client.ID); return err },
		"Content":    func() error { _, err := c.Content(ctx, r.File); return err },
		"Attachment": func() error { _, err := c.Attachment(ctx, r.Client.ID, "x"); return err },
		"Search":     func() error { _, err := c.Search(ctx, "sea", ""); return err },
		"Snippet":    func() error { _, _, _, err := c.Snippet(ctx, Hit{Kind: KindNote}, "sea"); return err },
		"Warm":       func() error { return c.Warm(ctx) },
		"Compared":   func() error { _, err := c.MarkCompared(ctx, r.Client.ID, "x"); return err },
		"Delete":     func() error { _, err := c.Delete(ctx, r.File.ID, false); return err },
		"Of":         func() error { _, err := Of(j); return err },
		"Save":       func() error { _, err := j.SaveClient(ctx, r.Client); return err },
		"Note": func() error {
			_, err := j.SaveClientNote(ctx, journal.ClientNote{ClientID: r.Client.ID, Text: "x"})
			return err
		},
		"Client": func() error { _, err := j.Client(r.Client.ID); return err },
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for name, f := range all {
		if err := f(); !errors.Is(err, vault.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Close()
	if len(c.index) != 0 {
		t.Error("texts stay in memory")
	}
	if n := len(j.Clients()) + len(j.ReceivedFiles("")) + len(j.Deletions("")); n != 0 {
		t.Errorf("%d things are listed after Close", n)
	}
}
