package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"afterglow/journal/vault"
)

// wreck is what a crash leaves of a journal whose last step was then changed in
// both copies of the log, and gives the two files.
func wreck(t *testing.T, from string) (dir string, file []byte) {
	t.Helper()
	dir = crashed(t, from)
	if err := os.Mkdir(filepath.Join(dir, "mirror"), 0o700); err != nil {
		t.Fatal(err)
	}
	list, err := filepath.Glob(filepath.Join(dir, "log", "*.log"))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if file, err = os.ReadFile(list[0]); err != nil {
		t.Fatal(err)
	}
	file[len(file)-100] ^= 1 // within the sealed record
	for _, path := range []string{list[0], filepath.Join(dir, "mirror", filepath.Base(list[0]))} {
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, file
}

func TestARepairLosesOnlyWhatCannotBeReadAndSaysWhenItWasSaved(t *testing.T) {
	j, from := trial(t)
	session, err := j.SaveSession(ctx, DosingSession{Date: At(time.Now()), Note: "quiet"})
	if err != nil {
		t.Fatal(err)
	}
	kept := save(t, j, note("kept"))
	kept.Title = "kept, again"
	kept = save(t, j, kept)
	before := time.Now().Add(-time.Minute)
	gone := save(t, j, note("gone"))
	dir, file := wreck(t, from)

	j = reopen(t, dir, OpenOptions{})
	rep, err := j.Repair(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Lost) != 1 || rep.Lost[0].ID != string(gone.ID) || rep.Lost[0].At.Before(before) ||
		!strings.Contains(rep.Lost[0].Detail, "saved on "+rep.Lost[0].At.Format("2006-01-02 15:04")) {
		t.Errorf("lost: %+v", rep.Lost)
	}
	whole := func() {
		t.Helper()
		ids := []ID{}
		for _, s := range j.Summaries(Filter{}) {
			ids = append(ids, s.ID)
		}
		if !slices.Equal(ids, []ID{kept.ID}) || len(j.Problems()) != 0 || j.Identity() == nil {
			t.Errorf("entries %v, problems %v", ids, j.Problems())
		}
		if e, err := j.Entry(ctx, kept.ID); err != nil || e.Title != "kept, again" {
			t.Errorf("%+v, %v", e, err)
		}
		if h, err := j.History(ctx, kept.ID); err != nil || len(h) != 2 {
			t.Errorf("history %v, %v", h, err)
		}
		if s, err := j.Session(session.ID); err != nil || s.Note != "quiet" {
			t.Errorf("%+v, %v", s, err)
		}
		if found, err := j.Check(ctx); err != nil || !found.OK {
			t.Errorf("%+v, %v", found, err)
		}
	}
	whole()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, dir, OpenOptions{})
	whole()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"0000000000000001.log.1", "mirror-0000000000000001.log.1"} {
		b, err := os.ReadFile(filepath.Join(dir, "kept", name))
		if err != nil || !bytes.Equal(b, file) {
			t.Errorf("%s is not kept byte for byte: %v", name, err)
		}
	}
}

func TestCheckingBackupsNamesADamagedOne(t *testing.T) {
	j, _ := trial(t)
	folder := t.TempDir()
	save(t, j, note("one"))
	s := j.Settings()
	s.BackupFolder = folder
	if _, err := j.SaveSettings(ctx, s); err != nil {
		t.Fatal(err)
	}
	path, err := j.BackupInto(ctx, folder, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := j.CheckBackups(ctx); err != nil || len(list) != 0 {
		t.Fatalf("%v, %v", list, err)
	}
	if rep, err := j.CheckBackup(ctx, path, nil); err != nil || !rep.OK || rep.Records != 3 {
		t.Errorf("%+v, %v", rep, err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{20, len(whole) / 2, len(whole) - 20} {
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := j.CheckBackups(ctx)
		if err != nil || len(list) == 0 || list[0].What != "backup" || !strings.HasPrefix(list[0].Detail, filepath.Base(path)) {
			t.Errorf("byte %d: %v, %v", at, list, err)
		}
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	renew := quick
	renew.Renew = true
	if _, err := j.ChangePassphrase(ctx, []byte("another long passphrase"), renew); err != nil {
		t.Fatal(err)
	}
	if list, err := j.CheckBackups(ctx); err != nil || len(list) != 1 || !strings.Contains(list[0].Detail, vault.ErrOtherKeys.Error()) {
		t.Errorf("the newest backup opens with the keys of before only: %v, %v", list, err)
	}
}
