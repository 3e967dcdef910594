package share

import (
	"slices"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/sharing"
)

// narrowing is one way to look at fewer entries: its name, and which.
type narrowing struct {
	label   string
	entries []journal.Summary
	ticked  []journal.ID // begin ticked when it is chosen
}

// monthDays is the period offered beside the suggestions.
const monthDays = 30

// narrowings are the ways offered now, the sensible starts first. Entries
// marked private are offered only where one looks for them by hand.
func narrowings(w *assets.Words, now time.Time, candidates []sharing.Candidate, all []journal.Summary, sessions []journal.DosingSession, tags []journal.TagCount, shares []journal.Share) []narrowing {
	byID := map[journal.ID]journal.Summary{}
	for _, e := range all {
		byID[e.ID] = e
	}
	var out []narrowing
	for _, s := range sharing.Suggest(now, candidates, sessions, shares, "") {
		n := narrowing{label: w.T("share.narrow." + string(s.Kind))}
		for _, r := range s.Offered {
			if e, ok := byID[r.ID]; ok {
				n.entries = append(n.entries, e)
			}
		}
		for _, r := range s.Ticked {
			if _, ok := byID[r.ID]; ok {
				n.ticked = append(n.ticked, r.ID)
			}
		}
		if len(n.entries) == 0 {
			continue
		}
		out = append(out, n)
	}
	pick := func(label string, fits func(journal.Summary) bool) {
		n := narrowing{label: label}
		for _, e := range all {
			if fits(e) {
				n.entries = append(n.entries, e)
			}
		}
		if len(n.entries) > 0 {
			out = append(out, n)
		}
	}
	from := now.AddDate(0, 0, -monthDays).Format("2006-01-02")
	pick(w.T("share.narrow.month"), func(e journal.Summary) bool { return e.OccurredAt.Date() >= from })
	for i := len(sessions) - 1; i >= 0; i-- {
		s := sessions[i]
		pick(facts.SessionOn(w, s, now), func(e journal.Summary) bool { return e.SessionID == s.ID })
	}
	for _, t := range tags {
		pick(w.T("share.narrow.tag", "Tag", t.Tag), func(e journal.Summary) bool { return slices.Contains(e.Tags, t.Tag) })
	}
	pick(w.T("share.narrow.all"), func(journal.Summary) bool { return true })
	return out
}
