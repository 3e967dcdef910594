package share

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// letter opens the page with the letter of the course ticked, and where parts of it
// are kept back.
func letter(t *testing.T) (*pagetest.Shell, *journal.Journal, *Page, journal.ItemRef) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	p := begin(shell, j)
	for _, c := range p.choice.all {
		if c.Text == "Letter" {
			p.keepPartsOf(c.ItemRef)
			return shell, j, p, c.ItemRef
		}
	}
	t.Fatal("there is no letter")
	return nil, nil, nil, journal.ItemRef{}
}

// selectWords selects in the passage of a field, from a letter on.
func selectWords(t *testing.T, p *Page, field string, from, length int) {
	t.Helper()
	for _, one := range p.keeping.fields {
		if one.of.Field != field {
			continue
		}
		e := one.editor
		e.FocusGained()
		e.CursorRow, e.CursorColumn = 0, from
		e.Refresh()
		e.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
		for range length {
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
		e.KeyUp(&fyne.KeyEvent{Name: "LeftShift"})
		return
	}
	t.Fatalf("there is no text %q", field)
}

// text is the letter as the preview has it.
func text(p *Page, r journal.ItemRef) string {
	for _, e := range p.content.Entries {
		if e.ID == r.ID {
			return e.Title + "|" + e.Text() + "|" + strings.Join(e.Tags, ",")
		}
	}
	return ""
}

func TestAPassageIsKeptBackAndShownAgain(t *testing.T) {
	_, j, p, r := letter(t)
	selectWords(t, p, "sections/0", len("I do not want to talk about "), len("my brother"))
	pagetest.Press(t, p.Content(), "Keep private")
	if got := text(p, r); !strings.Contains(got, "talk about [kept private] yet.") || strings.Contains(got, "brother") {
		t.Fatalf("the preview reads %q", got)
	}
	if e, _ := j.Entry(context.Background(), r.ID); e.Sections[0].Text != "I do not want to talk about my brother yet." {
		t.Errorf("the journal now has %q", e.Sections[0].Text)
	}
	reader, ok := pagetest.Find(p.Content(), func(r *kit.Reader) bool { return strings.Contains(r.Text(), "[kept private]") })
	if !ok || strings.Contains(reader.Text(), "brother") {
		t.Error("the page that is shown is not the page without it")
	}
	if !pagetest.Says(p.Content(), "Letter · Text 1 · a part") {
		t.Error("what is kept back is not listed")
	}
	pagetest.Press(t, p.Content(), "Show again")
	if got := text(p, r); !strings.Contains(got, "my brother") {
		t.Errorf("shown again it reads %q", got)
	}
}

// pressIn presses a button of one text.
func pressIn(t *testing.T, p *Page, field, button string) {
	t.Helper()
	for i, one := range p.keeping.fields {
		if one.of.Field == field {
			pagetest.Press(t, p.keeping.texts.Objects[i], button)
			return
		}
	}
	t.Fatalf("there is no text %q", field)
}

func TestATextToSelectFromCannotBeChanged(t *testing.T) {
	_, _, p, _ := letter(t)
	selectWords(t, p, "sections/0", 0, 4)
	e := p.keeping.fields[1].editor
	e.TypedRune('x')
	for _, k := range []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn} {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: fyne.CurrentApp().Clipboard()})
	if e.Text != "I do not want to talk about my brother yet." {
		t.Errorf("it now reads %q", e.Text)
	}
}

func TestWhereTheSameWordsStandTwiceTheSelectedOnesAreMeant(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	e := pagetest.Save(t, j, journal.Entry{Title: "Ü", Mark: journal.MarkShare, OccurredAt: pagetest.When(t, "2026-11-20"), Sections: []journal.Section{{Text: "Öde Öde Öde"}}})
	p := New(shell, j, "", nil)
	shell.Show(p)
	r := journal.ItemRef{Type: bundle.ItemEntry, ID: e.ID}
	p.keepPartsOf(r)
	selectWords(t, p, "sections/0", 4, 3)
	pagetest.Press(t, p.Content(), "Keep private")
	if got := text(p, r); !strings.Contains(got, "Öde [kept private] Öde") {
		t.Errorf("it reads %q", got)
	}
}

func TestTitleAndTagsAreKeptBack(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	e := pagetest.Save(t, j, journal.Entry{Title: "Anna", Tags: []string{"sea"}, Mark: journal.MarkShare, OccurredAt: pagetest.When(t, "2026-11-20"), Sections: []journal.Section{{Text: "Words."}}})
	p := New(shell, j, "", nil)
	shell.Show(p)
	r := journal.ItemRef{Type: bundle.ItemEntry, ID: e.ID}
	p.keepPartsHere()
	pressIn(t, p, "title", "Keep all of it")
	tick(t, p, "Keep the tags private")
	if got := text(p, r); got != "[kept private]|Words.|" {
		t.Errorf("it reads %q", got)
	}
	p.Escape()
	if p.keeping != nil || len(p.choice.kept) != 2 {
		t.Error("going back loses what was kept back")
	}
}

func TestAChangedEntryIsAskedForAgainAndTheRestStays(t *testing.T) {
	shell, j, p, r := letter(t)
	selectWords(t, p, "sections/0", 0, 4)
	pagetest.Press(t, p.Content(), "Keep private")
	p.Escape()
	e, _ := j.Entry(context.Background(), r.ID)
	e.Sections[0].Text = "Something else."
	pagetest.Save(t, j, e)
	chosen := len(p.choice.ticked)
	p.look()
	if !p.chooser.seal.Disabled() || !pagetest.Says(p.Content(), "Something was changed meanwhile") || len(shell.Failed) > 0 {
		t.Fatalf("the change is not said: %v", shell.Failed)
	}
	if len(p.choice.ticked) != chosen {
		t.Error("the choice is not what it was")
	}
	pagetest.Press(t, p.Content(), "Choose the parts again")
	if p.keeping == nil || p.keeping.refs[p.keeping.at] != r || !strings.Contains(text(p, r), "Something else.") {
		t.Error("the parts cannot be chosen again")
	}
}

func TestMarkingAThingKeepsWhatIsKeptBackOfIt(t *testing.T) {
	shell, j, p, r := letter(t)
	selectWords(t, p, "sections/0", 0, 4)
	pagetest.Press(t, p.Content(), "Keep private")
	p.Escape()
	c, _ := p.choice.candidate(r)
	for _, item := range p.menu(c) {
		if item.Label == "For our session only" {
			item.Action()
		}
	}
	if e, _ := j.Entry(context.Background(), r.ID); e.RecordPref != journal.SessionOnly || e.Mark != journal.MarkShare {
		t.Errorf("the journal has %q, %q", e.RecordPref, e.Mark)
	}
	if len(shell.Failed) > 0 || !p.composed() || !strings.Contains(text(p, r), sharing.Mark) {
		t.Errorf("what was kept back is lost: %q, %v", text(p, r), shell.Failed)
	}
	if !pagetest.Says(p.Content(), "21 Nov · For my therapist · For our session only · 1 part kept back") {
		t.Error("the row does not say so")
	}
}
