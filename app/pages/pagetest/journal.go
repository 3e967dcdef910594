package pagetest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/crypto"
	"afterglow/journal"
)

// Journal makes a journal and says where. It is closed when the test ends.
func Journal(t testing.TB) (*journal.Journal, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "journal")
	j, _, err := journal.Create(context.Background(), dir, journal.CreateOptions{
		Passphrase: []byte("a lantern"), KDF: crypto.CheapestKDF(), KnownFile: filepath.Join(t.TempDir(), "known")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j, dir
}

// CopyOpen copies the folder of an open journal as it now stands on disk, but for
// the working store: its files come and go meanwhile, and losing it loses nothing.
func CopyOpen(t testing.TB, dir string) (copied string) {
	t.Helper()
	copied = filepath.Join(t.TempDir(), "copy")
	for _, part := range []string{"log", "mirror"} {
		if err := os.CopyFS(filepath.Join(copied, part), os.DirFS(filepath.Join(dir, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(copied, name), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return copied
}

// AsAfterACrash opens a copy of the folder as it now stands on disk: what a
// program that was killed at this moment would find.
func AsAfterACrash(t testing.TB, dir string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(context.Background(), CopyOpen(t, dir), []byte("a lantern"),
		journal.OpenOptions{KnownFile: filepath.Join(t.TempDir(), "known")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

// Save saves an entry or ends the test.
func Save(t testing.TB, j *journal.Journal, e journal.Entry) journal.Entry {
	t.Helper()
	saved, err := j.SaveEntry(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// Session saves a session on a date, with the time it ended or "".
func Session(t testing.TB, j *journal.Journal, seq int, date, end string) journal.DosingSession {
	t.Helper()
	s := journal.DosingSession{Seq: seq, Date: When(t, date), End: end, Status: journal.SessionDone}
	saved, err := j.SaveSession(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// When reads a date or moment or ends the test.
func When(t testing.TB, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// parent is a widget of ours that says what it holds.
type parent interface{ Children() []fyne.CanvasObject }

// Find is the first object below root, visible or not, that passes.
func Find[T fyne.CanvasObject](root fyne.CanvasObject, passes func(T) bool) (found T, ok bool) {
	if o, is := root.(T); is && passes(o) {
		return o, true
	}
	for _, child := range inside(root) {
		if found, ok = Find(child, passes); ok {
			return found, ok
		}
	}
	return found, false
}

func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{o.Content}
	case parent:
		return o.Children()
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
