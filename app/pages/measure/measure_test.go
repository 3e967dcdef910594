package measure_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/measure"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
	domain "afterglow/journal/measure"
)

var say = assets.English().T

func opened(t *testing.T, arg string) (*pagetest.Shell, *journal.Journal, route.Page) {
	t.Helper()
	s := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := measure.New(s, j, arg)
	s.Show(p)
	return s, j, p
}

func hits(s *pagetest.Shell, keys ...fyne.KeyName) {
	for _, k := range keys {
		s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// given saves a PHQ-9 with the same answer to every question.
func given(t *testing.T, j *journal.Journal, at string, each int) journal.Response {
	t.Helper()
	a := domain.Answers{}
	for _, id := range strings.Split("123456789", "") {
		a[id] = each
	}
	r, err := j.SaveResponse(context.Background(), journal.Response{InstrumentID: "phq-9", TakenAt: pagetest.When(t, at), Answers: a})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnswersByNumberArrowAndPointerAreTheSame(t *testing.T) {
	s, j, p := opened(t, "take:gad-7")
	hits(s, fyne.Key2)                                  // a number answers and goes on
	hits(s, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // to the second answer, and on
	tick, _ := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return strings.HasSuffix(t.Label(), "Nearly every day") })
	tick.Tapped(nil)
	if !pagetest.Says(p.Content(), "GAD-7 · "+say("measure.progress", "Number", 4, "Of", 7)) {
		t.Fatal("it is not the fourth question")
	}
	hits(s, fyne.Key7) // no answer has this number
	hits(s, fyne.KeyRight)
	hits(s, fyne.KeyLeft, fyne.KeyLeft, fyne.Key0) // the third once more
	if !s.Leave(p) {
		t.Fatal("the form is not left")
	}
	r := j.Responses()[0]
	if r.Answers["1"] != 2 || r.Answers["2"] != 1 || r.Answers["3"] != 0 || len(r.Answers) != 3 || r.Complete || !r.Total.IsZero() {
		t.Errorf("%+v", r)
	}
}

func TestNothingAnsweredKeepsNothing(t *testing.T) {
	s, j, p := opened(t, "take:phq-9")
	pagetest.Press(t, p.Content(), say("common.skip"))
	pagetest.Press(t, p.Content(), say("common.stop_here"))
	if !s.Leave(p) || s.Backs != 1 || len(j.AllResponses()) != 0 {
		t.Errorf("%d responses", len(j.AllResponses()))
	}
}

func TestTheScoreIsOnePlainSentenceAndTheRestIsBelow(t *testing.T) {
	s, j, _ := opened(t, "")
	given(t, j, "2026-11-01T10:00:00+01:00", 2)
	r := given(t, j, "2026-11-20T10:00:00+01:00", 1)
	later := given(t, j, "2026-11-21T10:00:00+01:00", 3)
	p := measure.New(s, j, "score:"+string(r.ID))
	s.Show(p)
	if !pagetest.Says(p.Content(), "Your score is 9. It was 18 when you started.") {
		t.Error("the sentence is missing")
	}
	in, _ := j.Instrument("phq-9", "")
	published := say("measure.range", "From", 5, "To", 9, "Label", "mild")
	if pagetest.Says(p.Content(), published) || pagetest.Says(p.Content(), say("trend.higher")) {
		t.Error("a published range is shown unasked, or a score that fell is called higher")
	}
	pagetest.Press(t, p.Content(), say("measure.about"))
	for _, text := range []string{published, in.Credit, say("measure.details.half", "From", 10),
		say("measure.source", "Source", in.Source, "Date", "November 2026")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the panel does not say %q", text)
		}
	}
	if pagetest.Says(p.Content(), in.Check) {
		t.Error("what is still to be checked is for whoever keeps the program, not for the person")
	}
	p = measure.New(s, j, "score:"+string(later.ID))
	if !pagetest.Says(p.Content(), say("trend.higher")) || !pagetest.Says(p.Content(), "Your score is 27. It was 18 when you started.") {
		t.Error("the neutral line is missing")
	}
}

// Any score can be the one that the others are compared with, and the first again.
func TestAnotherScoreIsComparedWith(t *testing.T) {
	s, j, _ := opened(t, "")
	given(t, j, "2026-05-03", 2)
	second := given(t, j, "2026-10-03", 3)
	last := given(t, j, "2026-11-20", 1)
	says := func(id journal.ID, text string) route.Page {
		t.Helper()
		p := measure.New(s, j, "score:"+string(id))
		s.Show(p)
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("it does not say %q", text)
		}
		return p
	}
	p := says(second.ID, "Your score is 27. It was 18 when you started.")
	pagetest.Press(t, p.Content(), say("measure.compare"))
	if !pagetest.Says(p.Content(), "Your score is 27.") || pagetest.Says(p.Content(), say("measure.compare")) {
		t.Error("it is compared with itself, or may be chosen again")
	}
	if len(s.Said) != 1 || s.Said[0] != "Scores are compared with that of 3 October 2026 from now on." {
		t.Errorf("said %q", s.Said)
	}
	p = says(last.ID, "Your score is 9. It was 27 on 3 October.")
	pagetest.Press(t, p.Content(), say("measure.compare_first"))
	if !pagetest.Says(p.Content(), "Your score is 9. It was 18 when you started.") || len(j.Baselines()) != 0 {
		t.Errorf("the first is not back; chosen is %v", j.Baselines())
	}
	if pagetest.Says(p.Content(), say("measure.compare_first")) {
		t.Error("what is usual is offered as if it were not")
	}
}

