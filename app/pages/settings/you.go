package settings

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/assets"
	"afterglow/journal"
)

// fieldWidth is as wide as a field or a form of these pages gets.
const fieldWidth = 460

func (p *Page) youCard() fyne.CanvasObject {
	w := p.words
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
		kit.AtMost(fieldWidth, kit.Beside(p.nameField(), kit.Buttons(kit.Quiet(w.T("common.save"), p.saveName)))),
		kit.AtMost(fieldWidth, kit.Labelled(w.T("settings.country"), kit.NewPickList(names, chosen, func(i int) {
			p.shell.SetCountry(countries[i].Code)
		}))))
}

// nameField is the place for the name one goes by, saved at the latest when the
// page is left.
func (p *Page) nameField() fyne.CanvasObject {
	w := p.words
	p.alias = kit.NewField(w.T("settings.alias"))
	p.alias.SetText(p.store.Settings().Alias)
	p.alias.SetHint(w.T("settings.alias_hint"))
	p.alias.OnChanged(func(string) {})
	p.alias.OnSubmitted(func(string) { p.saveName() })
	p.onLeave(func(done func()) {
		if p.alias.Text() == p.store.Settings().Alias {
			done()
			return
		}
		p.saveAlias(done)
	})
	p.onWipe(p.alias.Wipe)
	return p.alias
}

// saveName keeps the name and says so.
func (p *Page) saveName() {
	p.saveAlias(func() { p.shell.Say(p.words.T("settings.saved")) })
}

// saveAlias keeps the name, then goes on; what fails is told first.
func (p *Page) saveAlias(then func()) {
	name := p.alias.Text()
	p.save(func(s *journal.Settings) { s.Alias = name }, func(err error) {
		p.shell.Fail(err)
		then()
	})
}
