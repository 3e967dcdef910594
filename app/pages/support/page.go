package support

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/assets"
)

// Shell is what this page asks of the window.
type Shell interface {
	Back()
	Words() *assets.Words
	// Country is the chosen country's code; SetCountry keeps it where there is
	// an unlocked journal to keep it in.
	Country() string
	SetCountry(code string)
}

// Page is the Support page.
type Page struct {
	shell   Shell
	words   *assets.Words
	content fyne.CanvasObject
	screen  *kit.Screen
	numbers *fyne.Container
	on      *kit.Button
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
)

// New is the Support page.
func New(shell Shell) *Page {
	w := shell.Words()
	p := &Page{shell: shell, words: w, numbers: kit.Column(look.CardPadding)}
	countries := assets.Countries()
	chosen := len(countries) - 1
	names := make([]string, len(countries))
	for i, c := range countries {
		names[i] = c.Name
		if c.Code == shell.Country() {
			chosen = i
		}
	}
	pick := kit.NewPickList(names, chosen, func(i int) {
		shell.SetCountry(countries[i].Code)
		p.show(countries[i])
		p.screen.Relayout()
	})
	p.show(countries[chosen])
	p.on = kit.Primary(w.T("support.continue"), shell.Back)
	p.screen = kit.NewReadingScreen(
		kit.Header(kit.Heading(w.T("support.title")), kit.Sub(w.T("support.intro"))),
		kit.Body(w.T("support.act_now")),
		kit.NewCard(kit.Column(look.CardPadding,
			kit.AtMost(420, kit.Labelled(w.T("support.country"), pick)),
			p.numbers,
			kit.Column(2,
				kit.Small(w.T("support.checked", "Date", assets.CountriesChecked())),
				kit.Small(w.T("support.country_line"))))),
		kit.NewCard(kit.Column(10,
			kit.Section(w.T("support.steps")),
			kit.Body(w.T("support.step1")), kit.Body(w.T("support.step2")), kit.Body(w.T("support.step3")),
			kit.Small(w.T("support.steps_line")))),
		kit.Body(w.T("notice.cannot_contact")))
	// The way on stays in sight however far the page is scrolled.
	p.content = container.NewBorder(nil, kit.Inset(0, 12, 0, 14, container.NewCenter(p.on)), nil, nil, p.screen)
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Support) }

// Focus implements route.Focuser. The keyboard starts on nothing, so that the
// page begins at its top; Tab comes to the country first.
func (p *Page) Focus(c fyne.Canvas) { p.screen.ScrollToTop() }

// show shows a country's numbers, large and plain, what is doubtful about each
// in a line below.
func (p *Page) show(c assets.Country) {
	number := func(parts []string, number, note, source string) fyne.CanvasObject {
		below := []string{p.words.T("support.source_memory")}
		if source == assets.SourceRead {
			below[0] = p.words.T("support.source_read")
		}
		if note != "" {
			below = append([]string{note}, below...)
		}
		return kit.Column(3, kit.Body(strings.Join(parts, " · ")), kit.Heading(number), kit.Small(strings.Join(below, " · ")))
	}
	var list []fyne.CanvasObject
	for _, l := range c.Lines {
		parts := []string{l.How}
		if l.Name != "" {
			parts = []string{l.Name, l.How}
		}
		list = append(list, number(parts, l.Number, l.Note, l.Source))
	}
	if c.Emergency != "" {
		list = append(list, number([]string{p.words.T("support.emergency")}, c.Emergency, "", c.EmergencySource))
	}
	p.numbers.Objects = []fyne.CanvasObject{kit.Columns(240, list...)}
	p.numbers.Refresh()
}
