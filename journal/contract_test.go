package journal

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

func TestASavedEntryIsThereAfterACrashAndUnfinishedIsOffered(t *testing.T) {
	j, dir := trial(t)
	e := note("half a sen")
	e.Unfinished = true
	saved := save(t, j, e)
	after := reopen(t, crashed(t, dir), OpenOptions{})
	defer after.Close()
	wantText(t, after, saved.ID, "half a sen")
	if u := after.Unfinished(); len(u) != 1 || u[0].ID != saved.ID {
		t.Fatalf("unfinished: %v", u)
	}
	saved.Unfinished = false
	save(t, j, saved)
	if len(j.Unfinished()) != 0 {
		t.Fatal("a finished entry is still offered")
	}
}

func TestASaveOnAnOlderRevisionIsStaleAndChangesNothing(t *testing.T) {
	j, _ := trial(t)
	first := save(t, j, note("one"))
	second := first
	second.Sections = []Section{{Text: "two"}}
	save(t, j, second)
	first.Sections = []Section{{Text: "late"}}
	_, err := j.SaveEntry(ctx, first)
	wantErr(t, err, ErrStale)
	_, err = j.SaveEntries(ctx, []Entry{note("with it"), first})
	wantErr(t, err, ErrStale)
	wantText(t, j, first.ID, "two")
	if got := j.Summaries(Filter{}); len(got) != 1 || got[0].Opening != "two" {
		t.Fatalf("half of a refused step is listed: %v", got)
	}
}

func TestTextAndMomentsAreKeptToTheLetter(t *testing.T) {
	j, dir := trial(t)
	text := "  two  spaces\r\n\ttab \u2028 <&> \"quotes\" \x00 \U0001F642 cafe\u0301 café \uFFFD end \n\n"
	e := note(text)
	e.Title, e.OccurredAt, e.Tags = " A <title> ", when(t, "1660-01-13T23:59:59-00:05"), []string{"été"}
	saved := save(t, j, e)
	again := reopen(t, dir, OpenOptions{ReadOnly: true})
	defer again.Close()
	got, err := again.Entry(ctx, saved.ID)
	if err != nil || got.Text() != text || got.Title != e.Title || got.OccurredAt != e.OccurredAt || !slices.Equal(got.Tags, e.Tags) {
		t.Fatalf("%+v, %v", got, err)
	}
	if got.Revision != saved.Revision || got.ID != saved.ID {
		t.Fatal("it is another entry")
	}
}

func TestFiveMegabytesAreAnEntryAndSeventeenAreNot(t *testing.T) {
	j, dir := trial(t)
	big := strings.Repeat("five megabytes ", 5<<20/15)
	saved := save(t, j, note(big))
	after := reopen(t, crashed(t, dir), OpenOptions{ReadOnly: true})
	defer after.Close()
	wantText(t, after, saved.ID, big)
	_, err := j.SaveEntry(ctx, note(strings.Repeat("x", MaxEntryBytes+1)))
	wantErr(t, err, ErrTooLarge)
}

func TestWhatTheJournalRefuses(t *testing.T) {
	j, _ := trial(t)
	bad := "\xff\xfe"
	for name, c := range map[string]struct {
		entry Entry
		want  error
	}{
		"nothing":         {Entry{}, ErrEmpty},
		"white space":     {Entry{Title: " \n", Sections: []Section{{Text: "\t"}}}, ErrEmpty},
		"text not UTF-8":  {note("a" + bad), ErrNotUTF8},
		"title not UTF-8": {Entry{Title: bad}, ErrNotUTF8},
		"tag not UTF-8":   {Entry{Title: "t", Tags: []string{bad}}, ErrNotUTF8},
		"head not UTF-8":  {Entry{Title: "t", Sections: []Section{{Heading: bad}}}, ErrNotUTF8},
	} {
		if _, err := j.SaveEntry(ctx, c.entry); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := j.SaveEntries(ctx, []Entry{note("good"), c.entry}); !errors.Is(err, c.want) {
			t.Errorf("%s among others: %v", name, err)
		}
	}
	if n := len(j.Summaries(Filter{})); n != 0 {
		t.Fatalf("%d entries were saved all the same", n)
	}
}

