package noticed

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/journal"
)

func opened(t *testing.T, j *journal.Journal, shell *pagetest.Shell, arg string) *Page {
	t.Helper()
	p := New(shell, j, arg)
	shell.Show(p)
	return p
}

func put[T any](t *testing.T, saved T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func insight(t *testing.T, j *journal.Journal, text string) journal.Insight {
	t.Helper()
	i, err := j.SaveInsight(t.Context(), journal.Insight{Text: text})
	return put(t, i, err)
}

func question(t *testing.T, j *journal.Journal, text string) journal.Question {
	t.Helper()
	q, err := j.SaveQuestion(t.Context(), journal.Question{Text: text})
	return put(t, q, err)
}

func TestNothingYetIsFine(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, "")
	for _, id := range []string{"noticed.insights_none", "noticed.practices_none", "noticed.questions_none"} {
		if !pagetest.Says(p.Content(), shell.Words().T(id)) {
			t.Errorf("%s is not said", id)
		}
	}
}

func TestAnInsightIsWrittenKeptChangedAndLetGo(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	p := opened(t, j, shell, NewInsight("", s.ID).Arg)
	pagetest.Press(t, p.Content(), "Save")
	if len(j.Insights()) != 0 || !pagetest.Says(p.Content(), "A word is enough.") {
		t.Fatal("nothing was saved as an insight, or it is not said what is needed")
	}
	pagetest.Type(t, p.Content(), "In a sentence", "The sea does not hurry")
	pagetest.PickList(t, p.Content(), 0).TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	pagetest.Press(t, p.Content(), "Save")
	i := j.Insights()[0]
	if i.Text != "The sea does not hurry" || i.SessionID != s.ID || i.Confidence != journal.Some(0) || i.State != journal.InsightOpen {
		t.Fatalf("saved %+v", i)
	}
	list := opened(t, j, shell, "")
	pagetest.Press(t, list.Content(), "Keep")
	if i, _ = j.Insight(i.ID); i.State != journal.InsightKept || i.LookedAt.IsZero() {
		t.Errorf("kept as %+v", i)
	}
	pagetest.Press(t, list.Content(), "Change")
	if shell.Went[len(shell.Went)-1] != ChangeRoute(i.ID) {
		t.Fatalf("went %v", shell.Went)
	}
	p = opened(t, j, shell, ChangeRoute(i.ID).Arg)
	pagetest.Type(t, p.Content(), "In a sentence", "The sea is never late")
	if !shell.Leave(p) {
		t.Fatal("cannot leave")
	}
	if i, _ = j.Insight(i.ID); i.State != journal.InsightChanged || i.Text != "The sea is never late" {
		t.Errorf("changed to %+v", i)
	}
	list = opened(t, j, shell, "")
	pagetest.Press(t, list.Content(), "Let go")
	list = opened(t, j, shell, "")
	if pagetest.Says(list.Content(), i.Text) {
		t.Error("what was let go is among the others")
	}
	pagetest.Press(t, list.Content(), "Show what was put aside")
	if !pagetest.Says(list.Content(), i.Text) {
		t.Error("what was let go is nowhere")
	}
}

func TestAPracticeIsTriedInOnePressAndNobodyCounts(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	i := insight(t, j, "The sea does not hurry")
	p := opened(t, j, shell, NewPractice(i.ID, "").Arg)
	if !pagetest.Says(p.Content(), "“The sea does not hurry”") {
		t.Error("it is not said where it comes from")
	}
	for label, text := range map[string]string{"What you would like to try": "Ten slow steps", "A tiny version": "One step", "What could get in the way": "Rain"} {
		pagetest.Type(t, p.Content(), label, text)
	}
	pagetest.Press(t, p.Content(), "Save")
	one := j.Practices()[0]
	if one.InsightID != i.ID || one.Tiny != "One step" || one.Obstacles != "Rain" || one.State != journal.PracticeTrying {
		t.Fatalf("saved %+v", one)
	}
	list := opened(t, j, shell, "")
	pagetest.Press(t, list.Content(), "Not today")
	pagetest.Press(t, list.Content(), "Partly") // the same day: it is the same line
	logs := j.PracticeLogs(one.ID)
	if len(logs) != 1 || logs[0].Done != journal.DonePartly || logs[0].On.Date() != "2026-11-21" {
		t.Fatalf("noted %+v", logs)
	}
	pagetest.Press(t, list.Content(), "Add a word")
	p = opened(t, j, shell, shell.Went[len(shell.Went)-1].Arg)
	pagetest.Type(t, p.Content(), "A word, if you like", "wet feet")
	pagetest.Press(t, p.Content(), "Save")
	if logs = j.PracticeLogs(one.ID); len(logs) != 1 || logs[0].Word != "wet feet" || logs[0].Done != journal.DonePartly {
		t.Fatalf("noted %+v", logs)
	}
	p = opened(t, j, shell, LogRoute(one.ID, "").Arg)
	pagetest.Press(t, p.Content(), "Yes")
	pagetest.Type(t, p.Content(), "Day", "some day")
	pagetest.Press(t, p.Content(), "Save")
	if len(j.PracticeLogs(one.ID)) != 1 {
		t.Fatal("a day that is none was accepted")
	}
	pagetest.Type(t, p.Content(), "Day", "2026-11-19")
	pagetest.Press(t, p.Content(), "Save")
	if logs = j.PracticeLogs(one.ID); len(logs) != 2 || logs[0].On.Date() != "2026-11-19" {
		t.Fatalf("noted %+v", logs)
	}
	p = opened(t, j, shell, PracticeRoute(one.ID).Arg)
	pagetest.Press(t, p.Content(), "21 November · Partly · wet feet")
	pagetest.Press(t, p.Content(), "Paused")
	pagetest.Press(t, p.Content(), "Save")
	if one, _ = j.Practice(one.ID); one.State != journal.PracticePaused {
		t.Errorf("it is %s", one.State)
	}
}

