package clients

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/journal"
)

// atOnce is how many clients are drawn before the rest is asked for.
const atOnce = 40

// everyone is the list of the clients, with the search over all of them.
func (p *Page) everyone() fyne.CanvasObject {
	w := p.words
	heading := kit.Header(kit.Heading(w.T("clients.heading")), kit.Sub(w.T("clients.sub")))
	open := kit.Quiet(w.T("clients.open_file"), p.shell.OpenFile)
	card := kit.Quiet(w.T("clients.own_card"), p.ownCard)
	list := p.store.Clients()
	if len(list) == 0 {
		p.screen = kit.NewScreen(heading, kit.NewCard(kit.Column(look.CardPadding,
			kit.EmptyState(w.T("clients.empty_title"), w.T("clients.empty"), nil),
			kit.Buttons(kit.Primary(w.T("clients.own_card"), p.ownCard), open))))
		return p.screen
	}
	everyone := kit.Column(12)
	byClient := map[journal.ID][]journal.ReceivedFile{}
	for _, f := range p.store.ReceivedFiles("") {
		byClient[f.ClientID] = append(byClient[f.ClientID], f)
	}
	add := func(list []journal.Client) {
		for _, c := range list {
			everyone.Add(p.clientCard(c, byClient[c.ID]))
		}
	}
	add(list[:min(atOnce, len(list))])
	if rest := list[min(atOnce, len(list)):]; len(rest) > 0 {
		var more *fyne.Container
		more = kit.Wrap(0, kit.Quiet(w.N("clients.more", len(rest)), func() {
			everyone.Remove(more)
			add(rest)
			p.screen.Relayout()
		}))
		everyone.Add(more)
	}
	results := p.results("", func(found bool) {
		everyone.Hidden = found
		p.screen.Relayout()
	})
	p.screen = kit.NewScreen(kit.Beside(heading, kit.Buttons(open, card)), results, everyone)
	return p.screen
}

// ownCard leads to where the own card is given out: clients seal their files for it.
func (p *Page) ownCard() { p.shell.Go(route.To(route.Contacts)) }

// clientCard is a client in three lines.
func (p *Page) clientCard(c journal.Client, files []journal.ReceivedFile) fyne.CanvasObject {
	w, now := p.words, p.shell.Now()
	name := c.Alias
	if p.view.came[c.ID] {
		name += " · " + w.T("clients.new_here")
	}
	lines := kit.Column(4, kit.Title(name))
	if len(files) > 0 {
		last := files[len(files)-1]
		line := w.T("clients.last_file", "Date", facts.Day(last.MadeAt, now))
		if purpose := received.Plain(last.Purpose); purpose != "" {
			line += " · " + purpose
		}
		lines.Add(kit.Body(line))
	}
	trust := w.T("clients.not_compared")
	if compared(c) {
		trust = w.T("clients.compared")
	}
	lines.Add(kit.Small(w.N("clients.files", len(files)) + " · " + trust))
	if asked := askedToDelete(files); len(asked) > 0 {
		var days []string
		for _, f := range asked {
			days = append(days, facts.Day(f.AskedToDeleteOn, now))
		}
		lines.Add(kit.Warn(w.T("clients.asked_delete", "Dates", strings.Join(days, ", "))))
	}
	return kit.NewPressCard(lines, func() { p.shell.Go(argument{client: c.ID}.route()) })
}

// askedToDelete are the files a client wishes to be deleted.
func askedToDelete(files []journal.ReceivedFile) (out []journal.ReceivedFile) {
	for _, f := range files {
		if !f.AskedToDeleteOn.IsZero() {
			out = append(out, f)
		}
	}
	return out
}
