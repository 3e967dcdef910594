package share

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

const (
	shownAtOnce   = 60 // rows of the choice
	previewAtOnce = 12 // entries of the preview
	chooserWidth  = 400
	narrowWindow  = 860 // below this, choice and preview stand one below the other
)

// Page is the Share page.
type Page struct {
	shell Shell
	store Store
	root  *fyne.Container

	ways  []narrowing
	way   int
	shown int
	// ticked holds what is chosen; it outlives a change of narrowing.
	ticked map[journal.ID]bool
	// sessions holds the sessions that were ticked beside them.
	sessions map[journal.ID]bool

	content bundle.Content
	from    int // first entry of the preview that is shown

	narrow  *kit.PickList
	count   *kit.Text
	rows    *fyne.Container
	beside  *fyne.Container // the sessions of what is chosen
	preview *fyne.Container
	seal    *kit.Button
	sealing *sealing
}

var (
	_ route.Page    = (*Page)(nil)
	_ route.Escaper = (*Page)(nil)
	_ route.Keeper  = (*Page)(nil)
	_ route.Focuser = (*Page)(nil)
	_ route.Wiper   = (*Page)(nil)
)

// New is the Share page. arg may be the id of an entry or session to begin with;
// begun is a share that was being put together when the journal was locked, or nil.
func New(shell Shell, store Store, arg string, begun *journal.ShareDraft) *Page {
	w := shell.Words()
	p := &Page{shell: shell, store: store, root: container.NewStack(), ticked: map[journal.ID]bool{},
		sessions: map[journal.ID]bool{}, count: kit.Sub(""), rows: kit.Cards(), beside: kit.Column(look.Gap), preview: container.NewStack()}
	all := store.Summaries(journal.Filter{})
	p.ways = narrowings(w, shell.Now(), sharing.Candidates(store), all, store.Sessions(), store.Tags(), store.Shares())
	p.seal = kit.Primary(w.T("share.next"), p.goOn)
	if len(p.ways) == 0 {
		p.root.Objects = []fyne.CanvasObject{kit.NewScreen(kit.Heading(w.T("share.heading")),
			kit.EmptyState(w.T("share.empty_title"), w.T("share.empty_line"),
				kit.Primary(w.T("common.write"), func() { shell.Go(route.To(route.Write)) })))}
		return p
	}
	for _, e := range all {
		if string(e.ID) == arg || e.SessionID != "" && string(e.SessionID) == arg {
			p.ticked[e.ID] = true
		}
	}
	for _, d := range store.Sessions() {
		p.sessions[d.ID] = string(d.ID) == arg
	}
	p.choose()
	if begun != nil {
		p.goOnWith(begun, all)
	} else if len(p.ticked) == 0 {
		p.tickAll(p.ways[0].ticked, true)
	}
	return p
}

// goOnWith ticks what was ticked, and goes on to the words that were written.
func (p *Page) goOnWith(begun *journal.ShareDraft, all []journal.Summary) {
	for _, e := range all {
		p.mark(e.ID, slices.Contains(begun.Items, journal.ItemRef{Type: bundle.ItemEntry, ID: e.ID}))
	}
	for _, r := range begun.Items {
		if r.Type == bundle.ItemSession {
			p.sessions[r.ID] = true
		}
	}
	p.list()
	p.look()
	if len(p.ticked) > 0 && (begun.Purpose != "" || begun.Line != "") {
		p.seals()
		p.sealing.purpose.SetText(begun.Purpose)
		p.sealing.line.SetTextOnceLaidOut(begun.Line)
	}
}

// PutAway implements route.Keeper: a share in the making is kept by Unsaved alone.
func (p *Page) PutAway(done func()) { done() }

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if len(p.ways) == 0 || p.sealing != nil && p.sealing.done {
		return
	}
	sel := p.selection()
	u.Share = &journal.ShareDraft{Items: sel.Items, Detail: sel.Detail, Purpose: sel.Purpose, Line: sel.Line}
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Share) }

// Focus implements route.Focuser: one may narrow, and Tab leads to the ticks.
func (p *Page) Focus(c fyne.Canvas) {
	switch {
	case p.sealing != nil:
		p.sealing.purpose.Focus(c)
	case p.narrow != nil:
		c.Focus(p.narrow)
	}
}

// Escape implements route.Escaper: from sealing back to the choice.
func (p *Page) Escape() bool {
	if p.sealing == nil || p.sealing.done {
		return false
	}
	p.choose()
	return true
}

