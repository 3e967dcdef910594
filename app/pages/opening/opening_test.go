package opening_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/opening"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/vault"
)

type shell struct {
	*pagetest.Shell
	opened int
}

func (s *shell) OpenFile() { s.opened++ }

type door struct {
	folder string
	exists bool
	// therapist says what was made last.
	therapist bool
	err       error
	tried     []string
	entered   int
	closed    int

	watched     bool
	warning     string
	here, known time.Time // of an older copy
	accepted    bool
	suggested   string
	report      vault.RestoreReport
}

const aCode = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"

func (d *door) Exists() bool         { return d.exists }
func (d *door) Folder() string       { return d.folder }
func (d *door) SetFolder(dir string) { d.folder = dir }
func (d *door) Enter()               { d.entered++ }
func (d *door) Create(_ context.Context, p []byte, therapist bool) (string, error) {
	d.therapist = therapist
	d.tried = append(d.tried, string(p))
	return aCode, d.err
}
func (d *door) Warning() string { return d.warning }
func (d *door) Watch()          { d.watched = true }
func (d *door) Older() (here, known time.Time, older bool) {
	return d.here, d.known, !d.known.IsZero()
}
func (d *door) AcceptOlder() { d.accepted = true }
func (d *door) Close(context.Context) error {
	d.closed++
	return nil
}
func (d *door) ChangePassphrase(_ context.Context, next []byte, renew bool) (string, error) {
	if d.tried = append(d.tried, fmt.Sprintf("next %s %v", next, renew)); renew {
		return aCode, d.err
	}
	return "", d.err
}
func (d *door) RestoreFolder() string { return d.suggested }
func (d *door) Restore(_ context.Context, file, dir, typed string, _ func(done, total int64)) (vault.RestoreReport, error) {
	d.tried = append(d.tried, strings.Join([]string{"restore", file, dir, typed}, " "))
	return d.report, d.err
}
func (d *door) Unlock(_ context.Context, p []byte) error {
	d.tried = append(d.tried, string(p))
	return d.err
}

func (d *door) CheckRecoveryCode(_ context.Context, code string) error {
	d.tried = append(d.tried, "back "+code)
	return d.err
}

func (d *door) SaveCountry(_ context.Context, code string, checked bool) error {
	d.tried = append(d.tried, fmt.Sprintf("country %s %v", code, checked))
	return d.err
}

func (d *door) UnlockWithCode(_ context.Context, code string) error {
	d.tried = append(d.tried, "code "+code)
	return d.err
}

func start(t *testing.T, d *door) (*shell, *opening.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	p := opening.New(s, d)
	s.Show(p)
	return s, p
}

// fields are the places for a passphrase, in the order of the screen.
func field(t *testing.T, p *opening.Page, n int) *kit.Input {
	t.Helper()
	i, ok := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
	if !ok {
		t.Fatal("there is no such field")
	}
	return i
}

var say = assets.English().T

const good = "lantern tundra cobalt whisper"

func TestTheFirstPageAsksOneThing(t *testing.T) {
	s, p := start(t, &door{folder: "/somewhere"})
	if n := pagetest.Count[*kit.PressCard](p.Content()); n != 2 {
		t.Errorf("%d ways to go on", n)
	}
	pagetest.Press(t, p.Content(), say("support.title"))
	if len(s.Went) != 1 || s.Went[0] != route.To(route.Support) {
		t.Errorf("Support leads to %v", s.Went)
	}
}

// creating goes to the page where a journal is made.
func creating(t *testing.T, p *opening.Page) {
	t.Helper()
	first, _ := pagetest.Find(p.Content(), func(*kit.PressCard) bool { return true })
	first.Tapped(nil)
}

