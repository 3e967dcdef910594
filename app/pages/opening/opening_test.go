package opening_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

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
	folder  string
	exists  bool
	err     error
	tried   []string
	entered int
}

func (d *door) Exists() bool         { return d.exists }
func (d *door) Folder() string       { return d.folder }
func (d *door) SetFolder(dir string) { d.folder = dir }
func (d *door) Enter()               { d.entered++ }
func (d *door) Create(_ context.Context, p []byte) (string, error) {
	d.tried = append(d.tried, string(p))
	return "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567", d.err
}
func (d *door) Unlock(_ context.Context, p []byte) error {
	d.tried = append(d.tried, string(p))
	return d.err
}

func (d *door) CheckRecoveryCode(_ context.Context, code string) error {
	d.tried = append(d.tried, "back "+code)
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
	if d.entered != 1 || pagetest.Says(p.Content(), group) || p.HoldsCode() {
		t.Error("Later does not lead on, or leaves the code behind")
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

func TestAForgottenPassphraseLeadsToTheRecoveryCodeAndBack(t *testing.T) {
	d := &door{exists: true}
	_, p := start(t, d)
	pagetest.Press(t, p.Content(), "I forgot the passphrase")
	field, ok := pagetest.Find(p.Content(), func(i *kit.Input) bool { return !i.Password })
	if !ok {
		t.Fatal("there is nowhere to type the code")
	}
	d.err = crypto.ErrRecoveryTypo
	test.Type(field, "ABCD")
	pagetest.Press(t, p.Content(), "Unlock")
	if !pagetest.Says(p.Content(), "That is not quite the code. Compare it letter by letter.") {
		t.Error("a slip is not said")
	}
	if !p.Escape() || len(d.tried) != 1 || d.tried[0] != "code ABCD" {
		t.Fatalf("tried %q", d.tried)
	}
	if _, ok := pagetest.Find(p.Content(), func(i *kit.Input) bool { return i.Password }); !ok {
		t.Error("Escape does not lead back to the passphrase")
	}
}
