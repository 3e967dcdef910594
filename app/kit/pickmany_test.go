package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
)

// A list of many is no higher than its place, and is searched by typing.
func TestAListOfManyAnswersIsSearchedByTyping(t *testing.T) {
	start(t)
	answers := []string{"New Zealand", "Zambia", "Norway", "Zimbabwe"}
	for len(answers) < 30 {
		answers = append(answers, "Elsewhere")
	}
	chosen := -1
	p := kit.NewPickList(answers, 2, func(i int) { chosen = i })
	w, _ := window(t, p)
	w.Resize(fyne.NewSize(800, 500))
	w.Canvas().Focus(p)
	key(w, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("it does not open")
	}
	test.Type(w.Canvas().Focused(), "z")
	key(w, fyne.KeyDown)
	key(w, fyne.KeyDown) // Zambia, Zimbabwe, and then the one with a later word
	key(w, fyne.KeyDown)
	key(w, fyne.KeyReturn)
	if chosen != 0 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("chose %d", chosen)
	}
	if w.Canvas().Focused() != fyne.Focusable(p) {
		t.Error("the keyboard did not come back")
	}
	key(w, fyne.KeyReturn)
	test.Type(w.Canvas().Focused(), "zim")
	key(w, fyne.KeyReturn) // the first that fits
	if chosen != 3 {
		t.Errorf("chose %d", chosen)
	}
	key(w, fyne.KeyReturn)
	key(w, fyne.KeyEscape)
	if chosen != 3 || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not leave it as it was")
	}
}
