package timeline

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// Page is the Journal page.
type Page struct {
	shell Shell
	store Store
	arg   string
	view  *View

	search  *searchField
	filters *filters
	count   *kit.Text
	list    *list
	empty   *fyne.Container
	root    fyne.CanvasObject
	canvas  fyne.Canvas // to be given the keyboard when the list is there
}

var (
	_ route.Page      = (*Page)(nil)
	_ route.Focuser   = (*Page)(nil)
	_ route.Escaper   = (*Page)(nil)
	_ route.Refresher = (*Page)(nil)
	_ route.Leaver    = (*Page)(nil)
	_ route.Wiper     = (*Page)(nil)
)

// OfSession is the argument that shows what was written around one session.
func OfSession(id journal.ID) string { return "session:" + string(id) }

// ToSearch is the argument that puts the keyboard on the search.
const ToSearch = "search"

// New is the Journal page. arg is "", ToSearch or OfSession. view may be nil: then the
// page begins with an empty search.
func New(shell Shell, store Store, arg string, view *View) *Page {
	if view == nil {
		view = &View{}
	}
	if id, ok := strings.CutPrefix(arg, "session:"); ok {
		*view = View{filter: journal.Filter{SessionID: journal.ID(id)}}
	}
	if arg == ToSearch {
		view.at = ""
	}
	p := &Page{shell: shell, store: store, arg: arg, view: view}
	w := shell.Words()

	p.search = newSearchField(w.T("timeline.search_hint"))
	p.search.SetText(view.query)
	p.search.OnChanged = func(s string) {
		p.view.query = s
		p.Refresh()
	}
	p.search.down = p.toList
	p.filters = newFilters(w, &view.filter, p.Refresh)
	p.count = kit.Sub("")

	p.list = newList()
	p.list.show = p.showRow
	p.list.open = func(s journal.Summary) { shell.Go(route.With(route.Read, string(s.ID))) }
	p.list.remove = p.remove
	p.list.above = func() { p.focus(p.search) }
	p.empty = kit.Column(0)
	trash := kit.Link(w.T("timeline.trash"), func() { shell.Go(route.To(route.Trash)) })

	top := kit.Column(14,
		kit.Beside(kit.Header(kit.Heading(w.T("timeline.title")), p.count), kit.Wrap(0, trash)),
		p.search, p.filters.object)
	p.root = container.New(&sheet{}, top, p.list, p.empty)
	p.Refresh()
	return p
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page. It holds no word that was searched for.
func (p *Page) Route() route.Route { return route.To(route.Journal) }

// Refresh implements route.Refresher: the list is made anew.
func (p *Page) Refresh() {
	query, filter := p.view.query, p.view.filter
	words, now := p.shell.Words(), p.shell.Now()
	var rows []row
	var found int
	var sessions []journal.DosingSession
	var tags []journal.TagCount
	p.shell.Runner().Latest("timeline", func(ctx context.Context) error {
		list, err := p.store.Search(ctx, query, filter)
		if err != nil {
			return err
		}
		sessions, tags, found = p.store.Sessions(), p.store.Tags(), len(list)
		rows = grouped(words, list, sessions, now)
		return ctx.Err()
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.filters.offer(sessions, tags, now)
		p.count.SetText(words.N("common.entries", found))
		at := p.view.at
		if e, ok := p.list.current(); ok && p.list.here {
			at = e.ID
		}
		p.list.set(rows, at)
		p.sayEmpty(found == 0)
		p.root.Refresh()
		if c := p.canvas; c != nil {
			p.Focus(c)
		}
	})
}

// sayEmpty says why there is nothing to be seen.
func (p *Page) sayEmpty(empty bool) {
	w := p.shell.Words()
	p.list.Hidden, p.empty.Hidden = empty, !empty
	p.empty.RemoveAll()
	switch {
	case !empty:
	case strings.TrimSpace(p.view.query) == "" && p.view.filter == (journal.Filter{}):
		p.count.SetText("")
		p.empty.Add(kit.EmptyState(w.T("timeline.nothing_yet"), w.T("timeline.nothing_yet_line"),
			kit.Primary(w.T("common.write"), func() { p.shell.Go(route.To(route.Write)) })))
	default:
		p.empty.Add(kit.EmptyState(w.T("timeline.nothing_found"), w.T("timeline.nothing_found_line"),
			kit.Quiet(w.T("timeline.clear"), p.clear)))
	}
}

// clear shows everything again.
func (p *Page) clear() {
	p.view.Wipe()
	p.filters.reset()
	p.search.quietly("")
	p.Refresh()
	p.focus(p.search)
}

// showRow fills a row that has come into sight.
func (p *Page) showRow(v *rowView, r row, current bool) {
	if r.kind != entryRow {
		v.heading(r.kind, r.heading)
		return
	}
	w, s := p.shell.Words(), r.entry
	before, found, after := about(w, s), "", ""
	if strings.TrimSpace(p.view.query) != "" {
		// One row's text, tens of microseconds: not worth a way back and forth.
		if h, err := p.store.Hit(context.Background(), s.ID, p.view.query); err == nil && h.From < h.To {
			before, found, after = pieces(h)
		}
	}
	v.entry(facts.ShortDay(s.OccurredAt, p.shell.Now()), facts.Name(w, s), before, found, after, current)
}

// remove moves an entry to the trash and offers to bring it back.
func (p *Page) remove(s journal.Summary) {
	w := p.shell.Words()
	do := func(label string, f func(context.Context, journal.ID) error, then func()) {
		p.shell.Runner().Do(label, func(ctx context.Context, _ run.Progress) error { return f(ctx, s.ID) }, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			then()
			p.shell.Changed()
		})
	}
	do(w.T("timeline.deleting"), p.store.Trash, func() {
		p.shell.Offer(w.T("timeline.trashed"), w.T("common.undo"), func() {
			do(w.T("timeline.bringing_back"), p.store.Untrash, func() {})
		})
		p.Refresh()
	})
}

