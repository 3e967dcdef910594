package support

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what this page asks of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
	Offer(text, action string, do func())
	// Country is the chosen country's code; SetCountry keeps it where there is
	// an unlocked journal to keep it in.
	Country() string
	SetCountry(code string)
	// LinesOutside are the numbers put right that may be seen before unlocking;
	// KeepLines takes them over from the journal.
	LinesOutside() map[string]string
	KeepLines()
}

// Store is what this page asks of an unlocked journal.
type Store interface {
	Settings() journal.Settings
	SaveSettings(context.Context, journal.Settings) (journal.Settings, error)
	SupportPlan() journal.SupportPlan
	SaveSupportPlan(context.Context, journal.SupportPlan) (journal.SupportPlan, error)
	CareContacts() []journal.CareContact
	SaveCareContact(context.Context, journal.CareContact) (journal.CareContact, error)
	TrashRecord(context.Context, journal.ID) error
	UntrashRecord(context.Context, journal.ID) error
}

// The kinds of argument.
const (
	answered = "answered" // after an answer that opens this page
	plan     = "plan"     // the plan, to be written
	people   = "people"   // the person's own people and lines
	lines    = "lines"    // the country's numbers, to be put right
	person   = "person:"  // one of them; without an id a new one
)

// Answered is the page as it is shown after an answer that opens it.
func Answered() route.Route { return route.With(route.Support, answered) }

// New is the Support page or one of its parts. Without a store, which a locked
// journal is, there is the page itself with the country's lines.
func New(shell Shell, store Store, arg string) route.Page {
	if store != nil {
		switch id, one := strings.CutPrefix(arg, person); {
		case one:
			return newPerson(shell, store, journal.ID(id))
		case arg == plan:
			return newPlan(shell, store)
		case arg == people:
			return newPeople(shell, store)
		case arg == lines:
			return newLines(shell, store)
		}
	}
	p := &Page{shell: shell, store: store, words: shell.Words(), answered: arg == answered,
		numbers: kit.Column(look.CardPadding), call: kit.Title(""), where: kit.Body(""), screen: kit.NewReadingScreen()}
	p.on = kit.Primary(p.words.T("support.continue"), shell.Back)
	// The way on stays in sight however far the page is scrolled.
	p.foot = kit.Inset(0, 12, 0, 14, container.NewCenter(p.on))
	p.content = container.NewBorder(nil, p.foot, nil, nil, p.screen)
	var o own
	if store == nil {
		o.mine.changed = shell.LinesOutside()
	}
	p.draw(o)
	p.Refresh()
	return p
}

// Page is the Support page.
type Page struct {
	shell    Shell
	store    Store
	words    *assets.Words
	answered bool
	content  fyne.CanvasObject
	screen   *kit.Screen
	numbers  *fyne.Container
	on       *kit.Button
	foot     fyne.CanvasObject
	call     *kit.Text // the emergency number, above all else,
	where    *kit.Text // and what is to be said of where it is one
}

