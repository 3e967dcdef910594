package settings

import (
	"context"
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
	Copy(text string)
	Look() look.Settings
	SetLook(look.Settings)
	Country() string
	SetCountry(code string)
}

// Store is what this page asks of the journal.
type Store interface {
	Settings() journal.Settings
	SaveSettings(context.Context, journal.Settings) (journal.Settings, error)
	CheckRecoveryCode(ctx context.Context, code string) error
	NewRecoveryCode(ctx context.Context) (code string, err error)
	Contacts() []journal.Contact
	SaveContact(context.Context, journal.Contact) (journal.Contact, error)
	Identity() *crypto.Identity
}

// Page is the Settings page.
type Page struct {
	shell  Shell
	store  Store
	words  *assets.Words
	screen *kit.Screen

	size     *kit.Text
	alias    *kit.Field
	recovery *recovery
	contacts *fyne.Container
}

var (
	_ route.Page   = (*Page)(nil)
	_ route.Leaver = (*Page)(nil)
	_ route.Wiper  = (*Page)(nil)
)

// New is the Settings page of the journal that lies in folder.
func New(shell Shell, store Store, folder string) *Page {
	w := shell.Words()
	p := &Page{shell: shell, store: store, words: w}
	p.recovery = newRecovery(p)
	p.screen = kit.NewReadingScreen(
		kit.Header(kit.Heading(w.T("settings.title")), kit.Sub(w.T("settings.line"))),
		p.lookCard(), p.nameCard(), p.recovery.object, p.ownCard(), p.contactsCard(),
		card(w.T("settings.folder"),
			kit.Body(folder),
			kit.Small(w.T("settings.folder_line")),
			kit.Wrap(0, kit.Quiet(w.T("settings.folder_copy"), func() { shell.Copy(folder) }))),
		aboutCard(w))
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Settings) }

// Leave implements route.Leaver: the name is saved.
func (p *Page) Leave(done func()) {
	if p.alias.Text() == p.store.Settings().Alias {
		done()
		return
	}
	p.saveAlias(done)
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.alias.Wipe()
	p.recovery.wipe()
	p.contacts.Objects = nil
	p.screen.SetObjects()
}

// card is one part of the page.
func card(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Column(12, append([]fyne.CanvasObject{kit.Section(title)}, objects...)...))
}

// sizeStep is how much one press changes the text size.
const sizeStep = 0.1

func (p *Page) lookCard() fyne.CanvasObject {
	w, now := p.words, p.shell.Look().Sound()
	variants, chosen := look.Variants(), 0
	names := make([]string, len(variants))
	for i, v := range variants {
		names[i] = w.T("settings.look." + string(v))
		if v == now.Variant {
			chosen = i
		}
	}
	p.size = kit.Body("").OneLine()
	p.saySize()
	return card(w.T("settings.look"),
		kit.OneOf(names, chosen, func(i int) {
			l := p.shell.Look()
			l.Variant = variants[i]
			p.shell.SetLook(l)
		}),
		kit.Labelled(w.T("settings.size"), kit.Wrap(12,
			kit.Quiet(w.T("settings.smaller"), func() { p.scale(-sizeStep) }),
			kit.Inset(0, 10, 0, 0, p.size),
			kit.Quiet(w.T("settings.larger"), func() { p.scale(+sizeStep) }))),
		kit.NewTick(w.T("settings.motion"), now.ReducedMotion, func(on bool) {
			l := p.shell.Look()
			l.ReducedMotion = on
			p.shell.SetLook(l)
		}))
}

// scale changes the text size.
func (p *Page) scale(by float64) {
	l := p.shell.Look().Sound()
	l.TextScale = float32(math.Round((float64(l.TextScale)+by)*10) / 10)
	p.shell.SetLook(l.Sound())
	p.saySize()
	p.screen.Relayout()
}

func (p *Page) saySize() {
	p.size.SetText(fmt.Sprintf("%.0f %%", p.shell.Look().Sound().TextScale*100))
}

func (p *Page) nameCard() fyne.CanvasObject {
	w := p.words
	p.alias = kit.NewField(w.T("settings.alias"))
	p.alias.SetText(p.store.Settings().Alias)
	p.alias.SetHint(w.T("settings.alias_hint"))
	saved := func() { p.shell.Say(w.T("settings.saved")) }
	p.alias.OnSubmitted(func(string) { p.saveAlias(saved) })
	countries := assets.Countries()
	chosen := len(countries) - 1
	names := make([]string, len(countries))
	for i, c := range countries {
		names[i] = c.Name
		if c.Code == p.shell.Country() {
			chosen = i
		}
	}
	return card(w.T("settings.you"),
		kit.AtMost(420, p.alias),
		kit.Wrap(0, kit.Quiet(w.T("common.save"), func() { p.saveAlias(saved) })),
		kit.AtMost(420, kit.Labelled(w.T("settings.country"), kit.NewPickList(names, chosen, func(i int) {
			p.shell.SetCountry(countries[i].Code)
		}))))
}

// saveAlias keeps the name, then goes on; what fails is told first.
func (p *Page) saveAlias(then func()) {
	s := p.store.Settings()
	s.Alias = p.alias.Text()
	p.do(func(ctx context.Context) error {
		_, err := p.store.SaveSettings(ctx, s)
		return err
	}, func(err error) {
		p.shell.Fail(err)
		then()
	})
}

// do runs work on the journal.
func (p *Page) do(work func(context.Context) error, done func(error)) {
	p.shell.Runner().Do(p.words.T("common.saving"), func(ctx context.Context, _ run.Progress) error { return work(ctx) }, done)
}
