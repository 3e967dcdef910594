package report

import (
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/overview"
)

// outline is a Content in words, ready to be drawn: the one source of the HTML
// and the PDF, so that they cannot differ.
type outline struct {
	overview.Overview // page one
	Words             *assets.Words
	// Rest are the questions after those of page one, Whole and AllSessions what a
	// page of paper may not have had room for.
	Rest, Whole, AllSessions section
	Sections                 []section // after page one, before the entries
	Entries                  []entryOutline
}

// section is what stands under one heading. Ask is what its person asks of
// whoever keeps it, "" for nothing.
type section struct {
	Title  string
	Ask    string
	Charts []chartOf
	Pieces []piece
}

// piece is a part of a section: a line in bold, quiet lines, a table, a note, and
// room to write.
type piece struct {
	Heading string
	Facts   []string
	Table   table
	Foot    string
	Lines   int // to write on, on paper
}

// table is rows under a head. The first cell of a row says what the row is of.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
	Shares  []float64 // of the width, by column
}

type entryOutline struct {
	Title string
	Facts string // "21 November 2026, 16:42 · After the session · Session 4 · written the same day"
	Tags  string
	Ask   string
	// Pictures says which belong to it; they are not in these copies.
	Pictures []string
	Parts    []part
}

// part is a section of an entry: its heading, or "", and its blocks.
type part struct {
	Heading string
	Blocks  []markdown.Block
}

// Moment is a moment as a reader reads it: "21 November 2026, 16:42".
func Moment(w journal.When) string { return overview.Moment(w) }

// Title is what the file is headed by: who, and when.
func Title(c bundle.Content, w *assets.Words) string { return overview.Title(c, w) }

// EntryTitle is an entry's title, or its kind where it has none.
func EntryTitle(e bundle.Entry, w *assets.Words) string {
	if t := oneLine(e.Title); t != "" {
		return t
	}
	return overview.KindName(e.Kind, w)
}

// EntryFacts is the quiet line over an entry.
func EntryFacts(c bundle.Content, e bundle.Entry, w *assets.Words) string {
	parts := []string{Moment(e.OccurredAt)}
	if oneLine(e.Title) != "" {
		parts = append(parts, overview.KindName(e.Kind, w))
	}
	for _, s := range c.Sessions {
		if s.ID == e.SessionID && s.Seq > 0 {
			parts = append(parts, w.T("common.session_number", "Number", s.Seq))
		}
	}
	if e.SameDay {
		parts = append(parts, w.T("report.same_day"))
	}
	if !e.EditedAt.IsZero() {
		parts = append(parts, w.T("report.edited", "Date", Moment(e.EditedAt)))
	}
	return join(parts...)
}

// SessionFacts are a session's facts as the table has them.
func SessionFacts(s bundle.Session, w *assets.Words) (number, date, route, dose, intention string) {
	one := overview.Of(bundle.Content{Sessions: []bundle.Session{s}}, w).Sessions[0]
	return one.Number, Moment(s.Date), one.Route, one.Dose, one.Intention
}

func newOutline(c bundle.Content, w *assets.Words) outline {
	o := outline{Overview: overview.Of(c, w), Words: w}
	o.Rest = o.questions(o.Questions[min(len(o.Questions), overview.QuestionsFirst):])
	o.Whole = o.questions(o.Questions)
	o.AllSessions = o.sessions()
	o.Sections = sections(c, o.Overview, w)
	for _, e := range c.Entries {
		one := entryOutline{Title: EntryTitle(e, w), Facts: EntryFacts(c, e, w), Tags: tags(e.Tags)}
		if e.RecordPref == journal.SessionOnly {
			one.Ask = w.T("filing.session_only")
		}
		for _, a := range c.Attachments {
			if a.EntryID != e.ID {
				continue
			}
			text := w.T("report.picture")
			if caption := oneLine(a.Caption); caption != "" {
				text = w.T("report.picture_of", "Caption", caption)
			}
			one.Pictures = append(one.Pictures, text)
		}
		for _, s := range e.Sections {
			if blocks := markdown.Parse(s.Text); len(blocks) > 0 {
				one.Parts = append(one.Parts, part{oneLine(s.Heading), blocks})
			}
		}
		o.Entries = append(o.Entries, one)
	}
	return o
}

func tags(list []string) string {
	out := make([]string, 0, len(list))
	for _, t := range list {
		if t = oneLine(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, ", ")
}

// oneLine is a text cleaned and on one line.
func oneLine(s string) string { return overview.OneLine(s) }

// join puts the parts that are not empty behind each other.
func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
