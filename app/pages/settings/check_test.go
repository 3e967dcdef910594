package settings_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

func TestAWholeJournalIsSaidToBe(t *testing.T) {
	_, j, p := start(t, settings.Check)
	pagetest.Save(t, j, journal.Entry{Title: "The sea"})
	pagetest.Press(t, p.Content(), say("settings.check_start"))
	if !pagetest.Says(p.Content(), assets.English().N("settings.check_good_line", 3)) {
		t.Error("that all is well is not said, or not how much was read")
	}
	if _, ok := pagetest.Find(p.Content(), func(b *kit.Button) bool { return b.Text() == say("settings.repair") }); ok {
		t.Error("there is something to repair")
	}
}

// reopened makes a journal with two entries, closes it, changes a byte of the
// second in both copies, takes the store away, and opens it again on the page that checks.
func reopened(t *testing.T) (*shell, *journal.Journal, *settings.Page) {
	t.Helper()
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	dir := filepath.Join(t.TempDir(), "journal")
	j, _, err := journal.Create(t.Context(), dir, journal.CreateOptions{Passphrase: []byte(oldOne), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	pagetest.Save(t, j, journal.Entry{Title: "The sea", Sections: []journal.Section{{Text: "grey"}}})
	logs := filepath.Join(dir, "log", "*")
	hill := size(t, logs) + 200
	pagetest.Save(t, j, journal.Entry{Title: "The hill", Sections: []journal.Section{{Text: "green"}}})
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	flip(t, hill, logs)
	flip(t, hill, filepath.Join(dir, "mirror", "*"))
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}
	if j, err = journal.Open(t.Context(), dir, []byte(oldOne), journal.OpenOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	p := settings.New(s, j, dir, settings.Check)
	s.Show(p)
	return s, j, p
}

// only is the one file that matches.
func only(t *testing.T, pattern string) (name string, content []byte) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) != 1 {
		t.Fatalf("%s: %v, %v", pattern, files, err)
	}
	content, err = os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return files[0], content
}

func size(t *testing.T, pattern string) int {
	_, content := only(t, pattern)
	return len(content)
}

