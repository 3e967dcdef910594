package share

import (
	"slices"
	"time"

	"afterglow/app/pages/facts"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// narrowing is one way to look at fewer things: its name, and which.
type narrowing struct {
	label  string
	fits   func(sharing.Candidate) bool
	ticked []journal.ItemRef // begin ticked when nothing else was chosen
	period bool              // its two days are typed
}

// monthDays is the period offered beside the suggestions.
const monthDays = 30

// narrowings are the ways offered now, the sensible starts first; those that would
// show nothing are left out. Things marked private are in none of the starts.
func narrowings(w *assets.Words, now time.Time, names naming, all []sharing.Candidate, sessions []journal.DosingSession, tags []journal.TagCount, shares []journal.Share) []narrowing {
	var out []narrowing
	add := func(label string, fits func(sharing.Candidate) bool) {
		if slices.ContainsFunc(all, fits) {
			out = append(out, narrowing{label: label, fits: fits})
		}
	}
	for _, s := range sharing.Suggest(now, all, sessions, shares, "") {
		offered := map[journal.ItemRef]bool{}
		for _, r := range s.Offered {
			offered[r] = true
		}
		out = append(out, narrowing{label: w.T("share.narrow." + string(s.Kind)), ticked: s.Ticked,
			fits: func(c sharing.Candidate) bool { return offered[c.ItemRef] }})
	}
	add(w.T("share.narrow.questions"), func(c sharing.Candidate) bool { return c.Type == bundle.ItemQuestion })
	from := now.AddDate(0, 0, -monthDays).Format(time.DateOnly)
	add(w.T("share.narrow.month"), func(c sharing.Candidate) bool { return c.When.Date() >= from })
	if len(all) > 0 {
		out = append(out, narrowing{label: w.T("share.narrow.period"), period: true})
	}
	for i := len(sessions) - 1; i >= 0; i-- {
		s := sessions[i]
		add(facts.SessionOn(w, s, now), func(c sharing.Candidate) bool { return c.Session == s.ID })
	}
	for _, m := range names.measures(all) {
		add(w.T("share.narrow.measure", "Measure", names.measure(m)), func(c sharing.Candidate) bool { return c.Measure == m })
	}
	for _, t := range tags {
		add(w.T("share.narrow.tag", "Tag", t.Tag), func(c sharing.Candidate) bool { return slices.Contains(c.Tags, t.Tag) })
	}
	add(w.T("share.narrow.all"), func(sharing.Candidate) bool { return true })
	return out
}

// between are the things of the days from one to another; either may be open.
func between(from, to string) func(sharing.Candidate) bool {
	return func(c sharing.Candidate) bool {
		day := c.When.Date()
		return (from == "" || day >= from) && (to == "" || day <= to)
	}
}
