package journal

import (
	"slices"
	"strings"
	"testing"
)

func TestSearchLooksAtTitleTagsAndTextHoweverTheyAreSpelt(t *testing.T) {
	j, _ := trial(t)
	a := Entry{Title: "Café at the river", Tags: []string{"Großmutter"}, OccurredAt: when(t, "2026-01-02"),
		Sections: []Section{{Heading: "What came", Text: "I couldn’t\nlet go. Ａ wide word."}, {Heading: "Body", Text: "Zoë's hands"}}}
	b := Entry{Title: "Another day", OccurredAt: when(t, "2026-01-03"), Sections: []Section{{Text: "the cafe was closed"}}}
	save(t, j, a)
	save(t, j, b)
	for query, want := range map[string][]string{
		"":                {"Another day", "Café at the river"},
		"cafe":            {"Another day", "Café at the river"},
		"CAFÉ":            {"Another day", "Café at the river"},
		"grossmutter":     {"Café at the river"},
		"couldn't":        {"Café at the river"},
		"“let go”":        {"Café at the river"},
		`"couldn't let"`:  {"Café at the river"},
		"zoe river":       {"Café at the river"},
		"river closed":    {},
		"a wide":          {"Café at the river"},
		"nothing of that": {},
	} {
		hits, err := j.Search(ctx, query, Filter{})
		if err != nil || !slices.Equal(titles(hits), want) {
			t.Errorf("%q found %v, %v", query, titles(hits), err)
		}
	}
}

func TestAHitShowsTheTextAroundIt(t *testing.T) {
	j, _ := trial(t)
	e := Entry{Title: "Harbour", Sections: []Section{{Text: strings.Repeat("before ", 100) + "the Lighthouse stood " + strings.Repeat("after ", 100)}}}
	e = save(t, j, e)
	h, err := j.Hit(ctx, e.ID, "lighthouse")
	if err != nil || h.Snippet[h.From:h.To] != "Lighthouse" || len(h.Snippet) > 400 {
		t.Fatalf("%q %d %d %v", h.Snippet, h.From, h.To, err)
	}
	if h, err = j.Hit(ctx, e.ID, "harbour"); err != nil || h.From != h.To || !strings.HasPrefix(h.Snippet, "before") {
		t.Fatalf("only in the title: %q %v", h.Snippet, err)
	}
	_, err = j.Hit(ctx, ID(strings.Repeat("0", 32)), "x")
	wantErr(t, err, ErrNotFound)
	_, err = j.Hit(ctx, "../../etc", "x")
	wantErr(t, err, ErrNotFound)
}

func TestFilters(t *testing.T) {
	j, _ := trial(t)
	mk := func(title, date string, f func(*Entry)) {
		e := Entry{Title: title, OccurredAt: when(t, date)}
		f(&e)
		save(t, j, e)
	}
	mk("dream", "2026-01-01", func(e *Entry) { e.Kind = KindDream; e.Tags = []string{"sea", "night"} })
	mk("body", "2026-01-02T23:30:00-08:00", func(e *Entry) { e.Kind = KindBody; e.Phase = Phase24h; e.SessionID = "s1" })
	mk("share", "2026-01-03", func(e *Entry) { e.Mark = MarkShare; e.Tags = []string{"sea"} })
	mk("gone", "2026-01-04", func(e *Entry) { e.TrashedAt = when(t, "2026-01-05"); e.Tags = []string{"lost"} })
	for name, c := range map[string]struct {
		f    Filter
		want []string
	}{
		"none":         {Filter{}, []string{"share", "body", "dream"}},
		"kind":         {Filter{Kind: KindDream}, []string{"dream"}},
		"phase":        {Filter{Phase: Phase24h}, []string{"body"}},
		"session":      {Filter{SessionID: "s1"}, []string{"body"}},
		"tag":          {Filter{Tag: "sea"}, []string{"share", "dream"}},
		"part of tag":  {Filter{Tag: "se"}, []string{}},
		"mark":         {Filter{Mark: MarkShare}, []string{"share"}},
		"from":         {Filter{From: "2026-01-02"}, []string{"share", "body"}},
		"to inclusive": {Filter{To: "2026-01-02"}, []string{"body", "dream"}},
		"trash":        {Filter{Trash: true}, []string{"gone"}},
		"two at once":  {Filter{Tag: "sea", Mark: MarkShare}, []string{"share"}},
	} {
		if got := titles(j.Summaries(c.f)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
		if hits, err := j.Search(ctx, "", c.f); err != nil || !slices.Equal(titles(hits), c.want) {
			t.Errorf("%s, searching: %v %v", name, titles(hits), err)
		}
	}
	if got := j.Tags(); !slices.Equal(got, []TagCount{{"night", 1}, {"sea", 2}}) {
		t.Errorf("tags %v", got)
	}
}
