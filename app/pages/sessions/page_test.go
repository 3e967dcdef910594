package sessions

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/journal"
)

func opened(t *testing.T, j *journal.Journal, shell *pagetest.Shell, arg string) *Page {
	t.Helper()
	p := New(shell, j, arg, &View{})
	shell.Show(p)
	return p
}

func TestASessionIsRecordedFromTheFormAndItsWritingStandsWithIt(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argNew)
	pagetest.Type(t, p.Content(), "Date", "2026-11-20")
	pagetest.Press(t, p.Content(), "More")
	pagetest.Type(t, p.Content(), "Session number", "4")
	pagetest.Type(t, p.Content(), "Started", "half past two")
	pagetest.Type(t, p.Content(), "Intention, in one line", "To let someone else carry the lantern")
	pagetest.Type(t, p.Content(), "The clinic's notes", "came in at noon")
	pagetest.Press(t, p.Content(), "Save")
	if len(j.Sessions()) != 0 || !pagetest.Says(p.Content(), "A time of day, for example 14:30.") {
		t.Fatal("a time that is none was accepted, or not said")
	}
	pagetest.Type(t, p.Content(), "Started", "14:30")
	pagetest.Press(t, p.Content(), "Save")
	all := j.Sessions()
	if len(all) != 1 || all[0].Seq != 4 || all[0].Start != "14:30" || all[0].ClinicNote != "came in at noon" || shell.Backs != 1 {
		t.Fatalf("saved %+v, went back %d times", all, shell.Backs)
	}
	pagetest.Save(t, j, journal.Entry{Title: "The sea again", SessionID: all[0].ID, Sections: []journal.Section{{Text: "someone humming"}}})
	p = opened(t, j, shell, string(all[0].ID))
	for _, text := range []string{"Session 4", "The sea again", "“To let someone else carry the lantern”", "came in at noon"} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("the session's page does not say %q", text)
		}
	}
	p = opened(t, j, shell, "")
	if !pagetest.Says(p.Content(), "Session 4 · 20 November") {
		t.Error("the list does not show the session")
	}
}

// A tired person sees few fields first, and every other one with one press.
func TestTheFormIsFoldedUntilAskedOrUntilSomethingInItIsWrong(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argNew)
	stops := len(shell.Stops())
	if stops > 10 || pagetest.Says(p.Content(), "Dose as prescribed") {
		t.Errorf("%d stops of the keyboard, or the folded part is shown", stops)
	}
	pagetest.Type(t, p.Content(), "Session number", "the fourth")
	pagetest.Press(t, p.Content(), "Save")
	if !pagetest.Says(p.Content(), "Dose as prescribed") || !pagetest.Says(p.Content(), "A number, for example 4.") {
		t.Error("what is wrong is folded away")
	}
}

func TestLeavingTheFormKeepsWhatWasTyped(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argNew)
	if !shell.Leave(p) || len(j.Sessions()) != 0 {
		t.Fatal("an untouched form made a session")
	}
	pagetest.Type(t, p.Content(), "Place", "the clinic by the canal")
	if !shell.Leave(p) {
		t.Fatal("could not leave")
	}
	if all := j.Sessions(); len(all) != 1 || all[0].Place != "the clinic by the canal" {
		t.Fatalf("lost: %+v", all)
	}
	pagetest.Type(t, p.Content(), "Date", "tomorrow")
	if shell.Leave(p) {
		t.Fatal("left without a word though the date cannot be kept")
	}
}

// At lock nobody can be asked: what does not fit its field stands in the note.
func TestAtLockEveryWordOfTheFormIsKept(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argNew)
	pagetest.Type(t, p.Content(), "Date", "some day in spring")
	pagetest.Type(t, p.Content(), "Started", "half past two")
	pagetest.Type(t, p.Content(), "Place", "the clinic by the canal")
	pagetest.Type(t, p.Content(), "Note", "bring the blue blanket")
	done := 0
	p.PutAway(func() { done++ })
	all := j.Sessions()
	if done != 1 || len(all) != 1 || all[0].Place != "the clinic by the canal" {
		t.Fatalf("answered %d times, kept %+v", done, all)
	}
	for _, words := range []string{"some day in spring", "half past two", "bring the blue blanket"} {
		if !strings.Contains(all[0].Note, words) {
			t.Errorf("%q is lost; the note is %q", words, all[0].Note)
		}
	}
	var u journal.Unsaved
	if p.Unsaved(&u); u.Words() {
		t.Error("what is saved is kept a second time")
	}
	j.Close() // now nothing can be saved
	pagetest.Type(t, p.Content(), "Place", "by the sea")
	p.PutAway(func() { done++ })
	if p.Unsaved(&u); done != 2 || len(u.Sessions) != 1 || u.Sessions[0].Place != "by the sea" || len(shell.Failed) != 0 || shell.Dialog() != nil {
		t.Errorf("answered %d times; what waits is %+v; said %v", done, u.Sessions, shell.Failed)
	}
}

