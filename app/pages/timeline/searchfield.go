package timeline

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
)

// searchField is the line to search in; Down leads into the list.
type searchField struct {
	kit.Input
	down func()
}

func newSearchField(hint string) *searchField {
	s := &searchField{}
	s.Wrapping = fyne.TextWrapOff
	s.Scroll = fyne.ScrollHorizontalOnly
	s.PlaceHolder = hint
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey implements fyne.Focusable.
func (s *searchField) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		s.down()
	case fyne.KeyEscape:
		passUp(s, k)
	default:
		s.Input.TypedKey(k)
	}
}

// KeyDown implements desktop.Keyable.
func (s *searchField) KeyDown(k *fyne.KeyEvent) {
	kit.Touch(s, k.Name)
	s.Input.KeyDown(k)
}

// TypedShortcut implements fyne.Shortcutable.
func (s *searchField) TypedShortcut(shortcut fyne.Shortcut) {
	s.Input.TypedShortcut(shortcut)
	kit.NoteCopy(s, shortcut)
}

// quietly sets the text without telling.
func (s *searchField) quietly(text string) {
	changed := s.OnChanged
	s.OnChanged = nil
	s.SetText(text)
	s.OnChanged = changed
}
