package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/crypto"
	"afterglow/journal/vault"
)

func (p *Page) recoveryCard() fyne.CanvasObject {
	w := p.words
	p.codeLine = kit.Body("")
	p.sayConfirmed()
	p.code = kit.NewField(w.T("settings.code"))
	p.code.SetHint(w.T("settings.code_hint"))
	p.code.OnChanged(func(string) {})
	p.code.OnSubmitted(func(string) { p.checkCode() })
	return card(w.T("settings.recovery"), p.codeLine, kit.AtMost(560, p.code),
		kit.Wrap(0, kit.Quiet(w.T("settings.code_check"), p.checkCode)))
}

// sayConfirmed says whether the code was typed back.
func (p *Page) sayConfirmed() {
	when := p.store.Settings().RecoveryConfirmed
	if when.IsZero() {
		p.codeLine.SetText(p.words.T("settings.code_not_yet"))
		return
	}
	p.codeLine.SetText(p.words.T("settings.code_confirmed", "Date", facts.Day(when, p.shell.Now())))
}

// checkCode tries the recovery code that was typed back.
func (p *Page) checkCode() {
	w, code := p.words, p.code.Text()
	if code == "" {
		p.code.SetError(w.T("settings.code_empty"))
		p.screen.Relayout()
		return
	}
	p.do(func(ctx context.Context) error { return p.store.CheckRecoveryCode(ctx, code) }, func(err error) {
		switch {
		case err == nil:
			p.code.SetText("")
			p.sayConfirmed()
			p.shell.Say(w.T("settings.code_right"))
		case errors.Is(err, crypto.ErrRecoveryTypo):
			p.code.SetError(w.T("settings.code_typo"))
		case errors.Is(err, vault.ErrWrongPassphrase), errors.Is(err, crypto.ErrWrongKey):
			p.code.SetError(w.T("settings.code_other"))
		default:
			p.shell.Fail(err)
		}
		p.screen.Relayout()
	})
}
