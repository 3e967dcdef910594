// Package support is the Support page: crisis lines for a country chosen by
// hand, a few small steps, and the way on, which is always there. It needs no
// passphrase and stores nothing by itself.
package support

import (
	"fyne.io/fyne/v2"

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
	shell  Shell
	screen *kit.Screen
	on     *kit.Button
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
)

// New is the Support page.
func New(shell Shell) *Page {
	p := &Page{shell: shell, screen: kit.NewReadingScreen()}
	p.show()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Support) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.on) }

func (p *Page) show() {
	w := p.shell.Words()
	countries := assets.Countries()
	chosen := len(countries) - 1
	names := make([]string, len(countries))
	for i, c := range countries {
		names[i] = c.Name
		if c.Code == p.shell.Country() {
			chosen = i
		}
	}
	pick := kit.NewPickList(names, chosen, func(i int) {
		p.shell.SetCountry(countries[i].Code)
		p.show()
	})
	p.on = kit.Primary(w.T("support.continue"), p.shell.Back)
	p.screen.SetObjects(
		kit.Header(kit.Heading(w.T("support.title")), kit.Sub(w.T("support.intro"))),
		kit.Body(w.T("support.act_now")),
		kit.NewCard(kit.Column(look.CardGap, kit.Labelled(w.T("support.country"), pick), lines(w, countries[chosen]))),
		kit.NewCard(kit.Column(10, kit.Section(w.T("support.steps")), kit.Body(w.T("support.step1")), kit.Body(w.T("support.step2")), kit.Body(w.T("support.step3")), kit.Small(w.T("support.steps_line")))),
		kit.Body(w.T("support.cannot_contact")),
		kit.Buttons(p.on))
}

// lines are a country's numbers, large and plain, the doubt in a line below.
func lines(w *assets.Words, c assets.Country) fyne.CanvasObject {
	out := kit.Column(14)
	if c.Emergency != "" {
		out.Add(kit.Column(2, kit.Small(w.T("support.emergency")), kit.Heading(c.Emergency)))
	}
	for _, l := range c.Lines {
		name := l.How
		if l.Name != "" {
			name = l.Name + " · " + l.How
		}
		one := kit.Column(2, kit.Small(name), kit.Heading(l.Number))
		if l.Note != "" {
			one.Add(kit.Small(l.Note))
		}
		if l.Source == assets.SourceRead {
			one.Add(kit.Small(w.T("support.source_read")))
		} else {
			one.Add(kit.Small(w.T("support.source_memory")))
		}
		out.Add(one)
	}
	out.Add(kit.Small(w.T("support.checked", "Date", assets.CountriesChecked())))
	return out
}