func TestFromTheFirstPageToTheJournal(t *testing.T) {
	d := &door{folder: "/somewhere"}
	s, p := start(t, d)
	creating(t, p)
	if !pagetest.Says(p.Content(), say("notice.first_run")) {
		t.Error("the first-run notice is not on the way")
	}
	test.Type(field(t, p, 0), good)
	meter, _ := pagetest.Find(p.Content(), func(*kit.StrengthMeter) bool { return true })
	if meter.Score() < 3 || meter.Text() == "" {
		t.Errorf("the meter says %d, %q", meter.Score(), meter.Text())
	}
	test.Type(field(t, p, 1), "something else")
	pagetest.Press(t, p.Content(), say("opening.make"))
	if len(d.tried) != 0 || !pagetest.Says(p.Content(), say("passphrase.differ")) {
		t.Fatalf("two different passphrases were taken: %q", d.tried)
	}
	field(t, p, 1).SetText(good)
	first := field(t, p, 0)
	pagetest.Press(t, p.Content(), say("opening.make"))
	if len(d.tried) != 1 || d.tried[0] != good || first.Text != "" {
		t.Fatalf("tried %q, the field still holds %q", d.tried, first.Text)
	}
	if len(s.Inline.Labels) != 1 || s.Inline.Labels[0] != say("opening.making") {
		t.Errorf("the work is called %q", s.Inline.Labels)
	}
	group := "FGHJK"
	if !pagetest.Says(p.Content(), group) || !p.Escape() || !pagetest.Says(p.Content(), group) || !p.HoldsCode() {
		t.Fatal("the recovery code is not there, or Escape takes it away")
	}
	pagetest.Press(t, p.Content(), say("keeping.later"))
	if d.entered != 0 || pagetest.Says(p.Content(), group) || p.HoldsCode() || !pagetest.Says(p.Content(), say("opening.country_title")) {
		t.Error("Later does not lead on, or leaves the code behind")
	}
	pagetest.Press(t, p.Content(), say("common.skip"))
	if d.entered != 1 || len(d.tried) != 1 {
		t.Errorf("entered %d times, tried %q", d.entered, d.tried)
	}
}

func TestANewJournalAsksOnceForTheCountryAndToCheckItsNumbers(t *testing.T) {
	d := &door{folder: "/somewhere"}
	s, p := start(t, d)
	creating(t, p)
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	pagetest.Press(t, p.Content(), say("opening.make"))
	pagetest.Press(t, p.Content(), say("keeping.later"))
	for range 3 {
		s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	if !pagetest.Says(p.Content(), "116 123") || !pagetest.Says(p.Content(), "999 or 112") {
		t.Fatal("the numbers of the country are not shown")
	}
	tick, _ := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return t.Label() == say("opening.country_checked") })
	tick.Tapped(nil)
	pagetest.Press(t, p.Content(), say("common.continue"))
	if last := d.tried[len(d.tried)-1]; last != "country GB true" || d.entered != 1 {
		t.Errorf("tried %q, entered %d times", d.tried, d.entered)
	}
}

func TestTheNewCodeIsTypedBackOnTheWayIn(t *testing.T) {
	d := &door{folder: "/somewhere"}
	s, p := start(t, d)
	creating(t, p)
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	field(t, p, 1).OnSubmitted("")
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	s.Win.Canvas().Focused().TypedKey(enter) // it is kept
	test.Type(s.Win.Canvas().Focused(), "fghjk")
	if !p.Escape() || !pagetest.Says(p.Content(), "FGHJK") {
		t.Fatal("Escape does not lead back to the code")
	}
	s.Win.Canvas().Focused().TypedKey(enter)
	test.Type(s.Win.Canvas().Focused(), "the code")
	s.Win.Canvas().Focused().TypedKey(enter)
	p.Escape() // from the country
	if last := d.tried[len(d.tried)-1]; last != "back the code" || d.entered != 1 {
		t.Errorf("tried %q, entered %d times", d.tried, d.entered)
	}
	if len(s.Said) != 1 || s.Said[0] != say("keeping.right") {
		t.Errorf("said %q", s.Said)
	}
}

func TestAWeakPassphraseIsAskedAboutOnce(t *testing.T) {
	d := &door{folder: "/somewhere"}
	s, p := start(t, d)
	creating(t, p)
	field(t, p, 0).SetText("password")
	field(t, p, 1).SetText("password")
	pagetest.Press(t, p.Content(), say("opening.make"))
	if len(d.tried) != 0 || s.Dialog() == nil {
		t.Fatal("a weak passphrase is taken without a word")
	}
	pagetest.Press(t, s.Dialog(), say("passphrase.weak_use"))
	if len(d.tried) != 1 {
		t.Error("the person's choice is not followed")
	}
}

func TestUnlocking(t *testing.T) {
	d := &door{folder: "/somewhere", exists: true}
	s, p := start(t, d)
	if s.Win.Canvas().Focused() != field(t, p, 0) {
		t.Error("the keyboard is not on the passphrase")
	}
	test.Type(field(t, p, 0), "cafe\u0301")
	field(t, p, 0).OnSubmitted("")
	if len(d.tried) != 1 || d.tried[0] != "caf\u00e9" || d.entered != 1 || field(t, p, 0).Text != "" {
		t.Errorf("tried %q, entered %d times, the field holds %q", d.tried, d.entered, field(t, p, 0).Text)
	}
	if s.Inline.Labels[0] != say("opening.unlocking") {
		t.Errorf("the work is called %q", s.Inline.Labels)
	}
}

