package journal

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

func TestTheRecoveryCodeOpensTheJournal(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "j")
	j, code, err := Create(ctx, dir, CreateOptions{Passphrase: []byte("forgotten"), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveEntry(ctx, Entry{Title: "the sea"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, err = OpenWithRecoveryCode(ctx, dir, " "+strings.ToLower(strings.ReplaceAll(code, "-", " ")), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if s := j.Summaries(Filter{}); len(s) != 1 || s[0].Title != "the sea" {
		t.Fatalf("%+v", s)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenWithRecoveryCode(ctx, dir, crypto.NewRecoveryCode(), OpenOptions{}); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the code of another journal: %v", err)
	}
	if _, err := OpenWithRecoveryCode(ctx, dir, code[:len(code)-1], OpenOptions{}); !errors.Is(err, crypto.ErrRecoveryTypo) {
		t.Errorf("a slip: %v", err)
	}
}
