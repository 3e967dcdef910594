package clients

import (
	"strings"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// strands are the kinds of things in a file, each with what a story and a search need
// to know of it. A kind that a file learns to hold gets its line here.
var strands = []strand{
	strandOf[bundle.Entry]{
		name: bundle.ItemEntry, of: func(c *bundle.Content) *[]bundle.Entry { return &c.Entries },
		id:    func(e bundle.Entry) journal.ID { return e.ID },
		order: func(e bundle.Entry) string { return moments(e.OccurredAt, e.WrittenAt) },
		newer: func(e bundle.Entry) uint64 { return e.Revision },
		title: func(e bundle.Entry) string { return e.Title },
		text:  func(e bundle.Entry) string { return strings.Join(e.Tags, "\n") + "\n" + e.Text() },
		when:  func(e bundle.Entry) journal.When { return e.OccurredAt },
		links: func(e *bundle.Entry) []*journal.ID { return []*journal.ID{&e.SessionID} },
	},
	strandOf[bundle.Session]{
		name: bundle.ItemSession, of: func(c *bundle.Content) *[]bundle.Session { return &c.Sessions },
		id:    func(s bundle.Session) journal.ID { return s.ID },
		order: func(s bundle.Session) string { return moments(s.Date, journal.When{}) },
		title: func(s bundle.Session) string { return s.Intention },
		text:  func(s bundle.Session) string { return s.Dose },
		when:  func(s bundle.Session) journal.When { return s.Date },
	},
	strandOf[bundle.Question]{ // in the person's order
		name: bundle.ItemQuestion, of: func(c *bundle.Content) *[]bundle.Question { return &c.Questions },
		id:    func(q bundle.Question) journal.ID { return q.ID },
		newer: func(q bundle.Question) uint64 { return q.Revision },
		text:  func(q bundle.Question) string { return q.Text },
		links: func(q *bundle.Question) []*journal.ID { return []*journal.ID{&q.EntryID, &q.SessionID} },
	},
	strandOf[bundle.Response]{
		name: bundle.ItemResponse, of: func(c *bundle.Content) *[]bundle.Response { return &c.Responses },
		id:    func(r bundle.Response) journal.ID { return r.ID },
		newer: func(r bundle.Response) uint64 { return r.Revision },
		order: func(r bundle.Response) string { return moments(r.TakenAt, journal.When{}) + "\x00" + r.InstrumentID },
		title: func(r bundle.Response) string { return r.InstrumentID },
		when:  func(r bundle.Response) journal.When { return r.TakenAt },
		links: func(r *bundle.Response) []*journal.ID { return []*journal.ID{&r.SessionID} },
	},
	strandOf[bundle.ExternalScore]{
		name: bundle.ItemExternal, of: func(c *bundle.Content) *[]bundle.ExternalScore { return &c.ExternalScores },
		id:    func(s bundle.ExternalScore) journal.ID { return s.ID },
		newer: func(s bundle.ExternalScore) uint64 { return s.Revision },
		order: func(s bundle.ExternalScore) string { return moments(s.On, journal.When{}) },
		title: func(s bundle.ExternalScore) string { return s.Label },
		text:  func(s bundle.ExternalScore) string { return s.Source },
		when:  func(s bundle.ExternalScore) journal.When { return s.On },
	},
	strandOf[bundle.CheckIn]{
		name: bundle.ItemCheckIn, of: func(c *bundle.Content) *[]bundle.CheckIn { return &c.CheckIns },
		id:    func(i bundle.CheckIn) journal.ID { return i.ID },
		newer: func(i bundle.CheckIn) uint64 { return i.Revision },
		order: func(i bundle.CheckIn) string { return moments(i.On, journal.When{}) },
		text:  func(i bundle.CheckIn) string { return i.Line },
		when:  func(i bundle.CheckIn) journal.When { return i.On },
	},
	strandOf[bundle.SideEffect]{
		name: bundle.ItemSideEffect, of: func(c *bundle.Content) *[]bundle.SideEffect { return &c.SideEffects },
		id:    func(e bundle.SideEffect) journal.ID { return e.ID },
		newer: func(e bundle.SideEffect) uint64 { return e.Revision },
		order: func(e bundle.SideEffect) string { return string(e.SessionID) + "\x00" + e.Code },
		title: func(e bundle.SideEffect) string { return e.Label },
		text:  func(e bundle.SideEffect) string { return e.Note },
	},
	strandOf[bundle.Vital]{
		name: bundle.ItemVital, of: func(c *bundle.Content) *[]bundle.Vital { return &c.Vitals },
		id:    func(v bundle.Vital) journal.ID { return v.ID },
		newer: func(v bundle.Vital) uint64 { return v.Revision },
		order: func(v bundle.Vital) string { return string(v.SessionID) + "\x00" + v.At.Wall() },
		text:  func(v bundle.Vital) string { return v.Source },
		when:  func(v bundle.Vital) journal.When { return v.At },
	},
	strandOf[bundle.Insight]{
		name: bundle.ItemInsight, of: func(c *bundle.Content) *[]bundle.Insight { return &c.Insights },
		id:    func(i bundle.Insight) journal.ID { return i.ID },
		newer: func(i bundle.Insight) uint64 { return i.Revision },
		order: func(i bundle.Insight) string { return moments(i.WrittenAt, journal.When{}) },
		text:  func(i bundle.Insight) string { return i.Text },
		when:  func(i bundle.Insight) journal.When { return i.WrittenAt },
		links: func(i *bundle.Insight) []*journal.ID { return []*journal.ID{&i.EntryID, &i.SessionID} },
	},
	strandOf[bundle.Practice]{
		name: bundle.ItemPractice, of: func(c *bundle.Content) *[]bundle.Practice { return &c.Practices },
		id:    func(p bundle.Practice) journal.ID { return p.ID },
		newer: func(p bundle.Practice) uint64 { return p.Revision },
		order: func(p bundle.Practice) string { return moments(p.WrittenAt, journal.When{}) },
		title: func(p bundle.Practice) string { return p.What },
		text:  practiceText,
		when:  func(p bundle.Practice) journal.When { return p.WrittenAt },
		links: func(p *bundle.Practice) []*journal.ID {
			return []*journal.ID{&p.InsightID, &p.EntryID, &p.SessionID}
		},
	},
	strandOf[bundle.Attachment]{
		name: "attachment", of: func(c *bundle.Content) *[]bundle.Attachment { return &c.Attachments },
		id:    func(a bundle.Attachment) journal.ID { return journal.ID(a.Path) },
		order: func(a bundle.Attachment) string { return string(a.EntryID) + "\x00" + a.Path },
		text:  func(a bundle.Attachment) string { return a.Caption },
		links: func(a *bundle.Attachment) []*journal.ID { return []*journal.ID{&a.EntryID} },
	},
}

func practiceText(p bundle.Practice) string {
	lines := []string{p.What, p.Cadence, p.Tiny, p.Obstacles}
	for _, l := range p.Log {
		lines = append(lines, l.Word)
	}
	return strings.Join(lines, "\n")
}

func strandNamed(kind string) strand {
	for _, s := range strands {
		if s.kind() == kind {
			return s
		}
	}
	return nil
}

// moments orders by the clock on the wall, then by when it was written.
func moments(at, written journal.When) string {
	if at.IsZero() {
		at = written
	}
	return at.Wall() + "\x00" + written.Wall()
}
