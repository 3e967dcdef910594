package journal

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestBackupsAreKeptByNumberAndNothingElseIsTouched(t *testing.T) {
	j, dir, _ := seaside(t)
	defer j.Close()
	folder := t.TempDir()
	for _, name := range []string{"afterglow-2020-01-01-000000-ffffffff" + BackupEnding, "letter.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("someone else's"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 11, 21, 16, 0, 0, 0, time.UTC)
	var last string
	for range 4 {
		at = at.Add(time.Hour)
		j.now = func() time.Time { return at }
		path, err := j.BackupInto(ctx, folder, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		last = path
	}
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 4 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, name := range []string{"letter.txt", "afterglow-2020-01-01-000000-ffffffff" + BackupEnding, filepath.Base(last)} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
	if list, err := j.Backups(folder); err != nil || len(list) != 2 || list[0].Path != last || !list[0].At.Equal(at) || !list[1].At.Equal(at.Add(-time.Hour)) {
		t.Errorf("the backups are %+v, %v", list, err)
	}
	to := filepath.Join(t.TempDir(), "restored")
	if rep, err := Restore(ctx, last, to, pass, nil); err != nil || len(rep.Problems) != 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if err := opens(t, to, pass); err != nil {
		t.Error(err)
	}
	if _, err := Restore(ctx, last, dir, pass, nil); err == nil {
		t.Error("a backup was restored over a journal")
	}
}

func TestABackupIsDueWhenSomethingChangedSinceTheNewest(t *testing.T) {
	j, _, _ := seaside(t)
	defer j.Close()
	due := func(want bool) {
		t.Helper()
		if got, err := j.BackupDue(); err != nil || got != want {
			t.Errorf("due is %v, %v", got, err)
		}
	}
	due(false)
	s := j.Settings()
	s.BackupFolder = t.TempDir()
	if _, err := j.SaveSettings(ctx, s); err != nil {
		t.Fatal(err)
	}
	due(true)
	at := time.Now().Add(time.Minute)
	j.now = func() time.Time { return at }
	if _, err := j.BackupInto(ctx, s.BackupFolder, 3, nil); err != nil {
		t.Fatal(err)
	}
	due(false)
	list, err := j.Backups(s.BackupFolder)
	if err != nil || len(list) != 1 || !list[0].At.Equal(at.UTC().Truncate(time.Second)) {
		t.Errorf("%v, %v", list, err)
	}
	os.RemoveAll(s.BackupFolder)
	if missing, err := j.BackupDue(); err == nil || !missing {
		t.Error("a folder that is gone is not told")
	}
}

func TestAFolderForBackupsIsThereAndNotTheJournalsOwn(t *testing.T) {
	j, dir, _ := seaside(t)
	defer j.Close()
	around := t.TempDir()
	link := filepath.Join(around, "link")
	if err := os.Symlink(filepath.Join(dir, "log"), link); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(around, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]error{
		around: nil, filepath.Dir(dir): nil, file: ErrNoFolder, filepath.Join(around, "nowhere"): ErrNoFolder,
		dir: ErrInsideJournal, filepath.Join(dir, "log"): ErrInsideJournal, link: ErrInsideJournal,
		filepath.Join(around, "..", filepath.Base(around)): nil,
	} {
		if err := FitForBackups(folder, dir); err != want {
			t.Errorf("%s: %v, want %v", folder, err, want)
		}
	}
}

func TestWhatAKilledBackupLeftIsTakenAwayAndNothingElse(t *testing.T) {
	j, _, _ := seaside(t)
	defer j.Close()
	folder := t.TempDir()
	long := time.Now().Add(-2 * time.Hour)
	old := []string{j.backupName(long) + ".new", "afterglow-2020-01-01-000000-ffffffff" + BackupEnding + ".new", "letter.new"}
	young := j.backupName(time.Now()) + ".new" // another program may be writing it
	for _, name := range append(old, young) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range old {
		if err := os.Chtimes(filepath.Join(folder, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	j.now = func() time.Time { return time.Now().Add(time.Minute) } // another name than those
	if _, err := j.BackupInto(ctx, folder, 3, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, old[0])); err == nil {
		t.Error("what a killed backup left is there")
	}
	for _, name := range append(old[1:], young) {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}
