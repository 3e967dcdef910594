package opening

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/crypto"
	"afterglow/journal/vault"
)

// unlock asks for the passphrase of the journal that is there.
type unlock struct {
	page   *Page
	screen fyne.CanvasObject
	field  *kit.PasswordField
	button *kit.Button
}

func newUnlock(p *Page) *unlock {
	w := p.words
	u := &unlock{page: p, field: kit.NewPasswordField(w, w.T("common.passphrase"))}
	u.field.OnChanged(func(string) {})
	u.field.OnSubmitted(func(string) { u.open() })
	u.button = kit.Primary(w.T("opening.unlock"), u.open)
	u.screen = sheet(w.T("common.app"), w.T("opening.locked"),
		kit.AtMost(formWidth, u.field), kit.Buttons(u.button),
		p.ways(kit.Link(w.T("opening.shared_link"), p.shell.OpenFile)))
	return u
}

// formWidth is as wide as a field of these steps gets.
const formWidth = 460

func (u *unlock) object() fyne.CanvasObject { return u.screen }
func (u *unlock) focus(c fyne.Canvas)       { u.field.Focus(c) }
func (u *unlock) escape() bool              { return false }
func (u *unlock) wipe()                     { u.field.Wipe() }

// open tries the passphrase.
func (u *unlock) open() {
	w := u.page.words
	if u.page.working {
		return
	}
	if u.field.Text() == "" {
		u.again(w.T("opening.empty"))
		return
	}
	secret := crypto.NormalizePassphrase(u.field.Text())
	label := w.T("opening.unlocking")
	u.field.SetError("")
	u.button.SetText(label)
	u.button.Disable()
	u.page.do(label, func(ctx context.Context) error { return u.page.door.Unlock(ctx, secret) }, func(err error) {
		crypto.Wipe(secret)
		u.button.SetText(w.T("opening.unlock"))
		u.button.Enable()
		switch {
		case err == nil:
			u.field.SetText("")
			u.page.door.Enter()
		case errors.Is(err, context.Canceled):
			u.again("")
		default:
			u.again(u.page.sentence(err))
		}
	})
}

// again says why it did not open and lets the passphrase be typed over.
func (u *unlock) again(why string) {
	u.field.SetError(why)
	if c := fyne.CurrentApp().Driver().CanvasForObject(u.field.Input); c != nil {
		u.field.Focus(c)
		u.field.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// sentence says in plain words why a journal was not opened or made. What it
// does not know it tells by a dialog.
func (p *Page) sentence(err error) string {
	for _, one := range []struct {
		err error
		id  string
	}{
		{vault.ErrWrongPassphrase, "opening.error.wrong"},
		{vault.ErrInUse, "opening.error.in_use"},
		{vault.ErrNewer, "opening.error.newer"},
		{vault.ErrAbsurdWork, "opening.error.absurd"},
		{vault.ErrDamaged, "opening.error.damaged"},
		{vault.ErrNotAVault, "opening.error.gone"},
		{vault.ErrExists, "opening.error.not_empty"},
		{vault.ErrDiskFull, "opening.error.full"},
	} {
		if errors.Is(err, one.err) {
			return p.words.T(one.id)
		}
	}
	p.shell.Fail(err)
	return ""
}
