package kit

import (
	"fyne.io/fyne/v2/container"

	"afterglow/assets"
)

// PasswordField is a field for a secret, hidden until Show is pressed.
type PasswordField struct {
	Field
	show *Button
}

// NewPasswordField is an empty, hidden field.
func NewPasswordField(w *assets.Words, label string) *PasswordField {
	p := &PasswordField{Field: Field{Input: NewInput(""), note: Small("")}}
	p.note.Hide()
	// Set before the first drawing, so that Fyne adds no eye of its own.
	p.Input.Password = true
	p.show = Link(w.T("kit.show"), nil)
	p.Input.ActionItem = Inset(0, 0, 8, 0, container.NewCenter(p.show))
	p.show.OnTapped = func() {
		p.Input.Password = !p.Input.Password
		word := "kit.hide"
		if p.Input.Password {
			word = "kit.show"
		}
		p.show.SetText(w.T(word))
		p.Input.Refresh()
	}
	p.fill(p, fieldGap, Small(label), p.Input, p.note)
	return p
}
