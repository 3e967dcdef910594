package overview_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/chart"
	"afterglow/journal/measure"
	"afterglow/journal/overview"
)

func when(t testing.TB, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// response is a complete one with that score, without its answers.
func response(t testing.TB, id, instrument, version, on string, value int) bundle.Response {
	t.Helper()
	total := value
	if instrument == "who-5" {
		total = value / 4
	}
	return bundle.Response{Item: bundle.Item{ID: journal.ID(id)}, InstrumentID: instrument, InstrumentVersion: version, TakenAt: when(t, on),
		Complete: true, Total: journal.Some(total), Value: journal.Some(value)}
}

// course is eight weeks of three measures, in no order.
func course(t testing.TB) bundle.Content {
	t.Helper()
	c := bundle.Content{
		BundleID: strings.Repeat("0", 32), MadeAt: when(t, "2026-11-23T18:00:00+01:00"), Maker: bundle.Maker{Alias: "R."},
		Period: bundle.Period{From: "2026-09-01", To: "2026-11-23"}, Purpose: "For our next session",
		Questions: []bundle.Question{{Text: "About the lantern"}, {Text: "Sleep", State: journal.QuestionRaised}},
		Sessions: []bundle.Session{
			{ID: "s2", Seq: 2, Date: when(t, "2026-09-14"), Route: "IM", Status: journal.SessionDone},
			{ID: "s1", Seq: 1, Date: when(t, "2026-09-07"), Route: "sublingual", Dose: "as prescribed", Intention: "To rest.", Status: journal.SessionDone},
			{ID: "s3", Seq: 3, Date: when(t, "2026-12-01"), Route: "sublingual", Status: journal.SessionPlanned},
		},
		SideEffects: []bundle.SideEffect{
			{SessionID: "s1", Code: "nausea", Severity: journal.Some(2), StillAt24: journal.Yes},
			{SessionID: "s1", Code: "dizzy", Severity: journal.Some(0)},
			{SessionID: "s1", Code: "other", Label: "cold feet"},
		},
		CheckIns: []bundle.CheckIn{{On: when(t, "2026-09-08"), Mood: journal.Some(4)}, {On: when(t, "2026-09-01"), Mood: journal.Some(3), Energy: journal.Some(2)}},
	}
	for _, r := range []struct {
		id, in, on string
		v          int
	}{{"p3", "phq-9", "2026-10-06", 4}, {"p1", "phq-9", "2026-09-01", 18}, {"p2", "phq-9", "2026-09-15", 12},
		{"g1", "gad-7", "2026-09-01", 14}, {"g2", "gad-7", "2026-10-06", 11}, {"w1", "who-5", "2026-09-01", 28}, {"w2", "who-5", "2026-10-06", 52}} {
		c.Responses = append(c.Responses, response(t, r.id, r.in, "1", r.on, r.v))
	}
	return c
}

func TestPageOneOfACourse(t *testing.T) {
	o := overview.Of(course(t), assets.English())
	if o.Title != "R. · 1 September 2026 to 23 November 2026" || o.Notice != "Patient-written. Not monitored. Not a clinical record until you file it." {
		t.Errorf("%q, %q", o.Title, o.Notice)
	}
	want := []overview.Change{
		{Measure: "PHQ-9", Scale: "0–27, lower is better", Baseline: "18 (1 Sep 2026)", Last: "4 (6 Oct 2026)", Change: "−14 (−78 %) ¹ ² ³", Range: "0–4 minimal"},
		{Measure: "GAD-7", Scale: "0–21, lower is better", Baseline: "14 (1 Sep 2026)", Last: "11 (6 Oct 2026)", Change: "−3 (−21 %)", Range: "10–14 moderate"},
		{Measure: "WHO-5", Scale: "0–100, higher is better", Baseline: "28 (1 Sep 2026)", Last: "52 (6 Oct 2026)", Change: "+24 ¹"},
	}
	if !reflect.DeepEqual(o.Changes, want) {
		t.Errorf("the changes are\n%+v\nwant\n%+v", o.Changes, want)
	}
	notes := strings.Join(o.Notes, "\n")
	for _, part := range []string{"¹ At least the smallest change that people notice: PHQ-9 5 points (Löwe et al., Med Care 2004 (434 patients)), GAD-7 4 points", "WHO-5 10 points",
		"² Lower by 50 % or more (PHQ-9, from a baseline of 10 or more)", "³ PHQ-9 below 5", "Source: doi 10.1176/appi.ps.201900295"} {
		if !strings.Contains(notes, part) {
			t.Errorf("the notes lack %q:\n%s", part, notes)
		}
	}
	var titles []string
	for _, p := range o.Measures {
		titles = append(titles, p.Title)
		if p.From != o.Measures[0].From || p.To != o.Measures[0].To || len(p.Sessions) != 2 || p.Sessions[1].Number != "2" || p.Sessions[1].Route != "IM" {
			t.Errorf("%s: %v to %v, %+v", p.Title, p.From, p.To, p.Sessions)
		}
	}
	if !slices.Equal(titles, []string{"PHQ-9", "GAD-7", "WHO-5"}) || o.Mood == nil || len(o.Mood.Points) != 2 || len(o.Daily) != 1 {
		t.Errorf("the charts are %v, %v, %v", titles, o.Mood, o.Daily)
	}
	if !o.Mood.Points[1].Breaks {
		t.Error("a line joins two moods a week apart")
	}
	if o.Measures[0].Better != chart.LowerIsBetter || o.Measures[1].Better != chart.LowerIsBetter || o.Measures[2].Better != chart.HigherIsBetter {
		t.Error("a direction is wrong")
	}
	if !strings.Contains(o.Legend, "(lozenge 1; IM 2)") {
		t.Error(o.Legend)
	}
	first := o.Sessions[0]
	if first.Number != "1" || first.Dose != "as prescribed" || !slices.Equal(first.Effects, []string{"Nausea, still present at 24 h (quite a lot)", "cold feet"}) {
		t.Errorf("%+v", first)
	}
	if o.Sessions[2].Status != "Planned" || o.Sessions[1].Status != "" {
		t.Errorf("%+v", o.Sessions)
	}
	if o.Questions[0].Number != 1 || o.Questions[0].State != "" || o.Questions[1].State != "raised" {
		t.Errorf("%+v", o.Questions)
	}
	if got := o.Inside[0].Value; got != "3 sessions · 2 questions · 7 answered questionnaires · 2 check-ins · 3 side effects" {
		t.Error(got)
	}
	if len(o.Items) != 1 || o.Items[0].Value != "Item answers were not shared." || o.SessionOnly != "" {
		t.Errorf("%+v, %q", o.Items, o.SessionOnly)
	}
}

// The response that was marked is the baseline; another version is another measure.
func TestABaselineIsOfItsOwnMeasureAlone(t *testing.T) {
	c := course(t)
	c.Responses[2].IsBaseline = true // the second PHQ-9
	other := measure.BuiltIn()[0]
	other.Version = "2"
	c.Instruments = append(c.Instruments, other)
	c.Responses = append(c.Responses, response(t, "x", "phq-9", "2", "2026-10-20", 3))
	c.ExternalScores = []bundle.ExternalScore{{Item: bundle.Item{ID: "e1"}, Label: "PHQ-9", On: when(t, "2026-10-21"), Value: 9, Max: 27},
		{Item: bundle.Item{ID: "e2"}, Label: "PHQ-9", On: when(t, "2026-10-28"), Value: 7, Max: 27}}
	o := overview.Of(c, assets.English())
	got := map[string]string{}
	for _, row := range o.Changes {
		got[row.Measure+" "+row.Scale] += row.Baseline + " > " + row.Last + ": " + row.Change
	}
	for measure, want := range map[string]string{
		"PHQ-9, version 1 0–27, lower is better": "12 (15 Sep 2026) > 4 (6 Oct 2026): −8 (−67 %) ¹ ² ³",
		"PHQ-9, version 2 0–27, lower is better": "3 (20 Oct 2026) > 3 (20 Oct 2026): –",
		"PHQ-9 0–27": "9 (21 Oct 2026) > 7 (28 Oct 2026): −2",
	} {
		if got[measure] != want {
			t.Errorf("%s: %s, want %s", measure, got[measure], want)
		}
	}
	if len(o.Measures) != 3 || len(o.Others) != 2 {
		t.Errorf("%d panels and %d others", len(o.Measures), len(o.Others))
	}
}

// A baseline of 0 has nothing to be divided by.
func TestNothingIsDividedByNothing(t *testing.T) {
	c := bundle.Content{Responses: []bundle.Response{response(t, "a", "phq-9", "1", "2026-09-01", 0), response(t, "b", "phq-9", "1", "2026-10-01", 6)}}
	if got := overview.Of(c, assets.English()).Changes[0].Change; got != "+6 ¹" {
		t.Error(got)
	}
}

func TestWhatIsSaidOfItemNine(t *testing.T) {
	answers := func(nine int) measure.Answers {
		a := measure.Answers{"9": nine}
		for _, id := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
			a[id] = 0
		}
		return a
	}
	of := func(id, on string, nine int, kept bool) bundle.Response {
		r := response(t, id, "phq-9", "1", on, nine)
		if !kept {
			r.Answers = answers(nine)
		}
		return r
	}
	for name, c := range map[string]struct {
		list []bundle.Response
		want []string
	}{
		"one":               {[]bundle.Response{of("a", "2026-11-21", 1, false)}, []string{"Item 9 on 21 November 2026: Several days (1)"}},
		"none above":        {[]bundle.Response{of("a", "2026-11-01", 0, false), of("b", "2026-11-21", 0, false)}, []string{"Item 9 on 21 November 2026: Not at all (0)"}},
		"above, long ago":   {[]bundle.Response{of("b", "2026-11-21", 0, false), of("a", "2026-10-01", 2, false), of("c", "2026-11-01", 0, false)}, []string{"Item 9 on 21 November 2026: Not at all (0)", "Item 9 on 1 October 2026: More than half the days (2)"}},
		"kept":              {[]bundle.Response{of("a", "2026-11-21", 1, true)}, []string{"Item answers were not shared."}},
		"kept of the last":  {[]bundle.Response{of("a", "2026-11-01", 3, false), of("b", "2026-11-21", 1, true)}, []string{"Item answers of 21 November 2026 were not shared.", "Item 9 on 1 November 2026: Nearly every day (3)"}},
		"another measure":   {[]bundle.Response{response(t, "g", "gad-7", "1", "2026-11-21", 3)}, nil},
		"no measure at all": {nil, nil},
	} {
		var got []string
		for _, f := range overview.Of(bundle.Content{Responses: c.list}, assets.English()).Items {
			got = append(got, f.Value)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whatever is for the session only is marked, and the page says what the mark means.
func TestWhatIsForTheSessionOnlyIsMarked(t *testing.T) {
	for name, mark := range map[string]func(*bundle.Content){
		"question":    func(c *bundle.Content) { c.Questions[1].RecordPref = journal.SessionOnly },
		"session":     func(c *bundle.Content) { c.Sessions[0].RecordPref = journal.SessionOnly },
		"side effect": func(c *bundle.Content) { c.SideEffects[0].RecordPref = journal.SessionOnly },
		"response":    func(c *bundle.Content) { c.Responses[0].RecordPref = journal.SessionOnly },
		"check-in":    func(c *bundle.Content) { c.CheckIns[0].RecordPref = journal.SessionOnly },
	} {
		c := course(t)
		for i := range c.CheckIns {
			c.CheckIns[i].ID = journal.ID(rune('a' + i))
		}
		mark(&c)
		o := overview.Of(c, assets.English())
		if o.SessionOnly != "* For our session only, please" {
			t.Errorf("%s: %q", name, o.SessionOnly)
		}
		marks := 0
		for _, q := range o.Questions {
			if q.SessionOnly {
				marks++
			}
		}
		for _, s := range o.Sessions {
			if s.SessionOnly {
				marks++
			}
		}
		for _, r := range o.Changes {
			if r.SessionOnly {
				marks++
			}
		}
		if strings.HasSuffix(o.Mood.Title, " *") {
			marks++
		}
		if marks != 1 {
			t.Errorf("%s: %d marks", name, marks)
		}
	}
}

func TestTheFirstFiveQuestions(t *testing.T) {
	c := bundle.Content{}
	for _, text := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		c.Questions = append(c.Questions, bundle.Question{Text: text})
	}
	first, more := overview.Of(c, assets.English()).First()
	if len(first) != 5 || more != 2 || first[4].Text != "e" || first[4].Number != 5 {
		t.Errorf("%+v and %d", first, more)
	}
}

func TestAContentOfNothingIsDrawn(t *testing.T) {
	o := overview.Of(bundle.Content{}, assets.English())
	if o.Title != "From a journal" || len(o.Measures) != 0 || o.Mood != nil || o.Legend != "" || len(o.Items) != 0 {
		t.Errorf("%+v", o)
	}
}
