package clients

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/received"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/report"
	"afterglow/journal/search"
)

// hitsShown is how much of what was found is drawn.
const hitsShown = 30

// finding is the search in what one client shared.
func (p *Page) finding() fyne.CanvasObject {
	p.screen = kit.NewReadingScreen()
	p.screen.SetObjects(p.results(p.at.client, func(bool) { p.screen.Relayout() }))
	return p.screen
}

// found is a hit with the line around it.
type found struct {
	clients.Hit
	snippet string
}

// results is the line to search in and what it finds, with one client or with all;
// changed is told whether there is something to search for.
func (p *Page) results(client journal.ID, changed func(asked bool)) fyne.CanvasObject {
	w := p.words
	hint := w.T("clients.search")
	if client != "" {
		hint = w.T("clients.search_one", "Client", p.story.Client.Alias)
	}
	p.search = kit.NewInput(hint)
	list := kit.Column(10)
	list.Hide()
	look := func(query string) {
		p.query = query
		asked := strings.TrimSpace(query) != ""
		list.Hidden = !asked
		if !asked {
			list.Objects = nil
			p.shell.Runner().Latest("clients search", func(context.Context) error { return nil }, func(error) {})
			changed(false)
			return
		}
		var hits []found
		total := 0
		p.shell.Runner().Latest("clients search", func(ctx context.Context) error {
			all, err := p.clients.Search(ctx, query, client)
			total = len(all)
			for _, h := range all[:min(hitsShown, total)] {
				line, _, _, err := p.clients.Snippet(ctx, h, query)
				if err != nil {
					return err
				}
				hits = append(hits, found{h, line})
			}
			return err
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			list.Objects = nil
			if client == "" {
				p.named(query, list)
			}
			list.Add(kit.Small(w.N("clients.found", total)))
			for _, h := range hits {
				list.Add(p.hit(h, client == ""))
			}
			if total > len(hits) {
				list.Add(kit.Small(w.T("clients.found_more", "Count", len(hits))))
			}
			changed(true)
		})
	}
	p.search.OnChanged = look
	p.search.OnSubmitted = look
	if p.query != "" {
		p.search.SetText(p.query)
	}
	return kit.Column(12, p.search, list)
}

// named adds the clients who are called like that.
func (p *Page) named(query string, list *fyne.Container) {
	for _, c := range p.store.Clients() {
		if strings.Contains(search.Fold(c.Alias), search.Fold(strings.TrimSpace(query))) {
			list.Add(p.clientCard(c, p.store.ReceivedFiles(c.ID)))
		}
	}
}

// hit is one thing that was found; a press opens it where it stands.
func (p *Page) hit(h found, named bool) fyne.CanvasObject {
	w := p.words
	title := received.Plain(h.Title)
	to := argument{client: h.Client}
	switch h.Kind {
	case bundle.ItemEntry:
		to.part, to.id = partEntries, string(h.ID)
	case clients.KindNote:
		title = w.T("clients.your_note")
		to.part = partNotes
		for _, n := range p.store.ClientNotes(h.Client) {
			if n.ID == h.ID && n.EntryID != "" {
				to.part, to.id = partEntries, string(n.EntryID)
			}
		}
	}
	var facts []string
	if c, err := p.store.Client(h.Client); err == nil && named {
		facts = append(facts, c.Alias)
	}
	if day := report.Moment(h.When); day != "" {
		facts = append(facts, day)
	}
	if h.Older {
		facts = append(facts, w.T("clients.older_version"))
	}
	lines := kit.Column(4)
	if title != "" {
		lines.Add(kit.Body(title))
	}
	if line := received.Plain(h.snippet); line != "" && line != title {
		lines.Add(kit.Own(line))
	}
	lines.Add(kit.Small(strings.Join(facts, " · ")))
	return kit.NewPressCard(lines, func() {
		if p.at.client != "" {
			p.turn(to)
			return
		}
		p.shell.Go(to.route())
	})
}