func TestWhyAJournalDoesNotOpenIsSaid(t *testing.T) {
	for err, id := range map[error]string{
		vault.ErrWrongPassphrase: "wrong", vault.ErrInUse: "in_use", vault.ErrNewer: "newer",
		vault.ErrAbsurdWork: "absurd", vault.ErrDamaged: "damaged",
	} {
		d := &door{folder: "/somewhere", exists: true, err: fmt.Errorf("opening: %w", err)}
		s, p := start(t, d)
		test.Type(field(t, p, 0), "a passphrase")
		pagetest.Press(t, p.Content(), say("opening.unlock"))
		if !pagetest.Says(p.Content(), say("opening.error."+id)) || d.entered != 0 {
			t.Errorf("%v is not said", err)
		}
		if f := field(t, p, 0); s.Win.Canvas().Focused() != f || f.SelectedText() == "" {
			t.Errorf("%v: the field is not ready to be typed over", err)
		}
	}
	d := &door{folder: "/somewhere", exists: true, err: errors.New("some other thing")}
	s, p := start(t, d)
	field(t, p, 0).SetText("a passphrase")
	pagetest.Press(t, p.Content(), say("opening.unlock"))
	if len(s.Failed) != 1 {
		t.Error("an unknown error is not told")
	}
}

func TestAnotherFolder(t *testing.T) {
	d := &door{folder: "/somewhere"}
	s, p := start(t, d)
	d.exists = true
	pagetest.Press(t, p.Content(), say("opening.other_folder"))
	name, _ := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	name.SetText("/elsewhere")
	pagetest.Press(t, s.Dialog(), say("opening.folder_use"))
	if d.folder != "/elsewhere" || field(t, p, 0) == nil {
		t.Errorf("the folder is %s", d.folder)
	}
}

func TestLockingForgetsWhatWasTyped(t *testing.T) {
	_, p := start(t, &door{folder: "/somewhere"})
	creating(t, p)
	a, b := field(t, p, 0), field(t, p, 1)
	a.SetText(good)
	b.SetText(good)
	p.Wipe()
	if a.Text != "" || b.Text != "" {
		t.Error("a passphrase is still in a field")
	}
}

// byCode opens the journal with the recovery code.
func byCode(t *testing.T, p *opening.Page) {
	t.Helper()
	pagetest.Press(t, p.Content(), say("opening.forgot"))
	test.Type(field(t, p, 0), "the code")
	field(t, p, 0).OnSubmitted("")
}

func TestAForgottenPassphraseLeadsToTheRecoveryCodeAndBack(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	pagetest.Press(t, p.Content(), say("opening.forgot"))
	for typed, one := range map[string]struct {
		err error
		id  string
	}{
		"":     {nil, "keeping.empty"},
		"ABCD": {crypto.ErrRecoveryTypo, "keeping.typo"},
		"WXYZ": {vault.ErrWrongPassphrase, "keeping.other"},
	} {
		d.err = one.err
		field(t, p, 0).SetText(typed)
		pagetest.Press(t, p.Content(), say("opening.unlock"))
		if !pagetest.Says(p.Content(), say(one.id)) {
			t.Errorf("%s is not said", one.id)
		}
	}
	if field(t, p, 0).Password || len(d.tried) != 2 || d.entered != 0 {
		t.Fatalf("tried %q", d.tried)
	}
	if !p.Escape() || !field(t, p, 0).Password {
		t.Error("Escape does not lead back to the passphrase")
	}
}

func TestANewPassphraseIsChosenAtOnceByKeyboard(t *testing.T) {
	d := &door{exists: true}
	s, p := start(t, d)
	byCode(t, p)
	if d.entered != 0 || !d.watched || !pagetest.Says(p.Content(), say("opening.fresh_title")) {
		t.Fatal("no new passphrase is asked for, or the open journal is not watched")
	}
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	for range 2 {
		test.Type(s.Win.Canvas().Focused(), good)
		s.Win.Canvas().Focused().TypedKey(enter)
	}
	if last := d.tried[len(d.tried)-1]; last != "next "+good+" false" || d.entered != 1 {
		t.Errorf("tried %q, entered %d times", d.tried, d.entered)
	}
	if len(s.Said) != 1 {
		t.Error("that the passphrase is set is not said")
	}
}

func TestTheForgottenPassphraseCanStay(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	byCode(t, p)
	pagetest.Press(t, p.Content(), say("opening.fresh_keep"))
	if d.entered != 1 || len(d.tried) != 1 {
		t.Errorf("tried %q, entered %d times", d.tried, d.entered)
	}
}

