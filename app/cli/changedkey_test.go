package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/cli"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

// Who goes by the name of a contact under another key gets nothing, and the line says
// what to do.
func TestNothingIsSealedForAChangedKey(t *testing.T) {
	p := newPerson(t)
	unlock := "--passphrase-file=" + p.file("pass", passphrase+"\n")
	dir, out := filepath.Join(p.home, "j"), filepath.Join(p.in, "x.afterglow")
	p.does("init", unlock, "--journal", dir, "--recovery-out", filepath.Join(p.in, "code"))
	entry := strings.TrimSpace(p.does("add", p.file("text", "words"), unlock, "--journal", dir))
	card := func(file, name string) (path, key string) {
		id, err := crypto.NewIdentity()
		if err != nil {
			t.Fatal(err)
		}
		data, err := bundle.MakeCard(name, "", id)
		if err != nil {
			t.Fatal(err)
		}
		return p.file(file, string(data)), id.SigningKey()
	}
	hers, key := card("hers", "R.")
	other, _ := card("other", "r")
	meet(t, dir, key, false)
	share := func(to string) (int, string) {
		var said bytes.Buffer
		code := cli.Run(context.Background(), []string{"share", unlock, "--journal", dir, "--entry", entry, "--to", to, "-o", out},
			cli.Config{Stdin: strings.NewReader(""), Stdout: &bytes.Buffer{}, Stderr: &said, KDF: crypto.CheapestKDF()})
		return code, said.String()
	}
	if code, said := share(other); code != 1 || !strings.Contains(said, "Contacts") || strings.Count(said, "\n") != 1 {
		t.Errorf("%d, %q", code, said)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("it was sealed all the same")
	}
	if code, said := share(hers); code != 0 || !strings.Contains(said, "not compared") {
		t.Errorf("not compared: %d, %q", code, said)
	}
	meet(t, dir, key, true)
	if code, said := share(hers); code != 0 || said != "" {
		t.Errorf("compared: %d, %q", code, said)
	}
}
