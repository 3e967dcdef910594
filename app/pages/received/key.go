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
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

// Shell is what these pages ask of the window around them.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Say(text string)
	Fail(error)
	// ShowReceived shows a file that was opened.
	ShowReceived(*bundle.Opened)
}

// Opener opens one shared file; its methods run as work of the Runner.
type Opener interface {
	// HasOwnKey says whether a journal is unlocked whose key might fit.
	HasOwnKey() bool
	// ForKeys says whether the file seems to be sealed for keys: no passphrase opens it.
	ForKeys() bool
	Open(ctx context.Context, passphrase []byte) (*bundle.Opened, error)
	OpenWithOwnKey(ctx context.Context) (*bundle.Opened, error)
}

// KeyPage is the way into a shared file.
type KeyPage struct {
	shell   Shell
	opener  Opener
	words   *assets.Words
	screen  *kit.Screen
	field   *kit.PasswordField
	open    *kit.Button
	own     *kit.Button // the first thing to do with a file for keys, or nil
	working bool
}

var (
	_ route.Page    = (*KeyPage)(nil)
	_ route.Focuser = (*KeyPage)(nil)
	_ route.Wiper   = (*KeyPage)(nil)
)

// NewKey asks for the key of the file at path.
func NewKey(shell Shell, path string, opener Opener) *KeyPage {
	w := shell.Words()
	p := &KeyPage{shell: shell, opener: opener, words: w, field: kit.NewPasswordField(w, w.T("common.passphrase"))}
	p.field.SetHint(w.T("received.key_hint"))
	p.field.OnChanged(func(string) {})
	p.field.OnSubmitted(func(string) { p.withPassphrase() })
	line, buttons := kit.Body(w.T("received.key_line")), kit.Buttons()
	switch own, forKeys := opener.HasOwnKey(), opener.ForKeys(); {
	case own && forKeys:
		line.SetText(w.T("received.key_for_card"))
		p.own, p.open = kit.Primary(w.T("received.own_key"), p.withOwnKey), kit.Quiet(w.T("received.open"), p.withPassphrase)
		buttons.Add(p.own)
		buttons.Add(p.open)
	case own:
		p.open = kit.Primary(w.T("received.open"), p.withPassphrase)
		buttons.Add(p.open)
		buttons.Add(kit.Quiet(w.T("received.own_key"), p.withOwnKey))
	default:
		if forKeys {
			line.SetText(w.T("received.key_elsewhere"))
		}
		p.open = kit.Primary(w.T("received.open"), p.withPassphrase)
		buttons.Add(p.open)
	}
	buttons.Add(kit.Quiet(w.T("common.back"), shell.Back))
	p.screen = kit.NewReadingScreen(kit.Inset(0, 24, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T("received.key_title")), kit.Sub(plain(filepath.Base(path)))),
		line,
		kit.AtMost(480, p.field),
		buttons,
		kit.Inset(0, 10, 0, 0, kit.Wrap(0, kit.Link(w.T("support.title"), func() { shell.Go(route.To(route.Support)) }))))))
	return p
}

// Content implements route.Page.
func (p *KeyPage) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page. A file's path is no argument: it stays here.
func (p *KeyPage) Route() route.Route { return route.To(route.Received) }

// Focus implements route.Focuser.
func (p *KeyPage) Focus(c fyne.Canvas) {
	if p.own != nil {
		c.Focus(p.own)
		return
	}
	p.field.Focus(c)
}

// Wipe implements route.Wiper.
func (p *KeyPage) Wipe() { p.field.Wipe() }

func (p *KeyPage) withPassphrase() {
	if p.working {
		return
	}
	if p.field.Text() == "" {
		p.again(p.words.T("received.key_empty"))
		return
	}
	secret := crypto.NormalizePassphrase(p.field.Text())
	p.try(func(ctx context.Context) (*bundle.Opened, error) {
		defer crypto.Wipe(secret)
		return p.opener.Open(ctx, secret)
	}, "received.error.wrong_passphrase")
}

func (p *KeyPage) withOwnKey() { p.try(p.opener.OpenWithOwnKey, "received.error.wrong_key") }

// try opens the file; wrong is the message for a key that does not fit.
func (p *KeyPage) try(work func(context.Context) (*bundle.Opened, error), wrong string) {
	if p.working {
		return
	}
	p.working = true
	label := p.words.T("received.opening")
	p.field.SetError("")
	p.open.SetText(label)
	p.open.Disable()
	var opened *bundle.Opened
	p.shell.Runner().Do(label, func(ctx context.Context, _ run.Progress) (err error) {
		opened, err = work(ctx)
		return err
	}, func(err error) {
		p.working = false
		p.open.SetText(p.words.T("received.open"))
		p.open.Enable()
		switch {
		case err == nil:
			p.field.SetText("")
			p.shell.ShowReceived(opened)
		case errors.Is(err, context.Canceled):
			p.again("")
		default:
			p.again(p.sentence(err, wrong))
		}
	})
}

// again says why the file did not open and lets the passphrase be typed over.
func (p *KeyPage) again(why string) {
	p.field.SetError(why)
	p.screen.Relayout()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.field.Input); c != nil {
		p.field.Focus(c)
		p.field.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (p *KeyPage) sentence(err error, wrong string) string {
	for _, one := range []struct {
		err error
		id  string
	}{
		{crypto.ErrWrongKey, wrong},
		{bundle.ErrNotForYou, "received.error.not_for_you"},
		{bundle.ErrNewerFormat, "received.error.newer"},
		{bundle.ErrTooLarge, "received.error.too_large"},
		{crypto.ErrAbsurdWork, "received.error.absurd"},
		{bundle.ErrDamaged, "received.error.damaged"},
	} {
		if errors.Is(err, one.err) {
			return p.words.T(one.id)
		}
	}
	p.shell.Fail(err)
	return ""
}
