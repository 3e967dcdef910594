package received

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// KeyPage asks for what opens the file.
type KeyPage struct {
	shell  Shell
	opener Opener
	screen *kit.Screen
	pass   *kit.PasswordField
	button *kit.Button
	busy   *kit.Text
}

var (
	_ route.Page    = (*KeyPage)(nil)
	_ route.Focuser = (*KeyPage)(nil)
	_ route.Wiper   = (*KeyPage)(nil)
)

// NewKey is the way into the sealed file at path.
func NewKey(shell Shell, path string, opener Opener) *KeyPage {
	w := shell.Words()
	p := &KeyPage{shell: shell, opener: opener, pass: kit.NewPasswordField(w, w.T("received.passphrase")), busy: kit.Sub("")}
	p.button = kit.Primary(w.T("received.open"), p.withPassphrase)
	p.pass.OnSubmitted(func(string) { p.withPassphrase() })
	buttons := kit.Wrap(look.CardGap, p.button)
	if opener.HasOwnKey() {
		buttons.Add(kit.Quiet(w.T("received.own_key"), p.withOwnKey))
	}
	buttons.Add(kit.Quiet(w.T("common.back"), shell.Back))
	buttons.Add(p.busy)
	p.screen = kit.NewReadingScreen(
		kit.Inset(0, 40, 0, 4, kit.Header(kit.Heading(w.T("received.heading")), kit.Sub(markdown.Clean(filepath.Base(path))))),
		kit.NewCard(kit.Column(look.CardGap, p.pass, buttons)),
		kit.Small(w.T("received.key_hint")))
	return p
}

// Content implements route.Page.
func (p *KeyPage) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page. A file's path may say much, so it is not kept.
func (p *KeyPage) Route() route.Route { return route.To(route.Received) }

// Focus implements route.Focuser.
func (p *KeyPage) Focus(c fyne.Canvas) { p.pass.Focus(c) }

// Wipe implements route.Wiper.
func (p *KeyPage) Wipe() { p.pass.Wipe() }

func (p *KeyPage) withPassphrase() {
	if p.pass.Text() == "" {
		return
	}
	secret := crypto.NormalizePassphrase(p.pass.Text())
	p.open(func(ctx context.Context) (*bundle.Opened, error) {
		defer crypto.Wipe(secret)
		return p.opener.Open(ctx, secret)
	})
}

func (p *KeyPage) withOwnKey() { p.open(p.opener.OpenWithOwnKey) }

// open reads and checks the whole file before anything of it is shown.
func (p *KeyPage) open(read func(context.Context) (*bundle.Opened, error)) {
	if p.button.Disabled() {
		return
	}
	w := p.shell.Words()
	p.button.Disable()
	p.busy.SetText(w.T("received.opening"))
	var opened *bundle.Opened
	p.shell.Runner().Do(w.T("received.opening"), func(ctx context.Context, _ run.Progress) (err error) {
		opened, err = read(ctx)
		return err
	}, func(err error) {
		p.button.Enable()
		p.busy.SetText("")
		if err == nil {
			p.pass.Wipe()
			p.shell.ShowReceived(opened)
			return
		}
		if errors.Is(err, context.Canceled) {
			return
		}
		p.pass.SetError(p.shell.Sentence(err))
		if c := fyne.CurrentApp().Driver().CanvasForObject(p.pass.Input); c != nil {
			p.pass.Focus(c)
		}
	})
}
