package settings_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/vault"
)

type shell struct {
	*pagetest.Shell
	look    look.Settings
	country string
	word    journal.SessionWord
	folder  string // of the journal
}

func (s *shell) Look() look.Settings     { return s.look.Sound() }
func (s *shell) SetLook(l look.Settings) { s.look = l }
func (s *shell) Country() string         { return s.country }
func (s *shell) SetCountry(code string)  { s.country = code }

func (s *shell) SetSessionWord(w journal.SessionWord) { s.word, s.Word = w, string(w) }

var say = assets.English().T

// start shows Settings, or one of its parts, of a new journal.
func start(t *testing.T, part string) (*shell, *journal.Journal, *settings.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, dir := pagetest.Journal(t)
	s.folder = dir
	p := settings.New(s, j, dir, part)
	s.Show(p)
	return s, j, p
}

func field(t *testing.T, p *settings.Page, n int) *kit.Input {
	t.Helper()
	i, ok := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
	if !ok {
		t.Fatal("there is no such field")
	}
	return i
}

// choose types a path into the picker that is open and takes it.
func choose(t *testing.T, s *shell, path, button string) {
	t.Helper()
	name, ok := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		t.Fatal("nothing asks for a file")
	}
	name.SetText(path)
	pagetest.Press(t, s.Dialog(), say(button))
}

func TestTheLookChangesAtOnce(t *testing.T) {
	s, _, p := start(t, "")
	pagetest.Press(t, p.Content(), say("settings.look.dusk"))
	for range 3 {
		pagetest.Press(t, p.Content(), say("settings.larger"))
	}
	tick(t, p, say("settings.motion")).Tapped(nil)
	if s.look != (look.Settings{Variant: look.Dusk, TextScale: 1.3, ReducedMotion: true}) || !pagetest.Says(p.Content(), "130 %") {
		t.Errorf("the look is %+v", s.look)
	}
	for range 20 {
		pagetest.Press(t, p.Content(), say("settings.smaller"))
	}
	if s.look.TextScale != look.MinTextScale {
		t.Errorf("the text can shrink to %v", s.look.TextScale)
	}
}

// tick is the box that says text.
func tick(t *testing.T, p *settings.Page, text string) *kit.Tick {
	t.Helper()
	found, ok := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return t.Label() == text })
	if !ok {
		t.Fatalf("there is no %q", text)
	}
	return found
}

func TestWhenTheJournalLocksItselfIsChosen(t *testing.T) {
	s, j, p := start(t, "")
	on := func(p *settings.Page, minutes string) bool {
		c, ok := pagetest.Find(p.Content(), func(c *kit.Chip) bool { return c.Text() == minutes })
		return ok && c.On()
	}
	if !on(p, "5") {
		t.Error("five minutes are not what is there at first")
	}
	pagetest.Press(t, p.Content(), "15")
	tick(t, p, say("settings.lock_background")).Tapped(nil)
	if got := j.Settings(); got.LockAfter != 15 || !got.LockInBackground {
		t.Fatalf("%+v", got)
	}
	p = settings.New(s, j, s.folder, "")
	s.Show(p)
	if !on(p, "15") || !tick(t, p, say("settings.lock_background")).On() {
		t.Error("what was chosen is not shown")
	}
	if !pagetest.Says(p.Content(), say("settings.lock_keys", "Key", "Ctrl")) && !pagetest.Says(p.Content(), say("settings.lock_keys", "Key", "Cmd")) {
		t.Error("the keys are not named")
	}
}