func TestEscapeAtTheNewPassphraseClosesTheJournalAgain(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	byCode(t, p)
	if !p.Escape() || d.closed != 1 || d.entered != 0 || !field(t, p, 0).Password {
		t.Errorf("closed %d times, entered %d times", d.closed, d.entered)
	}
}

func TestWhoMayKnowTheOldPassphraseGetsNewKeysAndANewCode(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	byCode(t, p)
	tick, _ := pagetest.Find(p.Content(), func(*kit.Tick) bool { return true })
	tick.Tapped(nil)
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	d.err = errors.New("it was set, and something after it failed")
	pagetest.Press(t, p.Content(), say("opening.fresh_set"))
	if last := d.tried[len(d.tried)-1]; last != "next "+good+" true" || d.entered != 0 {
		t.Fatalf("tried %q, entered %d times", d.tried, d.entered)
	}
	if !pagetest.Says(p.Content(), "FGHJK") || !pagetest.Says(p.Content(), say("opening.renewed_line")) || !p.HoldsCode() {
		t.Fatal("the new code is not shown")
	}
	pagetest.Press(t, p.Content(), say("keeping.later"))
	if d.entered != 1 {
		t.Error("it does not lead on")
	}
}

func TestAPassphraseThatCannotBeSetIsSaidAndCanBeTriedAgain(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	byCode(t, p)
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	d.err = vault.ErrDiskFull
	pagetest.Press(t, p.Content(), say("opening.fresh_set"))
	if !pagetest.Says(p.Content(), say("opening.error.full")) || d.entered != 0 {
		t.Fatal("it is not said")
	}
	d.err = nil
	pagetest.Press(t, p.Content(), say("opening.fresh_set"))
	if d.entered != 1 {
		t.Error("it cannot be tried again")
	}
}

// olderDoor opens a copy that is two days behind.
func olderDoor() *door {
	known := time.Date(2026, 11, 20, 9, 5, 0, 0, time.Local)
	return &door{folder: "/somewhere", exists: true, here: known.AddDate(0, 0, -2), known: known}
}

func TestAnOlderCopyIsThePersonsToDecideAbout(t *testing.T) {
	d := olderDoor()
	s, p := start(t, d)
	field(t, p, 0).SetText("a passphrase")
	field(t, p, 0).OnSubmitted("")
	if d.entered != 0 || d.accepted || !pagetest.Says(p.Content(), "18 November, 09:05") || !pagetest.Says(p.Content(), "20 November, 09:05") {
		t.Fatal("an older copy is entered unasked, or the two days are not said")
	}
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the harmless answer
	if d.closed != 1 || d.accepted || !pagetest.Says(p.Content(), say("opening.older_closed")) || !field(t, p, 0).Password {
		t.Fatalf("closed %d times, accepted %v", d.closed, d.accepted)
	}
	field(t, p, 0).SetText("a passphrase")
	field(t, p, 0).OnSubmitted("")
	if !p.Escape() || d.closed != 2 {
		t.Error("Escape does not close the copy again")
	}
	field(t, p, 0).SetText("a passphrase")
	field(t, p, 0).OnSubmitted("")
	pagetest.Press(t, p.Content(), say("opening.older_accept"))
	if !d.accepted || d.entered != 1 {
		t.Error("the person's choice is not followed")
	}
}

func TestAnOlderCopyByCodeLeadsToTheNewPassphrase(t *testing.T) {
	d := olderDoor()
	_, p := start(t, d)
	byCode(t, p)
	pagetest.Press(t, p.Content(), say("opening.older_accept"))
	if !d.accepted || d.entered != 0 || !pagetest.Says(p.Content(), say("opening.fresh_title")) {
		t.Error("the new passphrase is not asked for")
	}
}

func TestWhatSpeaksAgainstTheFolderIsSaid(t *testing.T) {
	const warning = "This folder looks like one that is copied to other computers."
	for _, exists := range []bool{false, true} {
		_, p := start(t, &door{folder: "/somewhere", exists: exists, warning: warning})
		if !pagetest.Says(p.Content(), warning) {
			t.Error("it is not said where a journal is opened")
		}
		if exists {
			continue
		}
		if creating(t, p); !pagetest.Says(p.Content(), warning) {
			t.Error("it is not said where a journal is made")
		}
	}
}

func TestWhatIsCancelledIsNoErrorAndCanBeTriedAgain(t *testing.T) {
	d := &door{exists: true, suggested: "/new"}
	s, p := start(t, d)
	byCode(t, p)
	d.err = fmt.Errorf("stopped: %w", context.Canceled)
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	pagetest.Press(t, p.Content(), say("opening.fresh_set"))
	if d.entered != 0 || field(t, p, 0).Text != good || len(s.Failed) != 0 {
		t.Errorf("cancelled, it was entered %d times, told %v", d.entered, s.Failed)
	}
}

