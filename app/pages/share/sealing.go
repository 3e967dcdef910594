package share

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// sealing is the second step: for whom, why, and where the file goes.
type sealing struct {
	page   *Page
	screen *kit.Screen
	done   bool

	contacts []journal.Contact
	to       *kit.Choice
	pass     *kit.Field
	passCard fyne.CanvasObject
	purpose  *kit.Field
	line     *kit.Editor
	replaces *kit.PickList
	replaced *fyne.Container
	earlier  []journal.Share // for the same reader, newest first
	form     []fyne.CanvasObject
	last     *pages // the last look, while it is taken
}

func newSealing(p *Page, purpose, line string) *sealing {
	w := p.shell.Words()
	s := &sealing{page: p, contacts: p.store.Contacts()}
	answers := make([]string, 0, len(s.contacts)+1)
	for _, c := range s.contacts {
		answers = append(answers, w.T("share.to_contact", "Name", c.Name))
	}
	answers = append(answers, w.T("share.to_passphrase"))
	s.to = kit.NewChoice(w.T("share.to"), answers, 0, func(int) { s.follow() })
	for i, c := range s.contacts {
		s.to.Tick(i).Second(facts.Compared(w, c, p.shell.Now()))
	}
	s.pass = kit.NewField(w.T("share.six_words"))
	s.pass.SetText(crypto.NewSixWords())
	s.pass.SetHint(w.T("share.six_words_hint"))
	other := kit.Link(w.T("share.other_words"), func() { s.pass.SetText(crypto.NewSixWords()) })
	s.passCard = kit.NewCard(kit.Column(10, s.pass, kit.Wrap(0, other)))
	s.purpose = kit.NewField(w.T("share.purpose"))
	if purpose == "" {
		purpose = w.T("share.purpose_default")
	}
	s.purpose.SetText(purpose)
	s.line = kit.NewEditor(w.T("share.line_hint"), 2)
	s.line.SetTextOnceLaidOut(line)
	s.replaces = kit.NewPickList(nil, 0, func(i int) {
		p.choice.replaces = ""
		if i > 0 {
			p.choice.replaces = s.earlier[i-1].BundleID
		}
	})
	s.replaced = kit.Column(6, kit.Labelled(w.T("share.replaces"), s.replaces), kit.Small(w.T("share.replaces_line")))
	back := kit.Quiet(w.T("common.back"), p.choose)
	seal := kit.Primary(w.T("share.seal"), s.where)
	once := kit.Quiet(w.T("share.last_look"), s.lastLook)
	s.form = []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("share.seal_heading")), kit.Sub(w.N("share.chosen", len(p.choice.ticked)))),
		kit.NewCard(s.to.Container),
		s.passCard,
		kit.NewCard(kit.Column(look.CardGap, s.purpose, kit.Labelled(w.T("share.line"), s.line.Object), s.replaced)),
		kit.Small(w.T("share.what_happens")),
		kit.Wrap(look.Gap, seal, once, back)}
	s.screen = kit.NewScreen(s.form...)
	s.follow()
	return s
}

// follow shows the passphrase only where one is needed, and the earlier shares of
// the reader that is chosen.
func (s *sealing) follow() {
	if s.contact() == nil {
		s.passCard.Show()
	} else {
		s.passCard.Hide()
	}
	p, w := s.page, s.page.shell.Words()
	s.earlier = nil
	answers, chosen := []string{w.T("share.replaces_none")}, 0
	for _, one := range p.store.Shares() {
		if !s.sameReader(one) {
			continue
		}
		s.earlier = append(s.earlier, one)
		answers = append(answers, shareName(one, p.shell.Now()))
		if one.BundleID == p.choice.replaces {
			chosen = len(s.earlier)
		}
	}
	if chosen == 0 {
		p.choice.replaces = ""
	}
	s.replaces.SetAnswers(answers, chosen)
	s.replaced.Hidden = len(s.earlier) == 0
	s.screen.Relayout()
}

// sameReader says whether an earlier share was for whom this one is.
func (s *sealing) sameReader(one journal.Share) bool {
	if c := s.contact(); c != nil {
		return one.ContactID == c.ID
	}
	return one.Recipient == "" && one.Fingerprint == ""
}

