package trends_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/trends"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/demo"
	"afterglow/journal/measure"
)

func opened(t *testing.T, settings look.Settings) (*pagetest.Shell, *journal.Journal) {
	t.Helper()
	shell := pagetest.New(t, settings)
	j, _ := pagetest.Journal(t)
	return shell, j
}

// filled has the whole fictional course.
func filled(t *testing.T, settings look.Settings) (*pagetest.Shell, *trends.Page) {
	t.Helper()
	shell, j := opened(t, settings)
	if err := demo.Fill(context.Background(), j, shell.Clock); err != nil {
		t.Fatal(err)
	}
	page := trends.New(shell, j, nil)
	shell.Show(page)
	return shell, page
}

// whole is a response to a measure with that score.
func whole(t *testing.T, j *journal.Journal, id, version, on string, score int) {
	t.Helper()
	in, ok := j.Instrument(id, version)
	if !ok {
		t.Fatalf("there is no %s %s", id, version)
	}
	a := measure.Answers{}
	for _, it := range in.Items {
		most := 0
		for _, o := range in.OptionsOf(it) {
			most = max(most, min(o.Value, score))
		}
		a[it.ID] = most
		score -= most
	}
	if _, err := j.SaveResponse(context.Background(), journal.Response{InstrumentID: id, InstrumentVersion: version, TakenAt: pagetest.When(t, on), Answers: a}); err != nil {
		t.Fatal(err)
	}
}

// said is every text below root that passes.
func said(root fyne.CanvasObject, passes func(string) bool) []string {
	var out []string
	pagetest.Find(root, func(o *kit.Text) bool {
		if passes(o.Text()) {
			out = append(out, o.Text())
		}
		return false
	})
	return out
}

func TestTheSentencesOfTheFictionalCourse(t *testing.T) {
	_, page := filled(t, look.Settings{})
	for _, text := range []string{"PHQ-9", "Your score is 6. It was 18 when you started.", "GAD-7", "WHO-5",
		"Mood in the seven days after each session", "Mood, day by day", "Each score covers the 2 weeks before its day."} {
		if !pagetest.Says(page.Content(), text) {
			t.Errorf("%q is not there", text)
		}
	}
	if n := pagetest.Count[*kit.Chart](page.Content()); n != 5 {
		t.Errorf("there are %d charts, want one for each of three measures and two of the check-ins", n)
	}
}

// Words of studies and published ranges are for who asks, with their source.
func TestTheTermsOfStudiesAreInTheDetailsOnly(t *testing.T) {
	shell, page := filled(t, look.Settings{})
	terms := []string{"remission", "response", "severe", "moderate"}
	of := func() (found []string) {
		for _, term := range terms {
			pagetest.Find(page.Content(), func(o *kit.Text) bool {
				if strings.Contains(o.Text(), term) && pagetest.Says(page.Content(), o.Text()) {
					found = append(found, term)
					return true
				}
				return false
			})
		}
		return found
	}
	if found := of(); found != nil {
		t.Errorf("%v is on the page before anyone asked", found)
	}
	pagetest.Press(t, page.Content(), shell.Words().T("trends.about"))
	if found := of(); len(found) != len(terms) {
		t.Errorf("the details say %v, want all of %v", found, terms)
	}
	in, _ := measureOf("phq-9")
	for _, text := range []string{in.Credit, shell.Words().T("measure.details.source", "Source", in.Research.Source), shell.Words().T("measure.ranges")} {
		if !pagetest.Says(page.Content(), text) {
			t.Errorf("the details do not say %q", text)
		}
	}
	pagetest.Press(t, page.Content(), shell.Words().T("trends.about_less"))
	if found := of(); found != nil {
		t.Errorf("%v is still there after closing the details", found)
	}
}

