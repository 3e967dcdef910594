package share

import (
	"slices"
	"strings"
	"time"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/received"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// again is a share that is looked at once more: what was sealed, byte by byte, drawn
// as its reader sees it.
type again struct {
	log     *Log
	share   journal.Share
	content bundle.Content
	leaf    *leaf
	at      int
}

func newAgain(l *Log, s journal.Share, c bundle.Content) *again {
	a := &again{log: l, share: s, content: c}
	a.leaf = newLeaf(a.turn)
	a.leaf.screen = l.screen
	return a
}

func (a *again) turn(by int) {
	if at := a.at + by; at >= 0 && at < received.Pages(a.content) {
		a.at = at
		a.draw()
	}
}

func (a *again) draw() {
	w := a.log.shell.Words()
	pages := received.Pages(a.content)
	before, after := kit.Link(w.T("share.page_before"), func() { a.turn(-1) }), kit.Link(w.T("share.page_after"), func() { a.turn(1) })
	if a.at == 0 {
		before.Disable()
	}
	if a.at == pages-1 {
		after.Disable()
	}
	a.leaf.show(received.PageView(a.content, w, a.at))
	back := kit.Quiet(w.T("share.log_back"), func() { a.log.Escape() })
	a.log.screen.SetObjects(
		kit.Header(kit.Heading(w.T("share.again_heading")), kit.Sub(w.T("share.again_line", "Who", a.log.who(a.share), "Date", facts.Moment(a.share.CreatedAt, a.log.shell.Now())))),
		kit.Wrap(14, back, before, kit.Small(w.T("share.page_of", "Page", a.at+1, "Pages", pages)).OneLine(), after),
		a.leaf)
	if c := a.log.shell.Window().Canvas(); c != nil {
		c.Focus(a.leaf)
	}
}

// comparedLine says whether a contact's key was compared.
func comparedLine(w *assets.Words, c journal.Contact, now time.Time) string {
	if c.ComparedAt.IsZero() {
		return w.T("share.not_compared")
	}
	return w.T("share.compared", "Date", facts.Day(c.ComparedAt, now))
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
