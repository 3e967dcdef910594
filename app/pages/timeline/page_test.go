package timeline_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/timeline"
	"afterglow/app/route"
	"afterglow/journal"
)

func opened(t *testing.T, fill bool) (*pagetest.Shell, *journal.Journal, *timeline.Page) {
	t.Helper()
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	if fill {
		session := pagetest.Session(t, j, 5, "2026-11-20", "")
		add := func(title, text, date string, kind journal.Kind, mark journal.Mark, session journal.ID, tags ...string) {
			pagetest.Save(t, j, journal.Entry{Title: title, Kind: kind, Mark: mark, SessionID: session, Tags: tags,
				OccurredAt: pagetest.When(t, date), Sections: []journal.Section{{Key: "text", Text: text}}})
		}
		add("First", "the sea again and a lantern", "2026-11-20", journal.KindSession, journal.MarkShare, session.ID, "sea")
		add("Second", "a boat", "2026-11-10", journal.KindDream, journal.MarkPrivate, "", "night")
		add("Third", "a lantern in the dark", "2026-10-01", journal.KindFree, journal.MarkAsk, "")
	}
	page := timeline.New(shell, j, "", nil)
	shell.Show(page)
	return shell, j, page
}

// key presses a key on what the keyboard is on.
func key(shell *pagetest.Shell, names ...fyne.KeyName) {
	for _, n := range names {
		shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func typed(shell *pagetest.Shell, s string) {
	for _, r := range s {
		shell.Win.Canvas().Focused().TypedRune(r)
	}
}

func TestTheKeyboardFindsAndOpens(t *testing.T) {
	shell, j, page := opened(t, true)
	typed(shell, "lantern")
	if !pagetest.Says(page.Content(), "2 entries") {
		t.Fatal("the search as one types does not say what it found")
	}
	key(shell, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	want, _ := j.Search(t.Context(), "dark", journal.Filter{})
	if len(shell.Went) != 1 || shell.Went[0] != route.With(route.Read, string(want[0].ID)) {
		t.Errorf("went to %v", shell.Went)
	}
	if r := page.Route(); r != route.To(route.Journal) {
		t.Errorf("the route %v may hold what was searched for", r)
	}
}

func TestComingBackFindsTheSearchAsItWas(t *testing.T) {
	shell, j, _ := opened(t, true)
	view := &timeline.View{}
	page := timeline.New(shell, j, "", view)
	shell.Show(page)
	typed(shell, "lantern")
	key(shell, fyne.KeyDown, fyne.KeyDown)
	shell.Leave(page)
	again := timeline.New(shell, j, "", view)
	shell.Show(again)
	if !pagetest.Says(again.Content(), "2 entries") {
		t.Error("the search is forgotten")
	}
	key(shell, fyne.KeyReturn)
	if want, _ := j.Search(t.Context(), "dark", journal.Filter{}); shell.Went[0].Arg != string(want[0].ID) {
		t.Error("the place in the list is forgotten")
	}
	again.Wipe()
	third := timeline.New(shell, j, "", view)
	if !pagetest.Says(third.Content(), "3 entries") {
		t.Error("after the lock the search is remembered")
	}
}

func TestEscapeClearsTheSearchFirst(t *testing.T) {
	shell, _, page := opened(t, true)
	typed(shell, "boat")
	if !page.Escape() || !pagetest.Says(page.Content(), "3 entries") {
		t.Fatal("Escape does not clear the search")
	}
	if page.Escape() {
		t.Error("Escape does not lead on when there is no search")
	}
}

func TestFiltersNarrow(t *testing.T) {
	shell, _, page := opened(t, true)
	pagetest.Press(t, page.Content(), shell.Words().T("mark.share"))
	if !pagetest.Says(page.Content(), "1 entry") {
		t.Error("for my therapist does not narrow")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("mark.share"))
	for i, want := range []string{"1 entry", "1 entry", "1 entry"} { // kind, session, tag
		pick := pagetest.PickList(t, page.Content(), i)
		steps := 1
		if i == 0 {
			steps = 3 // kinds: free, intention, session
		}
		for range steps {
			pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		if !pagetest.Says(page.Content(), want) {
			t.Errorf("filter %d does not narrow to %s", i, want)
		}
		for range steps {
			pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
		}
	}
	if !pagetest.Says(page.Content(), "3 entries") {
		t.Error("the filters do not let go")
	}
}

func TestNothingToSeeSaysWhy(t *testing.T) {
	shell, _, page := opened(t, false)
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.nothing_yet")) {
		t.Error("an empty journal does not say so")
	}
	shell, _, page = opened(t, true)
	typed(shell, "no such word")
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.nothing_found")) {
		t.Fatal("a search that finds nothing does not say so")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("timeline.clear"))
	if !pagetest.Says(page.Content(), "3 entries") {
		t.Error("the search was not cleared")
	}
}

func TestDeleteCanBeUndone(t *testing.T) {
	shell, j, page := opened(t, true)
	key(shell, fyne.KeyDown, fyne.KeyDelete)
	trashed := j.Summaries(journal.Filter{Trash: true})
	if len(trashed) != 1 || trashed[0].Title != "First" || !pagetest.Says(page.Content(), "2 entries") || len(shell.Offers) != 1 {
		t.Fatalf("in the trash: %v, offers %d", trashed, len(shell.Offers))
	}
	shell.Offers[0].Do()
	if len(j.Summaries(journal.Filter{})) != 3 {
		t.Error("undo did not bring it back")
	}
}

func TestTrash(t *testing.T) {
	shell, j, _ := opened(t, true)
	for _, s := range j.Summaries(journal.Filter{}) {
		if err := j.Trash(t.Context(), s.ID); err != nil {
			t.Fatal(err)
		}
	}
	page := timeline.NewTrash(shell, j)
	shell.Show(page)
	key(shell, fyne.KeyReturn)
	if left := j.Summaries(journal.Filter{}); len(left) != 1 || left[0].Title != "First" {
		t.Fatalf("brought back %v", left)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("timeline.empty_trash"))
	if len(j.Summaries(journal.Filter{Trash: true})) != 2 {
		t.Fatal("the trash was emptied without a question")
	}
	if !pagetest.Says(shell.Dialog(), shell.Words().N("timeline.empty_text", 2)) {
		t.Error("the question does not say that it cannot be undone")
	}
	pagetest.Press(t, shell.Dialog(), shell.Words().T("timeline.empty_do"))
	if len(j.Summaries(journal.Filter{Trash: true})) != 0 || len(j.Summaries(journal.Filter{})) != 1 {
		t.Error("the trash is not empty, or too much is gone")
	}
	if !pagetest.Says(page.Content(), shell.Words().T("timeline.trash_nothing")) {
		t.Error("an empty trash does not say so")
	}
}

func TestOfOneSession(t *testing.T) {
	shell, j, _ := opened(t, true)
	page := timeline.New(shell, j, timeline.OfSession(j.Sessions()[0].ID), nil)
	if !pagetest.Says(page.Content(), "1 entry") {
		t.Error("it is not narrowed to the session")
	}
}

func TestTenThousandEntriesDrawOnlyWhatIsInSight(t *testing.T) {
	shell, j, _ := opened(t, false)
	var list []journal.Entry
	for i := range 10_000 {
		list = append(list, journal.Entry{Kind: journal.KindFree, Title: fmt.Sprint("Entry ", i),
			OccurredAt: pagetest.When(t, fmt.Sprintf("20%02d-%02d-%02d", i%20, i%12+1, i%28+1)),
			Sections:   []journal.Section{{Key: "text", Text: "a few words"}}})
	}
	if _, err := j.SaveEntries(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	page := timeline.New(shell, j, "", nil)
	shell.Show(page)
	if !pagetest.Says(page.Content(), "10000 entries") {
		t.Fatal("they are not all there")
	}
	key(shell, fyne.KeyDown, fyne.KeyEnd)
	if n := pagetest.Count[fyne.Widget](page.Content()); n > 400 {
		t.Errorf("%d widgets for a window of a dozen rows", n)
	}
}
