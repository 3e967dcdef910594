package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"afterglow/app/cli"
	"afterglow/assets"
	"afterglow/crypto"
)

// impatience is a person who presses Ctrl+C when the program has looked so often
// whether they did.
type impatience struct {
	context.Context
	left atomic.Int64
}

func (i *impatience) Err() error {
	if i.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// stopsAnywhere runs a command again and again, stopped a moment later each time,
// until it ends by itself. unharmed is asked after each time it was stopped.
func (p *person) stopsAnywhere(unharmed func(n int), args ...string) {
	p.t.Helper()
	for n := range 1000 {
		var out, complaints bytes.Buffer
		ctx := &impatience{Context: context.Background()}
		ctx.left.Store(int64(n))
		code := cli.Run(ctx, args, cli.Config{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &complaints, KDF: crypto.CheapestKDF()})
		if code == 0 {
			if n < 3 {
				p.t.Fatalf("afterglow %s was stopped at %d moments only", args[2], n)
			}
			return
		}
		if code != 1 || strings.TrimPrefix(complaints.String(), p.notice) != "afterglow: stopped; nothing was changed\n" || out.Len() > 0 {
			p.t.Fatalf("stopped at moment %d: %d, %q", n, code, complaints.String())
		}
		unharmed(n)
	}
	p.t.Fatal("it never ended")
}

func TestStoppingABackupLeavesTheOneBefore(t *testing.T) {
	p := newPerson(t)
	pass := "--passphrase-file=" + p.file("pass", passphrase)
	p.does(pass, "init")
	p.does(pass, "add", p.file("text", strings.Repeat("words and ", 350_000))) // several parts
	folder := t.TempDir()
	saved := filepath.Join(folder, "saved")
	p.does(pass, "backup", saved)
	before, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	p.stopsAnywhere(func(n int) {
		after, err := os.ReadFile(saved)
		list, _ := os.ReadDir(folder)
		if err != nil || !bytes.Equal(before, after) || len(list) != 1 {
			t.Fatalf("stopped at moment %d: the old backup is another, or something lies beside it: %v, %v", n, list, err)
		}
	}, pass, "--journal="+filepath.Join(p.home, "data", "afterglow", "journal"), "backup", saved)

	// A restoring that is stopped leaves nothing, and can be begun again.
	to := filepath.Join(t.TempDir(), "restored")
	p.stopsAnywhere(func(n int) {
		if _, err := os.Lstat(to); err == nil {
			t.Fatalf("stopped at moment %d: something was written", n)
		}
	}, pass, "--journal="+to, "restore", saved)
	p.does(pass, "--journal="+to, "check")
}

func TestStoppingAnExportLeavesNothingReadable(t *testing.T) {
	p := newPerson(t)
	pass := "--passphrase-file=" + p.file("pass", passphrase)
	p.does(pass, "init")
	for _, text := range []string{"one", "two", "three"} {
		p.does(pass, "add", p.file("text", text))
	}
	around := t.TempDir()
	out := filepath.Join(around, "out")
	p.notice = "afterglow: " + assets.English().T("cli.export.readable", "Folder", out) + "\n"
	p.stopsAnywhere(func(n int) {
		if list, _ := os.ReadDir(around); len(list) > 0 {
			t.Fatalf("stopped at moment %d: %v is left", n, list)
		}
	}, pass, "export", out)
	if list, _ := os.ReadDir(around); len(list) != 1 || list[0].Name() != "out" {
		t.Errorf("%v is there", list)
	}
}
