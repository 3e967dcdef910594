package today_test

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/measure"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/today"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/demo"
)

// insight is one that was noticed at a session three days ago and comes back.
func insight(t *testing.T, j *journal.Journal, text string) journal.Insight {
	t.Helper()
	i, err := j.SaveInsight(context.Background(), journal.Insight{Head: journal.Head{WrittenAt: pagetest.When(t, "2026-11-18T15:00:00+01:00")}, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func practice(t *testing.T, j *journal.Journal, what string) journal.Practice {
	t.Helper()
	p, err := j.SavePractice(context.Background(), journal.Practice{What: what, Tiny: "one step", State: journal.PracticeTrying})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestASkippedLookBackIsNotAskedAgainUnlessTakenBack(t *testing.T) {
	shell, j := opened(t)
	pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	page := today.New(shell, j, nil)
	w := shell.Words()
	const question = "What from the session keeps coming back without being called?"
	pagetest.Press(t, page.Content(), w.T("common.skip"))
	shell.Clock = shell.Clock.AddDate(0, 0, 1)
	if page := today.New(shell, j, nil); pagetest.Says(page.Content(), question) {
		t.Error("it is asked again the next day")
	}
	if len(shell.Offers) != 1 || shell.Offers[0].Action != w.T("common.undo") {
		t.Fatalf("offered %v", shell.Offers)
	}
	shell.Offers[0].Do()
	if !pagetest.Says(page.Content(), question) {
		t.Error("it cannot be taken back")
	}
}

func TestACheckInIsOffered(t *testing.T) {
	shell, j := opened(t)
	page := today.New(shell, j, nil)
	w := shell.Words()
	pagetest.Press(t, page.Content(), w.T("checkin.do"))
	if len(shell.Went) != 1 || shell.Went[0] != route.To(route.CheckIn) {
		t.Errorf("went to %v", shell.Went)
	}
	if _, err := j.SaveCheckIn(context.Background(), journal.CheckIn{On: journal.At(shell.Clock), Mood: journal.Some(0)}); err != nil {
		t.Fatal(err)
	}
	page.Refresh()
	if pagetest.Says(page.Content(), w.T("checkin.offer_line")) || !pagetest.Says(page.Content(), w.T("checkin.again")) {
		t.Error("it does not know of the one that was")
	}
}

func TestMeasuresAreOfferedSkippableAndNeverOnTheDayOfASession(t *testing.T) {
	shell, j := opened(t)
	w := shell.Words()
	s, err := j.SaveSession(context.Background(), journal.DosingSession{Seq: 1, Date: journal.On(shell.Clock), Status: journal.SessionPlanned})
	if err != nil {
		t.Fatal(err)
	}
	page := today.New(shell, j, nil)
	if pagetest.Says(page.Content(), w.T("today.measures")) || pagetest.Says(page.Content(), "PHQ-9") {
		t.Error("a measure is offered on the day of a session")
	}
	s.Date = journal.On(shell.Clock.AddDate(0, 0, 3))
	if _, err := j.SaveSession(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	page.Refresh()
	if !pagetest.Says(page.Content(), "To look back at later · 9 questions") {
		t.Error("it does not say why and how long")
	}
	pagetest.Press(t, page.Content(), w.T("measure.begin"))
	if len(shell.Went) != 1 || shell.Went[0] != measure.Take("phq-9") {
		t.Errorf("went to %v", shell.Went)
	}
	pagetest.Press(t, page.Content(), w.T("common.skip"))
	if pagetest.Says(page.Content(), "PHQ-9") || !pagetest.Says(page.Content(), "GAD-7") {
		t.Error("skipping one skips another, or none")
	}
}

func TestAnInsightIsKeptOrLetGo(t *testing.T) {
	for press, want := range map[string]journal.InsightState{"today.keep": journal.InsightKept, "today.let_go": journal.InsightReleased} {
		shell, j := opened(t)
		i := insight(t, j, "I can be tired")
		page := today.New(shell, j, nil)
		if !pagetest.Says(page.Content(), "Something you noticed three days ago") {
			t.Error("it does not say when")
		}
		pagetest.Press(t, page.Content(), shell.Words().T(press))
		if got, _ := j.Insight(i.ID); got.State != want || got.Text != "I can be tired" {
			t.Errorf("%s: %+v", press, got)
		}
		if pagetest.Says(page.Content(), "I can be tired") {
			t.Error("it is still there")
		}
		shell.Offers[0].Do()
		if got, _ := j.Insight(i.ID); got.State != journal.InsightOpen || !pagetest.Says(page.Content(), "I can be tired") {
			t.Errorf("taken back it is %+v", got)
		}
	}
}

func editor(t *testing.T, page *today.Page) *kit.Editor {
	t.Helper()
	e, ok := pagetest.Find(page.Content(), func(*kit.Editor) bool { return true })
	if !ok {
		t.Fatal("there is nothing to write in")
	}
	return e
}

func TestAnInsightIsChangedWhereItStands(t *testing.T) {
	shell, j := opened(t)
	i := insight(t, j, "I can be tired")
	page := today.New(shell, j, nil)
	shell.Show(page)
	w := shell.Words()
	pagetest.Press(t, page.Content(), w.T("today.change"))
	e := editor(t, page)
	if shell.Win.Canvas().Focused() != e || e.Written() != "I can be tired" {
		t.Errorf("the keyboard is on %T, the field holds %q", shell.Win.Canvas().Focused(), e.Written())
	}
	pagetest.Press(t, page.Content(), w.T("common.cancel"))
	if pagetest.Count[*kit.Editor](page.Content()) != 0 || !pagetest.Says(page.Content(), "I can be tired") {
		t.Error("it cannot be left as it was")
	}
	pagetest.Press(t, page.Content(), w.T("today.change"))
	editor(t, page).SetText("I can be tired and still be here")
	page.Refresh()
	if got := editor(t, page).Written(); got != "I can be tired and still be here" {
		t.Errorf("showing the page anew lost what was typed: %q", got)
	}
	pagetest.Press(t, page.Content(), w.T("common.save"))
	if got, _ := j.Insight(i.ID); got.State != journal.InsightChanged || got.Text != "I can be tired and still be here" {
		t.Errorf("%+v", got)
	}
}

// Leaving and locking ask nothing and lose nothing.
func TestATypedWordIsKeptByLeavingAndByTheLock(t *testing.T) {
	for name, end := range map[string]func(*pagetest.Shell, *today.Page){
		"leaving": func(s *pagetest.Shell, p *today.Page) { s.Leave(p) },
		"locking": func(_ *pagetest.Shell, p *today.Page) {
			p.PutAway(func() {})
			var u journal.Unsaved
			if p.Unsaved(&u); u.Words() {
				t.Error("what was saved waits as if it were not")
			}
			p.Wipe()
		},
	} {
		shell, j := opened(t)
		i, one := insight(t, j, "before"), practice(t, j, "Walk")
		page := today.New(shell, j, nil)
		pagetest.Press(t, page.Content(), shell.Words().T("today.done.partly"))
		word, ok := pagetest.Find(page.Content(), func(*kit.Input) bool { return true })
		if !ok {
			t.Fatal("there is no place for a word")
		}
		pagetest.Press(t, page.Content(), shell.Words().T("today.change"))
		word, _ = pagetest.Find(page.Content(), func(*kit.Input) bool { return true })
		word.SetText("two herons")
		editor(t, page).SetText("after")
		end(shell, page)
		logs := j.PracticeLogs(one.ID)
		if got, _ := j.Insight(i.ID); got.Text != "after" || len(logs) != 1 || logs[0].Done != journal.DonePartly || logs[0].Word != "two herons" {
			t.Errorf("%s: %+v, %+v", name, got, logs)
		}
	}
}

// full is a journal whose disk takes nothing more.
type full struct{ *journal.Journal }

func (full) LookAtInsight(context.Context, journal.ID, journal.InsightState, string) (journal.Insight, error) {
	return journal.Insight{}, errors.New("the disk is full")
}

func TestWordsThatCouldNotBeSavedWaitForTheirPlace(t *testing.T) {
	shell, j := opened(t)
	i, one := insight(t, j, "before"), practice(t, j, "Walk")
	page := today.New(shell, full{j}, nil)
	pagetest.Press(t, page.Content(), shell.Words().T("today.done.yes"))
	pagetest.Press(t, page.Content(), shell.Words().T("today.change"))
	editor(t, page).SetText("after")
	word, _ := pagetest.Find(page.Content(), func(*kit.Input) bool { return true })
	word.SetText("two herons")
	page.PutAway(func() {})
	var u journal.Unsaved
	page.Unsaved(&u)
	page.Wipe()
	rest, err := j.SaveUnsaved(context.Background(), u)
	if err != nil || rest.Words() {
		t.Fatalf("%+v, %v", rest, err)
	}
	got, _ := j.Insight(i.ID)
	if logs := j.PracticeLogs(one.ID); got.Text != "after" || got.State != journal.InsightChanged || len(j.Insights()) != 1 || len(logs) != 1 || logs[0].Word != "two herons" {
		t.Errorf("%+v, %+v", got, logs)
	}
}

func TestAPracticeIsNotedOnceADayAndNotCounted(t *testing.T) {
	shell, j := opened(t)
	one := practice(t, j, "Walk to the canal")
	page := today.New(shell, j, nil)
	w := shell.Words()
	for _, press := range []string{"today.done.no", "today.done.yes"} {
		pagetest.Press(t, page.Content(), w.T(press))
	}
	if logs := j.PracticeLogs(one.ID); len(logs) != 1 || logs[0].Done != journal.DoneYes {
		t.Errorf("%+v", logs)
	}
	shell.Clock = shell.Clock.AddDate(0, 0, 1)
	page.Refresh()
	pagetest.Press(t, page.Content(), w.T("today.done.partly"))
	if logs := j.PracticeLogs(one.ID); len(logs) != 2 {
		t.Errorf("the next day has no line of its own: %+v", logs)
	}
}

func TestTheClinicsListStandsThereOnTheDay(t *testing.T) {
	shell, j := opened(t)
	c, err := j.SaveCourse(context.Background(), journal.Course{Title: "k", DayOf: "Warm socks"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveSession(context.Background(), journal.DosingSession{CourseID: c.ID, Date: journal.On(shell.Clock), Start: "19:30", Status: journal.SessionPlanned}); err != nil {
		t.Fatal(err)
	}
	if page := today.New(shell, j, nil); !pagetest.Says(page.Content(), "Warm socks") {
		t.Error("the list of the clinic is not there")
	}
}

func TestTheRestIsFoldedAndRemembered(t *testing.T) {
	shell, j := opened(t)
	if err := demo.Fill(context.Background(), j, shell.Clock); err != nil {
		t.Fatal(err)
	}
	view := &today.View{}
	page := today.New(shell, j, view)
	w := shell.Words()
	shown := func(p *today.Page) (n int) {
		for _, s := range j.Summaries(journal.Filter{})[:3] {
			if pagetest.Says(p.Content(), s.Title) {
				n++
			}
		}
		return n
	}
	if n := shown(page); n != 0 {
		t.Errorf("%d of the last entries are shown beside everything else", n)
	}
	pagetest.Press(t, page.Content(), w.T("common.more"))
	if n := shown(page); n != 3 {
		t.Errorf("%d of the last entries are under More", n)
	}
	if n := shown(today.New(shell, j, view)); n != 3 {
		t.Error("what was opened is closed again")
	}
	pagetest.Press(t, page.Content(), w.T("common.less"))
	if n := shown(page); n != 0 {
		t.Error("it cannot be folded again")
	}
}

func TestItFitsASmallWindowAtLargeText(t *testing.T) {
	for _, variant := range []look.Variant{look.Paper, look.Dusk} {
		shell := pagetest.New(t, look.Settings{Variant: variant, TextScale: 1.6})
		j, _ := pagetest.Journal(t)
		if err := demo.Fill(context.Background(), j, shell.Clock); err != nil {
			t.Fatal(err)
		}
		page := today.New(shell, j, nil)
		pagetest.Press(t, page.Content(), shell.Words().T("common.more"))
		shell.Show(page)
		size := fyne.NewSize(1024-look.RailWidth, 700)
		shell.Win.Resize(size)
		if least := page.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
			t.Errorf("it needs %v of %v", least, size)
		}
	}
}

// A word that no disk takes keeps the person on the page, so that a lock finds it
// there; only "Leave without it" lets it go.
func TestAWordThatCannotBeSavedIsAskedAboutBeforeThePageIsLeft(t *testing.T) {
	shell, j := opened(t)
	insight(t, j, "before")
	view := &today.View{}
	page := today.New(shell, full{j}, view)
	shell.Show(page)
	w := shell.Words()
	pagetest.Press(t, page.Content(), w.T("today.change"))
	editor(t, page).SetText("after")
	if shell.Leave(page) || shell.Dialog() == nil {
		t.Fatal("the page is left as if the words were saved")
	}
	var u journal.Unsaved
	if page.Unsaved(&u); !u.Words() {
		t.Error("a lock would lose them")
	}
	pagetest.Press(t, shell.Dialog(), w.T("kit.leave_do"))
	u = journal.Unsaved{}
	if page.Unsaved(&u); u.Words() || pagetest.Says(today.New(shell, full{j}, view).Content(), w.T("common.save")) {
		t.Error("they come back after they were let go")
	}
}
