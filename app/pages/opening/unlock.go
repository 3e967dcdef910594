package opening

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/keeping"
	"afterglow/app/run"
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
	byCode bool // the recovery code; Escape goes back to the passphrase
}

// newUnlock asks for the passphrase, below a line that says how things stand.
func newUnlock(p *Page, line string) *unlock {
	w := p.words
	password := kit.NewPasswordField(w, w.T("common.passphrase"))
	u := &unlock{page: p, field: &password.Field, try: func(ctx context.Context, typed string) error {
		secret := crypto.NormalizePassphrase(typed)
		defer crypto.Wipe(secret)
		return p.door.Unlock(ctx, secret)
	}}
	u.build(password, line,
		kit.Link(w.T("opening.forgot"), func() { p.show(newByCode(p)) }),
		kit.Link(w.T("opening.shared_link"), p.shell.OpenFile),
		p.restoreLink())
	return u
}

// newByCode asks for the recovery code.
func newByCode(p *Page) *unlock {
	w := p.words
	u := &unlock{page: p, field: kit.NewField(w.T("opening.code")), byCode: true, try: p.door.UnlockWithCode}
	u.build(u.field, w.T("opening.code_ask"), kit.Link(w.T("opening.use_passphrase"), p.begin))
	return u
}

func (u *unlock) build(field fyne.CanvasObject, line string, links ...fyne.CanvasObject) {
	w := u.page.words
	u.field.OnChanged(func(string) {})
	u.field.OnSubmitted(func(string) { u.open() })
	u.button = kit.Primary(w.T("opening.unlock"), u.open)
	width := float32(formWidth)
	if u.byCode {
		width = codeWidth
	}
	u.screen = sheet(w.T("common.app"), line, kit.AtMost(width, field), kit.Buttons(u.button), u.page.ways(links...))
}

// As wide as a field of these steps gets, and one for a whole recovery code.
const (
	formWidth = 460
	codeWidth = 560
)

func (u *unlock) object() fyne.CanvasObject { return u.screen }
func (u *unlock) focus(c fyne.Canvas)       { u.field.Focus(c) }
func (u *unlock) escape() bool {
	if u.byCode && !u.page.working {
		u.page.begin()
	}
	return u.byCode
}
func (u *unlock) wipe() { u.field.Wipe() }

// open tries what was typed.
func (u *unlock) open() {
	w := u.page.words
	if u.page.working {
		return
	}
	typed := u.field.Text()
	if typed == "" {
		empty := "passphrase.empty"
		if u.byCode {
			empty = "keeping.empty"
		}
		u.again(w.T(empty))
		return
	}
	u.field.SetError("")
	u.page.doFrom(u.button, w.T("opening.unlocking"), func(ctx context.Context, _ run.Progress) error { return u.try(ctx, typed) }, func(err error) {
		switch {
		case err == nil:
			u.page.unlocked(u.byCode)
		case errors.Is(err, context.Canceled):
			u.again("")
		case u.byCode && keeping.Wrong(err) != "":
			u.again(w.T(keeping.Wrong(err)))
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

// tell says it on the page, unless the person cancelled.
func (p *Page) tell(line *kit.Text, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	if text := p.sentence(err); text != "" {
		line.SetText(text)
		line.Show()
	}
}
