package opening

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/keeping"
)

// recovery shows a recovery code, once, on the way into the journal.
type recovery struct {
	page   *Page
	code   *keeping.Code
	screen *kit.Screen
}

// newRecovery shows the code of a journal that was just made, or whose keys were.
func newRecovery(p *Page, code string) *recovery {
	w := p.words
	r := &recovery{page: p}
	r.code = keeping.New(p.shell, w.T("opening.code_title"), w.T("opening.code_line"), code, p.door.CheckRecoveryCode, func(confirmed bool) {
		p.enter()
		if confirmed {
			p.shell.Say(w.T("keeping.right"))
		}
	})
	r.screen = kit.NewReadingScreen(kit.Inset(0, topAir, 0, 0, r.code.Object()))
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