// TestEveryPartIsReachedByKeyboardAlone walks with Tab and presses Enter.
func TestEveryPartIsReachedByKeyboardAlone(t *testing.T) {
	s, _, p := start(t, "")
	for range 80 {
		s.Win.Canvas().FocusNext()
		if c, ok := s.Win.Canvas().Focused().(*kit.PressCard); ok {
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	if !slices.Contains(s.Went, route.To(route.Contacts)) {
		t.Error("there is no way to the contacts")
	}
	for _, part := range []string{settings.Passphrase, settings.Backups, settings.Check} {
		if !slices.Contains(s.Went, route.With(route.Settings, part)) {
			t.Errorf("there is no way to %s", part)
		}
		p = settings.New(s, quickly(t), s.folder, part)
		if p.Route() != route.With(route.Settings, part) {
			t.Errorf("%s leads back to %v", part, p.Route())
		}
		s.Show(p)
		s.Went = append(s.Went, route.Route{})
		pagetest.Press(t, p.Content(), "← "+say("settings.title"))
		if s.Went[len(s.Went)-1] != route.To(route.Settings) {
			t.Errorf("there is no way back from %s", part)
		}
	}
}

// quickly is some journal.
func quickly(t *testing.T) *journal.Journal {
	j, _ := pagetest.Journal(t)
	return j
}

func TestTheOverviewSaysHowItStands(t *testing.T) {
	s, j, p := start(t, "")
	for _, id := range []string{"settings.passphrase_state", "settings.backup_state_none", "settings.cards_state_none", "settings.check_state"} {
		if !pagetest.Says(p.Content(), say(id)) {
			t.Errorf("%s is not said", id)
		}
	}
	now := j.Settings()
	now.BackupFolder, now.RecoveryConfirmed = t.TempDir(), journal.On(s.Clock)
	if _, err := j.SaveSettings(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	p = settings.New(s, &damaged{Journal: j, problems: []journal.Problem{{What: "log"}}}, s.folder, "")
	s.Show(p)
	for _, text := range []string{say("settings.passphrase_state_kept", "Date", "21 November"), say("settings.backup_state"), say("settings.check_state_damage")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
}

func TestTheNameIsSavedWhenThePageIsLeft(t *testing.T) {
	s, j, p := start(t, "")
	field(t, p, 0).SetText("R.")
	if !s.Leave(p) || j.Settings().Alias != "R." {
		t.Errorf("the name is %q", j.Settings().Alias)
	}
}

func TestTheFolderCanBeCopied(t *testing.T) {
	s, _, p := start(t, "")
	pagetest.Press(t, p.Content(), say("settings.folder_copy"))
	if filepath.Base(s.Copied) != "journal" {
		t.Errorf("copied %q", s.Copied)
	}
}

// full is a journal whose disk takes nothing more.
type full struct{ *journal.Journal }

func (full) SaveSettings(_ context.Context, s journal.Settings) (journal.Settings, error) {
	return s, vault.ErrDiskFull
}

func TestTheNameIsNotLostByLocking(t *testing.T) {
	s, j, p := start(t, "")
	field(t, p, 0).SetText("R.")
	var u journal.Unsaved
	done := false
	p.PutAway(func() { done = true })
	if p.Unsaved(&u); !done || j.Settings().Alias != "R." || u.Words() {
		t.Errorf("the name is %q, and %+v waits", j.Settings().Alias, u)
	}
	p = settings.New(s, full{j}, s.folder, "")
	field(t, p, 0).SetText("Rose")
	done = false
	p.PutAway(func() { done = true })
	if p.Unsaved(&u); !done || u.Alias != "Rose" || len(s.Failed) != 0 {
		t.Errorf("what could not be saved does not wait: %+v, told %v", u, s.Failed)
	}
}

func TestLockingForgetsTheFields(t *testing.T) {
	_, _, p := start(t, "")
	name := field(t, p, 0)
	name.SetText("R.")
	p.Wipe()
	if name.Text != "" {
		t.Error("the name is still in its field")
	}
}

func TestTheWordForASessionAndWhatIsOfferedAreChosen(t *testing.T) {
	s, j, p := start(t, settings.Course)
	pagetest.Press(t, p.Content(), "Journey")
	if s.word != "journey" {
		t.Errorf("the word is %q", s.word)
	}
	if now := assets.English().Called("journey").T("settings.offers_line"); !pagetest.Says(p.Content(), now) || now == say("settings.offers_line") {
		t.Error("the page goes on with the word of before")
	}
	never := pagetest.PickList(t, p.Content(), 0) // PHQ-9
	never.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	for range 3 {
		never.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	month := pagetest.PickList(t, p.Content(), 2) // WHO-5
	for range 3 {
		month.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	every := j.Settings().MeasureEvery
	if days, set := every["phq-9"]; !set || days != 0 || every["who-5"] != 30 || len(every) != 2 {
		t.Fatalf("%v", every)
	}
	for range 4 {
		never.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	}
	if _, set := j.Settings().MeasureEvery["phq-9"]; set {
		t.Error("as usual is not as usual again")
	}
}

func TestAboutNamesWhoseTheQuestionnairesAre(t *testing.T) {
	_, j, p := start(t, "")
	for _, in := range j.Instruments() {
		if !pagetest.Says(p.Content(), in.Credit) || !pagetest.Says(p.Content(), say("measure.licence", "Licence", in.Licence)) {
			t.Errorf("the credit or licence of %s is missing", in.Title)
		}
	}
	if !pagetest.Says(p.Content(), say("settings.loinc")) {
		t.Error("the notice of LOINC is missing")
	}
}

// A measure of one's own whose file says nothing of how often is offered once the
// person says how often.
func TestAMeasureOfOnesOwnIsChosenToBeOffered(t *testing.T) {
	j, dir := pagetest.Journal(t)
	if _, err := j.AddInstrument(context.Background(), "own.json", []byte(`{"id": "own", "version": "1", "lang": "en", "title": "How calm", "intro": "How is it?",
		"items": [{"id": "a", "text": "Calm", "options": [{"value": 0, "label": "no"}, {"value": 10, "label": "yes"}]}],
		"scoring": {"method": "sum"}, "direction": "higher_better", "licence": "mine", "credit": "me", "source": "me", "checked_on": "2026-11"}`)); err != nil {
		t.Fatal(err)
	}
	p := settings.New(&shell{Shell: pagetest.New(t, look.Settings{})}, j, dir, settings.Course)
	if !pagetest.Says(p.Content(), "How calm") {
		t.Fatal("it is not there to be chosen")
	}
	list := pagetest.PickList(t, p.Content(), 3)
	if list.Chosen() != 3 {
		t.Errorf("before a choice it is not never, but the choice %d", list.Chosen())
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if days := j.Settings().MeasureEvery["own"]; days != 30 {
		t.Errorf("it is offered after %d days", days)
	}
}
