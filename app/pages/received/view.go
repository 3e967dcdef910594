package received

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

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

// opening is page one.
func opening(c bundle.Content, w *assets.Words) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{
		kit.Column(6, kit.Title(report.Title(c, w)), kit.Small(w.T("notice.patient_written"))),
		widget.NewSeparator(),
	}
	if line := plain(c.Cover.Line); line != "" {
		objects = append(objects, kit.Own(line))
	}
	facts := kit.Lines()
	if p := plain(c.Purpose); p != "" {
		facts.Add(kit.Body(w.T("received.purpose", "Purpose", p)))
	}
	facts.Add(kit.Small(counts(c, w)))
	if c.Supersedes != "" {
		facts.Add(kit.Small(w.T("received.supersedes")))
	}
	for _, name := range c.Unknown {
		facts.Add(kit.Small(w.T("received.unknown_data", "Name", plain(name))))
	}
	objects = append(objects, facts)
	if len(c.Questions) > 0 {
		objects = append(objects, questions(c, w))
	}
	if len(c.Sessions) > 0 {
		objects = append(objects, sessions(c, w))
	}
	return objects
}

// counts says what is in the file. What is not in it is not counted.
func counts(c bundle.Content, w *assets.Words) string {
	parts := []string{w.N("common.entries", len(c.Entries))}
	if n := len(c.Sessions); n > 0 {
		parts = append(parts, w.N("common.sessions", n))
	}
	if m := report.Moment(c.MadeAt); m != "" {
		parts = append(parts, w.T("received.made_at", "When", m))
	}
	return strings.Join(parts, " · ")
}

// questions are what the person wants to raise, in their order.
func questions(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	list := kit.Column(8, kit.Section(w.T("received.questions")))
	for i, q := range c.Questions {
		row := kit.Column(2, kit.Own(w.T("received.numbered", "Number", i+1, "Text", plain(q.Text))))
		if line := asked(w, q.RecordPref); line != "" {
			row.Add(kit.Small(line))
		}
		list.Add(row)
	}
	return list
}

// asked says what is asked of whoever keeps a thing, "" for nothing.
func asked(w *assets.Words, p journal.RecordPref) string {
	if p == journal.SessionOnly {
		return w.T("record_pref_line.session_only")
	}
	return ""
}

// sessions is the list of the sessions that were shared.
func sessions(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	list := kit.Column(10, kit.Section(w.T("received.sessions")))
	for _, s := range c.Sessions {
		number, date, route, dose, intention := report.SessionFacts(s, w)
		name := w.T("common.session")
		if number != "" {
			name = w.T("common.session_number", "Number", number)
		}
		parts := []string{name}
		for _, part := range []string{date, route, dose} {
			if part != "" {
				parts = append(parts, plain(part))
			}
		}
		row := kit.Column(2, kit.Body(strings.Join(parts, " · ")))
		if intention != "" {
			row.Add(kit.Own(plain(intention)))
		}
		for _, e := range c.SideEffects {
			if e.SessionID == s.ID {
				row.Add(kit.Small(effect(w, e)))
			}
		}
		if line := asked(w, s.RecordPref); line != "" {
			row.Add(kit.Small(line))
		}
		list.Add(row)
	}
	return list
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
