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
	whole, _ := o.mine.number(c.Code, c.Emergency)
	emergency := large(whole)
	p.where.SetText(whole)
	p.where.Hidden = emergency == whole
	p.call.SetText(p.words.T("support.emergency_call", "Number", emergency))
	if line := first(c, o.mine); line != "" {
		p.call.SetText(p.words.T("support.emergency_and_line", "Number", emergency, "Line", line))
	}
	if p.call.Hidden = emergency == ""; p.call.Hidden {
		p.call.SetText("")
	}
	var list []fyne.CanvasObject
	for _, own := range of(o.people, line) {
		list = append(list, p.contact(own))
	}
	p.numbers.Objects = []fyne.CanvasObject{kit.Columns(240, append(list, p.those(c, o.mine)...)...)}
	p.numbers.Refresh()
}

// large is the part of a number that stands large: all of it, or where it is said
// in a sentence what that begins with.
func large(number string) string {
	if first, _, words := strings.Cut(number, " "); words && plain(first) && !plain(number) {
		return first
	}
	return number
}

// those are a country's numbers as the person has them.
func (p *Page) those(c assets.Country, m mine) []fyne.CanvasObject {
	checked := ""
	if when := m.checked[c.Code]; !when.IsZero() {
		checked = p.words.T("support.you_checked", "Date", p.day(when))
	}
	return numbers(p.words, c, func(number string) (now, from string) {
		now, changed := m.number(c.Code, number)
		switch {
		case changed && p.store == nil: // what stands outside the journal others could have changed
			return now, p.words.T("support.you_changed") + " · " + p.words.T("support.lines_was", "Number", number)
		case changed:
			return now, p.words.T("support.you_changed")
		}
		return now, checked
	})
}

// Numbers are a country's lines and its emergency number as the list has them.
func Numbers(w *assets.Words, c assets.Country) []fyne.CanvasObject {
	return numbers(w, c, func(number string) (now, from string) { return number, "" })
}

// numbers are a country's lines and its emergency number, each with where it is
// from and when it was last looked at. as says how a number is had, and may say
// where that is from; a number that is "" is left out.
func numbers(w *assets.Words, c assets.Country, as func(number string) (now, from string)) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	add := func(what, number, note, source string) {
		now, from := as(number)
		if now == "" {
			return
		}
		if from == "" {
			id := "support.row_memory"
			if source == assets.SourceRead {
				id = "support.row_read"
			}
			from = w.T(id, "Date", facts.Checked(assets.CountriesChecked()))
		}
		if note != "" {
			from = note + " · " + from
		}
		if short := large(now); short != now {
			now, from = short, now+" · "+from
		}
		list = append(list, kit.Column(3, kit.Body(what), kit.Heading(now), kit.Small(from)))
	}
	for _, l := range c.Lines {
		add(called(w, l), l.Number, l.Note, l.Source)
	}
	if c.Emergency != "" {
		add(w.T("support.emergency"), c.Emergency, "", c.EmergencySource)
	}
	return list
}

// called is what a line is, and how it is reached; where it is not known who
// answers, it is a crisis line all the same.
func called(w *assets.Words, l assets.Line) string {
	name := l.Name
	if name == "" {
		name = w.T("support.crisis_line")
	}
	return name + " · " + l.How
}

// first is the first line of a country that can be called, "" for none.
func first(c assets.Country, m mine) string {
	for _, l := range c.Lines {
		if now, _ := m.number(c.Code, l.Number); now != "" && strings.HasPrefix(l.How, "call") {
			return now
		}
	}
	return ""
}