func TestTheWordForASessionIsThePersonsOwn(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	shell.Word = "treatment"
	for arg, says := range map[string]string{"": "Treatments", string(s.ID): "Treatment 4", argNew: "A treatment"} {
		p := opened(t, j, shell, arg)
		if !pagetest.Says(p.Content(), says) {
			t.Errorf("%q does not say %q", arg, says)
		}
		if text, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return strings.Contains(strings.ToLower(o.Text()), "session") }); ok && arg != argNew {
			t.Errorf("%q still says %q", arg, text.Text())
		}
	}
}

func TestACourseHoldsItsSessionsAndItsListOfTheDay(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argCourse)
	pagetest.Press(t, p.Content(), "Save")
	if len(j.Courses()) != 0 || !pagetest.Says(p.Content(), "Any name will do.") {
		t.Fatal("a course without a name was saved, or not asked about")
	}
	pagetest.Type(t, p.Content(), "Name", "Autumn")
	pagetest.Type(t, p.Content(), "For the day of a session, as your clinic gave it to you", "Warm socks\n\nNo phone")
	pagetest.Press(t, p.Content(), "Save")
	courses := j.Courses()
	if len(courses) != 1 || courses[0].Title != "Autumn" {
		t.Fatalf("saved %+v", courses)
	}
	p = opened(t, j, shell, argNew) // belongs to the course that is going on
	pagetest.Press(t, p.Content(), "Save")
	s := j.Sessions()[0]
	if s.CourseID != courses[0].ID {
		t.Fatal("the session belongs to no course")
	}
	view := &View{}
	p = New(shell, j, string(s.ID), view)
	shell.Show(p)
	socks, ok := pagetest.Find(p.Content(), func(tick *kit.Tick) bool { return tick.Label() == "Warm socks" })
	if !ok {
		t.Fatal("the list of the day is not there")
	}
	revision := s.Revision
	socks.Tapped(nil)
	p = New(shell, j, string(s.ID), view)
	if again, _ := pagetest.Find(p.Content(), func(tick *kit.Tick) bool { return tick.Label() == "Warm socks" }); !again.On() {
		t.Error("what was ticked is forgotten on the way back")
	}
	if s, _ = j.Session(s.ID); s.Revision != revision {
		t.Error("a tick was stored")
	}
	shell.Clock = shell.Clock.AddDate(0, 0, 1)
	p = New(shell, j, string(s.ID), view)
	if _, ok := pagetest.Find(p.Content(), func(tick *kit.Tick) bool { return true }); ok {
		t.Error("the list of the day is there on the next day")
	}
}

func TestAReadingIsShownAsItWasRead(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	p := opened(t, j, shell, argReading+string(s.ID)+":")
	pagetest.Press(t, p.Content(), "Save")
	if len(j.Vitals(s.ID)) != 0 || !pagetest.Says(p.Content(), "One number is enough; any of the four.") {
		t.Fatal("an empty reading was saved, or not asked about")
	}
	for label, text := range map[string]string{"Upper pressure": "128", "Lower pressure": "82", "Time": "14:05", "Read by": "the nurse"} {
		pagetest.Type(t, p.Content(), label, text)
	}
	pagetest.Press(t, p.Content(), "Before")
	pagetest.Press(t, p.Content(), "Save")
	story := opened(t, j, shell, string(s.ID))
	if !pagetest.Says(story.Content(), "Before · 14:05 · 128/82 · the nurse") {
		t.Error("the reading is not shown as it was read")
	}
	v := j.Vitals(s.ID)[0]
	if v.At.Date() != "2026-11-19" {
		t.Errorf("read at %v", v.At)
	}
	p = opened(t, j, shell, argReading+string(s.ID)+":"+string(v.ID))
	pagetest.Press(t, p.Content(), "Delete")
	if len(j.Vitals(s.ID)) != 0 || len(shell.Offers) != 1 {
		t.Fatal("the reading is not in the trash")
	}
	shell.Offers[0].Do()
	if len(j.Vitals(s.ID)) != 1 {
		t.Error("it did not come back")
	}
}

