package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/journal"
)

// answers all of a PHQ-9 by keyboard, item 9 with last.
func (p *person) answersPHQ9(first, last fyne.KeyName) {
	p.t.Helper()
	p.Go(route.With(route.Measure, "take:phq-9"))
	for range 8 {
		p.hits(first)
	}
	p.seesMessage("measure.progress", "Number", 9, "Of", 9)
	p.hits(last)
}

// TestAWholePHQ9ByKeyboard answers it in a small window with item 9 above zero:
// Support comes before any score, Continue returns, and the score is shown after.
func TestAWholePHQ9ByKeyboard(t *testing.T) {
	p := hasAJournal(t)
	p.window.Resize(fyne.NewSize(1024, 700))
	p.picks("app.menu.measures")
	p.isOn(route.Measure)
	p.hits(fyne.KeyReturn)
	p.seesMessage("measure.progress", "Number", 1, "Of", 9)
	for range 7 {
		p.hits(fyne.Key1)
	}
	p.hits(fyne.KeyLeft)
	p.seesMessage("measure.progress", "Number", 7, "Of", 9)
	p.hits(fyne.KeyDown) // from 1 to 2
	p.hits(fyne.KeyReturn)
	p.hits(fyne.Key0)
	p.hits(fyne.Key1)
	p.isOn(route.Measure)
	p.seesMessage("measure.unscored")
	p.hits(fyne.Key2)
	if len(p.journal.AllResponses()) != 0 {
		t.Fatal("answering the last question finished the form")
	}
	p.hits(fyne.KeyReturn) // the keyboard is on Done by now

	p.isOn(route.Support)
	p.seesMessage("support.item9.thanks")
	p.seesMessage("support.item9.act_now")
	p.seesMessage("support.cannot_contact")
	p.reads("support.steps_line") // without a pointer
	if s := textsIn(p.window.Content()); contains(s, p.words.T("trend.score", "Score", 9)) {
		t.Error("a score is shown before Support was left")
	}
	p.hits(fyne.KeyReturn)
	p.isOn(route.Measure)
	p.seesMessage("trend.score", "Score", 9)
	list := p.journal.AllResponses()
	if len(list) != 1 || !list[0].Complete || list[0].Answers["7"] != 2 || list[0].Answers["9"] != 1 || list[0].Answers["difficulty"] != 2 {
		t.Fatalf("%+v", list)
	}
	p.hits(fyne.KeyReturn)
	p.hits(fyne.KeyEscape)
	if at := p.current.Route(); at.Page == route.Support || at.Arg == "take:phq-9" {
		t.Errorf("Back leads to %v", at)
	}
}

// reads scrolls down by keyboard until a message is in sight.
func (p *person) reads(id string) {
	p.t.Helper()
	text := p.words.T(id)
	line, ok := pagetest.Find(p.window.Content(), func(o *kit.Text) bool { return o.Text() == text })
	if !ok {
		p.t.Fatalf("there is no %q", text)
	}
	bottom := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(line).Y + line.Size().Height
	}
	for range 20 {
		if bottom() < p.window.Canvas().Size().Height {
			return
		}
		p.hits(fyne.KeyPageDown)
	}
	p.t.Fatalf("%q is out of sight, at %v", text, bottom())
}

func contains(all []string, text string) bool {
	for _, s := range all {
		if s == text {
			return true
		}
	}
	return false
}

// TestHoweverTheFormIsLeftSupportComesFirst leaves it after item 9 in every way.
func TestHoweverTheFormIsLeftSupportComesFirst(t *testing.T) {
	for name, way := range map[string]struct {
		leave func(*person)
		to    route.Name
	}{
		"escape":  {func(p *person) { p.hits(fyne.KeyEscape) }, route.Today},
		"stop":    {func(p *person) { p.presses("common.stop_here") }, route.Today},
		"back":    {func(p *person) { p.picks("app.menu.back") }, route.Today},
		"rail":    {func(p *person) { p.rail.items[route.Journal].Tapped(nil) }, route.Journal},
		"menu":    {func(p *person) { p.picks("app.menu.write") }, route.Write},
		"support": {func(p *person) { p.picks("app.page.support") }, route.Measure},
	} {
		t.Run(name, func(t *testing.T) {
			p := hasAJournal(t)
			p.Go(route.To(route.Today))
			p.answersPHQ9(fyne.Key0, fyne.Key2)
			p.hits(fyne.KeyLeft) // back on item 9
			way.leave(p)
			p.isOn(route.Support)
			p.seesMessage("support.item9.thanks")
			p.presses("support.continue")
			p.isOn(way.to)
		})
	}
}