// flip changes one byte of the one file that matches.
func flip(t *testing.T, at int, pattern string) {
	t.Helper()
	name, content := only(t, pattern)
	content[at] ^= 1
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDamageThatTakesNothingAwayIsMendedWithoutAQuestion(t *testing.T) {
	s, j, p := start(t, settings.Check)
	flip(t, 100, filepath.Join(s.folder, "vault.json.bak"))
	flip(t, 100, filepath.Join(s.folder, "mirror", "*"))
	pagetest.Press(t, p.Content(), say("settings.check_start"))
	for _, text := range []string{say("settings.check_safe_title"), "· " + say("settings.safe.header"), "· " + say("settings.safe.log")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
	pagetest.Press(t, p.Content(), say("settings.repair"))
	if s.Dialog() != nil || !pagetest.Says(p.Content(), say("settings.repaired")) {
		t.Fatal("the repair asks, or does not say that it is done")
	}
	if rep, err := j.Check(t.Context()); err != nil || !rep.OK {
		t.Errorf("after the repair: %+v, %v", rep, err)
	}
}

// damaged answers as a journal would of which some records cannot be read.
type damaged struct {
	*journal.Journal
	problems []journal.Problem
	repaired int
}

func (d *damaged) Problems() []journal.Problem { return d.problems }
func (d *damaged) Check(context.Context) (vault.Report, error) {
	return vault.Report{Records: 7, Problems: d.problems}, nil
}
func (d *damaged) Repair(context.Context) (journal.RepairReport, error) {
	d.repaired++
	lost := d.problems
	d.problems = nil
	return journal.RepairReport{Records: 7, Lost: lost}, nil
}

func TestWhatCannotBeReadIsNamedByDateBeforeItIsLeftOut(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, dir := pagetest.Journal(t)
	sea := pagetest.Save(t, j, journal.Entry{Title: "The sea"})
	at := func(day int) time.Time { return time.Date(2026, 11, day, 9, 5, 0, 0, s.Clock.Location()) }
	d := &damaged{Journal: j, problems: []journal.Problem{
		{What: "entry", ID: "6b", At: at(12)},
		{What: "record", ID: "6d"},
		{What: "record", ID: "6e"},
		{What: "log", Lost: true, At: at(2)},
		{What: "record", ID: string(sea.ID), At: at(14)},
		{What: "dosing-session", ID: "6c", At: at(3)},
	}}
	p := settings.New(s, d, dir, settings.Check)
	s.Show(p)
	lines := []string{"· Something", "· Something, it is not known what, saved on 2 November, 09:05", "· A session, saved on 3 November, 09:05", "· An entry, saved on 12 November, 09:05", "· A version of “The sea”, saved on 14 November, 09:05"}
	all := func(id string) {
		t.Helper()
		for _, line := range lines {
			if !pagetest.Says(p.Content(), line) || !pagetest.Says(p.Content(), say(id)) {
				t.Errorf("%s: %q is not said", id, line)
			}
		}
	}
	all("settings.check_noticed") // known since the opening, before any check
	pagetest.Press(t, p.Content(), say("settings.check_start"))
	all("settings.check_lost")
	pagetest.Press(t, p.Content(), say("settings.repair"))
	if d.repaired != 0 || !pagetest.Says(s.Dialog(), assets.English().N("settings.repair_text", 6)) {
		t.Fatal("something is left out unasked")
	}
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.repaired != 0 || s.Dialog() != nil {
		t.Fatal("the keyboard begins on what leaves something out")
	}
	pagetest.Press(t, p.Content(), say("settings.repair"))
	pagetest.Press(t, s.Dialog(), say("settings.repair"))
	if d.repaired != 1 {
		t.Fatal("it was not repaired")
	}
	all("settings.repaired_without")
	pagetest.Press(t, p.Content(), say("settings.check_start"))
	if !pagetest.Says(p.Content(), say("settings.check_good")) {
		t.Error("after the repair not all is well")
	}
}

func TestADamagedBackupIsSaidToBe(t *testing.T) {
	_, j, p := start(t, settings.Check)
	now := j.Settings()
	now.BackupFolder = t.TempDir()
	if _, err := j.SaveSettings(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	path, err := j.BackupInto(t.Context(), now.BackupFolder, 5, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range []bool{false, true} {
		if damaged {
			flip(t, size(t, path)/2, path)
		}
		pagetest.Press(t, p.Content(), say("settings.check_start"))
		if pagetest.Says(p.Content(), say("settings.check_backups")) != damaged || !pagetest.Says(p.Content(), say("settings.check_good")) {
			t.Errorf("damaged %v is told otherwise, or taken for a damage of the journal", damaged)
		}
	}
}

func TestDamageAtOpeningThatLostNothingDoesNotAlarm(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, dir := pagetest.Journal(t)
	p := settings.New(s, &damaged{Journal: j, problems: []journal.Problem{{What: "log"}}}, dir, settings.Check)
	s.Show(p)
	if !pagetest.Says(p.Content(), say("settings.check_noticed_safe")) || pagetest.Says(p.Content(), say("settings.check_noticed")) {
		t.Error("a damage without a loss is called one")
	}
}

func TestARealDamageIsFoundNamedAndRepaired(t *testing.T) {
	s, j, p := reopened(t)
	if len(j.Problems()) == 0 {
		t.Fatal("nothing is damaged")
	}
	pagetest.Press(t, p.Content(), say("settings.check_start"))
	if !pagetest.Says(p.Content(), say("settings.check_lost_title")) {
		t.Fatal("that something cannot be read is not said")
	}
	pagetest.Press(t, p.Content(), say("settings.repair"))
	pagetest.Press(t, s.Dialog(), say("settings.repair"))
	if rep, err := j.Check(t.Context()); err != nil || !rep.OK || !pagetest.Says(p.Content(), say("settings.repaired")) {
		t.Errorf("after the repair: %+v, %v", rep, err)
	}
	if list := j.Summaries(journal.Filter{}); len(list) != 1 || list[0].Title != "The sea" {
		t.Errorf("what could be read is not there: %+v", list)
	}
}

// TestCheckingByKeyboardAlone: the keyboard is on the check, and Enter begins it.
func TestCheckingByKeyboardAlone(t *testing.T) {
	s, _, p := start(t, settings.Check)
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !pagetest.Says(p.Content(), say("settings.check_good")) {
		t.Error("Enter does not check")
	}
}

func TestLockingForgetsWhatWasFound(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, dir := pagetest.Journal(t)
	sea := pagetest.Save(t, j, journal.Entry{Title: "The sea"})
	p := settings.New(s, &damaged{Journal: j, problems: []journal.Problem{{What: "record", ID: string(sea.ID)}}}, dir, settings.Check)
	s.Show(p)
	line := "· A version of “The sea”"
	if !pagetest.Says(p.Content(), line) {
		t.Fatal("it is not said")
	}
	p.Wipe()
	if pagetest.Says(p.Content(), line) {
		t.Error("an entry's name is still on the page")
	}
}