func TestFollowUpsAreOfferedByTheEndTimeAndCanBeSkipped(t *testing.T) {
	shell := pagetest.New(t, look.Settings{}) // 21 November, 18:30
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-20", "16:00")
	p := opened(t, j, shell, string(s.ID))
	if !pagetest.Says(p.Content(), "From 23 November, if you like.") || !pagetest.Says(p.Content(), "From 27 November, if you like.") {
		t.Error("what comes later is not said")
	}
	pagetest.Press(t, p.Content(), "Skip")
	if got := j.FollowUps(s)[0].State; got != journal.FollowUpSkipped || !pagetest.Says(p.Content(), "Skipped") {
		t.Errorf("it is %s", got)
	}
	shell.Clock = shell.Clock.AddDate(0, 2, 0)
	p = opened(t, j, shell, string(s.ID))
	for _, text := range []string{"late", "overdue", "due"} {
		if found, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool {
			return strings.Contains(strings.ToLower(o.Text()), text) && o.Text() != "Later"
		}); ok && text != "late" {
			t.Errorf("says %q", found.Text())
		}
	}
	pagetest.Press(t, p.Content(), "Skip") // the next one can still be skipped, or written
	if got := j.FollowUps(s)[1].State; got != journal.FollowUpSkipped {
		t.Errorf("it is %s", got)
	}
}

func ticks(t *testing.T, p *Page, label string) {
	t.Helper()
	tick, ok := pagetest.Find(p.Content(), func(o *kit.Tick) bool { return o.Label() == label })
	if !ok {
		t.Fatalf("there is no %q", label)
	}
	tick.Tapped(&fyne.PointEvent{})
}

func TestSideEffectsAreTickedInPlainWordsAndAnsweredWithTheOneSentence(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-20", "16:00")
	p := opened(t, j, shell, argEffects+string(s.ID))
	ticks(t, p, "Nausea")
	pagetest.Press(t, p.Content(), "Quite a lot")
	ticks(t, p, "Headache")
	pagetest.Press(t, p.Content(), "Save")
	list := j.SideEffects(s.ID)
	if len(list) != 2 {
		t.Fatalf("recorded %+v", list)
	}
	for _, e := range list {
		if e.Code == "nausea" && e.Severity != journal.Some(2) || e.Code == "headache" && !e.Severity.IsZero() {
			t.Errorf("recorded %+v", e)
		}
	}
	for _, id := range []string{"side_effects.thanks", "side_effects.emergency"} {
		if !pagetest.Says(p.Content(), shell.Words().T(id)) {
			t.Errorf("%s is not said", id)
		}
	}
	if n := pagetest.Count[*kit.Text](p.Content()); n != 2 {
		t.Errorf("more is said than the one answer: %d texts", n)
	}
	pagetest.Press(t, p.Content(), "Continue")
	if shell.Backs != 1 {
		t.Error("there is no way on")
	}
	p = opened(t, j, shell, argEffects+string(s.ID))
	ticks(t, p, "Nausea")
	if !shell.Leave(p) {
		t.Fatal("cannot leave")
	}
	if list = j.SideEffects(s.ID); len(list) != 1 || list[0].Code != "headache" {
		t.Errorf("what is no longer ticked is still there: %+v", list)
	}
	if len(j.TrashedRecords()) != 1 {
		t.Error("it is not in the trash")
	}
}

