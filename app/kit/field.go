package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Field is a line to type in, with its name above and room for one line below
// that says what is wrong with it.
type Field struct {
	*fyne.Container
	entry *entry
	fault *Text
}

// NewField is a field called label. changed may be nil.
func NewField(label, text string, changed func(string)) *Field {
	f := &Field{entry: newEntry(), fault: Warn("")}
	f.entry.Text = text
	f.entry.OnChanged = func(s string) {
		f.SetFault("")
		if changed != nil {
			changed(s)
		}
	}
	f.fault.Hide()
	f.Container = Column(5)
	if label != "" {
		f.Add(Small(label))
	}
	f.Add(f.entry)
	f.Add(f.fault)
	return f
}

// NewLines is a field of several lines.
func NewLines(label, text string, rows int, changed func(string)) *Field {
	f := NewField(label, text, changed)
	f.entry.MultiLine = true
	f.entry.Wrapping = fyne.TextWrapWord
	f.entry.SetMinRowsVisible(rows)
	return f
}

// Text is what was typed.
func (f *Field) Text() string { return f.entry.Text }

// SetText types for the person; it clears undo.
func (f *Field) SetText(s string) { f.entry.SetText(s) }

// SetPlaceHolder shows an example while the field is empty.
func (f *Field) SetPlaceHolder(s string) { f.entry.SetPlaceHolder(s) }

// SetFault says what is wrong; "" takes the line away.
func (f *Field) SetFault(s string) {
	f.fault.SetText(s)
	if (s != "") == f.fault.Visible() {
		return
	}
	if s == "" {
		f.fault.Hide()
	} else {
		f.fault.Show()
	}
	f.Refresh()
}

// Fault is the line about what is wrong.
func (f *Field) Fault() string { return f.fault.Text() }

// OnSubmit is called when Enter is pressed in the field.
func (f *Field) OnSubmit(do func()) { f.entry.OnSubmitted = func(string) { do() } }

// OnFocus is called when the keyboard comes to the field and when it leaves.
func (f *Field) OnFocus(do func(bool)) { f.entry.onFocus = do }

// Disable keeps the field from being typed in; Enable lets it again.
func (f *Field) Disable() { f.entry.Disable() }

// Enable is the reverse of Disable.
func (f *Field) Enable() { f.entry.Enable() }

// FocusTarget is what the keyboard goes to.
func (f *Field) FocusTarget() fyne.Focusable { return f.entry }

// SelectAll selects what was typed, so that typing replaces it.
func (f *Field) SelectAll() { f.entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// PasswordField is a field that shows dots, with a way to see the letters.
type PasswordField struct {
	*Field
	show *Button
}

// NewPasswordField is a password field. show and hide are the words of the
// button beside its name.
func NewPasswordField(label, show, hide string, changed func(string)) *PasswordField {
	p := &PasswordField{Field: NewField("", "", changed)}
	p.entry.Password = true
	p.show = Link(show, func() {
		p.entry.Password = !p.entry.Password
		p.show.SetText(hide)
		if p.entry.Password {
			p.show.SetText(show)
		}
		p.entry.Refresh()
	})
	p.Container.Objects = append([]fyne.CanvasObject{nameAndLink(label, p.show)}, p.Container.Objects...)
	return p
}

func nameAndLink(label string, l *Button) fyne.CanvasObject {
	return Beside(Small(label), l)
}

// Wipe empties the field and its undo.
func (f *Field) Wipe() {
	f.entry.OnChanged = nil
	f.entry.SetText("")
}

// StrengthMeter shows how well a passphrase would hold: five steps, a word, and
// what would make it better.
type StrengthMeter struct {
	*fyne.Container
	bars *bars
	word *Text
	help *Text
}

// NewStrengthMeter is an empty meter.
func NewStrengthMeter() *StrengthMeter {
	m := &StrengthMeter{bars: newBars(5), word: Small(""), help: Small("")}
	m.Container = Column(6, m.bars, m.word, m.help)
	m.help.Hide()
	return m
}

// Set shows a score from 0 to 4, or -1 for none, its word, and lines of advice.
func (m *StrengthMeter) Set(score int, word string, advice ...string) {
	m.bars.set(score + 1)
	m.word.SetText(word)
	m.help.SetText(strings.Join(advice, " "))
	if m.help.Text() == "" {
		m.help.Hide()
	} else {
		m.help.Show()
	}
	m.Refresh()
}

// Word is the word the meter shows, Advice what it says below.
func (m *StrengthMeter) Word() string { return m.word.Text() }

// Advice is what would make the passphrase better.
func (m *StrengthMeter) Advice() string { return m.help.Text() }
