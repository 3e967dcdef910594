package settings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/assets"
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

// use types a folder and takes it.
func use(t *testing.T, p *settings.Page, folder string) {
	t.Helper()
	field(t, p, 0).SetText(folder)
	pagetest.Press(t, p.Content(), say("settings.backup_use"))
}

func TestBackupsAtLockGoIntoAFolder(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	if !pagetest.Says(p.Content(), say("settings.backup_off")) || pagetest.Says(p.Content(), say("settings.backup_on")) {
		t.Error("how it stands is not said")
	}
	folder := t.TempDir()
	use(t, p, " "+folder+string(filepath.Separator))
	if j.Settings().BackupFolder != folder || !pagetest.Says(p.Content(), say("settings.backup_on")) || !pagetest.Says(p.Content(), say("settings.backup_none_yet")) {
		t.Fatalf("the folder is %q", j.Settings().BackupFolder)
	}
	pagetest.Press(t, p.Content(), "10")
	if got := j.Settings(); got.BackupKeep != 10 || got.BackupFolder != folder {
		t.Errorf("%+v", got)
	}
	if _, err := j.BackupInto(t.Context(), folder, 10, nil); err != nil {
		t.Fatal(err)
	}
	p = settings.New(s, j, s.folder, settings.Backups)
	s.Show(p)
	if _, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return strings.HasPrefix(o.Text(), "The newest is of ") }); !ok {
		t.Error("when the newest was made is not said")
	}
	if list, err := os.ReadDir(folder); err != nil || len(list) != 1 {
		t.Errorf("beside the backup there is %v, %v", list, err)
	}
	if err := os.Rename(folder, folder+"-away"); err != nil {
		t.Fatal(err)
	}
	p = settings.New(s, j, s.folder, settings.Backups)
	s.Show(p)
	if !pagetest.Says(p.Content(), say("settings.backup_away")) {
		t.Error("that the folder is away is not said")
	}
	pagetest.Press(t, p.Content(), say("settings.backup_stop"))
	if j.Settings().BackupFolder != "" || field(t, p, 0).Text != "" || !pagetest.Says(p.Content(), say("settings.backup_off")) {
		t.Error("it does not stop")
	}
}

func TestAFolderThatWouldKeepNoBackupIsRefusedWithTheReason(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	shut := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(shut, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for folder, id := range map[string]string{
		"": "settings.backup_empty", "backups": "settings.backup_not_whole", filepath.Join(t.TempDir(), "nowhere"): "settings.backup_no_folder",
		shut: "settings.backup_no_folder", s.folder: "settings.backup_inside", filepath.Join(s.folder, "log"): "settings.backup_inside",
	} {
		use(t, p, folder)
		if !pagetest.Says(p.Content(), say(id)) || j.Settings().BackupFolder != "" {
			t.Errorf("%q is taken, or why not is not said", folder)
		}
	}
}

func TestAFolderThatWasTypedIsKeptWhenThePageIsLeft(t *testing.T) {
	s, j, p := start(t, settings.Backups)
	folder := t.TempDir()
	field(t, p, 0).SetText(folder)
	if !s.Leave(p) || j.Settings().BackupFolder != folder {
		t.Errorf("the folder is %q", j.Settings().BackupFolder)
	}
	field(t, p, 0).SetText("nonsense")
	if !s.Leave(p) || j.Settings().BackupFolder != folder {
		t.Errorf("a bad folder holds the page, or takes the place of a good one: %q", j.Settings().BackupFolder)
	}
	f := field(t, p, 0)
	p.Wipe()
	if f.Text != "" {
		t.Error("the folder is still in its field")
	}
}

// TestARestoreIsPointedTo: the page says where a backup is opened again.
func TestARestoreIsPointedTo(t *testing.T) {
	_, _, p := start(t, settings.Backups)
	if !pagetest.Says(p.Content(), assets.English().T("settings.backup_restore")) {
		t.Error("where a backup is restored is not said")
	}
}
