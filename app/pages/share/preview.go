package share

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/received"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// preview is the right side: the reader's own view, page by page, and the plain list
// of what goes in.
type preview struct {
	page   *Page
	screen *kit.Screen
	tabs   *fyne.Container
	body   *fyne.Container
	leaf   *leaf
	at     int // the page that is shown
	listed bool
}

func newPreview(p *Page) *preview {
	w := p.shell.Words()
	v := &preview{page: p, body: kit.Column(look.CardGap)}
	v.leaf = newLeaf(func(by int) { v.turn(by) })
	v.tabs = kit.OneOf([]string{w.T("share.tab_see"), w.T("share.tab_goes_in")}, 0, func(i int) {
		v.listed = i == 1
		v.draw()
	})
	v.screen = kit.NewReadingScreen(v.tabs, v.body)
	v.leaf.screen = v.screen
	return v
}

func (v *preview) object() fyne.CanvasObject { return v.screen }

func (v *preview) wipe() {
	v.leaf.show(nil)
	v.body.Objects = nil
	v.screen.SetObjects()
}

// look composes what is chosen anew and shows it.
func (p *Page) look() {
	if len(p.choice.ticked) == 0 {
		p.took(sharing.Selection{}, bundle.Content{})
		return
	}
	sel, now := p.choice.selection(p.sessionOf), p.shell.Now()
	sel.Purpose, sel.Line = p.said()
	var c bundle.Content
	var stale []journal.ItemRef
	p.shell.Runner().Latest("preview", func(ctx context.Context) (err error) {
		if c, err = sharing.Compose(ctx, p.store, sel, now); errors.Is(err, sharing.ErrChangedSince) {
			stale, err = p.choice.stale(ctx, p.store)
			if err == nil && len(stale) == 0 {
				err = sharing.ErrChangedSince
			}
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.took(sharing.Selection{}, bundle.Content{})
			p.shell.Fail(err)
		case len(stale) > 0:
			p.took(sharing.Selection{}, bundle.Content{})
			p.preview.changedSince(stale)
		default:
			p.took(sel, c)
		}
	})
}

// sessionOf is the session that a side effect belongs to.
func (p *Page) sessionOf(effect journal.ID) journal.ID {
	for _, s := range p.store.Sessions() {
		for _, e := range p.store.SideEffects(s.ID) {
			if e.ID == effect {
				return s.ID
			}
		}
	}
	return ""
}

// took shows what was composed; nothing composed is nothing that can be sealed.
func (p *Page) took(sel sharing.Selection, c bundle.Content) {
	p.toSeal, p.content = sel, c
	for _, b := range []*kit.Button{p.chooser.seal, p.chooser.openly} {
		if p.composed() {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	p.preview.draw()
}

// draw shows the page one is at, or the list.
func (v *preview) draw() {
	p, w := v.page, v.page.shell.Words()
	if !p.composed() {
		v.body.Objects = []fyne.CanvasObject{kit.EmptyState(w.T("share.nothing_title"), w.T("share.nothing_line"), nil)}
		v.screen.Relayout()
		return
	}
	if v.listed {
		v.body.Objects = p.goesIn()
		v.screen.Relayout()
		return
	}
	pages := received.Pages(p.content)
	v.at = max(0, min(v.at, pages-1))
	v.leaf.show(received.PageView(p.content, w, v.at))
	before, after := kit.Link(w.T("share.page_before"), func() { v.turn(-1) }), kit.Link(w.T("share.page_after"), func() { v.turn(1) })
	if v.at == 0 {
		before.Disable()
	}
	if v.at == pages-1 {
		after.Disable()
	}
	bar := kit.Wrap(14, before, kit.Small(w.T("share.page_of", "Page", v.at+1, "Pages", pages)).OneLine(), after)
	if p.keeping == nil {
		bar.Add(kit.Link(w.T("share.keep"), p.keepPartsHere))
	}
	v.body.Objects = []fyne.CanvasObject{bar, v.leaf}
	v.screen.Relayout()
}

func (v *preview) turn(by int) {
	if at := v.at + by; at >= 0 && at < received.Pages(v.page.content) {
		v.at = at
		v.draw()
		v.screen.ScrollToTop()
	}
}

// showPage turns to the page on which a thing stands.
func (v *preview) showPage(r journal.ItemRef) {
	v.at = received.PageOf(v.page.content, r)
	v.draw()
}

// changedSince says what was changed since a part of it was kept back, and lets that
// part be chosen again or the thing left out. The rest of the choice stays.
func (v *preview) changedSince(stale []journal.ItemRef) {
	p, w := v.page, v.page.shell.Words()
	rows := kit.Column(look.CardGap, kit.Title(w.T("share.changed_title")), kit.Body(w.T("share.changed_line")))
	for _, r := range stale {
		c, _ := p.choice.candidate(r)
		rows.Add(kit.NewCard(kit.Column(look.Gap, kit.Body(p.names.of(c)), kit.Wrap(14,
			kit.Link(w.T("share.changed_again"), func() {
				p.choice.forget(r)
				p.keepPartsOf(r)
			}),
			kit.Link(w.T("share.changed_out"), func() {
				p.choice.tick(r, false)
				p.choice.forget(r)
				p.list()
				p.look()
			})))))
	}
	v.body.Objects = []fyne.CanvasObject{rows}
	v.screen.Relayout()
}
