package opening_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/pages/opening"
	"afterglow/app/pages/pagetest"
	"afterglow/journal/vault"
)

// restoring chooses a backup on the Open page.
func restoring(t *testing.T, d *door) (*shell, *opening.Page, string) {
	t.Helper()
	s, p := start(t, d)
	file := filepath.Join(t.TempDir(), "mine.afterglow-backup")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	pagetest.Press(t, p.Content(), say("opening.restore_link"))
	name, ok := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		t.Fatal("nothing asks for the backup")
	}
	name.SetText(file)
	name.OnSubmitted("")
	return s, p, file
}

func TestABackupIsRestoredByKeyboardAndReported(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	d := &door{folder: "/somewhere", exists: true, suggested: dir,
		report: vault.RestoreReport{Records: 41, SavedAt: time.Date(2026, 11, 19, 8, 30, 0, 0, time.Local)}}
	s, p, file := restoring(t, d)
	test.Type(s.Win.Canvas().Focused(), "the old words")
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(d.tried) != 1 || d.tried[0] != "restore "+file+" "+dir+" the old words" {
		t.Fatalf("tried %q", d.tried)
	}
	for _, text := range []string{"41 records", "19 November, 08:30", dir, say("opening.restored_line"), say("opening.restored_next_time", "Folder", "/somewhere")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
	s.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.folder != dir || !field(t, p, 0).Password {
		t.Errorf("the folder is %s", d.folder)
	}
}

func TestWhatADamagedBackupLostIsSaidByDay(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 12, 0, 0, 0, time.Local) }
	d := &door{suggested: filepath.Join(t.TempDir(), "new"), report: vault.RestoreReport{Records: 3, Problems: []vault.Problem{
		{What: "backup", Detail: "1 of 3 parts of the backup are damaged"}, {At: day(12)}, {At: day(9)}, {At: day(12)}}}}
	_, p, _ := restoring(t, d)
	field(t, p, 0).SetText("x")
	pagetest.Press(t, p.Content(), say("opening.restore_do"))
	for _, text := range []string{say("opening.restored_part_title"), "1 thing saved on 9 November", "2 things saved on 12 November", say("opening.restored_undated")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
}

func TestNothingIsRestoredWhereAJournalIs(t *testing.T) {
	there := filepath.Join(t.TempDir(), "journal")
	if err := os.MkdirAll(there, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(there, "vault.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := &door{folder: there, exists: true, suggested: there + "-restored"}
	_, p, _ := restoring(t, d)
	for _, one := range []struct{ typed, folder, id string }{
		{"", there + "-restored", "opening.restore_secret_empty"},
		{"x", there, "opening.restore_journal_there"},
		{"x", filepath.Join(there, "log"), "opening.restore_journal_there"},
		{"x", "some folder", "opening.restore_whole_path"},
		{"x", "", "opening.restore_whole_path"},
	} {
		field(t, p, 0).SetText(one.typed)
		field(t, p, 1).SetText(one.folder)
		pagetest.Press(t, p.Content(), say("opening.restore_do"))
		if len(d.tried) != 0 || !pagetest.Says(p.Content(), say(one.id)) {
			t.Errorf("%q into %q: %s is not said", one.typed, one.folder, one.id)
		}
	}
}

func TestWhyABackupIsNotRestoredIsSaid(t *testing.T) {
	for err, id := range map[error]string{
		vault.ErrWrongPassphrase: "opening.restore_wrong", vault.ErrNewer: "opening.restore_newer", vault.ErrAbsurdWork: "opening.restore_absurd",
		vault.ErrDamaged: "opening.restore_damaged", vault.ErrExists: "opening.error.not_empty", vault.ErrDiskFull: "opening.error.full",
		os.ErrNotExist: "opening.restore_gone", os.ErrPermission: "opening.restore_not_allowed",
	} {
		d := &door{suggested: filepath.Join(t.TempDir(), "new"), err: fmt.Errorf("restoring: %w", err)}
		s, p, _ := restoring(t, d)
		field(t, p, 0).SetText("x")
		pagetest.Press(t, p.Content(), say("opening.restore_do"))
		if !pagetest.Says(p.Content(), say(id)) || len(s.Failed) != 0 {
			t.Errorf("%v is not said", err)
		}
	}
}

func TestEscapeLeavesTheRestoringAndForgetsWhatWasTyped(t *testing.T) {
	_, p, _ := restoring(t, &door{exists: true, suggested: "/new"})
	secret := field(t, p, 0)
	secret.SetText("the old words")
	if !p.Escape() || secret.Text != "" || !pagetest.Says(p.Content(), say("opening.locked")) {
		t.Error("Escape does not lead back, or what was typed stays")
	}
}

func TestACancelledRestoringLeavesThePageAsItWas(t *testing.T) {
	d := &door{suggested: "/new", err: fmt.Errorf("stopped: %w", context.Canceled)}
	s, p, _ := restoring(t, d)
	field(t, p, 0).SetText("the old words")
	pagetest.Press(t, p.Content(), say("opening.restore_do"))
	if len(s.Failed) != 0 || field(t, p, 0).Text != "the old words" || !pagetest.Says(p.Content(), say("opening.restore_secret_hint")) {
		t.Errorf("told %v", s.Failed)
	}
	d.err = nil
	pagetest.Press(t, p.Content(), say("opening.restore_do"))
	if len(d.tried) != 2 || s.Inline.Labels[0] != say("opening.restoring") {
		t.Errorf("tried %q", d.tried)
	}
}
