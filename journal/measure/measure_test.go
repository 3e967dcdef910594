package measure_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal/measure"
)

func builtIn(t testing.TB, id string) measure.Instrument {
	t.Helper()
	for _, in := range measure.BuiltIn() {
		if in.ID == id {
			return in
		}
	}
	t.Fatalf("there is no %s", id)
	return measure.Instrument{}
}

// The texts as they were reviewed (domain.md §3.2 to §3.4): intro, note, lead,
// items with their codes, options. A change here is a change of a published
// instrument, and so a new version.
var reviewed = map[string]string{
	"phq-9": `Over the last 2 weeks, how often have you been bothered by any of the following problems?
1 Little interest or pleasure in doing things [44250-9]
2 Feeling down, depressed, or hopeless [44255-8]
3 Trouble falling or staying asleep, or sleeping too much [44259-0]
4 Feeling tired or having little energy [44254-1]
5 Poor appetite or overeating [44251-7]
6 Feeling bad about yourself — or that you are a failure or have let yourself or your family down [44258-2]
7 Trouble concentrating on things, such as reading the newspaper or watching television [44252-5]
8 Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual [44253-3]
9 Thoughts that you would be better off dead or of hurting yourself in some way [44260-8] support
difficulty If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people? [69722-7] unscored 0 Not difficult at all 1 Somewhat difficult 2 Very difficult 3 Extremely difficult
0 Not at all 1 Several days 2 More than half the days 3 Nearly every day
0-4 minimal, 5-9 mild, 10-14 moderate, 15-19 moderately severe, 20-27 severe
lower_better 5 7 14 44249-1 44261-6`,
	"gad-7": `Over the last 2 weeks, how often have you been bothered by the following problems?
1 Feeling nervous, anxious or on edge [69725-0]
2 Not being able to stop or control worrying [68509-9]
3 Worrying too much about different things [69733-4]
4 Trouble relaxing [69734-2]
5 Being so restless that it is hard to sit still [69735-9]
6 Becoming easily annoyed or irritable [69689-8]
7 Feeling afraid as if something awful might happen [69736-7]
0 Not at all 1 Several days 2 More than half the days 3 Nearly every day
0-4 minimal, 5-9 mild, 10-14 moderate, 15-21 severe
lower_better 4 7 14 69737-5 70274-6`,
	"who-5": `Please indicate for each of the five statements which is closest to how you have been feeling over the last two weeks. Notice that higher numbers mean better well-being. Over the last two weeks
1 I have felt cheerful and in good spirits []
2 I have felt calm and relaxed []
3 I have felt active and vigorous []
4 I woke up feeling fresh and rested []
5 My daily life has been filled with things that interest me []
5 All of the time 4 Most of the time 3 More than half of the time 2 Less than half of the time 1 Some of the time 0 At no time
0-50 low well-being
higher_better 10 14 14  `,
}

func TestInstrumentsAreTheReviewedOnes(t *testing.T) {
	var ids []string
	for _, in := range measure.BuiltIn() {
		ids = append(ids, in.ID)
		options := func(list []measure.Option) string {
			var out []string
			for _, o := range list {
				out = append(out, fmt.Sprint(o.Value, " ", o.Label))
			}
			return strings.Join(out, " ")
		}
		lines := []string{strings.TrimSpace(strings.Join([]string{in.Intro, in.Note, in.Lead}, " "))}
		for _, it := range in.Items {
			line := fmt.Sprintf("%s %s [%s]", it.ID, it.Text, it.LOINC)
			if it.Support {
				line += " support"
			}
			if it.Unscored {
				line += " unscored " + options(it.Options)
			}
			lines = append(lines, line)
		}
		var ranges []string
		for _, r := range in.Ranges {
			ranges = append(ranges, fmt.Sprintf("%d-%d %s", r.From, r.To, r.Label))
		}
		lines = append(lines, options(in.Options), strings.Join(ranges, ", "),
			fmt.Sprintf("%s %d %d %d %s %s", in.Direction, in.SmallestChange, in.MinGapDays, in.RecallDays, in.LOINC.Panel, in.LOINC.Total))
		if got := strings.Join(lines, "\n"); got != reviewed[in.ID] {
			t.Errorf("%s reads\n%s", in.ID, got)
		}
		if in.SmallestChange > 0 && in.SmallestChangeSource == "" {
			t.Errorf("%s does not say who says what change is noticed", in.ID)
		}
		if strings.Contains(in.Credit, in.Licence) {
			t.Errorf("%s says its licence twice", in.ID)
		}
		if in.Version != "1" || in.Lang != "en" || in.Check == "" || in.CheckedOn == "" || in.Source == "" {
			t.Errorf("%s does not say where it is from and what is still to be checked", in.ID)
		}
	}
	if !slices.Equal(ids, []string{"phq-9", "gad-7", "who-5"}) {
		t.Errorf("the measures are %v", ids)
	}
	if c := builtIn(t, "phq-9").Credit; c != "PHQ-9: developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute." {
		t.Errorf("the credit line is %q", c)
	}
}

