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
		// The session stands in an entry only where that session is in the same file.
		link: func(e *bundle.Entry) *journal.ID { return &e.SessionID },
	},
	strandOf[bundle.Session]{
		name: bundle.ItemSession, of: func(c *bundle.Content) *[]bundle.Session { return &c.Sessions },
		id:    func(s bundle.Session) journal.ID { return s.ID },
		order: func(s bundle.Session) string { return moments(s.Date, journal.When{}) },
		title: func(s bundle.Session) string { return s.Intention },
		text:  func(s bundle.Session) string { return s.Dose },
		when:  func(s bundle.Session) journal.When { return s.Date },
	},
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