// toList puts the keyboard on the list.
func (p *Page) toList() {
	if len(p.list.rows) > 0 {
		p.focus(p.list)
	}
}

func (p *Page) focus(f fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.root); c != nil {
		c.Focus(f)
	}
}

// Focus implements route.Focuser.
func (p *Page) Focus(c fyne.Canvas) {
	p.canvas = nil
	switch {
	case p.view.at == "":
		c.Focus(p.search)
	case len(p.list.rows) > 0:
		c.Focus(p.list)
		p.list.reveal()
	default:
		p.canvas = c
		c.Focus(p.search)
	}
}

// Escape implements route.Escaper: it clears a search first.
func (p *Page) Escape() bool {
	if p.view.query == "" {
		return false
	}
	p.search.quietly("")
	p.view.query = ""
	p.Refresh()
	p.focus(p.search)
	return true
}

// Leave implements route.Leaver: the place in the list is kept.
func (p *Page) Leave(done func()) {
	if e, ok := p.list.current(); ok && (p.list.here || p.list.opened) {
		p.view.at = e.ID
	}
	p.canvas = nil
	done()
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	p.view.Wipe()
	p.search.Wipe()
	p.filters.wipe()
	p.list.wipe()
}

// sheet lays the page out: what stays above, and below it the list or, where
// there is none, why.
type sheet struct{}

func (*sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*look.NarrowMargin, 200)
}

func (*sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := look.Margin
	if size.Width < 640 {
		margin = look.NarrowMargin
	}
	width := size.Width - 2*margin
	if most := look.PageWidth * max(1, look.Current().Settings().TextScale); width > most {
		margin, width = (size.Width-most)/2, most
	}
	const above, gap = 32, 10
	top := objects[0]
	top.Move(fyne.NewPos(margin, above))
	top.Resize(fyne.NewSize(width, top.MinSize().Height))
	height := top.MinSize().Height
	top.Resize(fyne.NewSize(width, height))
	for _, o := range objects[1:] {
		o.Move(fyne.NewPos(margin-rowPad, above+height+gap))
		o.Resize(fyne.NewSize(width+2*rowPad, fyne.Max(0, size.Height-above-height-gap)))
	}
}
