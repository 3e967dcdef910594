package contacts

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// errNoCard is something that has the name of a card and is no plain file.
var errNoCard = errors.New("not a card")

// add is the step that takes a card. fault says what was wrong with the last one.
func (p *Page) add(fault string) {
	w := p.words
	p.forget()
	p.text = kit.NewEditor(w.T("contacts.add_text_hint"), 3)
	choose := kit.Quiet(w.T("contacts.add_file"), p.chooseFile)
	objects := []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("contacts.add_title")), kit.Sub(w.T("contacts.add_line"))),
	}
	if fault != "" {
		objects = append(objects, kit.Warn(fault))
	}
	p.step(choose, append(objects,
		kit.NewCard(kit.Column(12,
			kit.Buttons(choose, kit.Quiet(w.T("contacts.add_paste"), p.paste)),
			kit.Small(w.T("contacts.add_drop")))),
		kit.NewCard(kit.Column(12,
			kit.Labelled(w.T("contacts.add_text"), p.text.Object),
			kit.Wrap(0, kit.Quiet(w.T("contacts.add_read"), func() { p.readText(p.text.Written()) })))),
		kit.Buttons(kit.Quiet(w.T("common.back"), p.begin)))...)
}

func (p *Page) chooseFile() {
	kit.AskOpen(p.shell.Window(), p.words, p.words.T("contacts.add_title"), "", []string{cardEnding}, p.readFile)
}

// paste takes what is on the clipboard.
func (p *Page) paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		p.add(p.words.T("contacts.paste_empty"))
		return
	}
	p.readText(text)
}

// readText takes the text of a card as it stands in a message, with whatever white
// space came around it.
func (p *Page) readText(text string) {
	if len(text) > bundle.MaxCard {
		p.meet(bundle.Card{}, bundle.ErrTooLarge)
		return
	}
	p.meet(bundle.ReadCard([]byte(strings.TrimSpace(text))))
}

// readFile takes the file of a card.
func (p *Page) readFile(path string) {
	var c bundle.Card
	p.do(func(context.Context) error {
		data, err := readCard(path)
		if err == nil {
			c, err = bundle.ReadCard(data)
		}
		return err
	}, func(err error) { p.meet(c, err) })
}

// readCard reads no more of a file than a card can be long.
func readCard(path string) ([]byte, error) {
	// Before it is opened: a pipe would be waited for.
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, errNoCard
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errNoCard
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, bundle.MaxCard+1))
}

// meet shows what a card is among the contacts there are, or what is wrong with it.
func (p *Page) meet(read bundle.Card, err error) {
	w := p.words
	var c journal.Contact
	if err == nil {
		c, err = read.Contact()
	}
	switch {
	case errors.Is(err, errNoCard):
		p.add(w.T("contacts.unreadable"))
		return
	case errors.Is(err, bundle.ErrNewerFormat):
		p.add(w.T("contacts.newer"))
		return
	case err != nil:
		p.add(w.T("contacts.bad"))
		return
	}
	if id := p.store.Identity(); id != nil && (id.SigningKey() == c.SigningKey) {
		p.add(w.T("contacts.your_own"))
		return
	}
	switch met, known := journal.Meet(p.store.Contacts(), c); met {
	case journal.MetSame:
		p.open(known)
		p.shell.Say(w.T("contacts.same", "Name", known.Name))
	case journal.MetRenewed:
		p.askRenew(known, c)
	case journal.MetChanged:
		p.stop(known, c)
	case journal.MetMixed:
		p.add(w.T("contacts.mixed", "Name", known.Name))
	default:
		p.askKeep(c)
	}
}

// open shows a contact's page.
func (p *Page) open(c journal.Contact) {
	p.id = c.ID
	p.begin()
}

// askKeep shows whose card it says it is, and its words, before it is kept.
func (p *Page) askKeep(c journal.Contact) {
	w := p.words
	p.forget()
	later := kit.Quiet(w.T("contacts.later"), func() { p.save(c, p.open) })
	p.step(later,
		kit.Header(kit.Heading(c.Name), kit.Sub(c.Role)),
		card(w.T("contacts.compare_title"), eight(c.SigningKey), kit.Body(w.T("contacts.compare_how")), kit.Small(w.T("contacts.name_is_said"))),
		kit.Buttons(
			kit.Primary(w.T("contacts.match"), func() {
				c.ComparedAt = journal.On(p.shell.Now())
				p.save(c, p.open)
			}),
			later,
			kit.Link(w.T("contacts.not_keep"), p.begin)))
}

// askRenew says what a card signed by a known key would change.
func (p *Page) askRenew(known, c journal.Contact) {
	w := p.words
	p.forget()
	lines := []fyne.CanvasObject{kit.Body(w.T("contacts.renew_line", "Name", known.Name)), eight(known.SigningKey)}
	if c.Name != known.Name {
		lines = append(lines, kit.Body(w.T("contacts.renew_name", "Said", c.Name, "Name", known.Name)))
	}
	if when, had := known.Had(c); had {
		lines = append(lines, kit.Warn(w.T("contacts.renew_old", "Date", p.day(when))))
	}
	not := kit.Quiet(w.T("contacts.renew_not"), p.begin)
	p.step(not,
		kit.Header(kit.Heading(w.T("contacts.renew_title", "Name", known.Name)), p.standing(known)),
		kit.NewCard(kit.Column(12, lines...)),
		kit.Buttons(kit.Primary(w.T("contacts.renew_do"), func() {
			p.save(known.Renewed(c, journal.At(p.shell.Now())), p.open)
		}), not))
}
