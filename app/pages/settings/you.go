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
// page is left or the journal locked.
func (p *Page) nameField() fyne.CanvasObject {
	w := p.words
	p.alias = kit.NewField(w.T("settings.alias"))
	p.saved = p.store.Settings().Alias
	p.alias.SetText(p.saved)
	p.alias.SetHint(w.T("settings.alias_hint"))
	p.alias.OnChanged(func(string) {})
	p.alias.OnSubmitted(func(string) { p.saveName() })
	p.onLeave(func(done func()) {
		if p.aliasWaits() {
			p.saveAlias(func(err error) {
				p.shell.Fail(err)
				done()
			})
			return
		}
		done()
	})
	p.onWipe(p.alias.Wipe)
	return p.alias
}

// aliasWaits says that a name stands in the field which was not saved.
func (p *Page) aliasWaits() bool { return p.alias != nil && p.alias.Text() != p.saved }

// PutAway implements route.Keeper.
func (p *Page) PutAway(done func()) {
	if !p.aliasWaits() {
		done()
		return
	}
	p.saveAlias(func(error) { done() })
}

// Unsaved implements route.Keeper. It asks the journal nothing, which may be
// waiting for the disk.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if p.aliasWaits() {
		u.Alias = p.alias.Text()
	}
}

// saveName keeps the name and says so.
func (p *Page) saveName() {
	p.saveAlias(func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.shell.Say(p.words.T("settings.saved"))
	})
}

// saveAlias keeps the name, then goes on.
func (p *Page) saveAlias(then func(error)) {
	name := p.alias.Text()
	p.save(func(s *journal.Settings) { s.Alias = name }, func(err error) {
		if err == nil {
			p.saved = name
		}
		then(err)
	})
}
