package clients

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/crypto"
	"afterglow/journal"
)

// pageOne is what the client shared so far, in the two minutes before an hour.
func (p *Page) pageOne() fyne.CanvasObject {
	w := p.words
	p.screen = kit.NewReadingScreen()
	if len(p.story.Files) == 0 {
		p.screen.SetObjects(kit.Body(w.T("clients.no_files")), p.keys())
		return p.screen
	}
	var objects []fyne.CanvasObject
	for range p.story.Unreadable {
		objects = append(objects, kit.Warn(w.T("clients.unreadable")))
	}
	for page := range received.FirstEntry(p.story.Content) {
		objects = append(objects, received.PageView(p.story.Content, w, page))
	}
	p.screen.SetObjects(append(objects, p.keys())...)
	return p.screen
}

// keys are the client's keys, each in eight words, to be compared in person.
func (p *Page) keys() fyne.CanvasObject {
	w, now := p.words, p.shell.Now()
	client := p.story.Client
	lines := kit.Column(12, kit.Section(w.T("clients.keys", "Client", client.Alias)))
	for _, k := range client.Keys {
		one := kit.Column(6, received.EightWords(keyWords(k.Key)))
		switch {
		case !k.ComparedAt.IsZero():
			one.Add(kit.Small(w.T("clients.compared_on", "Date", facts.Day(k.ComparedAt, now))))
		default:
			one.Add(kit.Small(w.T("clients.compare", "Client", client.Alias)))
			one.Add(kit.Buttons(kit.Quiet(w.T("clients.compare_do"), func() { p.markCompared(k) })))
		}
		if !k.ToldAt.IsZero() {
			one.Add(kit.Small(w.T("clients.told_on", "Date", facts.Day(k.ToldAt, now))))
		}
		lines.Add(one)
	}
	return kit.NewCard(lines)
}

func (p *Page) markCompared(k journal.ClientKey) {
	p.do(func(ctx context.Context) error {
		_, err := p.clients.MarkCompared(ctx, p.at.client, k.Key)
		return err
	}, p.show)
}

// keyWords are the eight words of a key, none where it cannot be read.
func keyWords(key string) []string {
	words, err := crypto.SigningKeyWords(key)
	if err != nil {
		return nil
	}
	return words
}
