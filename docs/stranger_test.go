package docs_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// These tests do what FORMAT.md tells a stranger to do, with the programs a
// stranger has. Debian: age, tar, python3, openssh-client.

const reader = "read_sealed.py"

// unsealed is a sealed file with entries, taken apart with age and tar.
func unsealed(t *testing.T) (folder string, maker *crypto.Identity) {
	t.Helper()
	maker, err := crypto.NewIdentity()
	must(t, err)
	key, err := age.GenerateX25519Identity()
	must(t, err)
	entries := []bundle.Entry{
		{ID: "0123456789abcdef0123456789abcdef", Kind: journal.KindFree, Title: "First <words> & “quotes”",
			Sections: []journal.Section{{Text: "one\n\ntwo, and the sea: 海"}}},
		{ID: "fedcba9876543210fedcba9876543210", Kind: journal.KindInsight, Title: "\x1b[2JTurned \u202earound",
			Sections: []journal.Section{{Key: "seen", Heading: "What I saw", Text: "Light."}, {Key: "no", Text: " \n"}, {Key: "next", Text: "Rest."}}},
	}
	dir := t.TempDir()
	sealed, secret, folder := filepath.Join(dir, "x.afterglow"), filepath.Join(dir, "key"), filepath.Join(dir, "shared")
	var b bytes.Buffer
	_, err = bundle.Seal(&b, bundle.Content{MadeAt: journal.At(time.Now()), Maker: bundle.Maker{Alias: "R."}, Entries: entries},
		[]bundle.File{{Path: bundle.NameHTML, Data: []byte("<p>one")}, {Path: bundle.NameMarkdown(0), Data: []byte("one")}}, maker,
		bundle.To{Recipients: []string{key.Recipient().String()}})
	must(t, err)
	must(t, os.WriteFile(sealed, b.Bytes(), 0o600))
	must(t, os.WriteFile(secret, []byte(key.String()+"\n"), 0o600))
	must(t, os.Mkdir(folder, 0o700))
	archive, err := exec.Command("age", "-d", "-i", secret, sealed).Output()
	must(t, err)
	untar := exec.Command("tar", "x", "-C", folder)
	untar.Stdin = bytes.NewReader(archive)
	must(t, untar.Run())
	return folder, maker
}

func TestAStrangersReaderReadsASealedFile(t *testing.T) {
	script, err := os.ReadFile(reader)
	must(t, err)
	if n := bytes.Count(script, []byte("\n")); n > 60 {
		t.Errorf("%s has %d lines; it is to show how little is needed", reader, n)
	}
	folder, maker := unsealed(t)
	out, err := exec.Command("python3", reader, folder).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text := string(out)
	for _, want := range []string{"From R. (" + maker.SigningKey() + ")", "# First <words> & “quotes”\n", "\none\n\ntwo, and the sea: 海\n", "\n## What I saw\n\nLight.\n\nRest.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.ContainsAny(text, "\x1b\u202e") {
		t.Errorf("a title still moves the cursor: %q", text)
	}
}

func TestAStrangersReaderNoticesEveryChange(t *testing.T) {
	for name, change := range map[string]func(folder string) error{
		"a changed text": func(f string) error { return rewrite(f, "data/entries.json", "Light.", "Night.") },
		"a changed page": func(f string) error { return rewrite(f, "summary.html", "one", "two") },
		"a missing file": func(f string) error { return os.Remove(filepath.Join(f, "entries/00001.md")) },
		"another file":   func(f string) error { return os.WriteFile(filepath.Join(f, "data", "more.json"), nil, 0o600) },
		"no manifest":    func(f string) error { return os.Remove(filepath.Join(f, "manifest.json")) },
		"another version": func(f string) error {
			return rewrite(f, "manifest.json", `"major": 1`, `"major": 2`)
		},
		"a key twice": func(f string) error {
			return rewrite(f, "manifest.json", `"files"`, `"Files": [], "files"`)
		},
	} {
		folder, _ := unsealed(t)
		must(t, change(folder))
		out, err := exec.Command("python3", reader, folder).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || bytes.Count(out, []byte("\n")) != 1 || !bytes.HasPrefix(out, []byte("read_sealed.py FOLDER: ")) {
			t.Errorf("%s: %v, %s", name, err, out)
		}
	}
}

func rewrite(folder, name, from, to string) error {
	path := filepath.Join(folder, name)
	b, err := os.ReadFile(path)
	if err == nil && !bytes.Contains(b, []byte(from)) {
		err = errors.New(name + " does not hold " + from)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, bytes.Replace(b, []byte(from), []byte(to), 1), 0o600)
}

// The two lines are those of FORMAT.md, 2.4.
func TestAStrangerVerifiesTheSignature(t *testing.T) {
	format, err := os.ReadFile("../FORMAT.md")
	must(t, err)
	const verify = "ssh-keygen -Y verify -f allowed_signers -I maker -n afterglow-bundle-v1 -s manifest.json.sig < manifest.json"
	const allow = `echo "maker ssh-ed25519 AAAAC3…" > allowed_signers`
	if !strings.Contains(string(format), allow+"\n"+verify+"\n") {
		t.Fatal("FORMAT.md tells another way to verify the signature than is tried here")
	}
	folder, maker := unsealed(t)
	try := func(key string) error {
		cmd := exec.Command("sh", "-c", strings.Replace(allow, "ssh-ed25519 AAAAC3…", key, 1)+" && "+verify)
		cmd.Dir = folder
		return cmd.Run()
	}
	must(t, try(maker.SigningKey()))
	other, err := crypto.NewIdentity()
	must(t, err)
	if try(other.SigningKey()) == nil {
		t.Error("another's key verified it")
	}
	must(t, rewrite(folder, "manifest.json", `"R."`, `"S."`))
	if try(maker.SigningKey()) == nil {
		t.Error("a changed manifest was verified")
	}
}
