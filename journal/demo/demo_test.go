package demo

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
)

func TestTheDemoIsARealJournalAndIsReplacedByTheNext(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "demo")
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	for range 2 {
		j, err := Make(context.Background(), parent, now)
		if err != nil {
			t.Fatal(err)
		}
		if n, s := len(j.Summaries(journal.Filter{})), len(j.Sessions()); n < 38 || n > 44 || s != 8 {
			t.Fatalf("%d entries, %d sessions", n, s)
		}
		if j.Settings().Country == "" {
			t.Error("Support has no country's numbers to show")
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	j, err := journal.Open(context.Background(), Folder(parent), crypto.NormalizePassphrase(Passphrase), journal.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderWithOtherThingsIsNotTouched(t *testing.T) {
	parent := t.TempDir()
	mine := filepath.Join(parent, "letter.txt")
	if err := os.WriteFile(mine, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(Folder(parent), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(context.Background(), parent, time.Now()); !errors.Is(err, ErrNotDemo) {
		t.Fatalf("got %v", err)
	}
	if b, err := os.ReadFile(mine); err != nil || string(b) != "dear" {
		t.Fatal("a person's file was touched")
	}
}
