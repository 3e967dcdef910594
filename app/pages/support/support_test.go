package support_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/support"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
)

type shell struct {
	*pagetest.Shell
	country string
	lines   map[string]string
	kept    int
}

func (s *shell) Country() string        { return s.country }
func (s *shell) SetCountry(code string) { s.country = code }

func (s *shell) LinesOutside() map[string]string { return s.lines }
func (s *shell) KeepLines()                      { s.kept++ }

var say = assets.English().T

// start shows the page as it is before unlocking.
func start(t *testing.T, country string) (*shell, route.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{}), country: country}
	p := support.New(s, nil, "")
	s.Show(p)
	return s, p
}

// opened shows a part of the page of an unlocked journal.
func opened(t *testing.T, arg string) (*shell, *journal.Journal, route.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{}), country: "GB"}
	j, _ := pagetest.Journal(t)
	p := support.New(s, j, arg)
	s.Show(p)
	return s, j, p
}

func TestEveryNumberOfEveryCountryIsShownWithItsSource(t *testing.T) {
	for _, c := range assets.Countries() {
		_, p := start(t, c.Code)
		if !pagetest.Says(p.Content(), c.Emergency) {
			t.Errorf("%s: the emergency number is missing", c.Name)
		}
		for _, l := range c.Lines {
			source := say("support.row_memory", "Date", "November 2026")
			if l.Source == assets.SourceRead {
				source = say("support.row_read", "Date", "November 2026")
			}
			if l.Note != "" {
				source = l.Note + " · " + source
			}
			what := say("support.crisis_line") + " · " + l.How
			if l.Name != "" {
				what = l.Name + " · " + l.How
			}
			if !pagetest.Says(p.Content(), what) {
				t.Errorf("%s: of %s it is not said that it is %q", c.Name, l.Number, what)
			}
			if !pagetest.Says(p.Content(), l.Number) || !pagetest.Says(p.Content(), source) {
				t.Errorf("%s: %s or its source is missing", c.Name, l.Number)
			}
		}
	}
}

func TestWhatTheAppCannotDoIsSaid(t *testing.T) {
	_, p := start(t, "")
	for _, text := range []string{say("support.cannot_contact"), say("support.act_now"), say("support.step1"), say("support.step2"),
		say("support.step3"), say("support.checked", "Date", "November 2026"), say("support.locked")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the page does not say %q", text)
		}
	}
}

func TestAnotherCountry(t *testing.T) {
	s, p := start(t, "US")
	pick := pagetest.PickList(t, p.Content(), 0)
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.country != "GB" || !pagetest.Says(p.Content(), "116 123") || pagetest.Says(p.Content(), "911") {
		t.Errorf("the country is %q, or its numbers are not shown", s.country)
	}
}

func TestContinueLeadsBack(t *testing.T) {
	s, p := start(t, "GB")
	pagetest.Press(t, p.Content(), say("support.continue"))
	if s.Backs != 1 {
		t.Error("Continue leads nowhere")
	}
}

