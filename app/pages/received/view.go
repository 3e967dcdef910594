package received

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// View is the content as its reader sees it: who made it and for what, the
// sessions, and every entry, one after the other.
func View(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	column := kit.Column(look.CardGap, opening(c, w)...)
	for _, e := range c.Entries {
		column.Add(kit.Inset(0, 14, 0, 0, entryView(c, e, w, markdown.Parse(e.Text()))))
	}
	return column
}

// opening is what stands before the entries.
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
	return kit.Column(12, head, kit.NewReader(w, blocks))
}

// plain is a foreign text on one line, without characters that steer how it is
// shown.
func plain(s string) string {
	return strings.Join(strings.Fields(markdown.Clean(s)), " ")
}
