package received

import (
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/outfile"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/clients"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// Trust is what is known of the key that signed a file.
type Trust int

// The states of trust.
const (
	Unknown  Trust = iota // the signature is valid, the key was not seen before
	Known                 // the key belongs to a contact
	Compared              // and its words were compared in person
)

// Page shows a shared file: its contents at the left, one thing to read at the
// right.
type Page struct {
	shell  Shell
	words  *assets.Words
	opened *bundle.Opened
	trust  Trust
	keeper Keeper // nil where no therapist's vault is open
	known  clients.Known

	content *fyne.Container
	list    *Contents
	screen  *kit.Screen
	shown   int // which page of View
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
)

// New shows a file that was opened. keeper is nil where no therapist's vault is open.
func New(shell Shell, opened *bundle.Opened, trust Trust, keeper Keeper) *Page {
	p := &Page{shell: shell, words: shell.Words(), opened: opened, trust: trust, keeper: keeper, screen: kit.NewReadingScreen(), shown: -1}
	p.look()
	p.list = NewContents(p.rows(), p.show)
	back := kit.Inset(14, 8, 14, 14, kit.Wrap(0, kit.Quiet(p.words.T("common.close"), shell.Back)))
	p.content = p.list.Beside(p.words.T("received.contents"), back, p.screen)
	p.list.Select(0)
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Route implements route.Page. What was opened is kept nowhere, so no route
// leads back to it.
func (p *Page) Route() route.Route { return route.To(route.Received) }

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) { c.Focus(p.list) }

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.opened, p.known, p.keeper = &bundle.Opened{}, clients.Known{}, nil
	p.list.Wipe()
	p.screen.SetObjects()
	p.content.Objects = nil
}

// rows are the lines of the contents: the overview, what came of it, then every entry.
func (p *Page) rows() []Row {
	rows := []Row{{p.words.T("received.overview"), counts(bundle.Content{Entries: p.opened.Entries, Sessions: p.opened.Sessions}, p.words)}}
	if FirstEntry(p.opened.Content) > 1 {
		rows = append(rows, Row{p.words.T("received.rest"), p.words.T("received.rest_line")})
	}
	for _, e := range p.opened.Entries {
		second := report.Moment(e.OccurredAt)
		if e.SameDay {
			second += " · " + p.words.T("common.same_day")
		}
		rows = append(rows, Row{plain(report.EntryTitle(e, p.words)), second})
	}
	return rows
}

// show shows page n: the overview, what came of it, or an entry.
func (p *Page) show(n int) {
	first := FirstEntry(p.opened.Content)
	if n == p.shown || n >= Pages(p.opened.Content) {
		return
	}
	p.shown = n
	switch {
	case n == 0:
		p.screen.SetObjects(p.overview()...)
		return
	case n < first:
		p.screen.SetObjects(PageView(p.opened.Content, p.words, n), p.steps(n))
		return
	}
	e := p.opened.Entries[n-first]
	var blocks []markdown.Block
	p.shell.Runner().Latest("received", func(context.Context) error {
		blocks = markdown.Parse(e.Text())
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.screen.SetObjects(entryView(p.opened.Content, e, p.words, blocks), p.steps(n))
	})
}

// steps lead to the entries beside this one.
func (p *Page) steps(n int) fyne.CanvasObject {
	buttons := kit.Buttons()
	if n > 1 {
		buttons.Add(kit.Quiet(p.words.T("received.previous"), func() { p.list.Select(n - 1) }))
	}
	if n < Pages(p.opened.Content)-1 {
		buttons.Add(kit.Quiet(p.words.T("received.next"), func() { p.list.Select(n + 1) }))
	}
	return kit.Inset(0, 24, 0, 0, buttons)
}

// overview is page one: all but the entries, who signed it, and the ways to
// keep a copy.
func (p *Page) overview() []fyne.CanvasObject {
	w := p.words
	var objects []fyne.CanvasObject
	if len(p.known.SameName) > 0 && p.known.Client.ID == "" { // before anything in it is read
		objects = append(objects, kit.NewCard(kit.Column(10,
			kit.Section(w.T("clients.key_other_title")),
			kit.Warn(w.T("clients.key_other", "Client", p.known.SameName[0].Alias)))))
	}
	if p.keeper != nil {
		objects = append(objects, p.keeping())
	}
	objects = append(objects, opening(p.opened.Content, w)...)
	trust := "received.trust." + []string{"unknown", "known", "compared"}[p.trust]
	if p.known.Client.ID != "" {
		trust = "clients.trust." + []string{"unknown", "known", "compared"}[p.trust]
	}
	who := kit.Column(10,
		kit.Section(w.T(trust, "Client", p.known.Client.Alias)),
		kit.Body(w.T(trust+"_line")),
		EightWords(p.opened.FingerprintWords))
	if p.trust != Compared {
		who.Add(kit.Small(w.T("received.compare")))
	}
	keep := kit.Column(12,
		kit.Section(w.T("received.keep")),
		kit.Body(w.T("received.keep_line")),
		kit.Buttons(
			kit.Quiet(w.T("received.save_pdf"), func() {
				p.save("pdf", func(c bundle.Content) ([]byte, error) { return report.PDF(c, w, report.A4) })
			}),
			kit.Quiet(w.T("received.save_html"), func() {
				p.save("html", func(c bundle.Content) ([]byte, error) { return report.HTML(c, w), nil })
			})))
	objects = append(objects, kit.NewCard(who), kit.NewCard(keep))
	if p.keeper == nil {
		objects = append(objects, kit.Wrap(0, kit.Link(w.T("clients.unlock_to_keep"), func() { p.shell.Go(route.To(route.Open)) })))
	}
	return objects
}

// save asks where, then writes a readable copy there.
func (p *Page) save(ending string, make func(bundle.Content) ([]byte, error)) {
	c, w := p.opened.Content, p.words
	kit.AskSave(p.shell.Window(), w, w.T("received.save_title"), "", w.T("received.save_name")+"."+ending, func(path string) {
		p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			data, err := make(c)
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("received.saved"))
		})
	})
}
