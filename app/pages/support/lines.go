package support

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/assets"
)

// linesCard is the person's own lines and those of the country.
func (p *Page) linesCard(o own) fyne.CanvasObject {
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
		p.show(countries[i], o)
		p.screen.Relayout()
	})
	p.show(countries[chosen], o)
	return kit.NewCard(kit.Column(look.CardPadding,
		kit.AtMost(420, kit.Labelled(p.words.T("support.country"), pick)),
		p.numbers,
		kit.Column(2,
			kit.Small(p.words.T("support.checked", "Date", facts.Checked(assets.CountriesChecked()))),
			kit.Small(p.words.T("support.country_line")))))
}

// show shows a country's numbers, large and plain, what is doubtful about each
// in a line below.
func (p *Page) show(c assets.Country, o own) {
	p.call.SetText(p.words.T("support.emergency_call", "Number", c.Emergency))
	var list []fyne.CanvasObject
	for _, own := range of(o.people, line) {
		list = append(list, p.contact(own))
	}
	checked := ""
	if when := o.checked[c.Code]; !when.IsZero() {
		checked = p.words.T("support.you_checked", "Date", p.day(when))
	}
	p.numbers.Objects = []fyne.CanvasObject{kit.Columns(240, append(list, Numbers(p.words, c, checked)...)...)}
	p.numbers.Refresh()
}

// Numbers are a country's lines and its emergency number, each with where it is
// from and when it was last looked at, or, where that is given, how the person
// checked it.
func Numbers(w *assets.Words, c assets.Country, checked string) []fyne.CanvasObject {
	number := func(parts []string, number, note, source string) fyne.CanvasObject {
		from := checked
		if from == "" {
			from = w.T("support.source_memory")
			if source == assets.SourceRead {
				from = w.T("support.source_read")
			}
			from = w.T("support.row", "Source", from, "Date", facts.Checked(assets.CountriesChecked()))
		}
		below := []string{from}
		if note != "" {
			below = []string{note, from}
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
		list = append(list, number([]string{w.T("support.emergency")}, c.Emergency, "", c.EmergencySource))
	}
	return list
}
