package contacts

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/crypto"
	"afterglow/journal"
)

// one is the page of one contact: their words, whether those were compared, and the
// keys they had before.
func (p *Page) one(c journal.Contact) []fyne.CanvasObject {
	w := p.words
	back := kit.Link("← "+w.T("contacts.title"), func() { p.shell.Go(route.To(route.Contacts)) })
	mark := func(at journal.When) func() {
		return func() {
			c.ComparedAt = at
			p.save(c, p.open)
		}
	}
	words := []fyne.CanvasObject{eight(c.SigningKey), p.standing(c)}
	if c.Verified() {
		words = append(words, kit.Wrap(0, kit.Link(w.T("contacts.unmark"), mark(journal.When{}))))
	} else {
		words = append(words, kit.Body(w.T("contacts.compare_how")),
			kit.Wrap(0, kit.Primary(w.T("contacts.match"), mark(journal.On(p.shell.Now())))))
	}
	out := []fyne.CanvasObject{
		kit.Column(look.Gap, kit.Wrap(0, back), kit.Header(kit.Heading(c.Name), kit.Sub(c.Role))),
		card(w.T("contacts.words"), append(words, kit.Small(p.kind(c)))...),
	}
	if again := p.againCard(c); again != nil {
		out = append(out, again)
	}
	if len(c.FormerKeys) > 0 {
		former := kit.Column(12)
		for _, f := range c.FormerKeys {
			line := w.T("contacts.former_recipients", "Date", p.day(f.ReplacedAt))
			if f.SigningKey != c.SigningKey {
				list, _ := crypto.SigningKeyWords(f.SigningKey)
				line = w.T("contacts.former_key", "Date", p.day(f.ReplacedAt), "Words", strings.Join(list, " "))
			}
			former.Add(kit.Small(line))
		}
		out = append(out, card(w.T("contacts.former"), former))
	}
	return append(out, kit.Wrap(0, kit.Quiet(w.T("contacts.add_new"), func() { p.add("") })))
}

// kind says which kind of key files for a contact are sealed for.
func (p *Page) kind(c journal.Contact) string {
	if crypto.Hybrid(c.SealFor()) {
		return p.words.T("contacts.hybrid")
	}
	return p.words.T("contacts.classic")
}
