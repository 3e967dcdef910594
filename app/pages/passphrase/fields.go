package passphrase

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/crypto"
)

// weak is the highest strength that is asked about once more.
const weak = 1

// Fields are the places where a new passphrase is typed.
type Fields struct {
	window        fyne.Window
	words         *assets.Words
	relayout      func()
	first, second *kit.PasswordField
	meter         *kit.StrengthMeter
	idea          *kit.Text
	object        fyne.CanvasObject
}

// NewFields are empty fields in a window, the first one labelled. relayout is
// called when they grew or shrank, submitted when Enter is pressed in the last.
func NewFields(window fyne.Window, w *assets.Words, label string, relayout, submitted func()) *Fields {
	f := &Fields{window: window, words: w, relayout: relayout, meter: kit.NewStrengthMeter(), idea: kit.Own("")}
	f.first = kit.NewPasswordField(w, label)
	f.second = kit.NewPasswordField(w, w.T("passphrase.once_more"))
	f.first.OnChanged(func(text string) {
		f.meter.Set(strength(w, text))
		f.relayout()
	})
	f.first.OnSubmitted(func(string) { f.second.Focus(window.Canvas()) })
	f.second.OnChanged(func(string) {})
	f.second.OnSubmitted(func(string) { submitted() })
	f.meter.Set(strength(w, ""))
	f.idea.Hide()
	six := kit.Link(w.T("passphrase.six_words"), func() {
		f.idea.SetText(crypto.NewSixWords())
		f.idea.Show()
		f.relayout()
	})
	f.object = kit.Column(look.CardGap, kit.Column(10, f.first, f.meter, kit.Wrap(0, six), f.idea), f.second)
	return f
}

// strength is what the meter shows for a passphrase: its steps, and why.
func strength(w *assets.Words, passphrase string) (score int, text string) {
	if passphrase == "" {
		return -1, w.T("passphrase.hint")
	}
	found := crypto.EstimateStrength(passphrase)
	parts := []string{w.T("strength.score."+string(rune('0'+found.Score))) + "."}
	if found.Warning != "" {
		parts = append(parts, w.T(found.Warning))
	}
	if len(found.Suggestions) > 0 {
		parts = append(parts, w.T(found.Suggestions[0]))
	}
	return found.Score, strings.Join(parts, " ")
}

// Object is what is shown.
func (f *Fields) Object() fyne.CanvasObject { return f.object }

// Focus puts the keyboard on the first field.
func (f *Fields) Focus(c fyne.Canvas) { f.first.Focus(c) }

// Ask looks at what was typed and hands it on, normalised, once nothing is to be
// put right and a weak one was asked about.
func (f *Fields) Ask(then func(secret []byte)) {
	w, canvas := f.words, f.window.Canvas()
	use := func() { then(crypto.NormalizePassphrase(f.first.Text())) }
	switch {
	case f.first.Text() == "":
		f.first.SetError(w.T("passphrase.empty"))
		f.first.Focus(canvas)
	case string(crypto.NormalizePassphrase(f.first.Text())) != string(crypto.NormalizePassphrase(f.second.Text())):
		f.second.SetError(w.T("passphrase.differ"))
		f.second.Focus(canvas)
		f.second.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
	case crypto.EstimateStrength(f.first.Text()).Score <= weak:
		kit.Confirm(f.window, w, w.T("passphrase.weak_title"), w.T("passphrase.weak"), w.T("passphrase.weak_use"), false, use)
	default:
		use()
		return
	}
	f.relayout()
}

// Clear empties the fields; they can be typed in again.
func (f *Fields) Clear() {
	f.first.SetText("")
	f.second.SetText("")
	f.idea.SetText("")
	f.idea.Hide()
	f.relayout()
}

// Wipe empties the fields for good.
func (f *Fields) Wipe() {
	f.first.Wipe()
	f.second.Wipe()
	f.idea.SetText("")
}