func TestOwnPlanAndPeopleStandBeforeTheCountrysLines(t *testing.T) {
	s, j, p := opened(t, "")
	ctx := context.Background()
	if _, err := j.SaveSupportPlan(ctx, journal.SupportPlan{Signs: "I stop answering the phone"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []journal.CareContact{
		{Label: "Mara", Phone: "020 1", Role: "person", OnSupportCard: true},
		{Label: "Dr. Iqbal", Phone: "020 2", Role: "therapist", OnSupportCard: true},
		{Label: "The night line", Phone: "020 3", Role: "line", OnSupportCard: true},
		{Label: "Someone else", Phone: "020 4", Role: "person"},
	} {
		if _, err := j.SaveCareContact(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	p.(route.Refresher).Refresh()
	for _, text := range []string{say("plan.signs"), "I stop answering the phone", "Mara", "020 1", "Dr. Iqbal", "020 2", "The night line", "020 3", "116 123", "999 or 112"} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not to be seen", text)
		}
	}
	if pagetest.Says(p.Content(), "Someone else") || pagetest.Says(p.Content(), say("plan.places")) {
		t.Error("someone who is not to stand here, or an empty box, is shown")
	}
	if locked := support.New(s, nil, ""); pagetest.Says(locked.Content(), "Mara") || pagetest.Says(locked.Content(), "I stop answering the phone") {
		t.Error("the page before unlocking shows something of the journal")
	}
}

func TestAfterTheAnswerItSaysTheSentencesAndNothingIsWrittenDown(t *testing.T) {
	s, j, p := opened(t, support.Answered().Arg)
	for _, id := range []string{"support.item9.thanks", "support.item9.text", "support.item9.act_now", "support.item9.sharing", "support.cannot_contact"} {
		if !pagetest.Says(p.Content(), say(id)) {
			t.Errorf("the page does not say %s", id)
		}
	}
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.Backs != 1 {
		t.Error("Continue does not have the keyboard, or leads nowhere")
	}
	if n := len(j.AllResponses()) + len(j.CheckIns()) + len(j.Summaries(journal.Filter{})); n != 0 {
		t.Errorf("%d records were written", n)
	}
}

func TestThePlanIsKeptWhenItsPageIsLeft(t *testing.T) {
	s, j, p := opened(t, "plan")
	test.Type(s.Win.Canvas().Focused(), "I sleep by day")
	if !s.Leave(p) || j.SupportPlan().Signs != "I sleep by day" {
		t.Errorf("the plan is %+v", j.SupportPlan())
	}
	p.(route.Wiper).Wipe()
	if !s.Leave(p) || j.SupportPlan().Signs != "I sleep by day" {
		t.Error("wiping the page emptied the plan")
	}
}

func TestSomeoneIsAddedAndTakenOffAgain(t *testing.T) {
	s, j, p := opened(t, "person:")
	test.Type(s.Win.Canvas().Focused(), "Mara")
	s.Win.Canvas().FocusNext()
	test.Type(s.Win.Canvas().Focused(), "020 7946 0000")
	if !s.Leave(p) {
		t.Fatal("the page is not left")
	}
	list := j.CareContacts()
	if len(list) != 1 || list[0].Label != "Mara" || list[0].Phone != "020 7946 0000" || !list[0].OnSupportCard {
		t.Fatalf("%+v", list)
	}
	p = support.New(s, j, "person:"+string(list[0].ID))
	pagetest.Press(t, p.Content(), say("support.person_remove"))
	if len(j.CareContacts()) != 0 || len(s.Offers) != 1 || !s.Leave(p) {
		t.Fatalf("%+v, %+v", j.CareContacts(), s.Offers)
	}
	s.Offers[0].Do()
	if len(j.CareContacts()) != 1 {
		t.Error("undo does not bring them back")
	}
}

func TestWordsOfThePlanThatNoDiskTookWaitSealed(t *testing.T) {
	s, j, p := opened(t, "plan")
	test.Type(s.Win.Canvas().Focused(), "tidewords")
	var u journal.Unsaved
	p.(route.Keeper).Unsaved(&u)
	if !u.Words() {
		t.Fatal("nothing waits")
	}
	if _, err := j.SaveUnsaved(context.Background(), u); err != nil || j.SupportPlan().Signs != "tidewords" {
		t.Errorf("%+v, %v", j.SupportPlan(), err)
	}
}

func TestANumberIsPutRightAndCheckedAndTheListComesBack(t *testing.T) {
	s, j, p := opened(t, "lines")
	input := func(n int) *kit.Input {
		f, _ := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
		return f
	}
	input(0).SetText("116 999") // Samaritans
	input(1).SetText("")        // 111
	tick, _ := pagetest.Find(p.Content(), func(*kit.Tick) bool { return true })
	tick.Tapped(nil)
	if !s.Leave(p) {
		t.Fatal("the page is not left")
	}
	shown := support.New(s, j, "")
	for text, want := range map[string]bool{"116 999": true, say("support.you_changed"): true, "116 123": false, "111": false,
		"85258": true, say("support.you_checked", "Date", "21 November"): true} {
		if pagetest.Says(shown.Content(), text) != want {
			t.Errorf("%q is shown: %v", text, !want)
		}
	}
	if s.kept != 1 {
		t.Error("the window does not hear of it")
	}
	s.lines = support.Outside(j.Settings(), "GB")
	locked := support.New(s, nil, "")
	for text, want := range map[string]bool{"116 999": true, "116 123": false, "111": true, "85258": true,
		say("support.you_changed") + " · " + say("support.lines_was", "Number", "116 123"): true} {
		if pagetest.Says(locked.Content(), text) != want {
			t.Errorf("before unlocking %q is shown: %v", text, !want)
		}
	}
	p = support.New(s, j, "lines")
	s.Show(p)
	input(0).SetText("116 123")
	s.Leave(p)
	if changed := j.Settings().LinesChanged; len(changed) != 1 || j.Settings().LinesChecked["GB"].IsZero() {
		t.Errorf("%v", changed)
	}
}

// Whatever else stands above the lines, both numbers are in sight at once.
func TestTheFirstLineOfTheCountryStandsBesideTheEmergencyNumber(t *testing.T) {
	_, p := start(t, "GB")
	if !pagetest.Says(p.Content(), say("support.emergency_and_line", "Number", "999 or 112", "Line", "116 123")) {
		t.Error("they are not")
	}
	_, p = start(t, "ZZ") // an address is not called
	if !pagetest.Says(p.Content(), say("support.emergency_call", "Number", "112")) || !pagetest.Says(p.Content(), assets.CountryFor("ZZ").Emergency) {
		t.Error("the emergency number, or where it is one, is missing")
	}
}

// What can be read without a passphrase is what the person lets be seen, of the
// one country, and never a word.
func TestOutsideTheJournalStandOnlyNumbersThatMayBeSeenThere(t *testing.T) {
	set := journal.Settings{LinesOutside: true, LinesChanged: map[string]string{
		"GB 116 123": "116 999", "GB 111": "ask for Dr. Iqbal, 020 7946 0000", "GB 85258": "", "US 988": "989", "GB 5": "6",
		"GB 999 or 112": "999 or 112, 101"}}
	got := support.Outside(set, "GB")
	if len(got) != 2 || got["GB 116 123"] != "116 999" || got["GB 999 or 112"] != "999 or 112, 101" {
		t.Errorf("%v", got)
	}
	set.LinesOutside = false
	if got := support.Outside(set, "GB"); len(got) != 0 {
		t.Errorf("without leave: %v", got)
	}
}

func TestTheNumbersAreNotSeenBeforeUnlockingWithoutTheTick(t *testing.T) {
	s, j, p := opened(t, "lines")
	number, _ := pagetest.Find(p.Content(), func(*kit.Input) bool { return true })
	number.SetText("116 999")
	tick, _ := pagetest.Find(p.Content(), func(one *kit.Tick) bool { return one.Label() == say("support.lines_outside") })
	if !tick.On() {
		t.Error("it has to be asked for")
	}
	tick.Tapped(nil)
	s.Leave(p)
	if set := j.Settings(); set.LinesOutside || len(set.LinesChanged) != 1 {
		t.Errorf("%+v", set)
	}
}
