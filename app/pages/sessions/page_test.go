package sessions

import (
	"strings"
	"testing"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/journal"
)

func TestASessionIsRecordedFromTheFormAndItsWritingStandsWithIt(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := New(shell, j, argNew)
	shell.Show(p)
	p.form.date.SetText("2026-11-20")
	p.form.fields["seq"].SetText("4")
	p.form.fields["start"].SetText("half past two")
	p.form.fields["intention_line"].SetText("To let someone else carry the lantern")
	pagetest.Press(t, p.Content(), "Save")
	if len(j.Sessions()) != 0 || p.form.fields["start"].Note() == "" {
		t.Fatal("a time that is none was accepted, or not said")
	}
	p.form.fields["start"].SetText("14:30")
	pagetest.Press(t, p.Content(), "Save")
	all := j.Sessions()
	if len(all) != 1 || all[0].Seq != 4 || all[0].Start != "14:30" || shell.Backs != 1 {
		t.Fatalf("saved %+v, went back %d times", all, shell.Backs)
	}
	pagetest.Save(t, j, journal.Entry{Title: "The sea again", SessionID: all[0].ID, Sections: []journal.Section{{Text: "someone humming"}}})
	p = New(shell, j, string(all[0].ID))
	shell.Show(p)
	for _, text := range []string{"Session 4", "The sea again", "“To let someone else carry the lantern”"} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the session's page does not say %q", text)
		}
	}
	p = New(shell, j, "")
	shell.Show(p)
	if !pagetest.Says(p.Content(), "Session 4 · 20 November") {
		t.Error("the list does not show the session")
	}
}

func TestLeavingTheFormKeepsWhatWasTyped(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := New(shell, j, argNew)
	shell.Show(p)
	if !shell.Leave(p) || len(j.Sessions()) != 0 {
		t.Fatal("an untouched form made a session")
	}
	p.form.fields["place"].SetText("the clinic by the canal")
	if !shell.Leave(p) {
		t.Fatal("could not leave")
	}
	if all := j.Sessions(); len(all) != 1 || all[0].Place != "the clinic by the canal" {
		t.Fatalf("lost: %+v", all)
	}
	p.form.date.SetText("tomorrow")
	if shell.Leave(p) {
		t.Fatal("left without a word though the date cannot be kept")
	}
}

// At lock nobody can be asked: what does not fit its field stands in the note.
func TestAtLockEveryWordOfTheFormIsKept(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := New(shell, j, argNew)
	shell.Show(p)
	p.form.date.SetText("some day in spring")
	p.form.fields["start"].SetText("half past two")
	p.form.fields["place"].SetText("the clinic by the canal")
	p.form.note.SetText("bring the blue blanket")
	done := 0
	p.PutAway(func() { done++ })
	all := j.Sessions()
	if done != 1 || len(all) != 1 || all[0].Place != "the clinic by the canal" {
		t.Fatalf("answered %d times, kept %+v", done, all)
	}
	for _, words := range []string{"some day in spring", "half past two", "bring the blue blanket"} {
		if !strings.Contains(all[0].Note, words) {
			t.Errorf("%q is lost; the note is %q", words, all[0].Note)
		}
	}
	var u journal.Unsaved
	if p.Unsaved(&u); u.Words() {
		t.Error("what is saved is kept a second time")
	}
	j.Close() // now nothing can be saved
	p.form.fields["place"].SetText("by the sea")
	p.PutAway(func() { done++ })
	if p.Unsaved(&u); done != 2 || len(u.Sessions) != 1 || u.Sessions[0].Place != "by the sea" || len(shell.Failed) != 0 || shell.Dialog() != nil {
		t.Errorf("answered %d times; what waits is %+v; said %v", done, u.Sessions, shell.Failed)
	}
}
