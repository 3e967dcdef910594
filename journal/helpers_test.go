package journal

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"afterglow/crypto"
)

var ctx = context.Background()

var pass = []byte("correct horse battery staple")

type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// fresh is a new journal in dir and its recovery code.
func fresh(t fataler, dir string) (*Journal, string) {
	t.Helper()
	j, code, err := Create(ctx, dir, CreateOptions{Passphrase: pass, KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	return j, code
}

func reopen(t fataler, dir string, o OpenOptions) *Journal {
	t.Helper()
	j, err := Open(ctx, dir, pass, o)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// trial is a new journal that is closed with the test.
func trial(t *testing.T) (*Journal, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "j")
	j, _ := fresh(t, dir)
	t.Cleanup(func() { j.Close() })
	return j, dir
}

func note(text string) Entry { return Entry{Sections: []Section{{Key: "text", Text: text}}} }

func save(t fataler, j *Journal, e Entry) Entry {
	t.Helper()
	got, err := j.SaveEntry(ctx, e)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func when(t fataler, s string) When {
	t.Helper()
	w, err := ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func wantText(t fataler, j *Journal, id ID, text string) {
	t.Helper()
	e, err := j.Entry(ctx, id)
	if err != nil || e.Text() != text {
		t.Fatalf("got %.80q, %v; want %.80q", e.Text(), err, text)
	}
}

func wantErr(t fataler, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v; want %v", err, want)
	}
}

func titles(list []Summary) []string {
	out := []string{}
	for _, s := range list {
		out = append(out, s.Title)
	}
	return out
}

// crashed is what a kill -9 leaves of the folder at this moment; of the store it
// may leave anything, so nothing here.
func crashed(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "crashed")
	if err := os.CopyFS(filepath.Join(to, "log"), os.DirFS(filepath.Join(dir, "log"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}
