package share

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// Page is the Share page: the choice with the preview beside it, the parts that are
// kept back in the place of the choice, and then sealing.
type Page struct {
	shell Shell
	store Store
	root  *fyne.Container
	sides *sides

	names  naming
	choice *choice
	ways   []narrowing
	way    int
	shown  int // rows of the list
	begun  *journal.ShareDraft

	chooser *chooser
	preview *preview
	keeping *keeping // while parts are kept back, nil before and after
	sealing *sealing // the second step, nil before it
	content bundle.Content
	toSeal  sharing.Selection // that the content was made of
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
	p := &Page{shell: shell, store: store, root: container.NewStack(), choice: newChoice(nil), begun: begun, shown: shownAtOnce}
	p.reread()
	if len(p.ways) == 0 {
		p.root.Objects = []fyne.CanvasObject{kit.NewScreen(kit.Heading(w.T("share.heading")),
			kit.EmptyState(w.T("share.empty_title"), w.T("share.empty_line"),
				kit.Primary(w.T("common.write"), func() { shell.Go(route.To(route.Write)) })))}
		return p
	}
	switch {
	case begun != nil:
		p.choice.takeUp(begun)
	case arg != "":
		for _, c := range p.choice.all {
			own := string(c.ID) == arg && (c.Type == bundle.ItemEntry || c.Type == bundle.ItemSession)
			if own || c.Type == bundle.ItemEntry && string(c.Session) == arg {
				p.choice.tick(c.ItemRef, true)
			}
		}
	}
	if begun == nil && len(p.choice.ticked) == 0 {
		for _, r := range p.ways[0].ticked {
			p.choice.tick(r, true)
		}
	}
	p.chooser, p.preview = newChooser(p), newPreview(p)
	p.sides = newSides(w, p.preview.object())
	p.choose()
	if begun != nil && len(p.choice.ticked) > 0 && (begun.Purpose != "" || begun.Line != "") {
		p.seals()
	}
	return p
}

// reread reads anew what there is to tick, and the ways to look at it.
func (p *Page) reread() {
	p.names = newNaming(p.shell.Words(), p.shell.Now(), p.store)
	p.choice.all = sharing.Candidates(p.store)
	p.ways = narrowings(p.shell.Words(), p.shell.Now(), p.names, p.choice.all, p.store.Sessions(), p.store.Tags(), p.store.Shares())
	p.way = max(0, min(p.way, len(p.ways)-1))
}

// PutAway implements route.Keeper: a share in the making is kept by Unsaved alone.
func (p *Page) PutAway(done func()) { done() }

// Unsaved implements route.Keeper.
func (p *Page) Unsaved(u *journal.Unsaved) {
	if len(p.ways) == 0 || p.sealing != nil && p.sealing.done {
		return
	}
	u.Share = p.choice.draft()
	u.Share.Purpose, u.Share.Line = p.said()
}

// said are the purpose and the line as they now stand.
func (p *Page) said() (purpose, line string) {
	switch {
	case p.sealing != nil:
		return p.sealing.purposeText(), p.sealing.lineText()
	case p.begun != nil:
		return p.begun.Purpose, p.begun.Line
	}
	return "", ""
}

// Content implements route.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Route implements route.Page.
func (p *Page) Route() route.Route { return route.To(route.Share) }

// Focus implements route.Focuser: one may narrow, and Tab leads to the ticks.
func (p *Page) Focus(c fyne.Canvas) {
	switch {
	case p.chooser == nil:
	case p.sealing != nil:
		p.sealing.focus(c)
	case p.keeping != nil:
		p.keeping.focus(c)
	default:
		c.Focus(p.chooser.narrow)
	}
}

// Escape implements route.Escaper: from sealing back to the choice, and from the
// parts that are kept back too.
func (p *Page) Escape() bool {
	if p.sealing != nil && p.sealing.done || p.sealing == nil && p.keeping == nil {
		return false
	}
	if p.sealing != nil && p.sealing.last != nil {
		p.sealing.endLook()
		return true
	}
	p.choose()
	return true
}

// Done goes on to the next step, as the main button of each does.
func (p *Page) Done() {
	switch {
	case p.chooser == nil:
	case p.sealing == nil && p.keeping != nil:
		p.choose()
	case p.sealing == nil:
		if p.composed() {
			p.goOn(p.seals)
		}
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
	if p.keeping != nil {
		p.keeping.wipe()
	}
	p.content, p.toSeal, p.begun = bundle.Content{}, sharing.Selection{}, nil
	p.choice, p.ways, p.names = newChoice(nil), nil, naming{words: assets.English()}
	if p.chooser != nil {
		p.chooser.wipe()
		p.preview.wipe()
	}
	p.root.Objects = nil
}

// choose shows the choice with the preview beside it. What was written for sealing
// is kept for when one gets there again.
func (p *Page) choose() {
	if p.sealing != nil && !p.sealing.done {
		draft := p.choice.draft()
		draft.Purpose, draft.Line = p.said()
		p.begun = draft
	}
	p.sealing, p.keeping = nil, nil
	p.sides.showLeft(p.chooser.object)
	p.root.Objects = []fyne.CanvasObject{p.sides.object}
	p.list()
	p.look()
	p.root.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.root); c != nil {
		p.Focus(c)
	}
}

// composed says that what is shown is what would be sealed.
func (p *Page) composed() bool { return p.content.BundleID != "" }

// goOn asks once more about same-day entries and then goes on.
func (p *Page) goOn(then func()) {
	sameDay := 0
	for _, e := range p.content.Entries {
		if e.SameDay {
			sameDay++
		}
	}
	if sameDay == 0 {
		then()
		return
	}
	w := p.shell.Words()
	kit.Confirm(p.shell.Window(), w, w.T("share.same_day_title"), w.N("share.same_day", sameDay), w.T("share.same_day_yes"), false, then)
}

// seals shows the second step.
func (p *Page) seals() {
	purpose, line := p.said()
	p.sealing = newSealing(p, purpose, line)
	p.root.Objects = []fyne.CanvasObject{p.sealing.screen}
	p.root.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.root); c != nil {
		p.sealing.focus(c)
	}
}
