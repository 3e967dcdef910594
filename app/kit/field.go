package kit

import (
	"fyne.io/fyne/v2"

	"afterglow/app/look"
)

// Field is a labelled line to type in, with room for a hint or an error below.
type Field struct {
	form
	Input *Input
	note  *Text
	hint  string
}

// fieldGap is the air between a label and its field.
const fieldGap = 5

// NewField is an empty field.
func NewField(label string) *Field { return newField(Small(label)) }

// NewFieldBeside is NewField for a place beside a Scale: its label is as large.
func NewFieldBeside(label string) *Field { return newField(Body(label)) }

func newField(label *Text) *Field {
	f := &Field{Input: NewInput(""), note: Small("")}
	f.note.Hide()
	f.fill(f, fieldGap, label, f.Input, f.note)
	return f
}

// Text is what was typed.
func (f *Field) Text() string { return f.Input.Text }

// SetText replaces what was typed.
func (f *Field) SetText(s string) { f.Input.SetText(s) }

// OnChanged is told of every change; it takes the error away first.
func (f *Field) OnChanged(changed func(string)) {
	f.Input.OnChanged = func(s string) {
		f.SetError("")
		changed(s)
	}
}

// OnSubmitted is told when Enter is pressed.
func (f *Field) OnSubmitted(submitted func(string)) { f.Input.OnSubmitted = submitted }

// SetHint sets the quiet line below, shown while there is no error.
func (f *Field) SetHint(s string) {
	f.hint = s
	f.SetError("")
}

// SetError says below the field what is to be put right; "" takes it away.
func (f *Field) SetError(s string) {
	colour := fyne.ThemeColorName(look.ColorWarning)
	if s == "" {
		s, colour = f.hint, look.ColorQuiet
	}
	if f.note.Text() == s && f.note.Visible() == (s != "") {
		return
	}
	f.note.SetColor(colour)
	f.note.SetText(s)
	if s == "" {
		f.note.Hide()
	} else {
		f.note.Show()
	}
	f.Refresh()
}

// Note is the hint or error as it is shown.
func (f *Field) Note() string {
	if !f.note.Visible() {
		return ""
	}
	return f.note.Text()
}

// Focus puts the keyboard here.
func (f *Field) Focus(c fyne.Canvas) { c.Focus(f.Input) }

// Wipe empties the field.
func (f *Field) Wipe() { f.Input.Wipe() }