// Done goes on to the next step, as the main button of each does.
func (p *Page) Done() {
	switch {
	case p.sealing == nil && len(p.content.Entries) > 0:
		p.goOn()
	case p.sealing == nil:
	case p.sealing.done:
		p.shell.Go(route.To(route.Today))
	default:
		p.sealing.where()
	}
}

// Wipe implements route.Wiper.
func (p *Page) Wipe() {
	if p.sealing != nil {
		p.sealing.wipe()
	}
	p.content = bundle.Content{}
	p.ways, p.ticked = nil, nil
	if p.narrow != nil {
		p.narrow.SetAnswers(nil, -1)
	}
	p.root.Objects, p.rows.Objects, p.preview.Objects = nil, nil, nil
}

// choose shows the choice with the preview beside it.
func (p *Page) choose() {
	w := p.shell.Words()
	p.sealing = nil
	labels := make([]string, len(p.ways))
	for i, n := range p.ways {
		labels[i] = n.label
	}
	p.narrow = kit.NewPickList(labels, p.way, func(i int) {
		p.way, p.shown = i, shownAtOnce
		p.list()
	})
	all := kit.Link(w.T("share.tick_all"), func() { p.tickShown(true) })
	none := kit.Link(w.T("share.tick_none"), func() { p.tickShown(false) })
	logLink := kit.Link(w.T("share.log"), func() { p.shell.Go(route.To(route.Shares)) })
	left := kit.NewScreen(
		kit.Header(kit.Heading(w.T("share.heading")), p.count),
		kit.Labelled(w.T("share.narrow"), p.narrow),
		kit.Wrap(14, all, none),
		p.rows,
		p.beside,
		kit.Wrap(14, p.seal, logLink))
	right := kit.NewReadingScreen(kit.Small(w.T("share.exactly")), p.preview)
	p.root.Objects = []fyne.CanvasObject{container.New(&twoSides{}, left, right)}
	p.shown = shownAtOnce
	p.list()
	p.look()
	p.root.Refresh()
}

// list shows the entries of the narrowing as ticks.
func (p *Page) list() {
	w := p.shell.Words()
	entries := p.ways[p.way].entries
	p.rows.Objects = nil
	for _, e := range entries[:min(p.shown, len(entries))] {
		t := kit.NewTick(facts.Name(w, e), p.ticked[e.ID], func(on bool) { p.tick(e.ID, on) })
		t.Second(facts.ShortDay(e.OccurredAt, p.shell.Now()) + " · " + w.T("mark."+string(e.Mark)))
		p.rows.Add(kit.NewCard(t))
	}
	if rest := len(entries) - p.shown; rest > 0 {
		p.rows.Add(kit.Link(w.N("share.more", rest), func() {
			p.shown += shownAtOnce
			p.list()
		}))
	}
	p.rows.Refresh()
	p.tell()
}

// tickShown ticks or unticks what the narrowing shows; private entries are
// never ticked in bulk.
func (p *Page) tickShown(on bool) {
	var ids []journal.ID
	for _, e := range p.ways[p.way].entries {
		if !on || e.Mark != journal.MarkPrivate {
			ids = append(ids, e.ID)
		}
	}
	p.tickAll(ids, on)
}

// tickAll chooses several entries, or not.
func (p *Page) tickAll(ids []journal.ID, on bool) {
	for _, id := range ids {
		p.mark(id, on)
	}
	p.list()
	p.look()
}

func (p *Page) mark(id journal.ID, on bool) {
	if on {
		p.ticked[id] = true
	} else {
		delete(p.ticked, id)
	}
}

// tick chooses one entry, or not, and shows what that comes to.
func (p *Page) tick(id journal.ID, on bool) {
	p.mark(id, on)
	p.from = 0
	p.tell()
	p.look()
}

func (p *Page) tell() {
	w := p.shell.Words()
	p.offerSessions()
	p.count.SetText(w.N("share.chosen", len(p.ticked)))
	if len(p.ticked) == 0 {
		p.seal.Disable()
	} else {
		p.seal.Enable()
	}
}

// selection is what is ticked: entries, and of their sessions those that were
// ticked too. A session nobody ticked is not in the file, nor its id.
func (p *Page) selection() sharing.Selection {
	s := sharing.Selection{Detail: journal.ShareDetail{Dose: true}}
	for _, e := range p.store.Summaries(journal.Filter{}) {
		if p.ticked[e.ID] {
			s.Items = append(s.Items, sharing.Refs(bundle.ItemEntry, e.ID)...)
		}
	}
	for _, d := range p.near() {
		if p.sessions[d.ID] {
			s.Items = append(s.Items, sharing.Refs(bundle.ItemSession, d.ID)...)
		}
	}
	if p.sealing != nil {
		s.Purpose, s.Line = p.sealing.purposeText(), p.sealing.lineText()
	}
	return s
}

