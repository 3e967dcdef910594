package opening

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/passphrase"
	"afterglow/app/run"
	"afterglow/crypto"
)

// fresh lets a new passphrase be chosen after the recovery code opened the
// journal, or the old one stay.
type fresh struct {
	page    *Page
	screen  *kit.Screen
	fields  *passphrase.Fields
	known   *kit.Tick
	button  *kit.Button
	problem *kit.Text
}

func newFresh(p *Page) *fresh {
	w := p.words
	f := &fresh{page: p, problem: kit.Warn("")}
	f.problem.Hide()
	f.fields = passphrase.NewFields(p.shell.Window(), w, w.T("opening.new_passphrase"), func() { f.screen.Relayout() }, f.ask)
	f.known = kit.NewTick(w.T("opening.fresh_known"), false, nil)
	f.known.Second(w.T("opening.fresh_known_line"))
	f.button = kit.Primary(w.T("opening.fresh_set"), f.ask)
	f.screen = kit.NewReadingScreen(kit.Inset(0, 12, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T("opening.fresh_title")), kit.Sub(w.T("opening.fresh_line"))),
		kit.AtMost(formWidth, f.fields.Object()),
		f.known,
		f.problem,
		kit.Buttons(f.button, kit.Quiet(w.T("opening.fresh_keep"), func() {
			if !p.working {
				p.enter()
			}
		})),
		p.foot())))
	return f
}

func (f *fresh) object() fyne.CanvasObject { return f.screen }
func (f *fresh) focus(c fyne.Canvas)       { f.fields.Focus(c) }
func (f *fresh) wipe()                     { f.fields.Wipe() }

// escape closes the journal again; the passphrase stays as it was.
func (f *fresh) escape() bool {
	f.page.close(f.page.words.T("opening.locked"))
	return true
}

func (f *fresh) ask() {
	if !f.page.working {
		f.fields.Ask(f.set)
	}
}

// set puts the new passphrase in the place of the forgotten one.
func (f *fresh) set(secret []byte) {
	w, renew, label := f.page.words, f.known.On(), "opening.fresh_setting"
	if renew {
		label = "opening.fresh_renewing"
	}
	f.problem.Hide()
	var code string
	f.page.doFrom(f.button, w.T(label), func(ctx context.Context, _ run.Progress) (err error) {
		code, err = f.page.door.ChangePassphrase(ctx, secret, renew)
		return err
	}, func(err error) {
		crypto.Wipe(secret)
		switch {
		case code != "": // it is the one that opens the journal, whatever failed after it
			f.page.show(newRenewed(f.page, code))
			f.page.shell.Fail(err)
		case err == nil:
			f.page.enter()
			f.page.shell.Say(w.T("opening.fresh_done"))
		default:
			f.page.tell(f.problem, err)
			f.screen.Relayout()
		}
	})
}
