package contacts

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/sharing"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Go(route.Route)
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
	Copy(text string)
}

// Store is what this page asks of the journal.
type Store interface {
	sharing.Kept
	Contacts() []journal.Contact
	SaveContact(context.Context, journal.Contact) (journal.Contact, error)
	SaveSettings(context.Context, journal.Settings) (journal.Settings, error)
}

// Page is the list of contacts, or the page of one.
type Page struct {
	shell  Shell
	store  Store
	words  *assets.Words
	id     journal.ID // of the one that is shown, or ""
	screen *kit.Screen

	within bool // a step of adding a card is shown
	text   *kit.Editor
	name   *kit.Field // of somebody else
	focus  fyne.Focusable
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Escaper = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
)

// New is the page of the contact with that id, or of all for "". card is the file of
// a card that is to be added, or "".
func New(shell Shell, store Store, id, card string) *Page {
	p := &Page{shell: shell, store: store, words: shell.Words(), id: journal.ID(id), screen: kit.NewReadingScreen()}
	p.begin()
	if card != "" {
		p.readFile(card)
	}
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.With(route.Contacts, string(p.id)) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	if p.focus != nil {
		c.Focus(p.focus)
	}
}

// Escape implements route.Escaper: out of a step, with everything as it was.
func (p *Page) Escape() bool {
	if !p.within {
		return false
	}
	p.begin()
	return true
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.forget()
	p.screen.SetObjects()
}

// forget empties the fields of a step.
func (p *Page) forget() {
	if p.text != nil {
		p.text.Wipe()
	}
	if p.name != nil {
		p.name.Wipe()
	}
	p.text, p.name, p.focus = nil, nil, nil
}

// begin shows the page as it is without a step.
func (p *Page) begin() {
	p.forget()
	p.within = false
	if c, ok := p.contact(); ok {
		p.screen.SetObjects(p.one(c)...)
	} else {
		p.id = ""
		p.screen.SetObjects(p.all()...)
	}
	p.screen.ScrollToTop()
}

// step shows a step, with the keyboard on what is harmless.
func (p *Page) step(focus fyne.Focusable, objects ...fyne.CanvasObject) {
	p.within = true
	p.screen.SetObjects(objects...)
	p.screen.ScrollToTop()
	if p.focus = focus; focus != nil {
		p.Focus(p.shell.Window().Canvas())
	}
}

func (p *Page) contact() (journal.Contact, bool) {
	for _, c := range p.store.Contacts() {
		if c.ID == p.id {
			return c, true
		}
	}
	return journal.Contact{}, false
}

// all is everyone, and the own card.
func (p *Page) all() []fyne.CanvasObject {
	w := p.words
	list := kit.Column(look.Gap)
	for _, c := range p.store.Contacts() {
		list.Add(kit.NewPressCard(kit.Column(6, kit.Title(named(c)), p.standing(c)),
			func() { p.shell.Go(route.With(route.Contacts, string(c.ID))) }))
	}
	if len(list.Objects) == 0 {
		list.Add(kit.Sub(w.T("contacts.nobody")))
	}
	return []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("contacts.title")), kit.Sub(w.T("contacts.line"))),
		kit.Wrap(0, kit.Primary(w.T("contacts.add"), func() { p.add("") })),
		list,
		p.ownCard(),
	}
}

// standing says whether the words of a contact's key were compared.
func (p *Page) standing(c journal.Contact) *kit.Text {
	text := facts.Compared(p.words, c, p.shell.Now())
	if c.Verified() {
		return kit.Sub(text)
	}
	return kit.Warn(text)
}

// named is a contact's name and role on one line.
func named(c journal.Contact) string {
	if c.Role == "" {
		return c.Name
	}
	return c.Name + " · " + c.Role
}

// card is one part of a page.
func card(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Column(12, append([]fyne.CanvasObject{kit.Section(title)}, objects...)...))
}

// eight are the eight words of a signing key, in two lines.
func eight(signingKey string) fyne.CanvasObject {
	list, err := crypto.SigningKeyWords(signingKey)
	if err != nil {
		return kit.Column(2)
	}
	half := len(list) / 2
	return kit.Column(2, kit.Own(strings.Join(list[:half], "  ")), kit.Own(strings.Join(list[half:], "  ")))
}

// do runs work on the journal.
func (p *Page) do(work func(context.Context) error, done func(error)) {
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, done)
}

// save keeps a contact and then goes on; what went wrong is said, and the page stays.
func (p *Page) save(c journal.Contact, then func(journal.Contact)) {
	p.do(func(ctx context.Context) error {
		saved, err := p.store.SaveContact(ctx, c)
		c = saved
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		then(c)
	})
}
