package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
)

func TestTheArrowsGoAlongLinesAndEnterChoosesOne(t *testing.T) {
	start(t)
	pressed := 0
	lines := []*kit.Line{kit.NewLine("one", nil), kit.NewLine("two", func() { pressed++ }), kit.NewLine("three", nil)}
	kit.Chain(lines)
	w, escapes := window(t, kit.Column(0, lines[0], lines[1], lines[2]))
	w.Canvas().Focus(lines[0])
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyEscape} {
		key(w, k)
	}
	if w.Canvas().Focused() != lines[2] || pressed != 2 || *escapes != 1 {
		t.Errorf("the keyboard is on %v, pressed %d times, %d escapes", w.Canvas().Focused(), pressed, *escapes)
	}
	lines[0].Wipe()
	if lines[0].Text() != "" {
		t.Error("the words are still there")
	}
}

// A stop takes the width it gets: what stands beside its mark wraps and is found.
func TestAStopWrapsWhatItHolds(t *testing.T) {
	start(t)
	text := kit.Body("A sentence that is long enough to need more than one line when there is little room for it, and then some more.")
	stop := kit.NewStop(true, false, kit.Column(0, text))
	column := kit.Column(0, stop)
	window(t, column)
	column.Resize(fyne.NewSize(900, 300))
	wide := stop.Size().Height
	column.Resize(fyne.NewSize(240, 300))
	if narrow := stop.Size().Height; narrow <= wide {
		t.Errorf("it is %v high in a narrow place and %v in a wide one", narrow, wide)
	}
	if text.Size().Width > 240 {
		t.Errorf("the text is %v wide", text.Size().Width)
	}
}
