package clients

import (
	"context"

	"afterglow/app/kit"
	"afterglow/app/pages/outfile"
	"afterglow/app/pages/received"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

// cardEnding is the end of a contact card's file name.
const cardEnding = ".afterglow-card"

// giveCard writes the own card, which clients seal their files for, where the
// therapist says; their name stands on it.
func (p *Page) giveCard() {
	w := p.words
	id := p.store.Identity()
	if id == nil {
		kit.Inform(p.shell.Window(), w, w.T("clients.own_card"), w.T("contacts.own_damaged"), nil)
		return
	}
	field := kit.NewField(w.T("clients.own_name"))
	field.SetText(p.store.Settings().Alias)
	field.SetHint(w.T("clients.own_name_hint"))
	field.OnChanged(func(string) {})
	do := func(d *kit.Dialog) {
		name := received.Plain(field.Text())
		if name == "" {
			field.SetError(w.T("clients.own_name_needed"))
			d.Relayout()
			return
		}
		d.Close()
		kit.AskSave(p.shell.Window(), w, w.T("contacts.own_save_title"), "", w.T("contacts.own_file")+cardEnding, func(path string) {
			p.do(func(ctx context.Context) error {
				if s := p.store.Settings(); s.Alias != name {
					s.Alias = name
					if _, err := p.store.SaveSettings(ctx, s); err != nil {
						return err
					}
				}
				data, err := bundle.MakeCard(name, "", id)
				if err != nil {
					return err
				}
				return outfile.Write(ctx, path, data)
			}, func() { p.shell.Say(w.T("clients.own_card_saved")) })
		})
	}
	words := received.EightWords(keyWords(id.SigningKey()))
	d := kit.Ask(p.shell.Window(), w, w.T("clients.own_card_title"), kit.Column(12, kit.Body(w.T("clients.own_card_line")), words, field), w.T("clients.own_card_do"), do)
	field.OnSubmitted(func(string) { do(d) })
	field.Focus(p.shell.Window().Canvas())
}

// keyWords are the eight words of a key, none where it cannot be read.
func keyWords(key string) []string {
	words, err := crypto.SigningKeyWords(key)
	if err != nil {
		return nil
	}
	return words
}
