package report

import (
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// outline is a Content in words, ready to be drawn: the one source of the HTML
// and the PDF, so that they cannot differ.
type outline struct {
	Title    string // "R. · 15 to 23 November 2026"
	Notice   string
	Facts    []fact
	Line     string // the maker's line, "" for none
	LineName string
	Sessions sessionTable
	Inside   []fact // what is in the file
	Entries  []entryOutline
	Footer   string
	Unknown  string // what this version cannot show, "" for nothing
}

type fact struct{ Name, Value string }

// sessionTable has a row for each session; no rows, no table.
type sessionTable struct {
	Title string
	Head  []string
	Rows  [][]string
}

type entryOutline struct {
	Title string
	Facts string // "21 November 2026, 16:42 · After the session · Session 4 · written the same day"
	Tags  string
	Parts []part
}

// part is a section: its heading, or "", and its blocks.
type part struct {
	Heading string
	Blocks  []markdown.Block
}

const (
	dayLayout    = "2 January 2006"
	momentLayout = "2 January 2006, 15:04"
)

// Moment is a moment as a reader reads it: "21 November 2026, 16:42".
func Moment(w journal.When) string {
	switch {
	case w.IsZero():
		return ""
	case w.HasTime():
		return w.Time().Format(momentLayout)
	}
	return w.Time().Format(dayLayout)
}

// Period is a span of dates as a reader reads it.
func Period(p bundle.Period, w *assets.Words) string {
	from, errFrom := journal.ParseWhen(p.From)
	to, errTo := journal.ParseWhen(p.To)
	if errFrom != nil || errTo != nil || from.IsZero() {
		return ""
	}
	if from == to || to.IsZero() {
		return Moment(from)
	}
	return w.T("report.period", "From", Moment(from), "To", Moment(to))
}

// Title is what the file is headed by: who, and when.
func Title(c bundle.Content, w *assets.Words) string {
	name := oneLine(c.Maker.Alias)
	if name == "" {
		name = w.T("report.no_name")
	}
	if p := Period(c.Period, w); p != "" {
		return name + " · " + p
	}
	return name
}

// EntryTitle is an entry's title, or its kind where it has none.
func EntryTitle(e bundle.Entry, w *assets.Words) string {
	if t := oneLine(e.Title); t != "" {
		return t
	}
	return kindName(e.Kind, w)
}

func kindName(k journal.Kind, w *assets.Words) string {
	if id := "kind." + string(k); w.Has(id) {
		return w.T(id)
	}
	return w.T("kind.free")
}

// EntryFacts is the quiet line over an entry.
func EntryFacts(c bundle.Content, e bundle.Entry, w *assets.Words) string {
	parts := []string{Moment(e.OccurredAt)}
	if oneLine(e.Title) != "" {
		parts = append(parts, kindName(e.Kind, w))
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
	return join(parts)
}

// SessionFacts are a session's facts as the table has them.
func SessionFacts(s bundle.Session, w *assets.Words) (number, date, route, dose, intention string) {
	if s.Seq > 0 {
		number = strconv.Itoa(s.Seq)
	}
	if id := "route_short." + string(s.Route); s.Route != "" && w.Has(id) {
		route = w.T(id)
	}
	return number, Moment(s.Date), route, oneLine(s.Dose), oneLine(s.Intention)
}

func newOutline(c bundle.Content, w *assets.Words) outline {
	o := outline{
		Title:  Title(c, w),
		Notice: w.T("report.notice"),
		Footer: w.T("report.footer"),
		Facts: []fact{
			{w.T("report.purpose"), oneLine(c.Purpose)},
			{w.T("report.made"), Moment(c.MadeAt)},
			{w.T("report.bundle"), oneLine(c.BundleID)},
		},
		Line: strings.TrimSpace(markdown.Clean(c.Cover.Line)), LineName: w.T("report.line"),
		Inside: []fact{{w.T("report.inside"), inside(c, w)}, {w.T("report.kinds"), kinds(c, w)}},
	}
	if len(c.Unknown) > 0 {
		o.Unknown = w.T("report.unknown")
	}
	if len(c.Sessions) > 0 {
		o.Sessions = sessionTable{Title: w.T("report.sessions"), Head: []string{w.T("report.col.number"), w.T("report.col.date"), w.T("report.col.route"), w.T("report.col.dose"), w.T("report.col.intention")}}
		for _, s := range c.Sessions {
			n, date, route, dose, intention := SessionFacts(s, w)
			o.Sessions.Rows = append(o.Sessions.Rows, []string{n, date, route, dose, intention})
		}
	}
	for _, e := range c.Entries {
		one := entryOutline{Title: EntryTitle(e, w), Facts: EntryFacts(c, e, w), Tags: tags(e.Tags)}
		for _, s := range e.Sections {
			if blocks := markdown.Parse(s.Text); len(blocks) > 0 {
				one.Parts = append(one.Parts, part{oneLine(s.Heading), blocks})
			}
		}
		o.Entries = append(o.Entries, one)
	}
	return o
}

// inside counts what is in the file, by kind, and says nothing of what is not.
func inside(c bundle.Content, w *assets.Words) string {
	parts := []string{w.N("common.entries", len(c.Entries))}
	if n := len(c.Sessions); n > 0 {
		parts = append(parts, w.N("common.sessions", n))
	}
	words := 0
	for _, e := range c.Entries {
		words += journal.CountWords(e.Sections)
	}
	return join(append(parts, w.N("common.words", words)))
}

// kinds counts the entries of each kind, in the order kinds are offered.
func kinds(c bundle.Content, w *assets.Words) string {
	count := map[string]int{}
	for _, e := range c.Entries {
		count[kindName(e.Kind, w)]++
	}
	var parts []string
	for _, k := range journal.Kinds {
		if n := count[kindName(k, w)]; n > 0 {
			parts = append(parts, w.T("report.kind_count", "Kind", kindName(k, w), "Number", n))
		}
	}
	return join(parts)
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
func oneLine(s string) string { return strings.Join(strings.Fields(markdown.Clean(s)), " ") }

// join puts the parts that are not empty behind each other.
func join(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
