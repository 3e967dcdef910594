package overview

import (
	"strings"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// inside counts what is in the file, by kind, and says nothing of what is not.
func inside(c bundle.Content, w *assets.Words) []Fact {
	words := 0
	for _, e := range c.Entries {
		words += journal.CountWords(e.Sections)
	}
	var parts []string
	for _, k := range []struct {
		id string
		n  int
	}{
		{"common.entries", len(c.Entries)}, {"common.sessions", len(c.Sessions)}, {"overview.questions_n", len(c.Questions)}, {"overview.responses_n", len(c.Responses)},
		{"overview.externals_n", len(c.ExternalScores)}, {"overview.check_ins_n", len(c.CheckIns)}, {"overview.effects_n", len(c.SideEffects)},
		{"overview.vitals_n", len(c.Vitals)}, {"overview.insights_n", len(c.Insights)}, {"overview.practices_n", len(c.Practices)}, {"overview.pictures_n", len(c.Attachments)},
		{"common.words", words},
	} {
		if k.n > 0 {
			parts = append(parts, w.N(k.id, k.n))
		}
	}
	return known([]Fact{{w.T("report.inside"), strings.Join(parts, " · ")}, {w.T("report.kinds"), kinds(c, w)}})
}

// KindName is what a kind of entry is called.
func KindName(k journal.Kind, w *assets.Words) string {
	if id := "kind." + string(k); w.Has(id) {
		return w.T(id)
	}
	return w.T("kind.free")
}

// kinds counts the entries of each kind, in the order kinds are offered.
func kinds(c bundle.Content, w *assets.Words) string {
	count := map[string]int{}
	for _, e := range c.Entries {
		count[KindName(e.Kind, w)]++
	}
	var parts []string
	for _, k := range journal.Kinds {
		if n := count[KindName(k, w)]; n > 0 {
			parts = append(parts, w.T("report.kind_count", "Kind", KindName(k, w), "Number", n))
		}
	}
	return strings.Join(parts, " · ")
}
