package writing_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/writing"
	"afterglow/app/route"
	"afterglow/journal"
)

// failing is a journal that cannot save while it is full.
type failing struct {
	*journal.Journal
	full bool
	save int
}

func (f *failing) SaveEntry(ctx context.Context, e journal.Entry) (journal.Entry, error) {
	f.save++
	if f.full {
		return e, errors.New("the disk is full")
	}
	return f.Journal.SaveEntry(ctx, e)
}

// open shows a Write page over a fresh journal.
func open(t *testing.T, arg string) (*pagetest.Shell, *failing, *writing.Page, string) {
	t.Helper()
	shell := pagetest.New(t, look.Settings{})
	j, dir := pagetest.Journal(t)
	store := &failing{Journal: j}
	page := writing.New(shell, store, arg)
	shell.Show(page)
	return shell, store, page, dir
}

func editor(t *testing.T, page route.Page) *kit.Editor {
	t.Helper()
	e, ok := pagetest.Find(page.Content(), func(*kit.Editor) bool { return true })
	if !ok {
		t.Fatal("there is nowhere to write")
	}
	return e
}

// only is the one entry of a journal.
func only(t *testing.T, j *journal.Journal) journal.Entry {
	t.Helper()
	list := j.Summaries(journal.Filter{})
	if len(list) != 1 {
		t.Fatalf("there are %d entries, want one", len(list))
	}
	e, err := j.Entry(context.Background(), list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestSomeoneWhoTypesWithoutAPauseIsSavedAllTheSame(t *testing.T) {
	shell, store, page, _ := open(t, writing.Begin(journal.PhaseSameDay, ""))
	for range 6 {
		test.Type(editor(t, page), "on and on ")
		shell.Advance(time.Second)
	}
	if store.save == 0 {
		t.Fatal("six seconds of typing, and nothing is saved")
	}
}

func TestWordsAreSavedTwoSecondsAfterTheLastChange(t *testing.T) {
	shell, store, page, dir := open(t, writing.Begin(journal.PhaseSameDay, ""))
	test.Type(editor(t, page), "the sea again")
	shell.Advance(1900 * time.Millisecond)
	if store.save != 0 {
		t.Fatal("it was saved while someone was still writing")
	}
	test.Type(editor(t, page), ".")
	shell.Advance(1900 * time.Millisecond)
	if store.save != 0 {
		t.Fatal("a further letter does not put the saving off")
	}
	shell.Advance(200 * time.Millisecond)
	if !pagetest.Says(page.Content(), "Saved 18:30") {
		t.Error("the page does not say that it is saved")
	}
	e := only(t, pagetest.AsAfterACrash(t, dir))
	if e.Sections[0].Text != "the sea again." || !e.Unfinished || e.Kind != journal.KindSession || e.Phase != journal.PhaseSameDay {
		t.Errorf("after a crash there is %+v", e)
	}
	if shell.Advance(time.Hour); store.save != 1 {
		t.Errorf("it was saved %d times without a change", store.save)
	}
}

func TestUndoGoesBackPastASave(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	e := editor(t, page)
	test.Type(e, "warm hands")
	shell.Advance(3 * time.Second)
	if store.save != 1 {
		t.Fatal("nothing was saved")
	}
	page.Undo()
	if e.Text == "warm hands" {
		t.Fatal("undo did nothing after a save")
	}
	shell.Advance(3 * time.Second)
	page.Redo()
	shell.Advance(3 * time.Second)
	if got := only(t, store.Journal); got.Sections[0].Text != "warm hands" {
		t.Errorf("after undo and redo %q is saved", got.Sections[0].Text)
	}
}

func TestLeavingSavesAndFinishes(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	test.Type(editor(t, page), "the window")
	if !shell.Leave(page) {
		t.Fatal("the page does not let go")
	}
	e := only(t, store.Journal)
	if e.Sections[0].Text != "the window" || e.Unfinished || e.Sitting == "" {
		t.Errorf("left behind: %+v", e)
	}
	if page.Route() != route.With(route.Write, string(e.ID)) {
		t.Errorf("the page leads back to %v", page.Route())
	}
	if shell.Changes == 0 {
		t.Error("other pages were not told")
	}
	if shell.Inline.Waiting() != 0 {
		t.Error("something is still waiting to be saved after the page was left")
	}
}

func TestAPageWithoutAWordIsNotKept(t *testing.T) {
	shell, store, page, _ := open(t, writing.Begin(journal.PhaseBefore, ""))
	test.Type(editor(t, page), "  ")
	shell.Advance(5 * time.Second)
	if !shell.Leave(page) || store.save != 0 || len(store.Summaries(journal.Filter{})) != 0 {
		t.Error("an empty page was saved")
	}
}

func TestAFailedSaveIsSaidAndTriedAgain(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	store.full = true
	test.Type(editor(t, page), "kept")
	shell.Advance(3 * time.Second)
	if !pagetest.Says(page.Content(), shell.Words().T("writing.not_saved")) {
		t.Fatal("the page does not say that it could not save")
	}
	if editor(t, page).Text != "kept" {
		t.Fatal("the words are gone")
	}
	store.full = false
	shell.Advance(10 * time.Second)
	if got := only(t, store.Journal).Sections[0].Text; got != "kept" {
		t.Errorf("after trying again %q is saved", got)
	}
}

func TestLeavingWithWordsThatCannotBeSavedAsks(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	store.full = true
	test.Type(editor(t, page), "kept")
	left := 0
	page.Leave(func() { left++ })
	if left != 0 {
		t.Fatal("the page was left with words that were not saved")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("writing.stay"))
	if editor(t, page).Text != "kept" || left != 0 {
		t.Fatal("staying lost words")
	}
	page.Leave(func() { left++ })
	pagetest.Press(t, page.Content(), shell.Words().T("common.try_again"))
	if left != 0 {
		t.Fatal("left although trying again failed")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("writing.leave_without"))
	if left != 0 {
		t.Fatal("left without a second question")
	}
	store.full = false
	pagetest.Press(t, page.Content(), shell.Words().T("writing.stay"))
	page.Leave(func() { left++ })
	if left != 1 || only(t, store.Journal).Sections[0].Text != "kept" {
		t.Error("saved words do not let go of the page")
	}
}

func TestWordsCanBeGivenUpKnowingly(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginKind(journal.KindFree))
	store.full = true
	test.Type(editor(t, page), "given up")
	left := 0
	page.Leave(func() { left++ })
	pagetest.Press(t, page.Content(), shell.Words().T("writing.leave_without"))
	pagetest.Press(t, page.Content(), shell.Words().T("writing.leave_without_do"))
	if left != 1 || shell.Inline.Waiting() != 0 {
		t.Error("the page does not let go")
	}
}

func TestAnEntryEmptiedGoesToTheTrashAndComesBack(t *testing.T) {
	shell, store, _, _ := open(t, "")
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Key: "text", Text: "the lantern"}}})
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	ed := editor(t, page)
	ed.TypedShortcut(&fyne.ShortcutSelectAll{})
	ed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	shell.Advance(5 * time.Second)
	if !shell.Leave(page) {
		t.Fatal("the page does not let go")
	}
	if len(store.Summaries(journal.Filter{Trash: true})) != 1 || len(shell.Offers) != 1 {
		t.Fatal("it is not in the trash, or it is not said")
	}
	shell.Offers[0].Do()
	if got := only(t, store.Journal); got.Sections[0].Text != "the lantern" {
		t.Errorf("what came back says %q", got.Sections[0].Text)
	}
}

