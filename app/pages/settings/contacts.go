package settings

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/outfile"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// cardEnding is the end of a contact card's file name.
const cardEnding = ".afterglow-card"

// words are the eight words of a signing key, in two lines.
func words(signingKey string) fyne.CanvasObject {
	list, err := crypto.SigningKeyWords(signingKey)
	if err != nil {
		return kit.Column(2)
	}
	half := len(list) / 2
	return kit.Column(2, kit.Own(strings.Join(list[:half], "  ")), kit.Own(strings.Join(list[half:], "  ")))
}

// ownCard shows the own eight words and gives the own card out.
func (p *Page) ownCard() fyne.CanvasObject {
	w := p.words
	id := p.store.Identity()
	if id == nil {
		return card(w.T("settings.own_card"), kit.Warn(w.T("settings.own_card_damaged")))
	}
	return card(w.T("settings.own_card"), kit.Body(w.T("settings.own_card_line")), words(id.SigningKey()), kit.AtMost(fieldWidth, p.nameField()),
		kit.Wrap(0, kit.Quiet(w.T("settings.own_card_save"), func() { p.saveCard(id) })))
}

// saveCard writes the own contact card where the person says.
func (p *Page) saveCard(id *crypto.Identity) {
	w := p.words
	name := strings.TrimSpace(p.alias.Text())
	if name == "" {
		p.alias.SetError(w.T("settings.alias_needed"))
		p.alias.Focus(p.shell.Window().Canvas())
		p.screen.Relayout()
		return
	}
	kit.AskSave(p.shell.Window(), w, w.T("settings.own_card_title"), "", w.T("settings.own_card_file")+cardEnding, func(path string) {
		p.do(func(ctx context.Context) error {
			data, err := bundle.MakeCard(name, "", id)
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("settings.own_card_saved"))
		})
	})
}

func (p *Page) contactsCard() fyne.CanvasObject {
	w := p.words
	p.contacts = kit.Column(look.CardPadding)
	p.listContacts()
	p.onWipe(func() { p.contacts.Objects = nil })
	return card(w.T("settings.contacts"), kit.Body(w.T("settings.contacts_line")), p.contacts,
		kit.Wrap(0, kit.Quiet(w.T("settings.contacts_import"), p.importCard)))
}

// listContacts shows everyone a file can be sealed for.
func (p *Page) listContacts() {
	w := p.words
	p.contacts.Objects = nil
	for _, c := range p.store.Contacts() {
		name := clean(c.Name)
		if c.Role != "" {
			name += " · " + clean(c.Role)
		}
		tick := kit.NewTick(w.T("settings.compared"), !c.ComparedAt.IsZero(), func(on bool) { p.setCompared(c, on) })
		if !c.ComparedAt.IsZero() {
			tick.Second(w.T("settings.compared_on", "Date", facts.Day(c.ComparedAt, p.shell.Now())))
		}
		p.contacts.Add(kit.Column(6, kit.Title(name), words(c.SigningKey), tick))
	}
	p.contacts.Hidden = len(p.contacts.Objects) == 0
	p.contacts.Refresh()
}

// setCompared keeps the person's own mark that the words were compared.
func (p *Page) setCompared(c journal.Contact, on bool) {
	c.ComparedAt = journal.When{}
	if on {
		c.ComparedAt = journal.On(p.shell.Now())
	}
	p.saveContact(c)
}

func (p *Page) saveContact(c journal.Contact) {
	p.do(func(ctx context.Context) error {
		_, err := p.store.SaveContact(ctx, c)
		return err
	}, func(err error) {
		p.shell.Fail(err)
		p.listContacts()
		p.screen.Relayout()
	})
}

// importCard asks for a card's file, reads it, and shows it before it is kept.
func (p *Page) importCard() {
	w := p.words
	kit.AskOpen(p.shell.Window(), w, w.T("settings.contacts_import_title"), "", []string{cardEnding}, func(path string) {
		var c bundle.Card
		p.do(func(context.Context) error {
			data, err := readCard(path)
			if err == nil {
				c, err = bundle.ReadCard(data)
			}
			return err
		}, func(err error) {
			switch {
			case err == nil:
				p.askKeep(c)
			case errors.Is(err, bundle.ErrNewerFormat):
				kit.Inform(p.shell.Window(), w, w.T("settings.card_bad_title"), w.T("settings.card_newer"), nil)
			case errors.Is(err, bundle.ErrDamaged), errors.Is(err, bundle.ErrTooLarge):
				kit.Inform(p.shell.Window(), w, w.T("settings.card_bad_title"), w.T("settings.card_bad"), nil)
			default:
				p.shell.Fail(err)
			}
		})
	})
}

// readCard reads no more of a file than a card can be long.
func readCard(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, bundle.MaxCard+1))
}

// askKeep shows whose card it says it is, and its words.
func (p *Page) askKeep(c bundle.Card) {
	w := p.words
	kept := journal.Contact{Name: clean(c.Name), Role: clean(c.Role), Recipients: c.Recipients, SigningKey: c.SigningKey}
	line := kit.Body(w.T("settings.card_line"))
	for _, known := range p.store.Contacts() {
		switch {
		case known.SigningKey == c.SigningKey:
			kept.ID, kept.Revision, kept.WrittenAt = known.ID, known.Revision, known.WrittenAt
			if slices.Equal(known.Recipients, c.Recipients) {
				kept.ComparedAt = known.ComparedAt
			}
			line = kit.Body(w.T("settings.card_known"))
		case strings.EqualFold(known.Name, kept.Name) && kept.ID == "":
			line = kit.Warn(w.T("settings.card_other_key"))
		}
	}
	title := kept.Name
	if kept.Role != "" {
		title += " · " + kept.Role
	}
	kit.Ask(p.shell.Window(), w, title, kit.Column(12, words(c.SigningKey), line), w.T("settings.card_keep"), func(d *kit.Dialog) {
		d.Close()
		p.saveContact(kept)
	})
}

// clean is a foreign text on one line that does what it looks like.
func clean(s string) string { return strings.Join(strings.Fields(markdown.Clean(s)), " ") }
