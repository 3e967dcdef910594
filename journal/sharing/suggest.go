package sharing

import (
	"strings"
	"time"

	"afterglow/journal"
)

// SuggestionKind says why things are offered together.
type SuggestionKind string

// The kinds, in the order they are offered.
const (
	SinceLast   SuggestionKind = "since_last"   // written since the last file for this key
	ThisSession SuggestionKind = "this_session" // belonging to the latest session
	ForReader   SuggestionKind = "for_reader"   // marked "for my therapist"
)

// Suggestion is a choice offered with one click. Offered is shown; of that,
// Ticked begins ticked: what its writer marked to be shared. Both newest first.
type Suggestion struct {
	Kind    SuggestionKind
	Session journal.ID // of ThisSession
	Offered []journal.ID
	Ticked  []journal.ID
}

// Suggest offers what a person may want to share now. Entries marked private
// and entries in the trash are never among them. Suggestions with nothing to
// offer are left out. fingerprint, where it is known whom the file is for,
// narrows "since the last file" to the files for that key; "" takes them all.
//
// Summaries are taken in the order given, the journal's newest first.
func Suggest(now time.Time, entries []journal.Summary, sessions []journal.DosingSession, shares []journal.Share, fingerprint string) []Suggestion {
	var out []Suggestion
	add := func(s Suggestion, fits func(journal.Summary) bool) {
		for _, e := range entries {
			if e.Mark == journal.MarkPrivate || !e.TrashedAt.IsZero() || !fits(e) {
				continue
			}
			s.Offered = append(s.Offered, e.ID)
			if e.Mark == journal.MarkShare {
				s.Ticked = append(s.Ticked, e.ID)
			}
		}
		if len(s.Offered) > 0 {
			out = append(out, s)
		}
	}
	if last, ok := lastShare(shares, fingerprint); ok {
		add(Suggestion{Kind: SinceLast}, func(e journal.Summary) bool {
			return e.WrittenAt.Time().After(last.CreatedAt.Time())
		})
	}
	if id := latestSession(now, sessions); id != "" {
		add(Suggestion{Kind: ThisSession, Session: id}, func(e journal.Summary) bool { return e.SessionID == id })
	}
	add(Suggestion{Kind: ForReader}, func(e journal.Summary) bool { return e.Mark == journal.MarkShare })
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