func TestQuestionsStandInThePersonsOwnOrder(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	a, b, c := question(t, j, "First?"), question(t, j, "Second?"), question(t, j, "Third?")
	order := func() string {
		var out []string
		for _, q := range j.Questions() {
			if q.State == journal.QuestionOpen {
				out = append(out, q.Text)
			}
		}
		return strings.Join(out, " ")
	}
	p := opened(t, j, shell, "")
	press := func(m move) {
		t.Helper()
		b, ok := p.moves[m]
		if !ok {
			t.Fatal("it cannot be moved there")
		}
		b.Tapped(nil)
	}
	press(move{c.ID, true})
	if got := order(); got != "First? Third? Second?" {
		t.Errorf("in the order %s", got)
	}
	if shell.Win.Canvas().Focused() != p.moves[move{c.ID, true}] {
		t.Error("the keyboard did not stay with it")
	}
	press(move{c.ID, true})
	press(move{a.ID, false})
	if got := order(); got != "Third? Second? First?" {
		t.Errorf("in the order %s", got)
	}
	if shell.Win.Canvas().Focused() != p.moves[move{a.ID, true}] {
		t.Error("the keyboard is lost at the end of the list")
	}
	pagetest.Press(t, p.Content(), "Raised") // of the first
	if q, _ := j.Question(c.ID); q.State != journal.QuestionRaised || q.RaisedOn.IsZero() {
		t.Errorf("raised: %+v", q)
	}
	press(move{b.ID, false}) // what was changed on the page stays
	if q, _ := j.Question(c.ID); q.State != journal.QuestionRaised {
		t.Error("moving another one undid it")
	}
}

func TestWhatWasTypedIsKeptAtLockAndWaitsWhenItCannotBe(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, NewQuestion("", "").Arg)
	if !shell.Leave(p) || len(j.Questions()) != 0 {
		t.Fatal("an untouched form made a question")
	}
	pagetest.Type(t, p.Content(), "The question", "Why do I")
	p.PutAway(func() {})
	if list := j.Questions(); len(list) != 1 || list[0].Text != "Why do I" || shell.Dialog() != nil {
		t.Fatalf("kept %+v", list)
	}
	one := insight(t, j, "The sea")
	change := opened(t, j, shell, InsightRoute(one.ID).Arg)
	pagetest.Type(t, change.Content(), "In a sentence", "The sea, again")
	j.Close()
	done := false
	change.PutAway(func() { done = true })
	var u journal.Unsaved
	change.Unsaved(&u)
	if !done || !u.Words() || len(shell.Failed) != 0 || shell.Dialog() != nil {
		t.Fatalf("it waits %v, said %v", u.Words(), shell.Failed)
	}
	change.Wipe()
	if i, ok := pagetest.Find(change.Content(), func(*kit.Editor) bool { return true }); ok {
		t.Errorf("the page still holds %q", i.Text)
	}
}

func TestDeletedFromItsFormItCanComeBack(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	q := question(t, j, "Why do I?")
	p := opened(t, j, shell, QuestionRoute(q.ID).Arg)
	pagetest.Press(t, p.Content(), "Delete")
	if len(j.Questions()) != 0 || len(shell.Offers) != 1 || shell.Backs != 1 {
		t.Fatal("it is not in the trash, or the page stays")
	}
	shell.Offers[0].Do()
	if len(j.Questions()) != 1 {
		t.Error("it did not come back")
	}
}

// At 1024×700 and the largest usual text everything can be reached by Tab alone.
func TestEverythingIsReachedByKeyboardInASmallWindow(t *testing.T) {
	shell := pagetest.New(t, look.Settings{TextScale: 1.6})
	shell.Win.Resize(fyne.NewSize(1024, 700))
	j, _ := pagetest.Journal(t)
	insight(t, j, "The sea does not hurry")
	question(t, j, "Why do I?")
	p := opened(t, j, shell, "")
	stops := strings.Join(shell.Stops(), "|")
	for _, label := range []string{"Keep", "Change", "Let go", "Try it in my days", "Raised", "Parked", "Write a question"} {
		if !strings.Contains(stops, label) {
			t.Errorf("Tab does not reach %q: %s", label, stops)
		}
	}
	if width := p.Content().MinSize().Width; width > 1024 {
		t.Errorf("it needs a width of %v", width)
	}
}
