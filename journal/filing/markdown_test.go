package filing_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/markdown"
)

func TestTheDocumentHoldsEverything(t *testing.T) {
	day := when(t, "2026-11-21")
	in := builtIn("gad-7")
	c := bundle.Content{
		Maker: bundle.Maker{Alias: "R."}, Purpose: "For *Thursday*", MadeAt: day, Cover: bundle.Cover{Line: "Read the second one."},
		Questions:   []bundle.Question{{Text: "# Is this usual?"}},
		Sessions:    []bundle.Session{{ID: "s", Seq: 2, Date: day, Route: "IM", Dose: "as on the sheet", RecordPref: journal.SessionOnly}},
		SideEffects: []bundle.SideEffect{{SessionID: "s", Code: "nausea", Severity: journal.Some(0)}},
		Vitals:      []bundle.Vital{{SessionID: "s", Systolic: 120, Diastolic: 80}},
		Responses:   []bundle.Response{response("r", in, day, map[string]int{"1": 1}, false)},
		Insights:    []bundle.Insight{{Text: "Rest is work"}},
		Practices:   []bundle.Practice{{What: "Ten minutes outside", Log: []bundle.PracticeLine{{On: day, Done: journal.DonePartly, Word: "rain"}}}},
		Entries:     []bundle.Entry{{Title: "The sea", OccurredAt: day, Sections: []journal.Section{{Text: "# Mine\n\nTwo  \nlines"}}, RecordPref: journal.SessionOnly}},
	}
	got := string(filing.Markdown(c, assets.English()))
	for _, want := range []string{
		"# R.\n\nPatient-written. Not monitored.", "- Purpose: For \\*Thursday\\*\n", "\n> Read the second one.\n", "\n1. \\# Is this usual?\n",
		"\n- Session 2 · 21 November 2026 (For our session only, please)\n  - Route: ", "  - Dose as prescribed: as on the sheet\n", "Side effect, as the patient noticed it: Nausea\n    - How strong, from 0 (not there) to 3: 0\n",
		"Upper pressure 120 mmHg · Lower pressure 80 mmHg\n", "GAD-7\n  - Score: Not complete, so there is no score.\n  - Feeling nervous, anxious or on edge: Several days (1)\n",
		"\n- Rest is work\n", "\n- Ten minutes outside\n", "  - 21 November 2026: In part, rain\n",
		"### The sea\n\n21 November 2026", "\n**For our session only, please**\n", "\n> # Mine\n> \n> Two  \n> lines\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

// Nothing that is written reaches past its own place: a heading outside a quote is
// one of ours, and the quotes are the entries, line by line.
func TestWhatIsWrittenStaysInItsPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyContent().Draw(t, "content")
		var quoted []string
		headings := 0
		for l := range strings.SplitSeq(string(filing.Markdown(c, assets.English())), "\n") {
			trimmed := strings.TrimLeft(l, " -1.")
			switch {
			case strings.HasPrefix(l, "> "):
				quoted = append(quoted, l[2:])
			case strings.HasPrefix(l, "#"):
				headings++
			case strings.HasPrefix(trimmed, "#"), strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "<"), strings.HasPrefix(trimmed, ">"):
				t.Fatalf("%q is taken for more than words", l)
			}
		}
		want, chapters := []string{}, 1+len(c.Entries)
		for _, n := range []int{len(c.Questions), len(c.Sessions), len(c.Responses) + len(c.ExternalScores), len(c.CheckIns), len(c.Insights), len(c.Practices), len(c.Entries)} {
			if n > 0 {
				chapters++
			}
		}
		texts := []string{strings.TrimSpace(c.Cover.Line)}
		for _, e := range c.Entries {
			texts = append(texts, e.Text())
		}
		for _, text := range texts {
			if strings.TrimSpace(text) != "" {
				want = append(want, strings.Split(markdown.Clean(text), "\n")...)
			}
		}
		if headings != chapters || strings.Join(quoted, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%d headings, want %d; quoted %q, want %q", headings, chapters, quoted, want)
		}
	})
}
