package received

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/report"
)

// View is a content as its reader sees it: the overview, then every entry.
func View(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	out := kit.Column(look.CardGap, Overview(c, w))
	for _, e := range c.Entries {
		out.Add(Entry(c, e, w))
	}
	return out
}

// Overview is who, when, why, the line, and the sessions.
func Overview(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	out := kit.Column(10, kit.Heading(report.Title(c, w)), kit.Small(w.T("report.notice")))
	if c.Purpose != "" {
		out.Add(kit.Body(clean(c.Purpose)))
	}
	if c.Cover.Line != "" {
		out.Add(kit.Column(4, kit.Section(w.T("report.line")), kit.Own(clean(c.Cover.Line))))
	}
	if len(c.Unknown) > 0 {
		out.Add(kit.Small(w.T("report.unknown")))
	}
	if len(c.Sessions) > 0 {
		list := kit.Column(8, kit.Section(w.T("report.sessions")))
		for _, s := range c.Sessions {
			n, date, way, dose, intention := report.SessionFacts(s, w)
			lines := kit.Column(2, kit.Body(joined(n, date, way, dose)))
			if intention != "" {
				lines.Add(kit.Own("“" + intention + "”"))
			}
			list.Add(lines)
		}
		out.Add(list)
	}
	return out
}

// Entry is one entry as its reader sees it.
func Entry(c bundle.Content, e bundle.Entry, w *assets.Words) fyne.CanvasObject {
	head := kit.Column(4, kit.Title(report.EntryTitle(e, w)), kit.Small(report.EntryFacts(c, e, w)))
	if len(e.Tags) > 0 {
		chips := make([]string, len(e.Tags))
		for i, t := range e.Tags {
			chips[i] = clean(t)
		}
		head.Add(kit.Small(joined(chips...)))
	}
	out := kit.Column(10, head)
	for _, s := range e.Sections {
		blocks := markdown.Parse(s.Text)
		if len(blocks) == 0 {
			continue
		}
		if s.Heading != "" {
			out.Add(kit.Section(clean(s.Heading)))
		}
		out.Add(kit.NewReader(w, blocks))
	}
	return kit.Inset(0, 12, 0, 12, out)
}

func clean(s string) string { return markdown.Clean(s) }

func joined(parts ...string) string {
	out := ""
	for _, p := range parts {
		switch {
		case p == "":
		case out == "":
			out = p
		default:
			out += " · " + p
		}
	}
	return out
}
