package journal

import (
	"errors"
	"strings"
	"testing"
)

func TestWordsThatCouldNotBeSavedWaitSealedForTheNextUnlocking(t *testing.T) {
	j, dir, _ := seaside(t)
	e, err := j.Entry(ctx, j.Summaries(Filter{})[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	e.Sections = []Section{{Text: "tidewords that no disk took"}}
	fresh := Entry{Title: "begun just now"}
	u := Unsaved{Page: "write", Alias: "R.", Share: &ShareDraft{Purpose: "for thursday"}}
	u.Add(e)
	u.Add(fresh)
	u.AddSession(DosingSession{Date: e.OccurredAt, Intention: "slowly"})
	sealed, err := j.SealUnsaved(u)
	if err != nil || strings.Contains(string(sealed), "tidewords") {
		t.Fatalf("%v, or not sealed", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, err = Open(ctx, dir, pass, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	got, err := j.OpenUnsaved(sealed)
	if err != nil || !got.Words() || got.Page != "write" || got.Share == nil || got.Share.Purpose != "for thursday" {
		t.Fatalf("%+v, %v", got, err)
	}
	before := len(j.Summaries(Filter{}))
	rest, err := j.SaveUnsaved(ctx, got)
	if err != nil || rest.Words() {
		t.Fatalf("%+v, %v", rest, err)
	}
	now, err := j.Entry(ctx, e.ID)
	if err != nil || now.Text() != "tidewords that no disk took" || len(j.Summaries(Filter{})) != before+1 {
		t.Errorf("%+v, %v", now, err)
	}
	if j.Settings().Alias != "R." || len(j.Sessions()) == 0 {
		t.Error("the name or the session is missing")
	}

	other, _, _ := seaside(t)
	defer other.Close()
	if _, err := other.OpenUnsaved(sealed); !errors.Is(err, ErrNotUnsaved) {
		t.Errorf("another journal opened them: %v", err)
	}
}

// A save that hung may have reached the disk after the page gave up waiting; and
// someone may have changed the entry meanwhile.
func TestWaitingWordsNeitherDoubleNorReplaceWhatIsThere(t *testing.T) {
	j, _, _ := seaside(t)
	defer j.Close()
	e, err := j.Entry(ctx, j.Summaries(Filter{})[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	e.Sections = []Section{{Text: "said twice"}}
	var u Unsaved
	u.Add(e)
	if _, err := j.SaveEntry(ctx, e); err != nil {
		t.Fatal(err)
	}
	before := len(j.Summaries(Filter{}))
	if _, err := j.SaveUnsaved(ctx, u); err != nil || len(j.Summaries(Filter{})) != before {
		t.Errorf("%v, %d entries, want %d", err, len(j.Summaries(Filter{})), before)
	}
	e.Sections = []Section{{Text: "said otherwise"}}
	u = Unsaved{}
	u.Add(e)
	if _, err := j.SaveUnsaved(ctx, u); err != nil || len(j.Summaries(Filter{})) != before+1 {
		t.Errorf("%v, %d entries, want %d", err, len(j.Summaries(Filter{})), before+1)
	}
	if now, _ := j.Entry(ctx, e.ID); now.Text() != "said twice" {
		t.Errorf("what was there became %q", now.Text())
	}
}

func TestWaitingWordsOutliveARenewalOfEveryKeyBeforeThem(t *testing.T) {
	j, dir, _ := seaside(t)
	renew := quick
	renew.Renew = true
	if _, err := j.ChangePassphrase(ctx, nextPass, renew); err != nil {
		t.Fatal(err)
	}
	var u Unsaved
	u.Add(Entry{Title: "after it"})
	sealed, err := j.SealUnsaved(u)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, err = Open(ctx, dir, nextPass, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if got, err := j.OpenUnsaved(sealed); err != nil || len(got.Entries) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