func TestOnlyWhatWasChangedIsTakenFromTheFields(t *testing.T) {
	shell, store, _, _ := open(t, "")
	text := "one\r\ntwo\ttabbed \u00a0 \r\n"
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindDream, Title: " kept ", Mark: journal.MarkPrivate,
		Sections: []journal.Section{{Key: "remember", Heading: "What I remember", Text: text}, {Key: "odd", Heading: "Another's", Text: "y"}}})
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	pagetest.Press(t, page.Content(), shell.Words().T("mark.share"))
	pagetest.Press(t, page.Content(), shell.Words().T("record_pref.session_only"))
	shell.Leave(page)
	got := only(t, store.Journal)
	if got.RecordPref != journal.SessionOnly {
		t.Errorf("the preference for the record is %q", got.RecordPref)
	}
	if got.Sections[0].Text != text || got.Title != " kept " || got.Sections[1].Text != "y" || got.Mark != journal.MarkShare {
		t.Errorf("saved %+v", got)
	}
	if got.EditedAt.IsZero() || got.Revision != e.Revision+1 {
		t.Errorf("edited at %v, revision %d", got.EditedAt, got.Revision)
	}
}

func TestOpeningAndLeavingAnEntryChangesNothing(t *testing.T) {
	shell, store, _, _ := open(t, "")
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindSession, Sections: []journal.Section{{Key: "first_words", Heading: "First words", Text: "x"}}})
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	shell.Advance(time.Minute)
	if !shell.Leave(page) || store.save != 0 {
		t.Errorf("looking at an entry saved it %d times", store.save)
	}
}

func TestWordsChangedElsewhereAreBothKept(t *testing.T) {
	shell, store, _, _ := open(t, "")
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Key: "text", Text: "first"}}})
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	other := e
	other.Sections = []journal.Section{{Key: "text", Text: "from elsewhere"}}
	pagetest.Save(t, store.Journal, other)
	test.Type(editor(t, page), "mine ")
	shell.Leave(page)
	texts := map[string]bool{}
	for _, s := range store.Summaries(journal.Filter{}) {
		texts[s.Opening] = true
	}
	if len(texts) != 2 || !texts["from elsewhere"] || !texts["mine first"] {
		t.Errorf("kept: %v", texts)
	}
}