// domain.md §3.1: what we may not ship, or do not ship yet.
var notShipped = regexp.MustCompile(`(?i)\b(QIDS|MADRS|Brief Resilience|BRS|MEQ(-?30)?|CEQ|EBI|EDI|PIQ|PIS|IES|EIS|CADSS|KSET|BPIC|BPIS|C-SSRS|Columbia[- ]Suicide|S?WEMWBS|Integration Questionnaire|PCL-5|PHQ-(2|4|8)|GAD-2|K6|K10|Stanley-Brown)\b`)

func TestNothingIsShippedThatMayNotBe(t *testing.T) {
	looked := 0
	for _, dir := range []string{"../../assets/data", "../../assets/translations"} {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			looked++
			b, err := os.ReadFile(path)
			if name := notShipped.Find(b); name != nil {
				t.Errorf("%s holds %s", path, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if looked < 25 || !notShipped.MatchString("the QIDS-SR16") || notShipped.MatchString("PHQ-9, ideas") {
		t.Errorf("the search is broken: %d files", looked)
	}
}

// all is every scored item with the same answer.
func all(in measure.Instrument, value int) measure.Answers {
	a := measure.Answers{}
	for _, it := range in.Items {
		if !it.Unscored {
			a[it.ID] = value
		}
	}
	return a
}

// summing is answers that come to a sum.
func summing(in measure.Instrument, sum int) measure.Answers {
	a := all(in, 0)
	top := 0
	for _, o := range in.Options {
		top = max(top, o.Value)
	}
	for _, it := range in.Items {
		if !it.Unscored {
			a[it.ID] = min(sum, top)
			sum -= a[it.ID]
		}
	}
	return a
}

func TestScoresAndTheirPublishedRanges(t *testing.T) {
	for _, c := range []struct {
		id         string
		sum, value int
		label      string
	}{
		{"phq-9", 0, 0, "minimal"}, {"phq-9", 1, 1, "minimal"}, {"phq-9", 4, 4, "minimal"}, {"phq-9", 5, 5, "mild"}, {"phq-9", 9, 9, "mild"},
		{"phq-9", 10, 10, "moderate"}, {"phq-9", 14, 14, "moderate"}, {"phq-9", 15, 15, "moderately severe"}, {"phq-9", 19, 19, "moderately severe"},
		{"phq-9", 20, 20, "severe"}, {"phq-9", 27, 27, "severe"},
		{"gad-7", 0, 0, "minimal"}, {"gad-7", 4, 4, "minimal"}, {"gad-7", 5, 5, "mild"}, {"gad-7", 9, 9, "mild"}, {"gad-7", 10, 10, "moderate"},
		{"gad-7", 14, 14, "moderate"}, {"gad-7", 15, 15, "severe"}, {"gad-7", 21, 21, "severe"},
		{"who-5", 0, 0, "low well-being"}, {"who-5", 7, 28, "low well-being"}, {"who-5", 12, 48, "low well-being"}, {"who-5", 13, 52, ""}, {"who-5", 25, 100, ""},
	} {
		in := builtIn(t, c.id)
		s := in.Score(summing(in, c.sum))
		r, _ := in.RangeOf(s.Value)
		if !s.Complete || s.Total != c.sum || s.Value != c.value || r.Label != c.label {
			t.Errorf("%s %d: %+v, %q", c.id, c.sum, s, r.Label)
		}
	}
	for id, want := range map[string][2]int{"phq-9": {0, 27}, "gad-7": {0, 21}, "who-5": {0, 100}} {
		if low, high := builtIn(t, id).Bounds(); low != want[0] || high != want[1] {
			t.Errorf("%s goes from %d to %d", id, low, high)
		}
	}
}

func TestTheDifficultyQuestionDoesNotCount(t *testing.T) {
	in := builtIn(t, "phq-9")
	a := all(in, 3)
	without := in.Score(a)
	a["difficulty"] = 3
	if with := in.Score(a); with != without || with.Total != 27 || with.Items != 9 {
		t.Errorf("%+v, %+v", with, without)
	}
	if in.Score(measure.Answers{"difficulty": 1}).Complete {
		t.Error("the difficulty alone is a whole form")
	}
}

// An incomplete form never has a total, and a whole one has that of its parts.
func TestAnIncompleteFormNeverHasATotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SampledFrom(measure.BuiltIn()).Draw(t, "instrument")
		a, missing, sum := measure.Answers{}, 0, 0
		for _, it := range in.Items {
			if it.Unscored {
				continue
			}
			if rapid.IntRange(0, 6).Draw(t, "left out") == 0 {
				missing++
				continue
			}
			a[it.ID] = rapid.SampledFrom(in.Options).Draw(t, "answer").Value
			sum += a[it.ID]
		}
		s := in.Score(a)
		switch {
		case missing > 0 && (s.Complete || s.Total != 0 || s.Value != 0):
			t.Fatalf("%d missing: %+v", missing, s)
		case missing == 0 && (!s.Complete || s.Total != sum || !in.Percent() && s.Value != sum || in.Percent() && s.Value != 4*sum):
			t.Fatalf("sum %d: %+v", sum, s)
		case in.Fits(a) != nil:
			t.Fatal(in.Fits(a))
		}
	})
}