func TestASecondPressWhileItWorksDoesNothing(t *testing.T) {
	d := &door{exists: true}
	s, p := start(t, d)
	byCode(t, p)
	late := s.BeLate()
	field(t, p, 0).SetText(good)
	field(t, p, 1).SetText(good)
	pagetest.Press(t, p.Content(), say("opening.fresh_set"))
	if !pagetest.Says(p.Content(), say("opening.fresh_title")) || len(d.tried) != 2 {
		t.Fatalf("tried %q", d.tried)
	}
	field(t, p, 1).OnSubmitted("")
	pagetest.Press(t, p.Content(), say("opening.fresh_keep"))
	if !p.Escape() || len(d.tried) != 2 || d.entered != 0 || d.closed != 0 {
		t.Errorf("meanwhile: tried %q, entered %d times, closed %d times", d.tried, d.entered, d.closed)
	}
	late.Settle()
	if d.entered != 1 {
		t.Error("it does not lead on")
	}
}

func TestTabReachesWhatThereIsToDecide(t *testing.T) {
	s, p := start(t, olderDoor())
	byCode(t, p)
	want := []string{say("opening.older_newer"), say("opening.older_accept"), say("support.title")}
	if stops := s.Stops(); !slices.Equal(stops, want) {
		t.Errorf("at an older copy Tab stops at %q", stops)
	}
	pagetest.Press(t, p.Content(), say("opening.older_accept"))
	stops := s.Stops()
	for _, id := range []string{"passphrase.six_words", "opening.fresh_set", "opening.fresh_keep", "support.title"} {
		if !slices.Contains(stops, say(id)) {
			t.Errorf("Tab does not reach %q of %q", say(id), stops)
		}
	}
}

func TestSupportIsOnePressAwayFromEveryStep(t *testing.T) {
	steps := map[string]func(*testing.T) (*shell, *opening.Page){
		"the code": func(t *testing.T) (*shell, *opening.Page) {
			s, p := start(t, &door{folder: "/somewhere"})
			creating(t, p)
			field(t, p, 0).SetText(good)
			field(t, p, 1).SetText(good)
			field(t, p, 1).OnSubmitted("")
			return s, p
		},
		"a new passphrase": func(t *testing.T) (*shell, *opening.Page) {
			s, p := start(t, &door{exists: true})
			byCode(t, p)
			return s, p
		},
		"an older copy": func(t *testing.T) (*shell, *opening.Page) {
			s, p := start(t, olderDoor())
			byCode(t, p)
			return s, p
		},
		"a backup": func(t *testing.T) (*shell, *opening.Page) {
			s, p, _ := restoring(t, &door{suggested: "/new"})
			return s, p
		},
		"a restored one": func(t *testing.T) (*shell, *opening.Page) {
			s, p, _ := restoring(t, &door{suggested: "/new", report: vault.RestoreReport{Records: 1}})
			field(t, p, 0).SetText("x")
			field(t, p, 0).OnSubmitted("")
			return s, p
		},
		"an empty one": func(t *testing.T) (*shell, *opening.Page) {
			s, p, _ := restoring(t, &door{suggested: "/new"})
			field(t, p, 0).SetText("x")
			field(t, p, 0).OnSubmitted("")
			return s, p
		},
	}
	for name, reach := range steps {
		t.Run(name, func(t *testing.T) {
			s, p := reach(t)
			pagetest.Press(t, p.Content(), say("support.title"))
			if len(s.Went) != 1 || s.Went[0] != route.To(route.Support) {
				t.Errorf("Support leads to %v", s.Went)
			}
		})
	}
}

func TestATherapistMakesTheirOwnKindOfVault(t *testing.T) {
	for _, therapist := range []bool{true, false} {
		d := &door{folder: "/somewhere"}
		_, p := start(t, d)
		make := say("opening.make")
		if therapist {
			pagetest.Press(t, p.Content(), say("opening.therapist_link"))
			if pagetest.Says(p.Content(), say("notice.first_run")) {
				t.Error("a therapist is told what a patient is told")
			}
			make = say("opening.therapist_make")
		} else {
			creating(t, p)
		}
		field(t, p, 0).SetText(good)
		field(t, p, 1).SetText(good)
		pagetest.Press(t, p.Content(), make)
		if len(d.tried) != 1 || d.therapist != therapist || !p.HoldsCode() {
			t.Errorf("tried %q, a therapist's: %v, want %v", d.tried, d.therapist, therapist)
		}
	}
}
