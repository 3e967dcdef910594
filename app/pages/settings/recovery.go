package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/keeping"
)

// recovery is the card of the recovery code: whether it was typed back, and the
// ways to do that or to make a new one.
type recovery struct {
	page   *Page
	object fyne.CanvasObject
	state  *kit.Text
	typed  *keeping.TypeBack
	shown  *keeping.Dialog // a new code that is on the screen
}

func newRecovery(p *Page) *recovery {
	w := p.words
	r := &recovery{page: p, state: kit.Body("")}
	r.typed = keeping.NewTypeBack(p.shell, p.store.CheckRecoveryCode, r.right)
	r.typed.Changed = func() { p.screen.Relayout() }
	r.follow()
	p.onLeave(func(done func()) {
		r.typed.Field.SetText("") // a secret is not kept in a page that is not looked at
		done()
	})
	p.onWipe(r.wipe)
	r.object = card(w.T("settings.recovery"), r.state, kit.AtMost(560, r.typed.Field),
		kit.Buttons(
			kit.Quiet(w.T("settings.code_check"), r.typed.Try),
			kit.Quiet(w.T("settings.code_new"), r.askNew)))
	return r
}

// follow says whether the code there is was typed back.
func (r *recovery) follow() {
	w, when := r.page.words, r.page.store.Settings().RecoveryConfirmed
	if when.IsZero() {
		r.state.SetText(w.T("settings.code_not_yet"))
		return
	}
	r.state.SetText(w.T("settings.code_confirmed", "Date", facts.Day(when, r.page.shell.Now())))
}

// right says so and shows it.
func (r *recovery) right() {
	r.follow()
	r.page.screen.Relayout()
	r.page.shell.Say(r.page.words.T("keeping.right"))
}

// askNew asks before the code that is kept somewhere opens nothing any more.
func (r *recovery) askNew() {
	w := r.page.words
	kit.Confirm(r.page.shell.Window(), w, w.T("settings.code_new_title"), w.T("settings.code_new_text"), w.T("settings.code_new_do"), true, r.make)
}

func (r *recovery) make() {
	w := r.page.words
	var code string
	r.page.do(func(ctx context.Context) (err error) {
		code, err = r.page.store.NewRecoveryCode(ctx)
		return err
	}, func(err error) {
		if code != "" { // it is the one that opens the journal, whatever failed after it
			r.present(w.T("settings.code_new_made"), w.T("settings.code_new_line"), code)
		}
		r.page.shell.Fail(err)
	})
}

// present shows a new code, to be kept and typed back.
func (r *recovery) present(title, line, code string) {
	r.follow()
	r.shown = keeping.Show(r.page.shell, title, line, code, r.page.store.CheckRecoveryCode, func(confirmed bool) {
		r.shown = nil
		if confirmed {
			r.right()
		}
	})
	r.page.screen.Relayout()
}

// HoldsCode says that a recovery code is on the screen that was not kept yet.
func (p *Page) HoldsCode() bool {
	return p.recovery != nil && p.recovery.shown != nil && !p.recovery.shown.Kept()
}

func (r *recovery) wipe() {
	r.typed.Field.Wipe()
	if r.shown != nil {
		r.shown.Wipe()
	}
}