func TestTheTrashGivesBackAndOnlyEmptyingItDestroys(t *testing.T) {
	j, dir := trial(t)
	gone := save(t, j, note(strings.Repeat("the secret of a long night. ", 4000)))
	gone.Sections = []Section{{Text: "rewritten"}}
	gone = save(t, j, gone)
	kept := save(t, j, note("kept"))
	if err := j.Trash(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	if got := j.Summaries(Filter{}); len(got) != 1 || got[0].ID != kept.ID {
		t.Fatalf("listed: %v", got)
	}
	if hits, _ := j.Search(ctx, "rewritten", Filter{}); len(hits) != 0 {
		t.Fatal("search finds what is in the trash")
	}
	if err := j.Untrash(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	wantText(t, j, gone.ID, "rewritten")
	if h, err := j.History(ctx, gone.ID); err != nil || len(h) < 2 || !strings.HasPrefix(h[len(h)-1].Text(), "the secret") {
		t.Fatalf("the history did not come back: %d, %v", len(h), err)
	}
	if n, err := j.EmptyTrash(ctx); n != 0 || err != nil {
		t.Fatal("an empty trash was emptied", n, err)
	}
	if err := j.Trash(ctx, gone.ID); err != nil {
		t.Fatal(err)
	}
	before, _ := j.vault.Size()
	headers := crashed(t, dir)
	if n, err := j.EmptyTrash(ctx); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if after, _ := j.vault.Size(); after > before/2 {
		t.Fatalf("the log shrank from %d to %d bytes only", before, after)
	}
	if same(t, filepath.Join(headers, "vault.json"), filepath.Join(dir, "vault.json")) {
		t.Fatal("the epoch was not renewed")
	}
	_, err := j.Entry(ctx, gone.ID)
	wantErr(t, err, ErrNotFound)
	_, err = j.History(ctx, gone.ID)
	wantErr(t, err, ErrNotFound)
	wantText(t, j, kept.ID, "kept")
	// With the old header the folder opens nothing of what was destroyed.
	j.Close()
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		b, _ := os.ReadFile(filepath.Join(headers, name))
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if old, err := Open(ctx, dir, pass, OpenOptions{ReadOnly: true}); err == nil {
		_, err := old.Entry(ctx, gone.ID)
		old.Close()
		wantErr(t, err, ErrNotFound)
	}
}

func same(t *testing.T, a, b string) bool {
	t.Helper()
	x, err1 := os.ReadFile(a)
	y, err2 := os.ReadFile(b)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return bytes.Equal(x, y)
}

func TestWhatWasForgottenLeavesTheDiskAtTheNextChance(t *testing.T) {
	j, dir := trial(t)
	e := save(t, j, note("to be forgotten"))
	id, _ := vault.ParseID(string(e.ID))
	// As EmptyTrash leaves it when there was no room to write the log anew.
	if _, err := j.vault.Apply(ctx, vault.Change{Kind: recordEntry, ID: id, Forget: true}); err != nil {
		t.Fatal(err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if j.vault.Forgotten() {
		t.Fatal("closing left the bytes of what was forgotten in the log")
	}
}

func TestHistoryKeepsTheLastOfEverySitting(t *testing.T) {
	j, dir := trial(t)
	e := note("")
	for _, s := range []struct{ sitting, text string }{
		{"a", "a1"}, {"a", "a2"}, {"b", "b1"}, {"", "x"}, {"", "y"}, {"c", "c1"}, {"c", "c2"}, {"c", "c3"},
	} {
		e.Sitting, e.Sections = s.sitting, []Section{{Text: s.text}}
		e = save(t, j, e)
	}
	want := []string{"c3", "y", "x", "b1", "a2"}
	texts := func(j *Journal) (out []string) {
		h, err := j.History(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range h {
			out = append(out, e.Text())
		}
		return out
	}
	if got := texts(j); !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	if err := j.rewrite(ctx, vault.RewriteOptions{}); err != nil { // what tidying keeps
		t.Fatal(err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if got := texts(j); !slices.Equal(got, want) {
		t.Fatalf("after tidying: %v", got)
	}
}

func TestListsAreValues(t *testing.T) {
	j, _ := trial(t)
	e := note("x")
	e.Tags = []string{"dream"}
	save(t, j, e)
	e.Tags[0] = "mine"
	j.Summaries(Filter{})[0].Tags[0] = "changed"
	hits, _ := j.Search(ctx, "x", Filter{})
	hits[0].Tags[0] = "changed"
	if got := j.Tags(); len(got) != 1 || got[0] != (TagCount{"dream", 1}) {
		t.Fatalf("tags: %v", got)
	}
	if _, err := j.SaveContact(ctx, Contact{Name: "Dr M", Recipients: []string{"age1"}}); err != nil {
		t.Fatal(err)
	}
	j.Contacts()[0].Recipients[0] = "changed"
	if got := j.Contacts()[0].Recipients[0]; got != "age1" {
		t.Fatalf("a contact was changed from outside: %s", got)
	}
	if _, err := j.SaveShare(ctx, Share{BundleID: "b", Items: []ShareItem{{Type: "entry"}}}); err != nil {
		t.Fatal(err)
	}
	j.Shares()[0].Items[0].Type = "changed"
	if got := j.Shares()[0].Items[0].Type; got != "entry" {
		t.Fatalf("a share was changed from outside: %s", got)
	}
}

func TestAfterCloseEveryMethodAnswersClosed(t *testing.T) {
	j, _ := trial(t)
	e := save(t, j, note("x"))
	s, err := j.SaveSession(ctx, DosingSession{Date: when(t, "2026-11-01")})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(j.Close(), j.Close()); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]func() error{
		"Entry":        func() error { _, err := j.Entry(ctx, e.ID); return err },
		"SaveEntry":    func() error { _, err := j.SaveEntry(ctx, e); return err },
		"SaveEntries":  func() error { _, err := j.SaveEntries(ctx, []Entry{e}); return err },
		"History":      func() error { _, err := j.History(ctx, e.ID); return err },
		"Trash":        func() error { return j.Trash(ctx, e.ID) },
		"Untrash":      func() error { return j.Untrash(ctx, e.ID) },
		"EmptyTrash":   func() error { _, err := j.EmptyTrash(ctx); return err },
		"Search":       func() error { _, err := j.Search(ctx, "x", Filter{}); return err },
		"Hit":          func() error { _, err := j.Hit(ctx, e.ID, "x"); return err },
		"Session":      func() error { _, err := j.Session(s.ID); return err },
		"SaveSession":  func() error { _, err := j.SaveSession(ctx, s); return err },
		"SaveContact":  func() error { _, err := j.SaveContact(ctx, Contact{Name: "n"}); return err },
		"SaveShare":    func() error { _, err := j.SaveShare(ctx, Share{}); return err },
		"SaveSettings": func() error { _, err := j.SaveSettings(ctx, Settings{}); return err },
		"Recovery":     func() error { return j.CheckRecoveryCode(ctx, crypto.NewRecoveryCode()) },
		"Check":        func() error { _, err := j.Check(ctx); return err },
	} {
		if err := f(); !errors.Is(err, vault.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(j.Summaries(Filter{})) + len(j.Tags()) + len(j.Sessions()) + len(j.Contacts()) + len(j.Shares()) + len(j.Unfinished()); n != 0 {
		t.Errorf("%d things are listed after Close", n)
	}
}

func TestAReaderReadsAndWritesNothing(t *testing.T) {
	j, dir := trial(t)
	e := save(t, j, note("x"))
	r := reopen(t, dir, OpenOptions{ReadOnly: true})
	defer r.Close()
	wantText(t, r, e.ID, "x")
	_, err := r.SaveEntry(ctx, note("y"))
	wantErr(t, err, ErrReadOnly)
	_, err = Open(ctx, dir, pass, OpenOptions{})
	wantErr(t, err, vault.ErrInUse)
}

func TestTheRecoveryCodeTypedBackIsRemembered(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "j")
	j, code := fresh(t, dir)
	wantErr(t, j.CheckRecoveryCode(ctx, crypto.NewRecoveryCode()), vault.ErrWrongPassphrase)
	wantErr(t, j.CheckRecoveryCode(ctx, "abc"), crypto.ErrRecoveryTypo)
	if !j.Settings().RecoveryConfirmed.IsZero() {
		t.Fatal("a wrong code was remembered as right")
	}
	if err := j.CheckRecoveryCode(ctx, strings.ToLower(code)); err != nil {
		t.Fatal(err)
	}
	line := j.Identity().SigningKey()
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	if j.Settings().RecoveryConfirmed.IsZero() || j.Identity().SigningKey() != line || j.Therapist() {
		t.Fatal("settings or identity are not what they were")
	}
}

func TestAJournalCutOffWhileItWasMadeIsCompleted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "j")
	v, err := vault.Create(ctx, dir, vault.CreateOptions{Kind: vault.KindJournal, Slots: func(id, master []byte) ([]crypto.Slot, error) {
		s, err := crypto.NewSlot(crypto.SlotPassphrase, id, pass, crypto.CheapestKDF(), master)
		return []crypto.Slot{s}, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	j := reopen(t, dir, OpenOptions{})
	defer j.Close()
	if j.Identity() == nil {
		t.Fatal("there is no identity")
	}
	if _, err := j.SaveSettings(ctx, Settings{Revision: j.Settings().Revision, Alias: "R."}); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedRecordIsNamedAndTheOthersAreRead(t *testing.T) {
	j, dir := trial(t)
	a := save(t, j, note("first"))
	b := save(t, j, note(strings.Repeat("the one that is hit ", 500)))
	c := save(t, j, note("last"))
	before, _ := j.vault.Size()
	j.Close()
	// Both copies of the log are damaged at the same place, and the store is gone.
	logs, _ := filepath.Glob(filepath.Join(dir, "log", "*.log"))
	for _, name := range []string{"mirror", "db"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	file[before-5000] ^= 4
	if err := os.WriteFile(logs[0], file, 0o600); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	wantText(t, j, a.ID, "first")
	wantText(t, j, c.ID, "last")
	if _, err := j.Entry(ctx, b.ID); err == nil {
		t.Fatal("the trial missed its target")
	}
	named := slices.ContainsFunc(j.Problems(), func(p Problem) bool { return p.ID == string(b.ID) })
	if !named || len(j.Notices()) == 0 {
		t.Fatalf("problems %v, notices %v", j.Problems(), j.Notices())
	}
	if rep, err := j.Check(ctx); err != nil || rep.OK {
		t.Fatal(rep, err)
	}
	save(t, j, note("and writing goes on"))
}

func TestARecordThatCannotBeUnderstoodIsNamed(t *testing.T) {
	j, dir := trial(t)
	good := save(t, j, note("good"))
	bad := vault.NewID()
	if _, err := j.vault.Apply(ctx, vault.Change{Kind: recordEntry, ID: bad, Schema: 1, Data: []byte(`{"title":7}`)},
		vault.Change{Kind: "of a later version", ID: vault.NewID(), Schema: 9, Data: []byte(`{}`)}); err != nil {
		t.Fatal(err)
	}
	j.Close()
	j = reopen(t, dir, OpenOptions{})
	defer j.Close()
	wantText(t, j, good.ID, "good")
	if p := j.Problems(); len(p) != 1 || p[0].ID != bad.String() {
		t.Fatalf("problems %v", p)
	}
	if rep, err := j.Check(ctx); err != nil || rep.OK || len(rep.Problems) != 1 {
		t.Fatal(rep, err)
	}
}

func TestMissingMomentsAreNow(t *testing.T) {
	j, _ := trial(t)
	j.now = func() time.Time { return time.Date(2026, 11, 21, 16, 42, 0, 0, time.FixedZone("", 3600)) }
	e := save(t, j, note("x"))
	if e.OccurredAt.String() != "2026-11-21T16:42:00+01:00" || e.WrittenAt != e.OccurredAt || e.Kind != KindFree || e.Mark != MarkPrivate || len(e.ID) != 32 || e.Revision != 1 {
		t.Fatalf("%+v", e)
	}
}