// own is what the journal has for this page.
type own struct {
	plan   journal.SupportPlan
	people []journal.CareContact
	mine   mine
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// Refresh implements route.Refresher.
func (p *Page) Refresh() {
	if p.store == nil {
		return
	}
	var o own
	p.shell.Runner().Latest("support", func(ctx context.Context) error {
		o = own{p.store.SupportPlan(), p.store.CareContacts(), mineOf(p.store.Settings())}
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.draw(o)
	})
}

// draw shows the page in the order of domain.md §4.2.
func (p *Page) draw(o own) {
	w := p.words
	heading, act := kit.Header(kit.Heading(w.T("support.title")), kit.Sub(w.T("support.intro"))), "support.act_now"
	if p.answered {
		heading, act = kit.Header(kit.Heading(w.T("support.item9.thanks")), kit.Body(w.T("support.item9.text"))), "support.item9.act_now"
	}
	objects := []fyne.CanvasObject{heading, kit.Column(look.Gap, kit.Section(w.T(act)), p.call, p.where),
		kit.Body(w.T("support.cannot_contact"))}
	if !o.plan.Blank() {
		objects = append(objects, p.planCard(o.plan))
	}
	if near := of(o.people, near); len(near) > 0 {
		objects = append(objects, p.peopleCard("support.people", near))
	}
	objects = append(objects, p.linesCard(o))
	if team := of(o.people, team); len(team) > 0 {
		objects = append(objects, p.peopleCard("support.care_team", team))
	}
	objects = append(objects, kit.NewCard(kit.Column(10,
		kit.Section(w.T("support.steps")),
		kit.Body(w.T("support.step1")), kit.Body(w.T("support.step2")), kit.Body(w.T("support.step3")),
		kit.Small(w.T("support.steps_line")))))
	if p.answered {
		objects = append(objects, kit.Body(w.T("support.item9.sharing")))
	}
	if p.store != nil {
		objects = append(objects, p.ways(o))
	} else {
		objects = append(objects, kit.Small(w.T("support.locked")))
	}
	p.screen.SetObjects(objects...)
}

// planCard is the plan as it was written.
func (p *Page) planCard(plan journal.SupportPlan) fyne.CanvasObject {
	boxes := kit.Column(look.CardGap, kit.Section(p.words.T("support.plan")))
	for _, b := range boxesOf(&plan) {
		if text := strings.TrimSpace(*b.text); text != "" {
			boxes.Add(kit.Column(3, kit.Small(p.words.T(b.id)), kit.Own(text)))
		}
	}
	return kit.NewCard(boxes)
}

// Who stands where on the page.
var (
	near = []journal.CareRole{"", "person", "sitter"}
	team = []journal.CareRole{"therapist", "prescriber", "clinic"}
	line = []journal.CareRole{"line"}
)

// of are those with one of the roles who are to stand on this page.
func of(all []journal.CareContact, roles []journal.CareRole) []journal.CareContact {
	var out []journal.CareContact
	for _, c := range all {
		for _, r := range roles {
			if c.Role == r && c.OnSupportCard {
				out = append(out, c)
			}
		}
	}
	return out
}

func (p *Page) peopleCard(title string, list []journal.CareContact) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(list))
	for i, c := range list {
		cells[i] = p.contact(c)
	}
	return kit.NewCard(kit.Column(look.CardGap, kit.Section(p.words.T(title)), kit.Columns(240, cells...)))
}

// contact is one of the person's own, the number large.
func (p *Page) contact(c journal.CareContact) fyne.CanvasObject {
	o := kit.Column(3, kit.Body(c.Label))
	if c.Phone != "" {
		o.Add(kit.Heading(c.Phone))
	}
	if c.Note != "" {
		o.Add(kit.Small(c.Note))
	}
	return o
}

// ways lead to where plan and people are written.
func (p *Page) ways(o own) fyne.CanvasObject {
	w := p.words
	write := "support.plan_change"
	foot := kit.Column(look.Gap)
	if o.plan.Blank() {
		write = "support.plan_write"
		foot.Add(kit.Small(w.T("support.plan_empty")))
	}
	foot.Add(kit.Wrap(22,
		kit.Link(w.T(write), func() { p.shell.Go(route.With(route.Support, plan)) }),
		kit.Link(w.T("support.people_change"), func() { p.shell.Go(route.With(route.Support, people)) }),
		kit.Link(w.T("support.lines_change"), func() { p.shell.Go(route.With(route.Support, lines)) })))
	return foot
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Foot is how high the way on is, which nothing may cover.
func (p *Page) Foot() float32 { return p.foot.MinSize().Height }

// Route implements route.Page.
func (p *Page) Route() route.Route {
	if p.answered {
		return Answered()
	}
	return route.To(route.Support)
}

// Focus implements route.Focuser. Where the page came by itself the keyboard is
// on Continue; else on nothing, so that Tab comes to the country first.
func (p *Page) Focus(c fyne.Canvas) {
	if p.answered {
		c.Focus(p.on)
	}
	p.screen.ScrollToTop()
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.numbers.Objects = nil
	p.screen.SetObjects()
}

// day is a date as this page says it.
func (p *Page) day(w journal.When) string { return facts.Day(w, p.shell.Now()) }
