package share

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// pages is a content on a screen of its own, as its reader sees it, page by page: what
// will be sealed, or what was.
type pages struct {
	shell   Shell
	screen  *kit.Screen
	content bundle.Content
	head    fyne.CanvasObject
	buttons []fyne.CanvasObject
	leaf    *leaf
	at      int
}

func newPages(shell Shell, screen *kit.Screen, c bundle.Content, head fyne.CanvasObject, buttons ...fyne.CanvasObject) *pages {
	p := &pages{shell: shell, screen: screen, content: c, head: head, buttons: buttons}
	p.leaf = newLeaf(p.turn)
	p.leaf.screen = screen
	return p
}

func (p *pages) turn(by int) {
	if at := p.at + by; at >= 0 && at < received.Pages(p.content) {
		p.at = at
		p.draw()
	}
}

func (p *pages) draw() {
	w := p.shell.Words()
	all := received.Pages(p.content)
	before, after := kit.Link(w.T("share.page_before"), func() { p.turn(-1) }), kit.Link(w.T("share.page_after"), func() { p.turn(1) })
	if p.at == 0 {
		before.Disable()
	}
	if p.at == all-1 {
		after.Disable()
	}
	p.leaf.show(received.PageView(p.content, w, p.at))
	row := append(slices.Clone(p.buttons), before, kit.Small(w.T("share.page_of", "Page", p.at+1, "Pages", all)).OneLine(), after)
	p.screen.SetObjects(p.head, kit.Wrap(14, row...), p.leaf)
	if c := p.shell.Window().Canvas(); c != nil {
		c.Focus(p.leaf)
	}
}

// newAgain is a share that is looked at once more: what was sealed, field by field.
func newAgain(l *Log, s journal.Share, c bundle.Content) *pages {
	w := l.shell.Words()
	head := kit.Header(kit.Heading(w.T("share.again_heading")), kit.Sub(w.T("share.again_line", "Who", l.who(s), "Date", facts.Moment(s.CreatedAt, l.shell.Now()))))
	return newPages(l.shell, l.screen, c, head, kit.Quiet(w.T("share.log_back"), func() { l.Escape() }))
}

// counted says how many things of each type went.
func counted(w *assets.Words, s journal.Share) string {
	var parts []string
	for _, kind := range append(slices.Clone(kinds), bundle.ItemSideEffect, bundle.ItemVital) {
		n := 0
		for _, item := range s.Items {
			if item.Type == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, w.T("share.type_count", "Type", w.T("share.type."+kind), "Number", n))
		}
	}
	return strings.Join(parts, " · ")
}

// detailLine says what went along.
func detailLine(w *assets.Words, s journal.Share) string {
	var parts []string
	has := func(kind string) bool {
		return slices.ContainsFunc(s.Items, func(i journal.ShareItem) bool { return i.Type == kind })
	}
	if has(bundle.ItemResponse) {
		if s.Detail.Answers {
			parts = append(parts, w.T("share.detail.answers"))
		} else {
			parts = append(parts, w.T("share.detail.totals"))
		}
	}
	if has(bundle.ItemSession) && s.Detail.Dose {
		parts = append(parts, w.T("share.detail.dose"))
	}
	if has(bundle.ItemPractice) && s.Detail.Log {
		parts = append(parts, w.T("share.detail.log"))
	}
	if len(parts) == 0 {
		return w.T("share.detail.none")
	}
	return w.T("share.detail", "What", strings.Join(parts, ", "))
}
