package received

import (
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// View is the content as its reader sees it: page one, what came of it and the
// numbers, and every entry, one after the other.
func View(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	column := kit.Column(look.CardGap)
	for n := range Pages(c) {
		column.Add(kit.Inset(0, 14, 0, 0, PageView(c, w, n)))
	}
	return column
}

// Pages is how many pages View has: page one, the rest where there is any, and one
// for each entry.
func Pages(c bundle.Content) int { return FirstEntry(c) + len(c.Entries) }

// FirstEntry is the page of the first entry.
func FirstEntry(c bundle.Content) int {
	if hasRest(c) {
		return 2
	}
	return 1
}

// PageOf is the page on which a thing stands.
func PageOf(c bundle.Content, r journal.ItemRef) int {
	switch r.Type {
	case bundle.ItemQuestion, bundle.ItemSession:
		return 0
	case bundle.ItemEntry:
		for i, e := range c.Entries {
			if e.ID == r.ID {
				return FirstEntry(c) + i
			}
		}
		return 0
	}
	return FirstEntry(c) - 1
}

// PageView is one page of View.
func PageView(c bundle.Content, w *assets.Words, n int) fyne.CanvasObject {
	switch first := FirstEntry(c); {
	case n == 0:
		return kit.Column(look.CardGap, opening(c, w)...)
	case n < first:
		return rest(c, w)
	default:
		e := c.Entries[n-first]
		return entryView(c, e, w, markdown.Parse(e.Text()))
	}
}

// counts says what is in the file. What is not in it is not counted.
func counts(c bundle.Content, w *assets.Words) string {
	var parts []string
	if n := len(c.Entries); n > 0 {
		parts = append(parts, w.N("common.entries", n))
	}
	if n := len(c.Sessions); n > 0 {
		parts = append(parts, w.N("common.sessions", n))
	}
	if m := report.Moment(c.MadeAt); m != "" {
		parts = append(parts, w.T("received.made_at", "When", m))
	}
	return strings.Join(parts, " · ")
}

// asked says what is asked of whoever keeps a thing, "" for nothing.
func asked(w *assets.Words, p journal.RecordPref) string {
	if p == journal.SessionOnly {
		return w.T("record_pref_line.session_only")
	}
	return ""
}

// entryView is one entry as it is read.
func entryView(c bundle.Content, e bundle.Entry, w *assets.Words, blocks []markdown.Block) fyne.CanvasObject {
	head := kit.Column(4, kit.Title(report.EntryTitle(e, w)), kit.Small(report.EntryFacts(c, e, w)))
	if len(e.Tags) > 0 {
		head.Add(kit.Small(plain(strings.Join(e.Tags, " · "))))
	}
	if line := asked(w, e.RecordPref); line != "" {
		head.Add(kit.Small(line))
	}
	return kit.Column(12, head, kit.NewReader(w, blocks))
}

// plain is a foreign text on one line, without characters that steer how it is
// shown.
func plain(s string) string {
	return strings.Join(strings.Fields(markdown.Clean(s)), " ")
}
