package contacts

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/outfile"
	"afterglow/journal/bundle"
)

// cardEnding is the end of a contact card's file name.
const cardEnding = ".afterglow-card"

// ownCard shows the own eight words and gives the own card out.
func (p *Page) ownCard() fyne.CanvasObject {
	w := p.words
	id := p.store.Identity()
	if id == nil {
		return card(w.T("contacts.own"), kit.Warn(w.T("contacts.own_damaged")))
	}
	line := kit.Body(w.T("contacts.own_no_name"))
	if alias := p.alias(); alias != "" {
		line = kit.Body(w.T("contacts.own_name", "Name", alias))
	}
	return card(w.T("contacts.own"),
		kit.Body(w.T("contacts.own_line")),
		eight(id.SigningKey()),
		line,
		kit.Buttons(
			kit.Quiet(w.T("contacts.own_save"), func() { p.withName(p.saveOwn) }),
			kit.Quiet(w.T("contacts.own_copy"), func() { p.withName(p.copyOwn) }),
			kit.Link(w.T("contacts.own_rename"), func() { p.askName(p.begin) })))
}

func (p *Page) alias() string { return strings.TrimSpace(p.store.Settings().Alias) }

// withName goes on where the card has a name, or asks for one first.
func (p *Page) withName(then func()) {
	if p.alias() != "" {
		then()
		return
	}
	p.askName(func() {
		p.begin()
		then()
	})
}

// askName asks what the own card says, and keeps it.
func (p *Page) askName(then func()) {
	w := p.words
	field := kit.NewField(w.T("contacts.own_field"))
	field.SetText(p.alias())
	field.SetHint(w.T("contacts.own_hint"))
	var take func(*kit.Dialog)
	take = func(d *kit.Dialog) {
		name := strings.TrimSpace(field.Text())
		if name == "" || len(name) > bundle.MaxName {
			field.SetError(w.T("contacts.own_needed"))
			d.Relayout()
			return
		}
		p.do(func(ctx context.Context) error {
			s := p.store.Settings()
			s.Alias = name
			_, err := p.store.SaveSettings(ctx, s)
			return err
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			d.Close()
			then()
		})
	}
	d := kit.Ask(p.shell.Window(), w, w.T("contacts.own_field_title"), field, w.T("common.save"), take)
	field.OnSubmitted(func(string) { take(d) })
	d.Focus(field.Input)
}

// saveOwn writes the own card where the person says.
func (p *Page) saveOwn() {
	w := p.words
	kit.AskSave(p.shell.Window(), w, w.T("contacts.own_save_title"), "", w.T("contacts.own_file")+cardEnding, func(path string) {
		p.do(func(ctx context.Context) error {
			data, err := p.makeOwn()
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("contacts.own_saved"))
		})
	})
}

// copyOwn puts the own card's text on the clipboard.
func (p *Page) copyOwn() {
	data, err := p.makeOwn()
	if err != nil {
		p.shell.Fail(err)
		return
	}
	p.shell.Copy(string(data))
}

func (p *Page) makeOwn() ([]byte, error) { return bundle.MakeCard(p.alias(), "", p.store.Identity()) }