// near are the sessions that the chosen entries belong to.
func (p *Page) near() []journal.DosingSession {
	var out []journal.DosingSession
	entries := p.store.Summaries(journal.Filter{})
	for _, d := range p.store.Sessions() {
		if slices.ContainsFunc(entries, func(e journal.Summary) bool { return p.ticked[e.ID] && e.SessionID == d.ID }) {
			out = append(out, d)
		}
	}
	return out
}

// offerSessions shows those sessions as ticks: number, date, route, dose and
// intention go with one, so it is a choice of its own.
func (p *Page) offerSessions() {
	w := p.shell.Words()
	p.beside.Objects = nil
	for i, d := range p.near() {
		if i == 0 {
			p.beside.Add(kit.Small(w.T("share.sessions")))
		}
		p.beside.Add(kit.NewTick(facts.SessionOn(w, d, p.shell.Now()), p.sessions[d.ID], func(on bool) {
			p.sessions[d.ID] = on
			p.look()
		}))
	}
	p.beside.Refresh()
}

// look composes the preview anew.
func (p *Page) look() {
	w := p.shell.Words()
	if len(p.ticked) == 0 {
		p.content = bundle.Content{}
		p.preview.Objects = []fyne.CanvasObject{kit.EmptyState(w.T("share.nothing_title"), w.T("share.nothing_line"), nil)}
		p.preview.Refresh()
		return
	}
	sel, now := p.selection(), p.shell.Now()
	var c bundle.Content
	p.shell.Runner().Latest("preview", func(ctx context.Context) (err error) {
		c, err = sharing.Compose(ctx, p.store, sel, now)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.content = c
		p.show()
	})
}

// show shows the preview from entry number from on. It is the reader's own view
// on the very value that will be sealed, a few entries at a time.
func (p *Page) show() {
	w := p.shell.Words()
	part := p.content
	to := min(p.from+previewAtOnce, len(part.Entries))
	part.Entries = part.Entries[p.from:to]
	lines := kit.Column(look.CardGap, received.View(part, w))
	if len(p.content.Entries) > previewAtOnce {
		turn := func(by int) func() {
			return func() {
				p.from = min(max(p.from+by, 0), (len(p.content.Entries)-1)/previewAtOnce*previewAtOnce)
				p.show()
			}
		}
		lines.Add(kit.Wrap(14, kit.Small(w.T("share.part", "From", p.from+1, "To", to, "All", len(p.content.Entries))),
			kit.Link(w.T("share.part_before"), turn(-previewAtOnce)), kit.Link(w.T("share.part_after"), turn(previewAtOnce))))
	}
	p.preview.Objects = []fyne.CanvasObject{lines}
	p.preview.Refresh()
}

// goOn asks once more about same-day entries and then goes on to sealing.
func (p *Page) goOn() {
	sameDay := 0
	for _, e := range p.content.Entries {
		if e.SameDay {
			sameDay++
		}
	}
	if sameDay == 0 {
		p.seals()
		return
	}
	w := p.shell.Words()
	kit.Confirm(p.shell.Window(), w, w.T("share.same_day_title"), w.N("share.same_day", sameDay), w.T("share.same_day_yes"), false, p.seals)
}

// seals shows the second step.
func (p *Page) seals() {
	p.sealing = newSealing(p)
	p.root.Objects = []fyne.CanvasObject{p.sealing.screen}
	p.root.Refresh()
	p.sealing.purpose.Focus(p.shell.Window().Canvas())
}

// twoSides puts the choice left and the preview right, or one below the other
// where the window is narrow.
type twoSides struct{}

func (twoSides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(chooserWidth, 300) }

func (twoSides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := max(1, look.Current().Settings().TextScale)
	if size.Width < narrowWindow*min(scale, 1.2) {
		half := size.Height / 2
		objects[0].Resize(fyne.NewSize(size.Width, half))
		objects[1].Move(fyne.NewPos(0, half))
		objects[1].Resize(fyne.NewSize(size.Width, half))
		return
	}
	left := fyne.Min(chooserWidth*scale, size.Width*0.45)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}
