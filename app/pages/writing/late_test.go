package writing_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/writing"
	"afterglow/journal"
)

func TestWhatChangesDuringASaveIsSavedAfterIt(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	late := shell.BeLate()
	page = writing.New(shell, store, writing.BeginKind(journal.KindFree))
	shell.Show(page)
	test.Type(editor(t, page), "one")
	shell.Advance(2 * time.Second)
	if !pagetest.Says(page.Content(), shell.Words().T("common.saving")) {
		t.Error("it says something else than that it is saving")
	}
	test.Type(editor(t, page), " two")
	shell.Advance(2 * time.Second) // the first save has not answered yet
	if store.save != 1 {
		t.Fatalf("%d saves at once", store.save)
	}
	late.Settle()
	shell.Advance(2 * time.Second)
	late.Settle()
	if got := only(t, store.Journal); got.Sections[0].Text != "one two" || got.Revision != 2 {
		t.Errorf("saved %q as revision %d", got.Sections[0].Text, got.Revision)
	}
}

func TestLeavingWaitsForTheSaveUnderWay(t *testing.T) {
	shell, store, page, _ := open(t, "")
	late := shell.BeLate()
	page = writing.New(shell, store, writing.BeginKind(journal.KindFree))
	shell.Show(page)
	test.Type(editor(t, page), "one")
	shell.Advance(2 * time.Second)
	test.Type(editor(t, page), " two")
	left := false
	page.Leave(func() { left = true })
	if left {
		t.Fatal("the page was left before the words were safe")
	}
	late.Settle()
	if got := only(t, store.Journal); !left || got.Sections[0].Text != "one two" || got.Unfinished {
		t.Errorf("left %v, saved %q, unfinished %v", left, got.Sections[0].Text, got.Unfinished)
	}
}

func TestAnEntryThatArrivesLateCanBeWrittenOn(t *testing.T) {
	shell, store, _, _ := open(t, "")
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Key: "text", Text: "first"}}})
	late := shell.BeLate()
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	late.Settle()
	if shell.Win.Canvas().Focused() != editor(t, page) {
		t.Error("the keyboard is not on the page")
	}
	left := writing.New(shell, store, string(e.ID))
	shell.Show(left)
	if !shell.Leave(left) {
		t.Fatal("a page that has nothing yet does not let go")
	}
	shell.Show(page)
	late.Settle()
	if _, ok := shell.Win.Canvas().Focused().(*kit.Editor); !ok || shell.Win.Canvas().Focused() != editor(t, page) {
		t.Error("a page that was left takes the keyboard")
	}
}

func TestATroubleRightAfterASessionIsSaid(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	store := &failing{Journal: j, full: true}
	page := writing.NewRight(shell, store, "")
	shell.Show(page)
	test.Type(editor(t, page), "the sea")
	shell.Advance(2 * time.Second)
	if !pagetest.Says(page.Content(), shell.Words().T("writing.not_saved")) {
		t.Error("nothing says that the words are not saved")
	}
	if shell.Leave(page) {
		t.Error("the page was left with words that are not saved")
	}
}
