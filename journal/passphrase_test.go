package journal

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

var nextPass = []byte("another staple, another horse")

var quick = PassphraseOptions{KDF: crypto.CheapestKDF()}

// opens says what opening answers to a passphrase.
func opens(t *testing.T, dir string, passphrase []byte) error {
	t.Helper()
	j, err := Open(ctx, dir, passphrase, OpenOptions{})
	if err != nil {
		return err
	}
	defer j.Close()
	if s := j.Summaries(Filter{}); len(s) != 1 || s[0].Title != "the sea" {
		t.Fatalf("%+v", s)
	}
	return nil
}

// seaside is a journal with one entry.
func seaside(t *testing.T) (j *Journal, dir, code string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "j")
	j, code = fresh(t, dir)
	if _, err := j.SaveEntry(ctx, Entry{Title: "the sea"}); err != nil {
		t.Fatal(err)
	}
	return j, dir, code
}

func TestANewPassphraseTakesThePlaceOfTheOld(t *testing.T) {
	j, dir, code := seaside(t)
	if err := j.VerifyPassphrase(ctx, nextPass); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Fatalf("before: %v", err)
	}
	if got, err := j.ChangePassphrase(ctx, nextPass, quick); err != nil || got != "" {
		t.Fatalf("%q, %v", got, err)
	}
	if err := j.VerifyPassphrase(ctx, nextPass); err != nil {
		t.Fatalf("after: %v", err)
	}
	j.Close()
	if err := opens(t, dir, pass); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the old passphrase: %v", err)
	}
	if err := opens(t, dir, nextPass); err != nil {
		t.Errorf("the new one: %v", err)
	}
	j, err := OpenWithRecoveryCode(ctx, dir, code, OpenOptions{})
	if err != nil {
		t.Fatalf("the recovery code stays: %v", err)
	}
	j.Close()
}

func TestRenewingMakesEveryOldKeyWorthless(t *testing.T) {
	j, dir, code := seaside(t)
	oldHeader, err := os.ReadFile(filepath.Join(dir, "vault.json"))
	if err != nil {
		t.Fatal(err)
	}
	next, err := j.ChangePassphrase(ctx, nextPass, PassphraseOptions{KDF: crypto.CheapestKDF(), Renew: true})
	if err != nil || next == "" || next == code {
		t.Fatalf("%q, %v", next, err)
	}
	if _, err := j.SaveEntry(ctx, Entry{Title: "after"}); err != nil {
		t.Fatal("writing does not go on: ", err)
	}
	if s := j.Summaries(Filter{}); len(s) != 2 {
		t.Fatalf("%+v", s)
	}
	j.Close()
	if _, err := Open(ctx, dir, pass, OpenOptions{}); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the old passphrase: %v", err)
	}
	if _, err := OpenWithRecoveryCode(ctx, dir, code, OpenOptions{}); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the old code: %v", err)
	}
	// Someone kept the old header, and knows the old passphrase.
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		if err := os.WriteFile(filepath.Join(dir, name), oldHeader, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if j, err := Open(ctx, dir, pass, OpenOptions{ReadOnly: true}); err == nil {
		t.Errorf("the old header opens %d entries that were sealed under the new keys", len(j.Summaries(Filter{})))
		j.Close()
	}
}

func TestANewRecoveryCodeTakesThePlaceOfTheOld(t *testing.T) {
	j, dir, code := seaside(t)
	if err := j.CheckRecoveryCode(ctx, code); err != nil {
		t.Fatal(err)
	}
	next, err := j.NewRecoveryCode(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !j.Settings().RecoveryConfirmed.IsZero() {
		t.Error("the new code counts as typed back")
	}
	j.Close()
	if _, err := OpenWithRecoveryCode(ctx, dir, code, OpenOptions{}); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("the old code: %v", err)
	}
	j, err = OpenWithRecoveryCode(ctx, dir, next, OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	j.Close()
	if err := opens(t, dir, pass); err != nil {
		t.Errorf("the passphrase: %v", err)
	}
}