func TestTheBladderIsAskedAboutAtMaintenanceSessions(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-20", "16:00")
	s.Phase = "maintenance"
	s, err := j.SaveSession(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	p := opened(t, j, shell, argEffects+string(s.ID))
	pagetest.Press(t, pagetest.Under(t, p.Content(), "Blood in urine"), "Not there")
	pagetest.Press(t, p.Content(), "Save")
	list := j.SideEffects(s.ID)
	if len(list) != 1 || list[0].Code != "urine_blood" || list[0].Severity != journal.Some(0) {
		t.Fatalf("recorded %+v", list)
	}
	if shell.Backs != 1 || pagetest.Says(p.Content(), shell.Words().T("side_effects.thanks")) {
		t.Error("that nothing was there is answered as if something was")
	}
}

func TestAtLockTickedSideEffectsAreKept(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-20", "16:00")
	p := opened(t, j, shell, argEffects+string(s.ID))
	ticks(t, p, "Dizzy or unsteady")
	p.PutAway(func() {})
	if len(j.SideEffects(s.ID)) != 1 || shell.Dialog() != nil {
		t.Fatal("not kept, or asked about")
	}
	ticks(t, p, "Headache")
	j.Close()
	p.PutAway(func() {})
	var u journal.Unsaved
	if p.Unsaved(&u); !u.Words() || len(u.Others) != 1 {
		t.Errorf("what waits is %+v", u)
	}
}

func TestAStoryHoldsWhatCameOfItWithAWayToAdd(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	if _, err := j.SaveInsight(t.Context(), journal.Insight{Text: "The sea does not hurry", SessionID: s.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SavePractice(t.Context(), journal.Practice{What: "Ten slow steps", SessionID: s.ID}); err != nil {
		t.Fatal(err)
	}
	p := opened(t, j, shell, string(s.ID))
	pagetest.Press(t, p.Content(), "The sea does not hurry")
	pagetest.Press(t, p.Content(), "Ten slow steps")
	pagetest.Press(t, p.Content(), "Write a question")
	for _, r := range shell.Went {
		if r.Page != route.Noticed {
			t.Errorf("leads to %v", r)
		}
	}
	if len(shell.Went) != 3 || !strings.Contains(shell.Went[2].Arg, string(s.ID)) {
		t.Errorf("went %v", shell.Went)
	}
	p.Wipe()
	if _, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return o.Text() != "" }); ok {
		t.Error("a text is still there")
	}
}

func TestADeletedSessionComesBackWithAllThatBelongsToIt(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-19", "16:00")
	p := opened(t, j, shell, argEdit+string(s.ID))
	pagetest.Press(t, p.Content(), "Delete")
	if len(j.Sessions()) != 0 || shell.Backs != 1 || !shell.Leave(p) || len(j.Sessions()) != 0 {
		t.Fatal("it is still there, or leaving saved it again")
	}
	shell.Offers[0].Do()
	if len(j.Sessions()) != 1 {
		t.Error("it did not come back")
	}
}

// At 1024×700 and the largest usual text every page fits and Tab reaches its end.
func TestEveryPageFitsASmallWindowWithLargeText(t *testing.T) {
	shell := pagetest.New(t, look.Settings{TextScale: 1.6})
	shell.Win.Resize(fyne.NewSize(1024-240, 700)) // beside the rail
	j, _ := pagetest.Journal(t)
	pagetest.Fill(t, j, shell.Clock)
	all := j.Sessions()
	id := string(all[len(all)-1].ID)
	for arg, last := range map[string]string{"": "", id: "Write a question", argEdit + id: "Delete", argEffects + id: "Cancel", argReading + id + ":": "Cancel", argCourse: "Cancel"} {
		p := opened(t, j, shell, arg)
		if width := p.Content().MinSize().Width; width > 1024-240 {
			t.Errorf("%q needs a width of %v", arg, width)
		}
		if stops := shell.Stops(); stops[len(stops)-1] != last {
			t.Errorf("%q: Tab ends at %q, not at %q", arg, stops[len(stops)-1], last)
		}
		escapes := 0
		shell.Win.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escapes++ })
		shell.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if escapes != 1 {
			t.Errorf("%q swallows Escape", arg)
		}
	}
}

// Done of the menu is Save; past the answer to a list of side effects it leads on.
func TestDoneFromTheMenuSavesAFormAndGoesBack(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	opened(t, j, shell, argNew).Done()
	if len(j.Sessions()) != 1 || shell.Backs != 1 {
		t.Fatalf("%d sessions, went back %d times", len(j.Sessions()), shell.Backs)
	}
	s := j.Sessions()[0]
	p := opened(t, j, shell, argEffects+string(s.ID))
	tick, _ := pagetest.Find(p.Content(), func(*kit.Tick) bool { return true })
	tick.Tapped(nil)
	p.Done()
	if len(j.SideEffects(s.ID)) != 1 || shell.Backs != 1 || !pagetest.Says(p.Content(), shell.Words().T("side_effects.thanks")) {
		t.Fatalf("%+v, went back %d times", j.SideEffects(s.ID), shell.Backs)
	}
	p.Done()
	if len(j.SideEffects(s.ID)) != 1 || shell.Backs != 2 {
		t.Error("it does not lead on from the answer")
	}
	opened(t, j, shell, "").Done() // a list has nothing to finish
	if shell.Backs != 2 {
		t.Error("it leaves a page that is no form")
	}
}

// A form that is being saved is saved once, and what is typed meanwhile too.
func TestWhatIsTypedWhileAFormIsBeingSavedIsSavedWithTheSameRecord(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j, _ := pagetest.Journal(t)
	p := opened(t, j, shell, argNew)
	late := shell.BeLate()
	pagetest.Type(t, p.Content(), "Intention, in one line", "To rest")
	p.Done()
	p.Done()
	pagetest.Type(t, p.Content(), "Intention, in one line", "To rest, and to be tired")
	left := false
	p.Leave(func() { left = true })
	late.Settle()
	if all := j.Sessions(); !left || len(all) != 1 || all[0].Intention != "To rest, and to be tired" {
		t.Errorf("%+v", all)
	}
}