func TestAnEntryCutOffByACrashIsThereAgain(t *testing.T) {
	shell, _, page, dir := open(t, writing.BeginKind(journal.KindDream))
	test.Type(editor(t, page), "a boat")
	shell.Advance(2 * time.Second)
	after := pagetest.AsAfterACrash(t, dir)
	unfinished := after.Unfinished()
	if len(unfinished) != 1 {
		t.Fatalf("%d entries are offered again", len(unfinished))
	}
	again := writing.New(shell, after, string(unfinished[0].ID))
	shell.Show(again)
	if editor(t, again).Written() != "a boat" {
		t.Errorf("it says %q", editor(t, again).Written())
	}
	if shell.Leave(again); len(after.Unfinished()) != 0 {
		t.Error("an entry that was looked at and left is still unfinished")
	}
}

func TestTheFirstPressChoosesTheMoment(t *testing.T) {
	shell, store, page, _ := open(t, "")
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Type(editor(t, page), "one line")
	shell.Leave(page)
	if e := only(t, store.Journal); e.Phase != journal.PhaseBefore || e.Kind != journal.KindIntention || e.Mark != journal.MarkAsk {
		t.Errorf("began %q at %q, %q", e.Kind, e.Phase, e.Mark)
	}
}

func TestPromptsWrittenBesideAreRemembered(t *testing.T) {
	shell, store, page, _ := open(t, writing.BeginPrompt("p28", ""))
	pagetest.Press(t, page.Content(), shell.Words().T("common.another"))
	test.Type(editor(t, page), "a")
	pagetest.Press(t, page.Content(), shell.Words().T("common.hide"))
	test.Type(editor(t, page), "b")
	shell.Leave(page)
	if got := only(t, store.Journal).PromptIDs; len(got) != 1 || got[0] == "p28" {
		t.Errorf("remembered %v, want the one prompt in sight while writing", got)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("writing.prompt_show"))
}

func TestTagsAndSession(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	session := pagetest.Session(t, j, 4, "2026-11-19", "")
	page := writing.New(shell, j, writing.Begin(journal.Phase72h, ""))
	shell.Show(page)
	test.Type(editor(t, page), "again")
	line, _ := pagetest.Find(page.Content(), func(i *kit.Input) bool { return i.PlaceHolder == shell.Words().T("writing.tags_hint") })
	test.Type(line, "Sea, home,sea, #two  words")
	shell.Leave(page)
	e := only(t, j)
	if want := []string{"Sea", "home", "two words"}; len(e.Tags) != 3 || e.Tags[0] != want[0] || e.Tags[1] != want[1] || e.Tags[2] != want[2] {
		t.Errorf("tags %q", e.Tags)
	}
	if e.SessionID != session.ID {
		t.Error("it does not belong to the last session")
	}
}

func TestAVeryLongEntryIsNotPutIntoAField(t *testing.T) {
	shell, store, _, _ := open(t, "")
	long := make([]byte, 5<<20)
	for i := range long {
		long[i] = "word \n"[i%6]
	}
	e := pagetest.Save(t, store.Journal, journal.Entry{Kind: journal.KindFree, Sections: []journal.Section{{Key: "text", Text: string(long)}}})
	page := writing.New(shell, store, string(e.ID))
	shell.Show(page)
	if !pagetest.Says(page.Content(), shell.Words().T("writing.too_large")) {
		t.Error("it does not say why it cannot be changed")
	}
	if _, ok := pagetest.Find(page.Content(), func(*kit.Editor) bool { return true }); ok {
		t.Error("five megabytes stand in a field")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("writing.read"))
	if len(shell.Went) != 1 || shell.Went[0] != route.With(route.Read, string(e.ID)) {
		t.Errorf("went to %v", shell.Went)
	}
}

func TestWipeLeavesNoWords(t *testing.T) {
	shell, _, page, _ := open(t, writing.BeginKind(journal.KindFree))
	e := editor(t, page)
	test.Type(e, "private")
	shell.Leave(page)
	page.Wipe()
	page.Wipe()
	if e.Text != "" || len(page.Content().(*fyne.Container).Objects) != 0 {
		t.Error("the page still holds its words")
	}
}

func TestRightAfter(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, dir := pagetest.Journal(t)
	session := pagetest.Session(t, j, 5, "2026-11-21", "17:20")
	page := writing.NewRight(shell, j, "")
	shell.Show(page)
	if !page.WholeWindow() {
		t.Error("the rail is in sight")
	}
	if !pagetest.Says(page.Content(), "Right after session 5 · 1 h 10 min ago") {
		t.Error("it does not say which session this is about")
	}
	test.Type(editor(t, page), "the sea again")
	shell.Advance(2 * time.Second)
	e := only(t, pagetest.AsAfterACrash(t, dir))
	if e.Kind != journal.KindSession || e.Phase != journal.PhaseSameDay || e.SessionID != session.ID ||
		e.Sections[0].Key != "first_words" || e.Sections[0].Text != "the sea again" || e.Mark != journal.MarkAsk {
		t.Errorf("saved %+v", e)
	}
	shell.Leave(page)
	again := writing.NewRight(shell, j, string(e.ID))
	shell.Show(again)
	test.Type(editor(t, again), " and after")
	shell.Leave(again)
	if got := only(t, j); got.Sections[0].Text != "the sea again and after" || got.Unfinished {
		t.Errorf("went on to %q, unfinished %v", got.Sections[0].Text, got.Unfinished)
	}
}
