package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// NewPassage is a text to select from: it looks like an Editor, takes the caret and
// the keys that select, and cannot be changed.
func NewPassage(text string) *Editor {
	e := NewEditor("", 1)
	e.fixed = true
	e.SetTextOnceLaidOut(text)
	return e
}

// SelectedPart is what is selected, from its first byte to the one after its last.
func (e *Editor) SelectedPart() (from, to int, ok bool) {
	chosen := []rune(e.SelectedText())
	if len(chosen) == 0 {
		return 0, 0, false
	}
	text, caret := []rune(e.Text), e.CursorTextOffset()
	// The caret stands at one end; where the same letters stand before and after it,
	// the place the selection began at tells which of them is meant.
	begins := []int{caret - len(chosen), caret}
	if e.anchor == caret+len(chosen) {
		begins[0], begins[1] = begins[1], begins[0]
	}
	for _, at := range begins {
		if at >= 0 && at+len(chosen) <= len(text) && string(text[at:at+len(chosen)]) == string(chosen) {
			from = len(string(text[:at]))
			return from, from + len(string(chosen)), true
		}
	}
	return 0, 0, false
}

// Deselect selects nothing.
func (e *Editor) Deselect() {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

// drop remembers where a selection would begin.
func (e *Editor) drop() {
	if e.fixed && e.SelectedText() == "" {
		e.anchor = e.CursorTextOffset()
	}
}

// TypedRune implements fyne.Focusable.
func (e *Editor) TypedRune(r rune) {
	if !e.fixed {
		e.Entry.TypedRune(r)
	}
}

// TappedSecondary implements fyne.SecondaryTappable: the menu of a passage would
// offer to cut and to paste.
func (e *Editor) TappedSecondary(ev *fyne.PointEvent) {
	if !e.fixed {
		e.Entry.TappedSecondary(ev)
	}
}

// changes says whether a key changes a text.
func changes(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		return true
	}
	return false
}

// looks says whether a shortcut leaves a text as it is.
func looks(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutSelectAll:
		return true
	case *desktop.CustomShortcut:
		return s.KeyName == fyne.KeyLeft || s.KeyName == fyne.KeyRight || s.KeyName == fyne.KeyHome || s.KeyName == fyne.KeyEnd
	}
	return false
}
