package opening

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/crypto"
)

// weak is the highest strength that is asked about once more.
const weak = 1

// create asks for the passphrase of a new journal, twice.
type create struct {
	page          *Page
	screen        *kit.Screen
	first, second *kit.PasswordField
	meter         *kit.StrengthMeter
	idea          *kit.Text
	button        *kit.Button
	problem       *kit.Text
}

func newCreate(p *Page) *create {
	w := p.words
	s := &create{page: p, meter: kit.NewStrengthMeter(), idea: kit.Own(""), problem: kit.Warn("")}
	s.first = kit.NewPasswordField(w, w.T("opening.new_passphrase"))
	s.second = kit.NewPasswordField(w, w.T("opening.once_more"))
	s.first.OnChanged(func(text string) {
		s.meter.Set(strength(w, text))
		s.screen.Relayout()
	})
	s.first.OnSubmitted(func(string) { s.second.Focus(p.shell.Window().Canvas()) })
	s.second.OnChanged(func(string) {})
	s.second.OnSubmitted(func(string) { s.ask() })
	s.meter.Set(-1, w.T("opening.passphrase_hint"))
	s.idea.Hide()
	s.problem.Hide()
	s.button = kit.Primary(w.T("opening.make"), s.ask)
	six := kit.Link(w.T("opening.six_words"), func() {
		s.idea.SetText(crypto.NewSixWords())
		s.idea.Show()
		s.screen.Relayout()
	})
	form := kit.AtMost(formWidth, kit.Column(look.CardGap,
		kit.Column(10, s.first, s.meter, kit.Wrap(0, six), s.idea), s.second))
	s.screen = kit.NewReadingScreen(kit.Inset(0, 12, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T("opening.keep")), kit.Sub(w.T("notice.encrypted"))),
		kit.NewCard(kit.Body(w.T("notice.first_run"))),
		form,
		kit.Small(w.T("notice.no_recovery")),
		s.problem,
		kit.Buttons(s.button, kit.Quiet(w.T("common.back"), func() { s.escape() })),
		p.ways(),
	)))
	return s
}

// strength is what the meter shows for a passphrase: its steps, and why.
func strength(w *assets.Words, passphrase string) (score int, text string) {
	if passphrase == "" {
		return -1, w.T("opening.passphrase_hint")
	}
	found := crypto.EstimateStrength(passphrase)
	parts := []string{w.T("strength.score."+string(rune('0'+found.Score))) + "."}
	if found.Warning != "" {
		parts = append(parts, w.T(found.Warning))
	}
	if len(found.Suggestions) > 0 {
		parts = append(parts, w.T(found.Suggestions[0]))
	}
	return found.Score, strings.Join(parts, " ")
}

func (s *create) object() fyne.CanvasObject { return s.screen }
func (s *create) focus(c fyne.Canvas)       { s.first.Focus(c) }

func (s *create) escape() bool {
	if !s.page.working {
		s.page.begin()
	}
	return true
}

func (s *create) wipe() {
	s.first.Wipe()
	s.second.Wipe()
	s.idea.SetText("")
}

// ask checks what was typed and, for a weak passphrase, asks once more.
func (s *create) ask() {
	w, canvas := s.page.words, s.page.shell.Window().Canvas()
	switch {
	case s.page.working:
		return
	case s.first.Text() == "":
		s.first.SetError(w.T("opening.empty"))
		s.first.Focus(canvas)
	case string(crypto.NormalizePassphrase(s.first.Text())) != string(crypto.NormalizePassphrase(s.second.Text())):
		s.second.SetError(w.T("opening.differ"))
		s.second.Focus(canvas)
		s.second.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
	case crypto.EstimateStrength(s.first.Text()).Score <= weak:
		kit.Confirm(s.page.shell.Window(), w, w.T("opening.weak_title"), w.T("opening.weak"), w.T("opening.weak_use"), false, s.make)
	default:
		s.make()
		return
	}
	s.screen.Relayout()
}

// make makes the journal.
func (s *create) make() {
	w := s.page.words
	secret := crypto.NormalizePassphrase(s.first.Text())
	label := w.T("opening.making")
	s.problem.Hide()
	s.button.SetText(label)
	s.button.Disable()
	var code string
	s.page.do(label, func(ctx context.Context) (err error) {
		code, err = s.page.door.Create(ctx, secret)
		return err
	}, func(err error) {
		crypto.Wipe(secret)
		s.button.SetText(w.T("opening.make"))
		s.button.Enable()
		if err == nil {
			s.page.show(newRecovery(s.page, code))
			return
		}
		if !errors.Is(err, context.Canceled) {
			s.problem.SetText(s.page.sentence(err))
			s.problem.Show()
		}
		s.screen.Relayout()
	})
}
