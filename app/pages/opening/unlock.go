package opening

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/crypto"
	"afterglow/journal/vault"
)

// unlock asks for what opens the journal that is there: its passphrase, or the
// recovery code.
type unlock struct {
	page   *Page
	screen fyne.CanvasObject
	field  *kit.Field
	button *kit.Button
	try    func(ctx context.Context, typed string) error
	back   bool // Escape goes back to the passphrase
}

// newUnlock asks for the passphrase.
func newUnlock(p *Page) *unlock {
	w := p.words
	password := kit.NewPasswordField(w, w.T("common.passphrase"))
	u := &unlock{page: p, field: &password.Field, try: func(ctx context.Context, typed string) error {
		secret := crypto.NormalizePassphrase(typed)
		defer crypto.Wipe(secret)
		return p.door.Unlock(ctx, secret)
	}}
	u.build(password, w.T("opening.locked"),
		kit.Link(w.T("opening.forgot"), func() { p.show(newByCode(p)) }),
		kit.Link(w.T("opening.shared_link"), p.shell.OpenFile))
	return u
}

// newByCode asks for the recovery code.
func newByCode(p *Page) *unlock {
	w := p.words
	u := &unlock{page: p, field: kit.NewField(w.T("opening.code")), back: true, try: p.door.UnlockWithCode}
	u.build(u.field, w.T("opening.code_ask"), kit.Link(w.T("opening.use_passphrase"), p.begin))
	return u
}

func (u *unlock) build(field fyne.CanvasObject, line string, links ...fyne.CanvasObject) {
	w := u.page.words
	u.field.OnChanged(func(string) {})
	u.field.OnSubmitted(func(string) { u.open() })
	u.button = kit.Primary(w.T("opening.unlock"), u.open)
	u.screen = sheet(w.T("common.app"), line, kit.AtMost(formWidth, field), kit.Buttons(u.button), u.page.ways(links...))
}

// formWidth is as wide as a field of these steps gets.
const formWidth = 460

func (u *unlock) object() fyne.CanvasObject { return u.screen }
func (u *unlock) focus(c fyne.Canvas)       { u.field.Focus(c) }
func (u *unlock) escape() bool {
	if u.back && !u.page.working {
		u.page.begin()
	}
	return u.back
}
func (u *unlock) wipe() { u.field.Wipe() }

// open tries what was typed.
func (u *unlock) open() {
	w := u.page.words
	if u.page.working {
		return
	}
	if u.field.Text() == "" {
		u.again(w.T("passphrase.empty"))
		return
	}
	typed := u.field.Text()
	label := w.T("opening.unlocking")
	u.field.SetError("")
	u.button.SetText(label)
	u.button.Disable()
	u.page.do(label, func(ctx context.Context) error { return u.try(ctx, typed) }, func(err error) {
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
		{crypto.ErrRecoveryTypo, "app.error.recovery_typo"},
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
