package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
)

func TestTheEditorGrowsWithItsText(t *testing.T) {
	start(t)
	e := kit.NewEditor("", 3)
	s := kit.NewScreen(e.Object)
	window(t, s)
	three := e.Object.Size().Height
	e.SetTextOnceLaidOut(strings.Repeat("another line\n", 20))
	s.Relayout()
	many := e.Object.Size().Height
	if many < 4*three {
		t.Errorf("twenty lines are %v high, three rows %v", many, three)
	}
	e.SetTextOnceLaidOut("")
	s.Relayout()
	if got := e.Object.Size().Height; got != three {
		t.Errorf("empty again it is %v high, not %v", got, three)
	}
}

func TestTextGivenBeforeTheFirstLayoutIsKeptAndShown(t *testing.T) {
	start(t)
	e := kit.NewEditor("", 3)
	said := 0
	e.OnChanged = func(string) { said++ }
	e.SetTextOnceLaidOut("the sea again")
	if e.Text != "" || e.Written() != "the sea again" {
		t.Errorf("before: shown %q, written %q", e.Text, e.Written())
	}
	w, _ := window(t, kit.NewScreen(e.Object))
	if e.Text != "the sea again" || e.Written() != "the sea again" || said != 0 {
		t.Errorf("after: shown %q, written %q, said %d times", e.Text, e.Written(), said)
	}
	w.Canvas().Focus(e)
	test.Type(e, "x")
	if said != 1 || e.Written() != "xthe sea again" {
		t.Errorf("typed: %q, said %d times", e.Written(), said)
	}
}

func TestTabLeavesTheEditorAndUndoStays(t *testing.T) {
	start(t)
	first, second := kit.NewEditor("", 2), kit.NewEditor("", 2)
	w, _ := window(t, kit.NewScreen(first.Object, second.Object))
	w.Canvas().Focus(first)
	if first.AcceptsTab() {
		t.Error("the editor keeps Tab")
	}
	test.Type(first, "warm hands")
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(second) {
		t.Fatalf("Tab leads to %T", w.Canvas().Focused())
	}
	first.Undo() // a word at a time
	first.Undo()
	if first.Written() != "" {
		t.Errorf("after undo: %q", first.Written())
	}
	first.Redo()
	first.Redo()
	if first.Written() != "warm hands" {
		t.Errorf("after redo: %q", first.Written())
	}
}

func TestNothingIsLeftAfterWiping(t *testing.T) {
	start(t)
	e := kit.NewPageEditor("hint", 3, look.SizeBig, true)
	w, _ := window(t, kit.NewScreen(e.Object))
	w.Canvas().Focus(e)
	test.Type(e, "canary")
	told := false
	e.OnChanged = func(string) { told = true }
	e.Wipe()
	e.Undo()
	if e.Written() != "" || told {
		t.Errorf("left %q, told %v", e.Written(), told)
	}

	waiting := kit.NewEditor("", 3)
	waiting.SetTextOnceLaidOut("canary")
	waiting.Wipe()
	window(t, kit.NewScreen(waiting.Object))
	if waiting.Written() != "" || waiting.Text != "" {
		t.Error("a text that waited for its layout came after the wipe")
	}
}

func TestThePageFollowsTheCaretAndTheFocus(t *testing.T) {
	start(t)
	e := kit.NewEditor("", 3)
	last := kit.Primary("Seal…", nil)
	s := kit.NewScreen(e.Object, last)
	w, _ := window(t, container.NewStack(s))
	e.SetTextOnceLaidOut(strings.Repeat("another line\n", 80))
	s.Relayout()
	w.Canvas().Focus(last)
	inView := func(o fyne.CanvasObject) bool {
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		return y >= 0 && y+o.Size().Height <= 700
	}
	if !inView(last) {
		t.Error("Tab led out of sight")
	}
	w.Canvas().Focus(e) // its caret is in the first row
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y; y < 0 {
		t.Errorf("the caret is out of sight: the editor begins at %v", y)
	}
	key(w, fyne.KeyPageDown)
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Y + e.CursorPosition().Y
	if bottom < 0 || bottom > 700 {
		t.Errorf("the caret is at %v of 700", bottom)
	}
}