func TestQuittingAfterTheAnswerShowsSupportOnce(t *testing.T) {
	p := hasAJournal(t)
	p.answersPHQ9(fyne.Key0, fyne.Key1)
	p.picks("app.menu.quit")
	p.isOn(route.Support)
	if p.journal == nil {
		t.Fatal("the journal is closed already")
	}
	p.presses("support.continue")
	if p.journal != nil {
		t.Error("Continue does not go on with quitting")
	}
}

func TestWithoutThatAnswerNothingComesBetween(t *testing.T) {
	p := hasAJournal(t)
	p.Go(route.To(route.Today))
	p.answersPHQ9(fyne.Key3, fyne.Key0)
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
	p.answersPHQ9(fyne.Key3, fyne.Key3)
	p.hits(fyne.KeyLeft)
	p.hits(fyne.Key0) // taken back
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
}

// TestLockingInTheMiddleKeepsTheAnswers: locking asks nothing, and the form is
// gone on with where it was.
func TestLockingInTheMiddleKeepsTheAnswers(t *testing.T) {
	p := hasAJournal(t)
	p.answersPHQ9(fyne.Key2, fyne.Key1)
	p.hits(fyne.KeyLeft)
	p.picks("app.menu.lock")
	p.isOn(route.Open)
	p.unlocks()
	list := p.journal.AllResponses()
	if len(list) != 1 || list[0].Answers["9"] != 1 {
		t.Fatalf("%+v", list)
	}
	p.isOn(route.Measure)
	p.seesMessage("measure.unscored") // the form again, and no score before Support
	p.presses("common.done")
	p.isOn(route.Support)
	p.presses("support.continue")
	p.seesMessage("trend.score", "Score", 17)
	if n := len(p.journal.AllResponses()); n != 1 {
		t.Errorf("%d responses were kept", n)
	}
}

func TestAStoppedFormIsGoneOnWith(t *testing.T) {
	p := hasAJournal(t)
	p.Go(route.With(route.Measure, "take:gad-7"))
	for range 3 {
		p.hits(fyne.Key1)
	}
	p.presses("common.stop_here")
	list := p.journal.Responses()
	if len(list) != 1 || list[0].Complete || !list[0].Total.IsZero() {
		t.Fatalf("%+v", list)
	}
	p.picks("app.menu.measures")
	p.presses("measure.go_on")
	p.seesMessage("measure.progress", "Number", 4, "Of", 7)
	for range 4 {
		p.hits(fyne.Key1)
	}
	p.presses("common.done")
	p.seesMessage("trend.score", "Score", 7)
	list = p.journal.Responses()
	if len(list) != 1 || !list[0].Complete {
		t.Errorf("%+v", list)
	}
}

func TestTheCheckInOfTheMenu(t *testing.T) {
	p := hasAJournal(t)
	p.picks("app.menu.check_in")
	p.isOn(route.CheckIn)
	p.hits(fyne.Key7)
	p.window.Canvas().FocusNext()
	p.hits(fyne.Key1)
	p.hits(fyne.Key0)
	p.presses("common.save")
	list := p.journal.CheckIns()
	if len(list) != 1 || list[0].Mood != journal.Some(7) || list[0].Anxiety != journal.Some(10) || !list[0].Energy.IsZero() {
		t.Errorf("%+v", list)
	}
}

// TestTheWordForASession is used at once, kept, and not shown before unlocking.
func TestTheWordForASession(t *testing.T) {
	p := hasAJournal(t)
	p.Go(route.With(route.Settings, "course"))
	pagetest.Press(t, p.page(), "Treatment")
	if p.journal.Settings().SessionWord != "treatment" {
		t.Fatal("the word is not kept")
	}
	p.Go(route.To(route.Today))
	pagetest.Session(t, p.journal, 5, "2026-11-22", "")
	p.Changed()
	p.sees("Treatment 5 is tomorrow")
	p.sees("Treatments") // on the rail
	p.Lock()
	for _, s := range textsIn(p.window.Content()) {
		if strings.Contains(s, "reatment") {
			t.Errorf("before unlocking the window says %q", s)
		}
	}
	p.unlocks()
	p.sees("Treatments")
}
