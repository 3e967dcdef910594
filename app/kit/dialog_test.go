package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
)

func TestADialogTakesTheKeyboardAndGivesItBack(t *testing.T) {
	start(t)
	name := kit.NewField("Name")
	w, escapes := window(t, container.NewVBox(name))
	name.Focus(w.Canvas())
	done := 0
	ask := func(danger bool) {
		kit.Confirm(w, words, "Delete this entry?", "It goes to the trash.", "Delete", danger, func() { done++ })
	}
	open := func() bool { return w.Canvas().Overlays().Top() != nil }

	ask(false)
	if !open() {
		t.Fatal("no dialog")
	}
	key(w, fyne.KeyReturn) // the default
	if done != 1 || open() {
		t.Errorf("after Enter: done %d times, open %v", done, open())
	}
	if w.Canvas().Focused() != fyne.Focusable(name.Input) {
		t.Error("the keyboard did not come back")
	}

	ask(true)
	key(w, fyne.KeyReturn) // where something is lost, the default is the harmless answer
	if done != 1 || open() {
		t.Errorf("Enter in a dangerous question: done %d times, open %v", done, open())
	}

	ask(true)
	key(w, fyne.KeyEscape)
	if done != 1 || open() || *escapes != 0 {
		t.Errorf("after Escape: done %d times, open %v, %d Escapes reached the page", done, open(), *escapes)
	}
	key(w, fyne.KeyEscape) // the field hands it up again
	if *escapes != 1 {
		t.Errorf("the page got %d Escapes after the dialog", *escapes)
	}

	ask(true)
	w.Canvas().FocusNext()
	key(w, fyne.KeySpace)
	if done != 2 || open() {
		t.Errorf("Tab, Space: done %d times, open %v", done, open())
	}
}

func TestANewsDialogIsClosedByEnterAndEscape(t *testing.T) {
	start(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
		told := 0
		kit.Inform(w, words, "Sealed", "The file is there.", func() { told++ })
		key(w, k)
		key(w, k)
		if told != 1 || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: told %d times", k, told)
		}
	}
}

func TestAFormIsSentByEnterInItsField(t *testing.T) {
	start(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	field := kit.NewField("Their name")
	var got string
	var d *kit.Dialog
	send := func(*kit.Dialog) {
		if field.Text() == "" {
			field.SetError("Type a name first.")
			return
		}
		got = field.Text()
		d.Close()
	}
	d = kit.Ask(w, words, "A new contact", field, "Save", send)
	field.OnSubmitted(func(string) { send(d) })
	field.Focus(w.Canvas())
	key(w, fyne.KeyReturn)
	if field.Note() == "" || w.Canvas().Overlays().Top() == nil {
		t.Error("an empty form was taken")
	}
	test.Type(field.Input, "R.")
	key(w, fyne.KeyReturn)
	if got != "R." || w.Canvas().Overlays().Top() != nil {
		t.Errorf("got %q", got)
	}
}

func TestDialogsOverDialogsCloseOneByOne(t *testing.T) {
	start(t)
	w, escapes := window(t, container.NewVBox(kit.Body("page")))
	for range 2 {
		kit.Inform(w, words, "a", "b", nil)
	}
	for want := 1; want >= 0; want-- {
		key(w, fyne.KeyEscape)
		if got := len(w.Canvas().Overlays().List()); got != want {
			t.Fatalf("%d dialogs are open, want %d", got, want)
		}
	}
	if *escapes != 0 {
		t.Error("an Escape for a dialog reached the page")
	}
}

func TestWorkThatLastsIsShownWithCancel(t *testing.T) {
	start(t)
	w, _ := window(t, container.NewVBox(kit.Body("page")))
	cancelled := 0
	shown := kit.NewBusy(words).On(w).Show("Unlocking…", func() { cancelled++ })
	top := w.Canvas().Overlays().Top()
	if top == nil || find(top, func(x *kit.Text) bool { return x.Text() == "Unlocking…" }) == nil {
		t.Fatal("the work is not shown")
	}
	shown.Set(3, 10)
	key(w, fyne.KeyReturn)
	if cancelled != 0 {
		t.Error("a second Enter cancelled the work")
	}
	key(w, fyne.KeyEscape)
	if cancelled != 1 {
		t.Errorf("Escape cancelled %d times", cancelled)
	}
	shown.Hide()
	if w.Canvas().Overlays().Top() != nil {
		t.Error("still shown")
	}
}
