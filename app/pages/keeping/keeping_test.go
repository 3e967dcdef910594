package keeping_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/keeping"
	"afterglow/app/pages/pagetest"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/report"
	"afterglow/journal/vault"
)

var say = assets.English().T

// table is a window with a code on it, before a journal that knows it.
type table struct {
	*pagetest.Shell
	t      testing.TB
	code   string
	shown  *keeping.Code
	checks []string
	ended  []bool
	err    error // what the journal answers to another code
}

func (d *table) check(_ context.Context, typed string) error {
	d.checks = append(d.checks, typed)
	got, err := crypto.ParseRecoveryCode(typed)
	if err != nil {
		return err
	}
	if want, _ := crypto.ParseRecoveryCode(d.code); string(got) != string(want) {
		return fmt.Errorf("opening: %w", vault.ErrWrongPassphrase)
	}
	return d.err
}

func lay(t *testing.T) *table {
	d := &table{Shell: pagetest.New(t, look.Settings{}), t: t, code: crypto.NewRecoveryCode()}
	d.shown = keeping.New(d, "A code", "of the test", d.code, d.check, func(confirmed bool) { d.ended = append(d.ended, confirmed) })
	d.Win.SetContent(container.NewStack(d.shown.Object()))
	d.shown.Focus(d.Win.Canvas())
	return d
}

// sees says whether every group of the code is on the screen.
func (d *table) sees() bool {
	for _, g := range strings.Split(d.code, "-") {
		if !pagetest.Says(d.Win.Content(), g) {
			return false
		}
	}
	return true
}

func (d *table) press(id string) {
	d.t.Helper()
	pagetest.Press(d.t, d.Win.Content(), say(id))
}

// hits presses a key where the keyboard is.
func (d *table) hits(key fyne.KeyName) {
	d.t.Helper()
	f := d.Win.Canvas().Focused()
	if f == nil {
		d.t.Fatal("nothing has the keyboard")
	}
	f.TypedKey(&fyne.KeyEvent{Name: key})
}

func (d *table) types(text string) {
	d.t.Helper()
	f, ok := d.Win.Canvas().Focused().(*kit.Input)
	if !ok {
		d.t.Fatal("the keyboard is not on a field")
	}
	f.SetText("")
	test.Type(f, text)
}

// TestTheCodeIsTypedBackByKeyboardAlone goes the whole way with Enter, from the
// code to the end, past a slip and another journal's code.
func TestTheCodeIsTypedBackByKeyboardAlone(t *testing.T) {
	d := lay(t)
	if !d.sees() {
		t.Fatal("the code is not on the screen")
	}
	d.hits(fyne.KeyReturn)
	if d.sees() || !pagetest.Says(d.Win.Content(), say("keeping.back_title")) {
		t.Fatal("the code is on the screen while it is typed back")
	}
	for typed, id := range map[string]string{" ": "keeping.empty", d.code[:len(d.code)-1]: "keeping.typo", crypto.NewRecoveryCode(): "keeping.other"} {
		d.types(typed)
		d.hits(fyne.KeyReturn)
		if !pagetest.Says(d.Win.Content(), say(id)) || len(d.ended) != 0 {
			t.Errorf("%s is not said", id)
		}
	}
	d.types(strings.ToLower(strings.ReplaceAll(d.code, "-", "  ")))
	field, _ := d.Win.Canvas().Focused().(*kit.Input)
	d.hits(fyne.KeyReturn)
	if len(d.ended) != 1 || !d.ended[0] || field.Text != "" || d.sees() {
		t.Errorf("the right code ends with %v and leaves %q", d.ended, field.Text)
	}
}

func TestTabReachesEverything(t *testing.T) {
	d := lay(t)
	want := []string{say("keeping.save"), say("keeping.print"), say("keeping.kept"), say("keeping.later")}
	if stops := d.Stops(); !slices.Equal(stops, want) {
		t.Errorf("with the code Tab stops at %q", stops)
	}
	d.press("keeping.kept")
	want = []string{"", say("keeping.check"), say("keeping.show_again"), say("keeping.later")}
	if stops := d.Stops(); !slices.Equal(stops, want) {
		t.Errorf("typing it back Tab stops at %q", stops)
	}
}

