package settings_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/journal"
)

func TestABackupIsMadeNowAndSaidWhere(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	pagetest.Save(t, j, journal.Entry{Title: "The sea"})
	pagetest.Press(t, p.Content(), say("settings.backup_make"))
	name, _ := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	if name.Text != "Afterglow 2026-11-21.afterglow-backup" {
		t.Errorf("the name offered is %q", name.Text)
	}
	path := filepath.Join(t.TempDir(), "mine")
	choose(t, s, path, "kit.save")
	path += journal.BackupEnding
	if !pagetest.Says(p.Content(), say("settings.backup_made", "Path", path)) {
		t.Error("where it is is not said")
	}
	if s.Inline.Labels[len(s.Inline.Labels)-1] != say("settings.backup_making") {
		t.Errorf("the work is called %q", s.Inline.Labels)
	}
	if rep, err := journal.Restore(t.Context(), path, filepath.Join(t.TempDir(), "restored"), []byte(oldOne), nil); err != nil || rep.Records != 3 {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestABackupInsideTheJournalIsNotMade(t *testing.T) {
	s, _, p := start(t, settings.Backups)
	inside := filepath.Join(s.folder, "x"+journal.BackupEnding)
	pagetest.Press(t, p.Content(), say("settings.backup_make"))
	choose(t, s, inside, "kit.save")
	if _, err := os.Stat(inside); err == nil || !pagetest.Says(p.Content(), say("settings.backup_inside")) {
		t.Error("it was made, or why not is not said")
	}
}

// use chooses a folder for the backups at lock, by the button that says id.
func use(t *testing.T, s *shell, p *settings.Page, id, folder string) {
	t.Helper()
	pagetest.Press(t, p.Content(), say(id))
	choose(t, s, folder, "kit.folder_use")
}

func TestBackupsAtLockGoIntoAFolder(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	if !pagetest.Says(p.Content(), say("settings.backup_off")) || pagetest.Says(p.Content(), say("settings.backup_on")) {
		t.Error("how it stands is not said")
	}
	folder := t.TempDir()
	use(t, s, p, "settings.backup_choose", folder+string(filepath.Separator))
	if s.Dialog() != nil || j.Settings().BackupFolder != folder {
		t.Fatalf("the folder is %q", j.Settings().BackupFolder)
	}
	for _, text := range []string{say("settings.backup_on"), folder, say("settings.backup_none_yet")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
	pagetest.Press(t, p.Content(), "10")
	if got := j.Settings(); got.BackupKeep != 10 || got.BackupFolder != folder {
		t.Errorf("%+v", got)
	}
	if _, err := j.BackupInto(t.Context(), folder, 10, nil); err != nil {
		t.Fatal(err)
	}
	if list, err := os.ReadDir(folder); err != nil || len(list) != 1 {
		t.Errorf("beside the backup there is %v, %v", list, err)
	}
	again := func() *settings.Page {
		p := settings.New(s, j, s.folder, settings.Backups)
		s.Show(p)
		return p
	}
	p = again()
	if _, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return strings.HasPrefix(o.Text(), "The newest is of ") }); !ok {
		t.Error("when the newest was made is not said")
	}
	other := t.TempDir()
	use(t, s, p, "settings.backup_other", other)
	if j.Settings().BackupFolder != other {
		t.Errorf("the folder is %q", j.Settings().BackupFolder)
	}
	if err := os.Remove(other); err != nil {
		t.Fatal(err)
	}
	p = again()
	if !pagetest.Says(p.Content(), say("settings.backup_away")) {
		t.Error("that the folder is away is not said")
	}
	pagetest.Press(t, p.Content(), say("settings.backup_stop"))
	if j.Settings().BackupFolder != "" || pagetest.Says(p.Content(), other) || !pagetest.Says(p.Content(), say("settings.backup_off")) {
		t.Error("it does not stop")
	}
}

func TestAFolderThatWouldKeepNoBackupIsRefusedWithTheReason(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	pagetest.Press(t, p.Content(), say("settings.backup_choose"))
	refused := map[string]string{
		filepath.Join(t.TempDir(), "nowhere"): "kit.no_such_folder",
		s.folder:                              "settings.backup_inside",
		filepath.Join(s.folder, "log"):        "settings.backup_inside",
	}
	if runtime.GOOS == "linux" {
		refused["/proc"] = "settings.backup_not_writable" // for root as well
	}
	for folder, id := range refused {
		choose(t, s, folder, "kit.folder_use")
		if s.Dialog() == nil || !pagetest.Says(s.Dialog(), say(id)) || j.Settings().BackupFolder != "" {
			t.Errorf("%q is taken, or why not is not said", folder)
		}
	}
}

// TestBackupsAreSetUpByKeyboardAlone goes by Tab, types, and presses Enter.
func TestBackupsAreSetUpByKeyboardAlone(t *testing.T) {
	s, j, _ := start(t, settings.Backups)
	canvas := s.Win.Canvas()
	enter := func() { canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	press := func(id string) {
		t.Helper()
		for range 20 {
			canvas.FocusNext()
			if b, ok := canvas.Focused().(*kit.Button); ok && b.Text() == say(id) {
				enter()
				return
			}
		}
		t.Fatalf("Tab does not reach %s", id)
	}
	replace := func(text string) {
		canvas.Focused().(*kit.Input).TypedShortcut(&fyne.ShortcutSelectAll{})
		test.Type(canvas.Focused(), text)
		enter()
	}
	folder := t.TempDir()
	press("settings.backup_choose")
	replace(folder)
	if j.Settings().BackupFolder != folder {
		t.Errorf("the folder is %q", j.Settings().BackupFolder)
	}
	press("settings.backup_make")
	replace(filepath.Join(folder, "by hand"))
	if _, err := os.Stat(filepath.Join(folder, "by hand"+journal.BackupEnding)); err != nil {
		t.Error(err)
	}
}

// TestARestoreIsPointedTo: the page says where a backup is opened again.
func TestARestoreIsPointedTo(t *testing.T) {
	_, _, p := start(t, settings.Backups)
	if !pagetest.Says(p.Content(), say("settings.backup_restore")) {
		t.Error("where a backup is restored is not said")
	}
}
