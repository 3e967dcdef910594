package outfile_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"afterglow/app/pages/outfile"
	"afterglow/journal/sharing"
)

func TestTheFileIsWholeAndPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sheet.txt")
	for _, text := range []string{"first", "second, longer"} {
		if err := outfile.Write(context.Background(), path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("the file holds %q", got)
		}
	}
	if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestACancelLeavesTheOldFileAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sheet.txt")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := outfile.Write(ctx, path, []byte("new")); err == nil {
		t.Error("a cancelled write says it was done")
	}
	got, _ := os.ReadFile(path)
	if list, _ := os.ReadDir(filepath.Dir(path)); string(got) != "old" || len(list) != 1 {
		t.Errorf("the file holds %q beside %v", got, list)
	}
}

func TestAFolderThatIsNotThereIsSaid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nowhere", "sheet.txt")
	if err := outfile.Write(context.Background(), path, nil); !errors.Is(err, sharing.ErrNoFolder) {
		t.Errorf("said %v", err)
	}
}
