package timeline

import (
	"strings"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
)

// rowKind says what a row of the list is.
type rowKind int

const (
	entryRow rowKind = iota
	monthRow
	groupRow // a session, or the other days of a month
)

// row is one row of the list: a heading, or an entry.
type row struct {
	kind    rowKind
	heading string
	entry   journal.Summary
}

// grouped lays entries, newest first, out by month and, in it, by session. What
// was written around a session stands together, in the month of the session.
func grouped(w *assets.Words, list []journal.Summary, sessions []journal.DosingSession, now time.Time) []row {
	type block struct {
		session journal.DosingSession
		entries []journal.Summary
	}
	type month struct {
		date   journal.When
		blocks []*block
		other  []journal.Summary
	}
	byID := make(map[journal.ID]journal.DosingSession, len(sessions))
	for _, s := range sessions {
		byID[s.ID] = s
	}
	var months []*month
	byMonth, byBlock := map[string]*month{}, map[journal.ID]*block{}
	at := func(date journal.When) *month {
		key := monthKey(date)
		m := byMonth[key]
		if m == nil {
			m = &month{date: date}
			byMonth[key] = m
			months = append(months, m)
		}
		return m
	}
	for _, e := range list {
		s, ok := byID[e.SessionID]
		if !ok {
			m := at(e.OccurredAt)
			m.other = append(m.other, e)
			continue
		}
		b := byBlock[s.ID]
		if b == nil {
			b = &block{session: s}
			byBlock[s.ID] = b
			m := at(s.Date)
			m.blocks = append(m.blocks, b)
		}
		b.entries = append(b.entries, e)
	}
	sortBy(months, func(m *month) string { return monthKey(m.date) })

	rows := make([]row, 0, len(list)+2*len(months)+len(byBlock))
	add := func(entries []journal.Summary) {
		for _, e := range entries {
			rows = append(rows, row{entry: e})
		}
	}
	for _, m := range months {
		rows = append(rows, row{kind: monthRow, heading: facts.Month(m.date)})
		sortBy(m.blocks, func(b *block) string { return b.session.Date.Wall() + b.session.Start })
		for _, b := range m.blocks {
			rows = append(rows, row{kind: groupRow, heading: facts.SessionOn(w, b.session, now)})
			add(b.entries)
		}
		if len(m.blocks) > 0 && len(m.other) > 0 {
			rows = append(rows, row{kind: groupRow, heading: w.T("timeline.other_days")})
		}
		add(m.other)
	}
	return rows
}

// monthKey orders months: "2026-11".
func monthKey(w journal.When) string {
	date := w.Date()
	return date[:min(len(date), len("2006-01"))]
}

// about is the quiet line of an entry's row: what kind it is, its tags, and
// whether it is for the therapist.
func about(w *assets.Words, s journal.Summary) string {
	parts := []string{facts.KindOrMoment(w, s.Kind, s.Phase)}
	if s.Title == "" && s.Opening == "" {
		parts = nil
	}
	if len(s.Tags) > 0 {
		parts = append(parts, strings.Join(s.Tags, ", "))
	}
	if s.Mark == journal.MarkShare {
		parts = append(parts, w.T("mark.share"))
	}
	if s.Unfinished {
		parts = append(parts, w.T("timeline.unfinished"))
	}
	return strings.Join(parts, " · ")
}

// beforeHit is how many bytes of a snippet stand before what was found, so that
// it is in sight in a narrow row too.
const beforeHit = 28

// pieces cuts a snippet into what stands before, what was found, and the rest.
func pieces(h journal.Hit) (before, found, after string) {
	if h.From < 0 || h.To > len(h.Snippet) || h.From >= h.To {
		return h.Snippet, "", ""
	}
	before, found, after = h.Snippet[:h.From], h.Snippet[h.From:h.To], h.Snippet[h.To:]
	if len(before) > beforeHit {
		if i := strings.LastIndexByte(before[:len(before)-beforeHit], ' '); i >= 0 {
			before = "… " + before[i+1:]
		}
	}
	return before, found, after
}
