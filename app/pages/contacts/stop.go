package contacts

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/journal"
)

// columnWidth is the narrowest that the words of a key get.
const columnWidth = 280

func (p *Page) day(w journal.When) string { return facts.Day(w, p.shell.Now()) }

// stop is shown when a card that is not signed by a contact's key goes by their name
// or names their recipients. All ways out of it but one keep what there is.
func (p *Page) stop(known, c journal.Contact) {
	w := p.words
	p.forget()
	keep := kit.Primary(w.T("contacts.stop_keep"), p.begin)
	take := kit.Quiet(w.T("contacts.stop_take"), func() {
		p.save(known.WithKey(c, journal.On(p.shell.Now())), p.tookKey)
	})
	row := kit.Wrap(0, take) // hidden whole: it would keep its room
	row.Hide()
	spoke := kit.NewTick(w.T("contacts.stop_spoke"), false, func(on bool) {
		if on {
			row.Show()
		} else {
			row.Hide()
		}
		p.screen.Relayout()
	})
	does := kit.Column(12, kit.Body(w.T("contacts.stop_do_call")), kit.Body(w.T("contacts.stop_do_compare")))
	means := kit.Column(12, kit.Body(w.T("contacts.stop_means_new", "Name", known.Name)), kit.Body(w.T("contacts.stop_means_other", "Name", known.Name)))
	if when, had := known.Had(c); had {
		means.Add(kit.Warn(w.T("contacts.stop_means_former", "Date", p.day(when))))
	}
	p.step(keep,
		kit.Header(kit.Heading(w.T("contacts.stop_title", "Name", known.Name)), kit.Sub(w.T("contacts.stop_line", "Name", known.Name, "Said", named(c)))),
		kit.Columns(columnWidth,
			card(w.T("contacts.stop_old"), eight(known.SigningKey), p.standing(known)),
			card(w.T("contacts.stop_new"), eight(c.SigningKey), kit.Warn(w.T("contacts.not_compared")))),
		card(w.T("contacts.stop_means"), means),
		card(w.T("contacts.stop_do"), does),
		kit.Buttons(keep, kit.Quiet(w.T("contacts.stop_other"), func() { p.somebodyElse(known, c) })),
		kit.NewCard(kit.Column(12, spoke, row)))
}

// somebodyElse keeps a card under a name that nobody known goes by.
func (p *Page) somebodyElse(known, c journal.Contact) {
	w := p.words
	p.forget()
	p.name = kit.NewField(w.T("contacts.other_name"))
	p.name.SetHint(w.T("contacts.other_hint"))
	keep := func() {
		name := strings.TrimSpace(p.name.Text())
		taken := func(k journal.Contact) bool { return journal.SameName(k.Name, name) }
		fault := ""
		if name == "" {
			fault = w.T("contacts.other_needed")
		}
		for _, k := range p.store.Contacts() {
			if fault == "" && taken(k) {
				fault = w.T("contacts.other_taken", "Name", k.Name)
			}
		}
		if fault != "" {
			p.name.SetError(fault)
			p.name.Focus(p.shell.Window().Canvas())
			p.screen.Relayout()
			return
		}
		other := c
		other.Name = name
		p.save(other, p.open)
	}
	p.name.OnSubmitted(func(string) { keep() })
	p.step(p.name.Input,
		kit.Header(kit.Heading(w.T("contacts.other_title")), kit.Sub(w.T("contacts.other_line", "Name", known.Name))),
		kit.NewCard(kit.Column(12, kit.Small(w.T("contacts.stop_new")), eight(c.SigningKey), p.name)),
		kit.Buttons(kit.Primary(w.T("contacts.other_keep"), keep), kit.Quiet(w.T("common.back"), func() { p.stop(known, c) })))
}

// tookKey says what a new key means for what was sealed before, and offers to seal it
// again.
func (p *Page) tookKey(c journal.Contact) {
	w := p.words
	p.forget()
	p.id = c.ID
	done := kit.Quiet(w.T("common.done"), p.begin)
	objects := []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("contacts.took_title", "Name", c.Name)), kit.Sub(w.T("contacts.took_line"))),
		card(w.T("contacts.took_means"),
			kit.Body(w.T("contacts.took_lost")),
			kit.Body(w.T("contacts.took_stolen"))),
	}
	if again := p.againCard(c); again != nil {
		objects = append(objects, again)
	} else {
		objects = append(objects, kit.Body(w.T("contacts.again_none", "Name", c.Name)))
	}
	p.step(done, append(objects, kit.Wrap(0, done))...)
}
