package received_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/received"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// full is a content with something of many kinds.
func full(t *testing.T) bundle.Content {
	c := file(t).Content
	in := measure.BuiltIn()[0]
	answers := measure.Answers{}
	for _, it := range in.Items {
		answers[it.ID] = 1
	}
	c.Questions = []bundle.Question{{Item: bundle.Item{ID: "q", RecordPref: journal.SessionOnly}, Text: "Why the sea?"}}
	c.Responses = []bundle.Response{
		{Item: bundle.Item{ID: "r1"}, InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: pagetest.When(t, "2026-11-15"), Complete: true, Answers: answers, Value: journal.Some(9)},
		{Item: bundle.Item{ID: "r2"}, InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: pagetest.When(t, "2026-11-22"), Complete: true, Value: journal.Some(5)},
	}
	c.Insights = []bundle.Insight{{Item: bundle.Item{ID: "i"}, Text: "I can be tired.", WrittenAt: pagetest.When(t, "2026-11-22")}}
	c.SideEffects = []bundle.SideEffect{{Item: bundle.Item{ID: "e"}, SessionID: "s", Code: "nausea", Severity: journal.Some(2), Note: "Gone by\u202e evening."}}
	c.Vitals = []bundle.Vital{{Item: bundle.Item{ID: "v"}, SessionID: "s", Systolic: 120, Diastolic: 80, Pulse: 66}}
	return c
}

func TestPageOneIsDrawnWithItsCharts(t *testing.T) {
	pagetest.New(t, look.Settings{})
	p := received.PageView(full(t), assets.English(), 0)
	if n := pagetest.Count[*kit.Chart](p); n != 1 {
		t.Errorf("there are %d charts for one measure", n)
	}
	for _, text := range []string{"1. Why the sea? *", say("overview.session_only_mark", "Request", say("filing.session_only")), say("overview.changes")} {
		if !pagetest.Says(p, text) {
			t.Errorf("page one does not say %q", text)
		}
	}
	if _, ok := pagetest.Find(p, func(x *kit.Text) bool { return strings.HasPrefix(x.Text(), say("side_effect.nausea")) }); !ok {
		t.Error("page one does not say the side effect")
	}
}

func TestWhatFollowsPageOneHoldsEveryKind(t *testing.T) {
	pagetest.New(t, look.Settings{})
	c := full(t)
	if received.Pages(c) != 2+len(c.Entries) || received.FirstEntry(c) != 2 {
		t.Fatalf("%d pages, the first entry on %d", received.Pages(c), received.FirstEntry(c))
	}
	p := received.PageView(c, assets.English(), 1)
	for _, text := range []string{"I can be tired.", say("received.totals_only"), "Gone by evening.", "Blood pressure 120/80 mmHg · Pulse 66"} {
		if !pagetest.Says(p, text) {
			t.Errorf("it does not say %q", text)
		}
	}
	if received.PageOf(c, journal.ItemRef{Type: bundle.ItemEntry, ID: c.Entries[1].ID}) != 3 || received.PageOf(c, journal.ItemRef{Type: bundle.ItemInsight, ID: "i"}) != 1 {
		t.Error("a thing is looked for on another page than its own")
	}
}

func TestAnEntryForTheSessionOnlySaysSo(t *testing.T) {
	pagetest.New(t, look.Settings{})
	c := full(t)
	c.Entries[0].RecordPref = journal.SessionOnly
	has := func(p fyne.CanvasObject) bool { return pagetest.Says(p, say("record_pref_line.session_only")) }
	if !has(received.PageView(c, assets.English(), 2)) || has(received.PageView(c, assets.English(), 3)) {
		t.Error("it is not said of the one, or it is of the other")
	}
}
