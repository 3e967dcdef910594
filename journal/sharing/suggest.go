package sharing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// Candidate is one thing that can be ticked, with what one may look for it by.
// Nothing of it goes anywhere.
type Candidate struct {
	journal.ItemRef
	Kind       journal.Kind // of an entry
	Text       string       // its title, or its first words; "" where it has none
	Measure    string       // id of the instrument of a response, or the label of a score
	When       journal.When // what it is about
	WrittenAt  journal.When
	Session    journal.ID // that it belongs to; of a session its own
	Entry      journal.ID // that an insight and the like came from
	Tags       []string
	Mark       journal.Mark
	RecordPref journal.RecordPref
}

// Library is a Source that can also list its entries.
type Library interface {
	Source
	Summaries(journal.Filter) []journal.Summary
}

// Candidates lists everything there is to tick, what is newest first within a type,
// the types in the order of a sealed file but questions first.
func Candidates(src Library) []Candidate {
	var out []Candidate
	for _, q := range src.Questions() {
		if q.State == journal.QuestionParked {
			continue
		}
		// A question was written to be asked: where nothing was said it is for them.
		out = append(out, Candidate{ItemRef: ref(bundle.ItemQuestion, q.ID), Text: q.Text, When: q.WrittenAt, WrittenAt: q.WrittenAt, Session: q.SessionID,
			Entry: q.EntryID, Mark: cmp.Or(q.Mark, journal.MarkShare), RecordPref: q.RecordPref})
	}
	for _, e := range src.Summaries(journal.Filter{}) {
		if !e.TrashedAt.IsZero() {
			continue
		}
		out = append(out, Candidate{ItemRef: ref(bundle.ItemEntry, e.ID), Kind: e.Kind, Text: cmp.Or(e.Title, e.Opening), When: e.OccurredAt, WrittenAt: e.WrittenAt,
			Session: e.SessionID, Tags: e.Tags, Mark: e.Mark, RecordPref: e.RecordPref})
	}
	rest := len(out)
	for _, s := range src.Sessions() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemSession, s.ID), Text: s.Intention, When: s.Date, WrittenAt: s.WrittenAt, Session: s.ID,
			Mark: s.Marked(), RecordPref: s.RecordPref})
	}
	for _, r := range src.Responses() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemResponse, r.ID), Measure: r.InstrumentID, When: r.TakenAt, WrittenAt: r.WrittenAt, Session: r.SessionID,
			Mark: r.Marked(), RecordPref: r.RecordPref})
	}
	for _, s := range src.ExternalScores() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemExternal, s.ID), Text: s.Label, Measure: s.Label, When: s.On, WrittenAt: s.WrittenAt,
			Mark: s.Marked(), RecordPref: s.RecordPref})
	}
	for _, c := range src.CheckIns() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemCheckIn, c.ID), Text: c.Line, When: c.On, WrittenAt: c.WrittenAt, Mark: c.Marked(), RecordPref: c.RecordPref})
	}
	for _, i := range src.Insights() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemInsight, i.ID), Text: i.Text, When: i.WrittenAt, WrittenAt: i.WrittenAt, Session: i.SessionID, Entry: i.EntryID,
			Mark: i.Marked(), RecordPref: i.RecordPref})
	}
	for _, p := range src.Practices() {
		out = append(out, Candidate{ItemRef: ref(bundle.ItemPractice, p.ID), Text: p.What, When: p.WrittenAt, WrittenAt: p.WrittenAt, Session: p.SessionID, Entry: p.EntryID,
			Mark: p.Marked(), RecordPref: p.RecordPref})
	}
	newestFirst(out[rest:])
	return out
}

// newestFirst sorts each run of one type.
func newestFirst(list []Candidate) {
	for len(list) > 0 {
		end := slices.IndexFunc(list, func(c Candidate) bool { return c.Type != list[0].Type })
		if end < 0 {
			end = len(list)
		}
		slices.SortStableFunc(list[:end], func(a, b Candidate) int { return strings.Compare(b.When.Wall(), a.When.Wall()) })
		list = list[end:]
	}
}

// SuggestionKind says why things are offered together.
type SuggestionKind string

// The kinds, in the order they are offered.
const (
	SinceLast   SuggestionKind = "since_last"   // written since the last file for this key
	ThisSession SuggestionKind = "this_session" // belonging to the latest session
	ForReader   SuggestionKind = "for_reader"   // marked "for my therapist"
)

// Suggestion is a choice offered with one click. Offered is shown; of that,
// Ticked begins ticked: what its writer marked to be shared. Both are in the order
// of the candidates.
type Suggestion struct {
	Kind    SuggestionKind
	Session journal.ID // of ThisSession
	Offered []journal.ItemRef
	Ticked  []journal.ItemRef
}

// Suggest offers what a person may want to share now. What is marked private is
// never among it. Suggestions with nothing to offer are left out. fingerprint,
// where it is known whom the file is for, narrows "since the last file" to the
// files for that key; "" takes them all.
func Suggest(now time.Time, all []Candidate, sessions []journal.DosingSession, shares []journal.Share, fingerprint string) []Suggestion {
	var out []Suggestion
	add := func(s Suggestion, fits func(Candidate) bool) {
		for _, c := range all {
			if c.Mark == journal.MarkPrivate || !fits(c) {
				continue
			}
			s.Offered = append(s.Offered, c.ItemRef)
			if c.Mark == journal.MarkShare {
				s.Ticked = append(s.Ticked, c.ItemRef)
			}
		}
		if len(s.Offered) > 0 {
			out = append(out, s)
		}
	}
	if last, ok := lastShare(shares, fingerprint); ok {
		add(Suggestion{Kind: SinceLast}, func(c Candidate) bool {
			return c.WrittenAt.Time().After(last.CreatedAt.Time())
		})
	}
	if id := latestSession(now, sessions); id != "" {
		add(Suggestion{Kind: ThisSession, Session: id}, func(c Candidate) bool { return c.Session == id })
	}
	add(Suggestion{Kind: ForReader}, func(c Candidate) bool { return c.Mark == journal.MarkShare })
	return out
}

// lastShare is the newest file that came to be, for that key or for anyone.
func lastShare(shares []journal.Share, fingerprint string) (last journal.Share, ok bool) {
	for _, s := range shares {
		if s.FileName == "" || fingerprint != "" && s.Fingerprint != fingerprint {
			continue
		}
		if !ok || s.CreatedAt.Time().After(last.CreatedAt.Time()) {
			last, ok = s, true
		}
	}
	return last, ok
}

// latestSession is the last one that has begun by the clock on the wall of now.
func latestSession(now time.Time, sessions []journal.DosingSession) journal.ID {
	today := journal.On(now).Date()
	var latest journal.DosingSession
	for _, s := range sessions {
		if !s.TrashedAt.IsZero() || s.Status == journal.SessionCancelled || s.Status == journal.SessionMoved || s.Date.Date() > today {
			continue
		}
		if latest.ID == "" || strings.Compare(s.Date.Wall()+s.Start, latest.Date.Wall()+latest.Start) > 0 {
			latest = s
		}
	}
	return latest.ID
}