// In the details another score can be chosen to compare with, by keyboard, and
// what is said and drawn follows; the first can be had again.
func TestAnotherScoreIsComparedWith(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	for on, score := range map[string]int{"2026-05-03": 18, "2026-10-03": 14, "2026-11-15": 9} {
		whole(t, j, "phq-9", "1", on, score)
	}
	page := trends.New(shell, j, nil)
	shell.Show(page)
	w, c := shell.Words(), shell.Win.Canvas()
	pagetest.Press(t, page.Content(), w.T("trends.about"))
	list := pagetest.PickList(t, page.Content(), 0)
	c.Focus(list)
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if len(j.Baselines()) != 0 {
		t.Error("looking through the list has chosen already")
	}
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !pagetest.Says(page.Content(), "Your score is 9. It was 14 on 3 October.") {
		t.Error("it is not compared with the other")
	}
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !pagetest.Says(page.Content(), "Your score is 9. It was 18 when you started.") || len(j.Baselines()) != 0 {
		t.Error("the first is not back")
	}
	if c.Focused() != fyne.Focusable(list) {
		t.Error("the keyboard is on what is no longer there")
	}
}

func measureOf(id string) (measure.Instrument, bool) {
	for _, in := range measure.BuiltIn() {
		if in.ID == id {
			return in, true
		}
	}
	return measure.Instrument{}, false
}

// custom is the file of a measure of one question.
func custom(version string) []byte {
	return fmt.Appendf(nil, `{"id": "own", "version": %q, "lang": "en", "title": "Own", "intro": "How is it?",
		"items": [{"id": "1", "text": "Today"}], "options": [{"value": 0, "label": "no"}, {"value": 3, "label": "yes"}],
		"scoring": {"method": "sum"}, "direction": "lower_better", "min_gap_days": 7, "recall_days": 1,
		"licence": "ours", "credit": "ours", "source": "ourselves", "checked_on": "2026-11"}`, version)
}

func TestVersionsAndOtherMeasuresAreNeverJoined(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	for _, version := range []string{"1", "2"} {
		if _, err := j.AddInstrument(context.Background(), "own.json", custom(version)); err != nil {
			t.Fatal(err)
		}
		whole(t, j, "own", version, "2026-11-0"+version, 3)
	}
	whole(t, j, "phq-9", "1", "2026-11-03", 12)
	if _, err := j.SaveExternalScore(context.Background(), journal.ExternalScore{Label: "PHQ-9", Value: 9, Min: 0, Max: 27, On: pagetest.When(t, "2026-11-04")}); err != nil {
		t.Fatal(err)
	}
	page := trends.New(shell, j, nil)
	if n := pagetest.Count[*kit.Chart](page.Content()); n != 4 {
		t.Errorf("there are %d charts, want 4", n)
	}
	for _, text := range []string{"Own, version 1", "Own, version 2"} {
		if !pagetest.Says(page.Content(), text) {
			t.Errorf("%q is not there", text)
		}
	}
	if got := said(page.Content(), func(s string) bool { return s == "PHQ-9" }); len(got) != 2 {
		t.Errorf("the score of the clinic and one's own have %d panels", len(got))
	}
	if got := said(page.Content(), func(s string) bool { return strings.HasPrefix(s, "Your score is ") }); len(got) != 4 {
		t.Errorf("said %q", got)
	}
	if !pagetest.Says(page.Content(), "Each score covers the day before.") {
		t.Error("it does not say what a score covers")
	}
}

func TestAnEmptyPageInvitesWithoutPressure(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	pagetest.Session(t, j, 1, "2026-11-01", "12:00")
	page := trends.New(shell, j, nil)
	shell.Show(page)
	w := shell.Words()
	if !pagetest.Says(page.Content(), w.T("trends.empty_title")) {
		t.Error("it does not say that there is nothing yet")
	}
	pagetest.Press(t, page.Content(), w.T("checkin.do"))
	if len(shell.Went) != 1 || shell.Went[0] != route.To(route.CheckIn) {
		t.Errorf("went to %v", shell.Went)
	}
	if stops := shell.Stops(); len(stops) != 1 {
		t.Errorf("there is more to choose than there is to see: %q", stops)
	}
}