func TestItemNineOpensSupport(t *testing.T) {
	in := builtIn(t, "phq-9")
	for value, want := range map[int]bool{0: false, 1: true, 2: true, 3: true} {
		if got := in.OpensSupport(measure.Answers{"9": value}); got != want {
			t.Errorf("an answer of %d alone: %v", value, got)
		}
	}
	a := all(in, 3)
	delete(a, "9")
	if in.OpensSupport(a) || in.OpensSupport(nil) || builtIn(t, "gad-7").OpensSupport(all(builtIn(t, "gad-7"), 3)) {
		t.Error("support opens without that answer")
	}
}

func TestAnswersThatDoNotFit(t *testing.T) {
	in := builtIn(t, "phq-9")
	for want, a := range map[string]measure.Answers{
		`item 1 of PHQ-9 cannot be 4: use 0, 1, 2, 3`:                       {"1": 4},
		`item 1 of PHQ-9 cannot be -1: use 0, 1, 2, 3`:                      {"1": -1},
		`PHQ-9 has no item "10": use 1, 2, 3, 4, 5, 6, 7, 8, 9, difficulty`: {"10": 0},
		`item difficulty of PHQ-9 cannot be 4: use 0, 1, 2, 3`:              {"difficulty": 4, "2": 1},
	} {
		if err := in.Fits(a); err == nil || err.Error() != want {
			t.Errorf("%v: %v", a, err)
		}
	}
	if s := in.Score(measure.Answers{"1": 99}); s.Answered != 0 || s.Complete {
		t.Errorf("an answer that does not fit was counted: %+v", s)
	}
}

// file is one of ours as text, with a part replaced.
func file(t testing.TB, id string, pairs ...string) []byte {
	t.Helper()
	for _, f := range assets.Instruments() {
		if f.Name != id+".json" {
			continue
		}
		text := string(f.JSON)
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("%s does not hold %s", f.Name, pairs[i])
			}
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		return []byte(text)
	}
	t.Fatalf("there is no file of %s", id)
	return nil
}

