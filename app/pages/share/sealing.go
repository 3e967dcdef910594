package share

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
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
}

func newSealing(p *Page) *sealing {
	w := p.shell.Words()
	s := &sealing{page: p, contacts: p.store.Contacts()}
	answers := make([]string, 0, len(s.contacts)+1)
	for _, c := range s.contacts {
		answers = append(answers, w.T("share.to_contact", "Name", c.Name))
	}
	answers = append(answers, w.T("share.to_passphrase"))
	s.to = kit.NewChoice(w.T("share.to"), answers, 0, func(int) { s.follow() })
	for i, c := range s.contacts {
		s.to.Tick(i).Second(contactLine(p, c))
	}
	s.pass = kit.NewField(w.T("share.six_words"))
	s.pass.SetText(crypto.NewSixWords())
	s.pass.SetHint(w.T("share.six_words_hint"))
	other := kit.Link(w.T("share.other_words"), func() { s.pass.SetText(crypto.NewSixWords()) })
	s.passCard = kit.NewCard(kit.Column(10, s.pass, kit.Wrap(0, other)))
	s.purpose = kit.NewField(w.T("share.purpose"))
	s.purpose.SetText(w.T("share.purpose_default"))
	s.line = kit.NewEditor(w.T("share.line_hint"), 2)
	back := kit.Quiet(w.T("common.back"), p.choose)
	seal := kit.Primary(w.T("share.seal"), s.where)
	s.screen = kit.NewScreen(
		kit.Header(kit.Heading(w.T("share.seal_heading")), kit.Sub(w.N("share.chosen", len(p.ticked)))),
		kit.NewCard(s.to.Container),
		s.passCard,
		kit.NewCard(kit.Column(look.CardGap, s.purpose, kit.Labelled(w.T("share.line"), s.line.Object))),
		kit.Small(w.T("share.what_happens")),
		kit.Wrap(look.Gap, seal, back))
	s.follow()
	return s
}

// contactLine says whether the contact's key was compared.
func contactLine(p *Page, c journal.Contact) string {
	w := p.shell.Words()
	if c.ComparedAt.IsZero() {
		return w.T("share.not_compared")
	}
	return w.T("share.compared", "Date", facts.Day(c.ComparedAt, p.shell.Now()))
}

// follow shows the passphrase only where one is needed.
func (s *sealing) follow() {
	if s.contact() == nil {
		s.passCard.Show()
	} else {
		s.passCard.Hide()
	}
	s.screen.Relayout()
}

// contact is whom the file is for, nil for a passphrase.
func (s *sealing) contact() *journal.Contact {
	if i := s.to.Chosen(); i >= 0 && i < len(s.contacts) {
		return &s.contacts[i]
	}
	return nil
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
		s.pass.SetError(w.T("share.too_short"))
		s.pass.Focus(s.page.shell.Window().Canvas())
		return
	}
	name := "afterglow-" + s.page.shell.Now().Format("2006-01-02") + ".afterglow"
	kit.AskSave(s.page.shell.Window(), w, w.T("share.where"), "", name, s.seal)
}

// seal seals what was previewed.
func (s *sealing) seal(path string) {
	p, w := s.page, s.page.shell.Words()
	sel := p.selection()
	var secret []byte
	if c := s.contact(); c != nil {
		sel.Contact, sel.To = c, bundle.To{Recipients: c.Recipients}
	} else {
		secret = crypto.NormalizePassphrase(strings.TrimSpace(s.pass.Text()))
		sel.To = bundle.To{Passphrase: secret}
	}
	content := p.content
	content.Purpose, content.Cover.Line = sel.Purpose, sel.Line
	p.shell.Runner().Do(w.T("share.sealing"), func(ctx context.Context, progress run.Progress) error {
		defer crypto.Wipe(secret)
		_, err := sharing.SealToFile(ctx, p.store, sel, content, path, w, func(done, total int) { progress.Set(int64(done), int64(total)) })
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		s.sealed(path)
	})
}

// sealed says where the file is and how to hand it over.
func (s *sealing) sealed(path string) {
	p, w := s.page, s.page.shell.Words()
	s.done = true
	out := []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("share.done")), kit.Sub(w.T("share.done_line"))),
		kit.NewCard(kit.Lines(kit.Small(w.T("share.file")), kit.Body(filepath.Base(path)), kit.Small(filepath.Dir(path)))),
	}
	if s.contact() == nil {
		out = append(out, kit.NewCard(kit.Lines(kit.Small(w.T("share.six_words")), kit.Title(strings.TrimSpace(s.pass.Text())), kit.Body(w.T("share.tell")))))
	} else {
		out = append(out, kit.Body(w.T("share.done_contact", "Name", s.contact().Name)))
	}
	out = append(out, kit.Wrap(look.Gap,
		kit.Primary(w.T("common.done"), func() { p.shell.Go(route.To(route.Today)) }),
		kit.Quiet(w.T("share.log"), func() { p.shell.Go(route.To(route.Shares)) })))
	s.screen.SetObjects(out...)
}

func (s *sealing) wipe() {
	s.pass.Wipe()
	s.purpose.Wipe()
	s.line.Wipe()
	s.screen.SetObjects()
}
