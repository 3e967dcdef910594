package settings

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/passphrase"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// change is the way to another passphrase: the one in use and the new one, then
// whether someone else knows the old one.
type change struct {
	page    *Page
	now     *kit.PasswordField
	next    *passphrase.Fields
	button  *kit.Button
	problem *kit.Text
	secret  []byte // the new one, while it is asked who knows the old one
	working bool
	left    bool // the page is no longer looked at
}

func (p *Page) changeCard() fyne.CanvasObject {
	w := p.words
	c := &change{page: p, problem: kit.Warn("")}
	c.problem.Hide()
	c.now = kit.NewPasswordField(w, w.T("settings.passphrase_now"))
	c.now.OnChanged(func(string) {})
	c.next = passphrase.NewFields(p.shell.Window(), w, w.T("settings.passphrase_next"), p.screen.Relayout, c.begin)
	c.now.OnSubmitted(func(string) { c.next.Focus(p.shell.Window().Canvas()) })
	c.button = kit.Primary(w.T("settings.passphrase_change"), c.begin)
	p.focus = c.now.Focus
	p.onLeave(func(done func()) {
		c.left = true
		c.clear()
		done()
	})
	p.onWipe(func() {
		c.now.Wipe()
		c.next.Wipe()
		crypto.Wipe(c.secret)
	})
	return card(w.T("settings.passphrase_other"),
		kit.AtMost(fieldWidth, kit.Column(look.CardGap, c.now, c.next.Object())),
		c.problem,
		kit.Buttons(c.button))
}

// clear empties the fields.
func (c *change) clear() {
	c.now.SetText("")
	c.next.Clear()
	crypto.Wipe(c.secret)
	c.secret = nil
}

// begin looks at what was typed.
func (c *change) begin() {
	if c.working {
		return
	}
	c.say("")
	if c.now.Text() == "" {
		c.again("passphrase.empty")
		return
	}
	c.next.Ask(c.verify)
}

// verify tries the passphrase in use, then asks the question.
func (c *change) verify(secret []byte) {
	w := c.page.words
	now := crypto.NormalizePassphrase(c.now.Text())
	c.work(w.T("settings.passphrase_trying"), func(ctx context.Context) error {
		if err := c.page.store.VerifyPassphrase(ctx, now); err != nil {
			return err
		}
		return ctx.Err() // cancelled meanwhile: then nothing more is asked
	}, func(err error) {
		crypto.Wipe(now)
		if c.left {
			crypto.Wipe(secret)
			return
		}
		if err == nil {
			c.secret = secret
			c.askWho()
			return
		}
		crypto.Wipe(secret)
		if errors.Is(err, vault.ErrWrongPassphrase) {
			c.again("settings.passphrase_wrong")
			return
		}
		c.page.shell.Fail(err)
	})
}

// askWho asks the one thing that decides how much is made anew.
func (c *change) askWho() {
	w, window := c.page.words, c.page.shell.Window()
	var d *kit.Dialog
	answer := func(id string, renew bool) *kit.PressCard {
		return kit.NewPressCard(kit.Column(6, kit.Section(w.T(id)), kit.Small(w.T(id+"_line"))), func() {
			d.Close()
			c.change(renew)
		})
	}
	drop := func() {
		d.Close()
		crypto.Wipe(c.secret)
		c.secret = nil
	}
	nobody := answer("settings.known_no", false)
	d = kit.ShowDialog(window, kit.Column(14, kit.Title(w.T("settings.known")),
		kit.Cards(nobody, answer("settings.known_yes", true)),
		kit.Buttons(kit.Quiet(w.T("kit.cancel"), drop))), drop, nil)
	d.Focus(nobody)
}

// change puts the new passphrase in the place of the old one, and with renew
// makes every key anew.
func (c *change) change(renew bool) {
	w := c.page.words
	secret, label := c.secret, w.T("settings.passphrase_changing")
	if renew {
		label = w.T("settings.passphrase_renewing")
	}
	c.secret = nil
	var code string
	c.work(label, func(ctx context.Context) (err error) {
		code, err = c.page.store.ChangePassphrase(ctx, secret, journal.PassphraseOptions{Renew: renew})
		return err
	}, func(err error) {
		crypto.Wipe(secret)
		switch {
		case code != "": // it is the one that opens the journal, whatever failed after it
			c.clear()
			c.page.recovery.present(w.T("settings.renewed"), w.T("settings.renewed_line"), code)
		case err == nil:
			c.clear()
			c.page.shell.Say(w.T("settings.passphrase_changed"))
		case errors.Is(err, vault.ErrDamaged):
			c.say(w.T("settings.passphrase_damaged"))
			return
		}
		c.page.shell.Fail(err)
	})
}

// work does one thing at a time; a second press meanwhile does nothing.
func (c *change) work(label string, work func(context.Context) error, done func(error)) {
	c.working = true
	c.button.Disable()
	c.page.shell.Runner().Do(label, func(ctx context.Context, _ run.Progress) error { return work(ctx) }, func(err error) {
		c.working = false
		c.button.Enable()
		done(err)
	})
}

// again says at the passphrase in use what is to be put right.
func (c *change) again(id string) {
	c.now.SetError(c.page.words.T(id))
	c.page.screen.Relayout()
	c.now.Focus(c.page.shell.Window().Canvas())
	c.now.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// say shows why the change did not happen; "" takes it away.
func (c *change) say(why string) {
	c.problem.SetText(why)
	c.problem.Hidden = why == ""
	c.page.screen.Relayout()
}
