package reading_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/reading"
	"afterglow/app/route"
	"afterglow/journal"
)

const text = "There was a lantern.\n\n- one\n- **two**\n\n<script>alert(1)</script> ![cat](http://example.org/cat.png)"

func opened(t *testing.T, settings look.Settings) (*pagetest.Shell, *journal.Journal, journal.Entry, *reading.Page) {
	t.Helper()
	shell := pagetest.New(t, settings)
	j, _ := pagetest.Journal(t)
	session := pagetest.Session(t, j, 4, "2026-11-19", "")
	e := pagetest.Save(t, j, journal.Entry{Title: "The lantern", Kind: journal.KindFree, Phase: journal.Phase72h, SessionID: session.ID,
		Tags: []string{"sea", "home"}, Mark: journal.MarkPrivate, OccurredAt: pagetest.When(t, "2026-11-21T16:42:00+01:00"),
		Sections: []journal.Section{{Key: "text", Text: text}}, Sitting: "one"})
	page := reading.New(shell, j, string(e.ID))
	shell.Show(page)
	return shell, j, e, page
}

func reader(t *testing.T, page route.Page) *kit.Reader {
	t.Helper()
	r, ok := pagetest.Find(page.Content(), func(*kit.Reader) bool { return true })
	if !ok {
		t.Fatal("there is nothing to read")
	}
	return r
}

func latest(t *testing.T, j *journal.Journal, id journal.ID) journal.Entry {
	t.Helper()
	e, err := j.Entry(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestReading(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	if !pagetest.Says(page.Content(), "21 November, 16:42 · About three days later · Session 4 · 8 words · sea, home · Private") {
		line, _ := pagetest.Find(page.Content(), func(o *kit.Text) bool { return strings.Contains(o.Text(), " · ") })
		t.Errorf("the facts are %q", line.Text())
	}
	if got := reader(t, page).Text(); !strings.Contains(got, "There was a lantern.") || !strings.Contains(got, "two") || strings.Contains(got, "**") {
		t.Errorf("it reads %q", got)
	}
	if latest(t, j, e.ID).Revision != e.Revision {
		t.Error("reading changed the entry")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("common.copy"))
	if shell.Copied != text {
		t.Errorf("copied %q", shell.Copied)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("common.edit"))
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	for _, r := range shell.Went {
		if r != route.With(route.Write, string(e.ID)) {
			t.Errorf("went to %v", r)
		}
	}
	if len(shell.Went) != 2 {
		t.Error("Enter and the button do not both lead to the editor")
	}
}

func TestTheMarkIsSetAndTakenBack(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	pagetest.Press(t, page.Content(), shell.Words().T("mark.share"))
	if got := latest(t, j, e.ID); got.Mark != journal.MarkShare || got.Sections[0].Text != text {
		t.Errorf("marked %q", got.Mark)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("mark.share"))
	if got := latest(t, j, e.ID).Mark; got != journal.MarkPrivate {
		t.Errorf("went back to %q, was private", got)
	}
}

func TestThePreferenceForTheRecordIsSetAndTakenBack(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	for _, want := range []journal.RecordPref{journal.SessionOnly, journal.RecordFine} {
		pagetest.Press(t, page.Content(), shell.Words().T("record_pref.session_only"))
		if got := latest(t, j, e.ID); got.RecordPref != want || got.Mark != e.Mark || got.Sections[0].Text != text {
			t.Errorf("it is %q, marked %q", got.RecordPref, got.Mark)
		}
	}
}

func TestDeleteAndUndo(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	pagetest.Press(t, page.Content(), shell.Words().T("common.delete"))
	if latest(t, j, e.ID).TrashedAt.IsZero() || shell.Backs != 1 || len(shell.Offers) != 1 {
		t.Fatal("it is not in the trash, or the page stays")
	}
	there := reading.New(shell, j, string(e.ID))
	if !pagetest.Says(there.Content(), shell.Words().T("reading.in_trash")) {
		t.Error("an entry in the trash looks like any other")
	}
	shell.Offers[0].Do()
	if !latest(t, j, e.ID).TrashedAt.IsZero() {
		t.Error("undo did not bring it back")
	}
	if reading.New(shell, j, strings.Repeat("0", 32)); len(shell.Failed) != 1 || shell.Backs != 2 {
		t.Error("an entry that is gone is not said")
	}
}

func TestKeysMoveThePage(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	e.Sections[0].Text = strings.Repeat("A paragraph of a few words.\n\n", 100)
	pagetest.Save(t, j, e)
	page := reading.New(shell, j, string(e.ID))
	shell.Show(page)
	where := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(reader(t, page)).Y
	}
	start := where()
	key := func(k fyne.KeyName) float32 {
		shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		return where()
	}
	down := key(fyne.KeyDown)
	further := key(fyne.KeyPageDown)
	if down >= start || further > down-400 {
		t.Errorf("from %v down to %v and %v", start, down, further)
	}
	if back := key(fyne.KeyPageUp); back != down {
		t.Errorf("Page Up leads to %v, Page Down came from %v", back, down)
	}
	if top := key(fyne.KeyHome); top != start {
		t.Errorf("Home leads to %v", top)
	}
}

func TestAVersionIsBroughtBackAndNothingIsLost(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	second := e
	second.Sections = []journal.Section{{Key: "text", Text: "rewritten"}}
	second.Sitting, second.Mark, second.EditedAt = "two", journal.MarkShare, pagetest.When(t, "2026-11-21T18:00:00+01:00")
	pagetest.Save(t, j, second)
	page := reading.NewHistory(shell, j, string(e.ID))
	shell.Show(page)
	if !pagetest.Says(page.Content(), shell.Words().N("reading.versions", 2)) || reader(t, page).Text() != "rewritten" {
		t.Fatal("the two versions are not there")
	}
	shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if !strings.Contains(reader(t, page).Text(), "lantern") {
		t.Fatal("the earlier version cannot be read")
	}
	pagetest.Press(t, page.Content(), shell.Words().T("reading.restore"))
	got := latest(t, j, e.ID)
	if got.Sections[0].Text != text || got.Mark != journal.MarkShare || got.EditedAt.IsZero() {
		t.Errorf("brought back %+v", got)
	}
	versions, err := j.History(context.Background(), e.ID)
	if err != nil || len(versions) != 3 || versions[1].Sections[0].Text != "rewritten" {
		t.Errorf("%d versions in the history, %v", len(versions), err)
	}
	if !pagetest.Says(page.Content(), shell.Words().N("reading.versions", 3)) {
		t.Error("the page does not show the new version")
	}
}

func TestMarksAloneAreNoVersions(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	e.Sitting = ""
	e = pagetest.Save(t, j, e)
	e.Mark = journal.MarkShare
	pagetest.Save(t, j, e)
	page := reading.NewHistory(shell, j, string(e.ID))
	if !pagetest.Says(page.Content(), shell.Words().T("reading.one_version")) {
		t.Error("a mark counts as a version")
	}
}

func TestWipeLeavesNoWords(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	history := reading.NewHistory(shell, j, string(e.ID))
	shown := []*kit.Reader{reader(t, page), reader(t, history)}
	page.Wipe()
	history.Wipe()
	for _, r := range shown {
		if r.Text() != "" {
			t.Error("the words are still there")
		}
	}
	for _, p := range []route.Page{page, history} {
		if _, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return o.Text() != "" }); ok {
			t.Error("a text is still there")
		}
	}
}