func TestARangeIsRememberedAndOneWithNothingSaysSo(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	whole(t, j, "phq-9", "1", "2024-01-03", 12)
	view := &trends.View{}
	page := trends.New(shell, j, view)
	w := shell.Words()
	shell.Show(page)
	pagetest.Press(t, page.Content(), w.T("trend_range.3-months"))
	if !pagetest.Says(page.Content(), w.T("trends.none_title")) || pagetest.Says(page.Content(), "PHQ-9") {
		t.Error("in three months there is something of two years ago")
	}
	pagetest.Press(t, page.Content(), w.T("trend_range.all"))
	if !pagetest.Says(page.Content(), "PHQ-9") {
		t.Error("everything is not everything")
	}
	if again := trends.New(shell, j, view); !pagetest.Says(again.Content(), "PHQ-9") {
		t.Error("the range was forgotten")
	}
	page.Wipe()
	if pagetest.Says(page.Content(), "PHQ-9") || *view != (trends.View{}) {
		t.Error("after the lock something is left")
	}
}

func TestTheAnswersOfTheCheckInAreChosenByKeyboard(t *testing.T) {
	shell, page := filled(t, look.Settings{})
	c := shell.Win.Canvas()
	w := shell.Words()
	chip, ok := pagetest.Find(page.Content(), func(c *kit.Chip) bool { return c.Text() == w.T("check_in.anxiety") })
	if !ok {
		t.Fatal("there is no chip for it")
	}
	c.Focus(chip)
	chip.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	for _, text := range []string{"Anxiety in the seven days after each session", "Anxiety, day by day", "0 is “calm”, 10 is “very anxious”."} {
		if !pagetest.Says(page.Content(), text) {
			t.Errorf("%q is not there", text)
		}
	}
	if c.Focused() != chip {
		t.Error("the keyboard went elsewhere")
	}
}

func TestAPointIsReadAndEveryChartIsATable(t *testing.T) {
	shell, page := filled(t, look.Settings{})
	c := shell.Win.Canvas()
	chart, _ := pagetest.Find(page.Content(), func(*kit.Chart) bool { return true })
	for range 40 {
		c.FocusNext()
		if chart.Spoken() != "" {
			break
		}
	}
	if !strings.Contains(chart.Spoken(), ": 6.") {
		t.Errorf("the newest score is read as %q", chart.Spoken())
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if !strings.Contains(chart.Spoken(), ": 7.") {
		t.Errorf("the one before is read as %q", chart.Spoken())
	}
	for range pagetest.Count[*kit.Chart](page.Content()) {
		pagetest.Press(t, page.Content(), shell.Words().T("chart.show_table"))
	}
	if n := pagetest.Count[*kit.Table](page.Content()); n < 5 {
		t.Errorf("there are %d tables", n)
	}
}

func TestWithoutASessionThereIsNoTimeAfterOne(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	if _, err := j.SaveCheckIn(context.Background(), journal.CheckIn{On: journal.At(shell.Clock), Mood: journal.Some(0)}); err != nil {
		t.Fatal(err)
	}
	page := trends.New(shell, j, nil)
	for text, want := range map[string]bool{"Mood, day by day": true, "Mood in the seven days after each session": false, "Anxiety": false} {
		if pagetest.Says(page.Content(), text) != want {
			t.Errorf("%q: %v, want %v", text, !want, want)
		}
	}
	pagetest.Session(t, j, 1, shell.Clock.Format("2006-01-02"), "10:00")
	page.Refresh()
	if !pagetest.Says(page.Content(), "Mood in the seven days after each session") || !pagetest.Says(page.Content(), "Mood, day by day") {
		t.Error("with a session there is no time after it")
	}
}

func TestTheLatestAnswerCounts(t *testing.T) {
	shell, j := opened(t, look.Settings{})
	whole(t, j, "phq-9", "1", "2026-11-03", 12)
	late := shell.BeLate()
	page := trends.New(shell, j, nil)
	shell.Show(page)
	if pagetest.Says(page.Content(), shell.Words().T("trends.empty_title")) {
		t.Error("it speaks of nothing before it knows")
	}
	late.Settle()
	if !pagetest.Says(page.Content(), "Your score is 12.") {
		t.Error("the answer is not shown")
	}
}

func TestItFitsASmallWindowAtLargeText(t *testing.T) {
	for _, variant := range []look.Variant{look.Paper, look.Dusk} {
		shell, page := filled(t, look.Settings{Variant: variant, TextScale: 1.6})
		size := fyne.NewSize(1024-look.RailWidth, 700)
		shell.Win.Resize(size)
		if least := page.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
			t.Errorf("it needs %v of %v", least, size)
		}
	}
}