func TestACorrectionIsANewOneBesideTheOld(t *testing.T) {
	s, j, _ := opened(t, "")
	old := given(t, j, "2026-11-01T10:00:00+01:00", 1)
	p := measure.New(s, j, "score:"+string(old.ID))
	pagetest.Press(t, p.Content(), say("measure.correct"))
	p = measure.New(s, j, s.Went[0].Arg)
	s.Show(p)
	hits(s, fyne.Key3)
	for range 8 {
		hits(s, fyne.KeyRight)
	}
	hits(s, fyne.KeyRight)
	pagetest.Press(t, p.Content(), say("common.done"))
	if kept, err := j.Response(old.ID); err != nil || kept.Answers["1"] != 1 {
		t.Errorf("the old answers are %+v, %v", kept, err)
	}
	list := j.Responses()
	if len(list) != 1 || list[0].Corrects != old.ID || list[0].TakenAt != old.TakenAt || list[0].Total != journal.Some(11) {
		t.Errorf("%+v", list)
	}
}

func TestAnswersThatNoDiskTookWaitSealed(t *testing.T) {
	s, j, p := opened(t, "take:who-5")
	hits(s, fyne.Key4)
	var u journal.Unsaved
	p.(route.Keeper).Unsaved(&u)
	if _, err := j.SaveUnsaved(context.Background(), u); err != nil || len(j.Responses()) != 1 || j.Responses()[0].Answers["1"] != 4 {
		t.Errorf("%+v, %v", j.Responses(), err)
	}
}

func TestAScoreOfTheClinicsOwnMeasure(t *testing.T) {
	s, j, p := opened(t, measure.External().Arg)
	field := func(n int) *kit.Input {
		f, _ := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
		return f
	}
	field(0).SetText("The clinic’s scale")
	field(1).SetText("41")
	field(2).SetText("0")
	field(3).SetText("40")
	pagetest.Press(t, p.Content(), say("common.save"))
	if len(j.ExternalScores()) != 0 || !pagetest.Says(p.Content(), say("measure.external_between", "Low", "0", "Top", "40")) {
		t.Fatalf("41 of 40 is kept, or nothing said: %+v", j.ExternalScores())
	}
	field(1).SetText("12,5")
	pagetest.Press(t, p.Content(), say("common.save"))
	if x := j.ExternalScores(); len(x) != 1 || x[0].Value != 12.5 || x[0].Max != 40 || s.Backs != 1 {
		t.Errorf("%+v", x)
	}
}

// A file of a measure comes in by its path; what is wrong with it is one line.
func TestAMeasureFromAFile(t *testing.T) {
	s, j, p := opened(t, "")
	dir := t.TempDir()
	good := filepath.Join(dir, "calm.json")
	text := `{"id": "calm-1", "version": "1", "lang": "en", "title": "How calm", "intro": "Today", "items": [{"id": "1", "text": "I was calm"}],
		"options": [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}], "scoring": {"method": "sum"}, "direction": "higher_better",
		"licence": "ours", "credit": "A therapist", "source": "A therapist", "checked_on": "2026-11"}`
	bad := filepath.Join(dir, "bad.json")
	for path, b := range map[string]string{good: text, bad: strings.Replace(text, `"sum"`, `"mean"`, 1)} {
		if err := os.WriteFile(path, []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list := p.(*measure.List)
	list.Add(bad)
	if s.Dialog() == nil || len(j.Instruments()) != 3 {
		t.Fatal("a file that is wrong is taken, or nothing is said")
	}
	if !pagetest.Says(s.Dialog(), "bad.json: scoring.method: "+say("wrong.method")) {
		t.Error("it is not said in one line what is wrong and where")
	}
	pagetest.Press(t, s.Dialog(), say("kit.ok"))
	list.Add(good)
	if len(j.Instruments()) != 4 || !pagetest.Says(p.Content(), "How calm") {
		t.Errorf("%d measures; said %v", len(j.Instruments()), s.Said)
	}
}

func TestWhatIsAnsweredWhileItIsBeingKeptIsKeptToo(t *testing.T) {
	s, j, p := opened(t, "take:gad-7")
	late := s.BeLate()
	hits(s, fyne.Key1)
	if s.Leave(p) {
		t.Fatal("it is left before anything is kept")
	}
	hits(s, fyne.Key2)
	late.Settle()
	left := false
	p.(route.Leaver).Leave(func() { left = true })
	late.Settle()
	if r := j.Responses(); !left || len(r) != 1 || r[0].Answers["1"] != 1 || r[0].Answers["2"] != 2 {
		t.Errorf("%v, %+v", left, r)
	}
}