// contact is whom the file is for, nil for a passphrase.
func (s *sealing) contact() *journal.Contact {
	if i := s.to.Chosen(); i >= 0 && i < len(s.contacts) {
		return &s.contacts[i]
	}
	return nil
}

func (s *sealing) focus(c fyne.Canvas) {
	if !s.done && s.last == nil {
		s.purpose.Focus(c)
	}
}

func (s *sealing) purposeText() string { return strings.TrimSpace(s.purpose.Text()) }
func (s *sealing) lineText() string    { return strings.TrimSpace(s.line.Written()) }

// shortest is the fewest characters a passphrase of one's own may have here: it
// is all that stands between a lost file and its words.
const shortest = 12

// where asks for the file's place.
func (s *sealing) where() {
	w := s.page.shell.Words()
	if s.contact() == nil && len([]rune(strings.TrimSpace(s.pass.Text()))) < shortest {
		s.endLook()
		s.pass.SetError(w.T("share.too_short"))
		s.pass.Focus(s.page.shell.Window().Canvas())
		return
	}
	name := "afterglow-" + s.page.shell.Now().Format("2006-01-02") + ".afterglow"
	kit.AskSave(s.page.shell.Window(), w, w.T("share.where"), "", name, s.seal)
}

// selection is what is sealed, for whom and why. The secret is the caller's to wipe.
func (s *sealing) selection() (sel sharing.Selection, secret []byte) {
	sel = s.page.toSeal
	sel.Purpose, sel.Line, sel.Replaces = s.purposeText(), s.lineText(), s.page.choice.replaces
	if c := s.contact(); c != nil {
		sel.Contact, sel.To = c, bundle.To{Recipients: c.SealFor()}
		return sel, nil
	}
	secret = crypto.NormalizePassphrase(strings.TrimSpace(s.pass.Text()))
	sel.To = bundle.To{Passphrase: secret}
	return sel, secret
}

// lastLook shows what will be sealed with everything that was said here: for whom, what
// for, and the file's number. It is the value that is sealed.
func (s *sealing) lastLook() {
	p, w := s.page, s.page.shell.Words()
	sel, secret := s.selection()
	now := p.shell.Now()
	var c bundle.Content
	p.shell.Runner().Latest("preview", func(ctx context.Context) (err error) {
		defer crypto.Wipe(secret)
		c, err = sharing.Compose(ctx, p.store, sel, now)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		sel.To = bundle.To{}
		p.toSeal, p.content = sel, c
		head := kit.Header(kit.Heading(w.T("share.last_look_heading")), kit.Sub(w.T("share.last_look_line")))
		s.last = newPages(p.shell, s.screen, c, head, kit.Primary(w.T("share.seal"), s.where), kit.Quiet(w.T("common.back"), s.endLook))
		s.last.draw()
	})
}

// endLook goes back from the last look to what is said for the file.
func (s *sealing) endLook() {
	s.last = nil
	s.screen.SetObjects(s.form...)
	s.follow()
	if c := s.page.shell.Window().Canvas(); c != nil {
		s.focus(c)
	}
}

// seal seals what was previewed.
func (s *sealing) seal(path string) {
	p, w := s.page, s.page.shell.Words()
	sel, secret := s.selection()
	content := p.content
	content.Purpose, content.Cover.Line, content.Supersedes = sel.Purpose, sel.Line, sel.Replaces
	p.shell.Runner().Do(w.T("share.sealing"), func(ctx context.Context, progress run.Progress) error {
		defer crypto.Wipe(secret)
		_, err := sharing.SealToFile(ctx, p.store, sel, content, path, w, func(done, total int) { progress.Set(int64(done), int64(total)) })
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, sharing.ErrNotPreviewed), errors.Is(err, sharing.ErrChangedSince):
			p.shell.Say(w.T("share.look_again"))
			p.reread()
			p.choose()
		case err != nil:
			p.shell.Fail(err)
		default:
			s.sealed(path)
		}
	})
}

func (s *sealing) wipe() {
	s.pass.Wipe()
	s.purpose.Wipe()
	s.line.Wipe()
	s.replaces.SetAnswers(nil, -1)
	s.form, s.last = nil, nil
	s.screen.SetObjects()
}
