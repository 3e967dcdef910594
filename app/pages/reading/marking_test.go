package reading_test

import (
	"slices"
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

func newPage(shell *pagetest.Shell, j *journal.Journal, e journal.Entry) *reading.Page {
	page := reading.New(shell, j, string(e.ID))
	shell.Show(page)
	return page
}

func press(shell *pagetest.Shell, keys ...fyne.KeyName) {
	for _, k := range keys {
		shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestALineIsMarkedByKeyboardAlone(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	shell.Win.Canvas().Focused().TypedRune('m')
	press(shell, fyne.KeySpace) // the first line
	shell.Win.Canvas().FocusNext()
	press(shell, fyne.KeyReturn) // the first of the three ways
	list := j.Insights()
	if len(list) != 1 || list[0].Text != "There was a lantern." || list[0].EntryID != e.ID || list[0].SessionID != e.SessionID {
		t.Fatalf("marked %+v", list)
	}
	if got := latest(t, j, e.ID); got.Revision != e.Revision || got.Sections[0].Text != text {
		t.Error("marking changed the entry")
	}
	shell.Offers[0].Do()
	if shell.Went[0] != route.With(route.Noticed, "insight:"+string(list[0].ID)) {
		t.Errorf("the way to it is %v", shell.Went)
	}
	if l, ok := shell.Win.Canvas().Focused().(*kit.Line); !ok || l.Text() != "There was a lantern." || l.Selected() {
		t.Error("the keyboard is lost, or the line is still chosen")
	}
	if !page.Escape() || page.Escape() {
		t.Error("Escape does not end the marking first and then go back")
	}
	if !pagetest.Says(page.Content(), "There was a lantern.") {
		t.Error("what came of the entry is not shown with it")
	}
}

func TestAFewLinesAreTakenAsOne(t *testing.T) {
	shell, j, e, page := opened(t, look.Settings{})
	page.MarkLine()
	press(shell, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	pagetest.Press(t, page.Content(), shell.Words().T("noticed.as_question"))
	if q := j.Questions(); len(q) != 1 || q[0].Text != "one two" || q[0].EntryID != e.ID {
		t.Errorf("asked %+v", q)
	}
	press(shell, fyne.KeySpace)
	pagetest.Press(t, page.Content(), shell.Words().T("noticed.as_practice"))
	if one := j.Practices(); len(one) != 1 || one[0].What != "two" || one[0].EntryID != e.ID {
		t.Errorf("to try: %+v", one)
	}
}

func TestSentencesAreLinesAndNoLetterIsLost(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	e.Sections[0].Text = "It was 3.5 hours, e.g. long. “Was it?” she said… Yes!\n\nNo end"
	e = pagetest.Save(t, j, e)
	page := newPage(shell, j, e)
	page.MarkLine()
	var lines []string
	pagetest.Find(page.Content(), func(l *kit.Line) bool {
		lines = append(lines, l.Text())
		return false
	})
	if want := []string{"It was 3.5 hours, e.g.", "long.", "“Was it?”", "she said…", "Yes!", "No end"}; !slices.Equal(lines, want) {
		t.Errorf("the lines are %q", lines)
	}
}

func TestAVeryLongEntryIsMarkedPartByPart(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	e.Sections[0].Text = strings.Repeat("A few words. ", 1000)
	e = pagetest.Save(t, j, e)
	page := newPage(shell, j, e)
	page.MarkLine()
	if n := pagetest.Count[*kit.Line](page.Content()); n > 400 {
		t.Errorf("%d lines are drawn at once", n)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("kit.show_more"))
	if n := pagetest.Count[*kit.Line](page.Content()); n < 500 {
		t.Errorf("only %d lines after asking for more", n)
	}
	page.Wipe()
	if n := pagetest.Count[*kit.Line](page.Content()); n > 0 {
		t.Error("lines are still there")
	}
}

func TestWhatIsInTheTrashIsNotMarked(t *testing.T) {
	shell, j, e, _ := opened(t, look.Settings{})
	if err := j.Trash(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	page := newPage(shell, j, e)
	page.MarkLine()
	if pagetest.Count[*kit.Line](page.Content()) > 0 {
		t.Error("an entry in the trash can be marked")
	}
}

func TestAHeadingOfATemplateIsNoLineToMark(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	e, err := j.SaveEntry(t.Context(), journal.Entry{Kind: journal.KindSession, Mark: journal.MarkAsk, Sections: []journal.Section{
		{Key: "first_words", Heading: "First words", Text: "## A door\n\nIt was open."}, {Key: "body", Heading: "Body", Text: "warm"}}})
	if err != nil {
		t.Fatal(err)
	}
	page := newPage(shell, j, e)
	page.MarkLine()
	var lines []string
	pagetest.Find(page.Content(), func(l *kit.Line) bool {
		lines = append(lines, l.Text())
		return false
	})
	if want := []string{"A door", "It was open.", "warm"}; !slices.Equal(lines, want) {
		t.Errorf("the lines to mark are %q, want the person's own: %q", lines, want)
	}
}
