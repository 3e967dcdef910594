package opening

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/keeping"
)

// recovery shows a recovery code, once, on the way into the journal.
type recovery struct {
	page   *Page
	code   *keeping.Code
	screen *kit.Screen
}

// newRecovery shows the code of a journal, or of a therapist's vault, that was just
// made.
func newRecovery(p *Page, code string, therapist bool) *recovery {
	line := "opening.code_line"
	if therapist {
		line = "opening.therapist_code_line"
	}
	return showCode(p, p.words.T("opening.code_title"), p.words.T(line), code, func(then func()) {
		p.show(newCountry(p, then))
	})
}

// newRenewed shows the code that came with new keys.
func newRenewed(p *Page, code string) *recovery {
	return showCode(p, p.words.T("opening.renewed_title"), p.words.T("opening.renewed_line"), code, func(then func()) {
		p.enter()
		then()
	})
}

// showCode shows a code. on goes on once it is kept, and then does what it is given.
func showCode(p *Page, title, line, code string, on func(then func())) *recovery {
	r := &recovery{page: p}
	r.code = keeping.New(p.shell, title, line, code, p.door.CheckRecoveryCode, func(confirmed bool) {
		on(func() {
			if confirmed {
				p.shell.Say(p.words.T("keeping.right"))
			}
		})
	})
	r.screen = kit.NewReadingScreen(kit.Inset(0, topAir, 0, 0, kit.Column(look.CardGap, r.code.Object(), p.foot())))
	r.code.Changed = r.screen.Relayout
	return r
}

func (r *recovery) object() fyne.CanvasObject { return r.screen }
func (r *recovery) focus(c fyne.Canvas)       { r.code.Focus(c) }
func (r *recovery) wipe()                     { r.code.Wipe() }

// escape goes back to the code, and never away from it: it is shown once.
func (r *recovery) escape() bool {
	r.code.Escape()
	return true
}
