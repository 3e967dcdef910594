package overview

import (
	"slices"
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/chart"
)

// QuestionsFirst is how many questions stand on page one; the others follow it.
const QuestionsFirst = 5

// Mark stands at what is for the session only.
const Mark = "*"

// Overview is page one.
type Overview struct {
	Title  string // "R. · 15 November 2026 to 23 November 2026"
	Notice string // "Patient-written. Not monitored. …"
	Facts  []Fact // what for, made on, shared with, number; only those that are known
	Line   string // the maker's line to the reader, "" for none
	// Questions are all of them, in the person's order.
	Questions []Question

	// Measures are a panel for each measure of the program, in its order: the same
	// direction is up in all, and the time is the same in all.
	Measures []chart.Panel
	// Others are a panel for each other measure and each score from elsewhere.
	Others []chart.Panel
	// Mood is the daily mood as a thin strip; nil where none was given.
	Mood *chart.Panel
	// Daily are the other numbers of the check-in, drawn as Mood is.
	Daily []chart.Panel
	// Legend says in a sentence what stands for what in the charts.
	Legend string

	Changes []Change
	Notes   []string // below the changes: what ¹ ² ³ mean, and by whom
	Items   []Fact   // the item on thoughts of being dead, by measure
	// Sessions are all of them, oldest first.
	Sessions []Session
	Inside   []Fact // what is in the file: counts
	Unknown  string // that a part of the file cannot be shown, "" for nothing
	// SessionOnly says what the mark * means; "" where nothing on the page has it.
	SessionOnly string
}

// Fact is a name and what is known under it.
type Fact struct{ Name, Value string }

// Question is what the person wants to raise.
type Question struct {
	Number      int
	Text        string
	State       string // "raised" or "parked"; "" where it is open
	SessionOnly bool
}

// Session is a row of the table of sessions.
type Session struct {
	ID                                   journal.ID
	Number, Date, Route, Dose, Intention string
	Status                               string // where it did not take place, as planned: "Planned"
	Effects                              []string
	SessionOnly                          bool
}

// Of is page one of a content: of one file, or of several that were made one.
func Of(c bundle.Content, w *assets.Words) Overview {
	o := Overview{
		Title:    Title(c, w),
		Notice:   w.T("notice.patient_written"),
		Facts:    facts(c, w),
		Line:     OneLine(c.Cover.Line),
		Sessions: sessions(c, w),
		Inside:   inside(c, w),
	}
	if len(c.Unknown) > 0 {
		o.Unknown = w.T("report.unknown")
	}
	for i, q := range c.Questions {
		one := Question{Number: i + 1, Text: OneLine(q.Text), SessionOnly: only(q.RecordPref)}
		if id := "question_state." + string(q.State); q.State != journal.QuestionOpen && w.Has(id) {
			one.State = lower(w.T(id))
		}
		o.Questions = append(o.Questions, one)
	}
	o.numbers(c, w)
	if o.marked() {
		o.SessionOnly = Ask(w)
	}
	return o
}

// First are the questions of page one, and how many there are beside them.
func (o Overview) First() (first []Question, more int) {
	n := min(len(o.Questions), QuestionsFirst)
	return o.Questions[:n], len(o.Questions) - n
}

// Title is what a file is headed by: who, and when.
func Title(c bundle.Content, w *assets.Words) string {
	name := OneLine(c.Maker.Alias)
	if name == "" {
		name = w.T("report.no_name")
	}
	if p := Period(c.Period, w); p != "" {
		return name + " · " + p
	}
	return name
}

// facts are those of the header.
func facts(c bundle.Content, w *assets.Words) []Fact {
	with := w.T("overview.passphrase")
	if len(c.Recipients) > 0 {
		with = w.T("overview.key", "Key", OneLine(strings.Join(c.Recipients, ", ")))
	}
	list := []Fact{
		{w.T("report.purpose"), OneLine(c.Purpose)},
		{w.T("report.made"), Moment(c.MadeAt)},
		{w.T("overview.shared_with"), with},
		{w.T("report.bundle"), OneLine(c.BundleID)},
	}
	if c.Supersedes != "" {
		list = append(list, Fact{w.T("overview.replaces"), OneLine(c.Supersedes)})
	}
	return known(list)
}

func known(list []Fact) []Fact {
	var out []Fact
	for _, f := range list {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// Ask is what is asked of whoever keeps what has the Mark.
func Ask(w *assets.Words) string {
	return w.T("overview.session_only_mark", "Request", w.T("filing.session_only"))
}

// only says that something is for the session only.
func only(p journal.RecordPref) bool { return p == journal.SessionOnly }

// marked says whether anything on page one is for the session only.
func (o Overview) marked() bool {
	titled := func(p chart.Panel) bool { return strings.HasSuffix(p.Title, " "+Mark) }
	return slices.ContainsFunc(o.Questions, func(q Question) bool { return q.SessionOnly }) ||
		slices.ContainsFunc(o.Sessions, func(s Session) bool { return s.SessionOnly }) ||
		slices.ContainsFunc(o.Changes, func(c Change) bool { return c.SessionOnly }) ||
		o.Mood != nil && titled(*o.Mood) || slices.ContainsFunc(o.Daily, titled)
}
