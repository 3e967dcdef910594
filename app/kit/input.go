package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Input is a line to type in. Escape goes up, Enter calls OnSubmitted.
type Input struct {
	widget.Entry
	keys func(fyne.KeyName) bool
}

var _ fyne.Focusable = (*Input)(nil)

// NewInput is an empty line.
func NewInput(placeholder string) *Input {
	i := &Input{}
	i.Wrapping = fyne.TextWrapOff
	i.Scroll = fyne.ScrollHorizontalOnly
	i.PlaceHolder = placeholder
	i.ExtendBaseWidget(i)
	return i
}

// TypedKey implements fyne.Focusable.
func (i *Input) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyEscape:
		passUp(i, ev)
	case i.keys != nil && i.keys(ev.Name):
	default:
		i.Entry.TypedKey(ev)
	}
}

// KeyDown implements desktop.Keyable.
func (i *Input) KeyDown(ev *fyne.KeyEvent) {
	Touch(i, ev.Name)
	i.Entry.KeyDown(ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (i *Input) TypedShortcut(s fyne.Shortcut) {
	i.Entry.TypedShortcut(s)
	NoteCopy(i, s)
}

// FocusGained implements fyne.Focusable.
func (i *Input) FocusGained() {
	i.Entry.FocusGained()
	reveal(i)
}

// Wipe empties the line and what undo remembers of it.
func (i *Input) Wipe() { wipe(&i.Entry) }

// wipe empties an entry without telling anyone.
func wipe(e *widget.Entry) {
	e.OnChanged = nil
	e.SetText("") // also forgets what could be undone
	e.SetPlaceHolder("")
}