func TestAWrongFileIsToldInOneLine(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want string
	}{
		"not JSON":              {[]byte("hello"), "my.json: it is not JSON: choose the file of a measure, or ask for it again where it came from"},
		"not UTF-8":             {[]byte("\xff"), "my.json: it is not valid UTF-8"},
		"too large":             {[]byte(strings.Repeat(" ", measure.MaxFile+1)), "my.json: a measure's file is at most 256 kB"},
		"an unknown field":      {file(t, "gad-7", `"intro"`, `"colour": "red", "intro"`), "my.json: colour: there is no such field: take it out"},
		"an unknown field deep": {file(t, "gad-7", `{"id": "1",`, `{"id": "1", "weight": 2,`), "my.json: items.weight: there is no such field: take it out"},
		"the wrong kind":        {file(t, "gad-7", `"min_gap_days": 7`, `"min_gap_days": "weekly"`), "my.json: min_gap_days: the value is not of the kind that belongs there"},
		"a key twice":           {file(t, "gad-7", `"lang": "en"`, `"lang": "en", "lang": "en"`), "my.json: a key is given twice"},
		"no id":                 {file(t, "gad-7", `"id": "gad-7"`, `"id": ""`), "my.json: id: use lower-case letters"},
		"an id with capitals":   {file(t, "gad-7", `"id": "gad-7"`, `"id": "GAD"`), "my.json: id: use lower-case letters"},
		"no licence":            {file(t, "gad-7", `"licence": "R`, `"licence": "", "note": "R`), "my.json: licence: this is needed: write it"},
		"no direction":          {file(t, "gad-7", `"lower_better"`, `"down"`), "my.json: direction: use lower_better or higher_better"},
		"no day":                {file(t, "gad-7", `"2026-11"`, `"lately"`), "my.json: checked_on: write a month"},
		"another scoring":       {file(t, "gad-7", `"sum"`, `"mean"`), "my.json: scoring.method: use sum"},
		"percentages past 100":  {file(t, "who-5", `"percent_factor": 4`, `"percent_factor": 5`), "my.json: scoring.percent_factor: with these items scores go from 0 to 125"},
		"an item twice":         {file(t, "gad-7", `{"id": "2"`, `{"id": "1"`), "my.json: items[1].id: 1 is there twice: change one of them"},
		"an item named badly":   {file(t, "gad-7", `{"id": "2"`, `{"id": "taken_at"`), "my.json: items[1].id: taken_at is the name of something else: use another"},
		"an item without text":  {file(t, "gad-7", `"Trouble relaxing"`, `" "`), "my.json: items[3].text: this is needed: write it"},
		"one option":            {file(t, "gad-7", `"text": "Trouble relaxing"`, `"text": "Trouble relaxing", "options": [{"value": 0, "label": "no"}]`), "my.json: items[3].options: use 2 to 21"},
		"an option twice":       {file(t, "gad-7", `{"value": 1`, `{"value": 0`), "my.json: options[1].value: 0 is there twice: change one of them"},
		"an option below zero":  {file(t, "gad-7", `{"value": 1`, `{"value": -1`), "my.json: options[1].value: use a number"},
		"a made-up code":        {file(t, "gad-7", `"LA6569-3"`, `"65625"`), "my.json: options[1].loinc: this is not a LOINC code: leave it out"},
		"ranges over another":   {file(t, "gad-7", `{"from": 5`, `{"from": 4`), "my.json: ranges[1]: ranges go upwards from 0 to 21"},
		"ranges past the top":   {file(t, "gad-7", `"to": 21`, `"to": 22`), "my.json: ranges[3]: ranges go upwards"},
		"a line break":          {file(t, "gad-7", `"Trouble relaxing"`, `"Trouble\nrelaxing"`), "my.json: items[3].text: there are control characters in it"},
		"text turned around":    {file(t, "gad-7", `"Trouble relaxing"`, "\"Trouble \u202erelaxing\""), "my.json: items[3].text: there are control characters"},
		"nothing":               {[]byte("{}"), "my.json: id: use lower-case letters"},
	} {
		_, err := measure.Parse("my.json", c.b)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAMeasureOfATherapistIsRead(t *testing.T) {
	in, err := measure.Parse("own.json", []byte(`{"id": "own", "version": "2026a", "lang": "en", "title": "Own", "intro": "How is it?",
		"items": [{"id": "a", "text": "Calm", "options": [{"value": 0, "label": "no"}, {"value": 10, "label": "yes"}]}],
		"scoring": {"method": "sum"}, "direction": "higher_better", "licence": "mine", "credit": "me", "source": "me", "checked_on": "2026-11-21"}`))
	if err != nil {
		t.Fatal(err)
	}
	if s := in.Score(measure.Answers{"a": 10}); !s.Complete || s.Value != 10 {
		t.Errorf("%+v", s)
	}
}

func TestWhatIsAnsweredIsACopy(t *testing.T) {
	measure.BuiltIn()[0].Items[9].Options[0].Label = "changed"
	measure.BuiltIn()[0].Items[0].Text = "changed"
	if in := measure.BuiltIn()[0]; in.Items[9].Options[0].Label == "changed" || in.Items[0].Text == "changed" {
		t.Error("a caller changed the original")
	}
}

// FuzzParse: whatever is accepted can be scored without a panic, and its least
// and greatest forms come to the ends of its axis.
func FuzzParse(f *testing.F) {
	for _, file := range assets.Instruments() {
		f.Add(file.JSON)
	}
	f.Add([]byte(`{"id":"a","version":"1","items":[{"id":"1","text":"x"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := measure.Parse("x", b)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Fatalf("not one plain line: %q", err)
			}
			return
		}
		low, high := in.Bounds()
		least, most := measure.Answers{}, measure.Answers{}
		for _, it := range in.Items {
			values := []int{}
			for _, o := range in.OptionsOf(it) {
				values = append(values, o.Value)
			}
			least[it.ID], most[it.ID] = slices.Min(values), slices.Max(values)
		}
		if in.Fits(least) != nil || in.Fits(most) != nil || in.Score(least).Value != low || in.Score(most).Value != high {
			t.Fatalf("%d to %d: %+v %+v", low, high, in.Score(least), in.Score(most))
		}
		for id := range maps.Keys(most) {
			delete(most, id)
			it, _ := in.Item(id)
			if !it.Unscored && in.Score(most).Complete {
				t.Fatal("complete without", id)
			}
			break
		}
		if _, err := json.Marshal(in); err != nil {
			t.Fatal(err)
		}
	})
}