func TestOnePressGoesBackToTheCodeAndEscapeNeverTakesItAway(t *testing.T) {
	d := lay(t)
	d.shown.Escape()
	if !d.sees() {
		t.Fatal("Escape takes the code away")
	}
	for _, back := range []func(){func() { d.press("keeping.show_again") }, d.shown.Escape} {
		d.press("keeping.kept")
		d.types("7K2M")
		field, _ := d.Win.Canvas().Focused().(*kit.Input)
		back()
		if !d.sees() || field.Text != "" {
			t.Error("one does not come back to the code, or what was typed stays")
		}
	}
}

func TestTypingItBackCanWait(t *testing.T) {
	for _, first := range []string{"keeping.later", "keeping.kept"} {
		d := lay(t)
		if d.shown.Kept() {
			t.Error("a code that was only shown counts as kept")
		}
		d.press(first)
		if first == "keeping.kept" {
			if !d.shown.Kept() {
				t.Error("the person's word is not taken")
			}
			d.press("keeping.later")
		}
		if len(d.ended) != 1 || d.ended[0] || d.sees() || len(d.checks) != 0 {
			t.Errorf("Later ends with %v, checked %q", d.ended, d.checks)
		}
	}
}

func TestTheCodeIsWrittenOnlyWhereThePersonSays(t *testing.T) {
	for id, name := range map[string]string{"keeping.save": "code.txt", "keeping.print": "sheet.pdf"} {
		d := lay(t)
		path := filepath.Join(t.TempDir(), name)
		d.press(id)
		field, ok := pagetest.Find(d.Dialog(), func(*kit.Input) bool { return true })
		if !ok {
			t.Fatal("nothing asks where")
		}
		field.SetText(path)
		pagetest.Press(t, d.Dialog(), say("kit.save"))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := report.RecoveryText(d.code, d.Clock, assets.English())
		if filepath.Ext(name) == ".pdf" {
			want, _ = report.RecoverySheet(d.code, d.Clock, assets.English())
		}
		if string(data) != string(want) || !d.shown.Kept() {
			t.Errorf("%s holds something else, or the code does not count as kept", name)
		}
		if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
		if d.Copied != "" || len(d.Failed) != 0 || !d.sees() {
			t.Errorf("copied %q, failed %v", d.Copied, d.Failed)
		}
	}
}

func TestAFileThatCannotBeWrittenIsSaidAndTheCodeStays(t *testing.T) {
	d := lay(t)
	d.press("keeping.save")
	field, _ := pagetest.Find(d.Dialog(), func(*kit.Input) bool { return true })
	field.SetText(filepath.Join(t.TempDir(), strings.Repeat("x", 300)+".txt")) // longer than a name may be
	pagetest.Press(t, d.Dialog(), say("kit.save"))
	if len(d.Failed) != 1 || !d.sees() || d.shown.Kept() {
		t.Errorf("told %v; the code is gone, or counts as kept", d.Failed)
	}
}

func TestAnErrorThatIsNotAboutTheCodeIsTold(t *testing.T) {
	d := lay(t)
	d.err = errors.New("the disk is away")
	d.press("keeping.kept")
	d.types(d.code)
	d.hits(fyne.KeyReturn)
	if len(d.Failed) != 1 || len(d.ended) != 0 {
		t.Errorf("told %v, ended %v", d.Failed, d.ended)
	}
}

func TestWipeForgetsTheCode(t *testing.T) {
	d := lay(t)
	d.press("keeping.kept")
	d.types(d.code)
	field, _ := d.Win.Canvas().Focused().(*kit.Input)
	d.shown.Wipe()
	if field.Text != "" || d.sees() {
		t.Error("the code is still there")
	}
	if _, ok := pagetest.Find(d.shown.Object(), func(o *kit.Text) bool { return strings.Contains(d.code, o.Text()) && o.Text() != "" }); ok {
		t.Error("a group of the code is still in a text")
	}
}

func TestTheDialogStaysUntilItIsAnswered(t *testing.T) {
	d := lay(t)
	var ended []bool
	dialog := keeping.Show(d, "A new code", "of the test", d.code, d.check, func(confirmed bool) { ended = append(ended, confirmed) })
	d.Win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.Dialog() == nil || len(ended) != 0 {
		t.Fatal("Escape takes the code away")
	}
	pagetest.Press(t, d.Dialog(), say("keeping.later"))
	if d.Dialog() != nil || len(ended) != 1 {
		t.Error("Later does not close it")
	}
	dialog = keeping.Show(d, "A new code", "of the test", d.code, d.check, func(bool) {})
	dialog.Wipe()
	if d.Dialog() != nil || !dialog.Kept() {
		t.Error("a lock leaves the code on the screen")
	}
}
