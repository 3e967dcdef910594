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

// create asks for the passphrase of a new journal, or of a therapist's vault,
// twice.
type create struct {
	page      *Page
	therapist bool
	screen    *kit.Screen
	fields    *passphrase.Fields
	button    *kit.Button
	problem   *kit.Text
}

func newCreate(p *Page, therapist bool) *create {
	w := p.words
	s := &create{page: p, therapist: therapist, problem: kit.Warn("")}
	heading, first, do := "opening.keep", "notice.first_run", "opening.make"
	if therapist {
		heading, first, do = "opening.therapist", "opening.therapist_first", "opening.therapist_make"
	}
	s.fields = passphrase.NewFields(p.shell.Window(), w, w.T("opening.new_passphrase"), func() { s.screen.Relayout() }, s.ask)
	s.problem.Hide()
	s.button = kit.Primary(w.T(do), s.ask)
	s.screen = kit.NewReadingScreen(kit.Inset(0, 12, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T(heading)), kit.Sub(w.T("notice.encrypted"))),
		kit.NewCard(kit.Body(w.T(first))),
		kit.AtMost(formWidth, s.fields.Object()),
		kit.Small(w.T("notice.no_recovery")),
		s.problem,
		kit.Buttons(s.button, kit.Quiet(w.T("common.back"), func() { s.escape() })),
		p.ways(),
	)))
	return s
}

func (s *create) object() fyne.CanvasObject { return s.screen }
func (s *create) focus(c fyne.Canvas)       { s.fields.Focus(c) }

func (s *create) escape() bool {
	if !s.page.working {
		s.page.begin()
	}
	return true
}

func (s *create) wipe() { s.fields.Wipe() }

// ask makes the journal once the passphrase is chosen.
func (s *create) ask() {
	if !s.page.working {
		s.fields.Ask(s.make)
	}
}

// make makes the journal.
func (s *create) make(secret []byte) {
	s.problem.Hide()
	var code string
	making := "opening.making"
	if s.therapist {
		making = "opening.therapist_making"
	}
	s.page.doFrom(s.button, s.page.words.T(making), func(ctx context.Context, _ run.Progress) (err error) {
		code, err = s.page.door.Create(ctx, secret, s.therapist)
		return err
	}, func(err error) {
		crypto.Wipe(secret)
		if err == nil {
			s.page.door.Watch()
			s.page.show(newRecovery(s.page, code, s.therapist))
			return
		}
		s.page.tell(s.problem, err)
		s.screen.Relayout()
	})
}
