//go:build linux

package sharing

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// These tests let the programs a reader already has open our file: age, tar,
// sha256sum, ssh-keygen. Debian: age, tar, coreutils, openssh-client.

// need finds a program or says what to install.
func need(t *testing.T, program, debian string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("%s is not installed: apt-get install %s", program, debian)
	}
	return path
}

func run(t *testing.T, dir, stdin string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return string(out)
}

// runAtTerminal runs a program at a terminal of its own and types a line.
func runAtTerminal(t *testing.T, typed string, name string, args ...string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	var said bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal, &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := master.WriteString(typed + "\n"); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, said.String())
	}
}

// judge checks a decrypted archive with tar, sha256sum and ssh-keygen.
func judge(t *testing.T, src *shelf, dir, archive string, o *bundle.Opened) {
	t.Helper()
	tar, keygen, sums := need(t, "tar", "tar"), need(t, "ssh-keygen", "openssh-client"), need(t, "sha256sum", "coreutils")
	if got := strings.Fields(run(t, dir, "", tar, "tf", archive)); strings.Join(got, " ") != strings.Join(o.Names, " ") {
		t.Errorf("tar lists %v, we read %v", got, o.Names)
	}
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o700); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "", tar, "xf", archive, "-C", out)
	var list strings.Builder
	for _, f := range insideOf(t, o) {
		b, err := os.ReadFile(filepath.Join(out, f.Path))
		if err != nil || !bytes.Equal(b, f.Data) {
			t.Errorf("tar's %s is not what we read (%v)", f.Path, err)
		}
	}
	manifest, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	// The manifest stands one key a line, so that it can be read by a person.
	var path string
	for _, line := range strings.Split(string(manifest), "\n") {
		key, value, _ := strings.Cut(strings.Trim(line, " ,"), ": ")
		switch key {
		case `"path"`:
			path = strings.Trim(value, `"`)
		case `"sha256"`:
			fmt.Fprintf(&list, "%s  %s\n", strings.Trim(value, `"`), path)
		}
	}
	if n := strings.Count(list.String(), "\n"); n != len(o.Names)-2 {
		t.Errorf("the manifest lists %d of %d files", n, len(o.Names)-2)
	}
	run(t, out, list.String(), sums, "--check", "--strict", "-")
	signers := filepath.Join(dir, "allowed_signers")
	if err := os.WriteFile(signers, []byte("maker "+src.identity.SigningKey()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	said := run(t, out, string(manifest), keygen, "-Y", "verify", "-f", signers, "-I", "maker", "-n", "afterglow-bundle-v1", "-s", "manifest.json.sig")
	if !strings.Contains(said, "Good") {
		t.Errorf("ssh-keygen says %q", said)
	}
	entry, err := os.ReadFile(filepath.Join(out, "entries", "00001.md"))
	if err != nil || !strings.Contains(string(entry), "The text of three") {
		t.Errorf("the first entry for plain readers: %q %v", entry, err)
	}
}

func TestDebiansAgeOpensAPassphraseFile(t *testing.T) {
	src, dir := newShelf(t), t.TempDir()
	const passphrase = "amber lantern quiet river stone moth"
	file, archive := filepath.Join(dir, "x.afterglow"), filepath.Join(dir, "x.tar")
	seal(t, src, Selection{Items: append(Refs(bundle.ItemEntry, id(1), id(3)), Refs(bundle.ItemSession, id(50))...), Detail: journal.ShareDetail{Dose: true}, Line: "Hello", To: bundle.To{Passphrase: []byte(passphrase)}}, file)
	runAtTerminal(t, passphrase, need(t, "age", "age"), "-d", "-o", archive, file)
	judge(t, src, dir, archive, openFile(t, file, crypto.PassphraseKey([]byte(passphrase)), nil))
}

func TestCurrentAgeOpensARecipientsFile(t *testing.T) {
	src, dir := newShelf(t), t.TempDir()
	goTool := need(t, "go", "golang")
	version := strings.TrimSpace(run(t, "", "", goTool, "list", "-m", "-f", "{{.Version}}", "filippo.io/age"))
	for _, program := range []string{"age", "age-keygen"} {
		build := exec.Command(goTool, "install", "filippo.io/age/cmd/"+program+"@"+version)
		build.Dir = dir
		build.Env = append(os.Environ(), "GOBIN="+dir, "CGO_ENABLED=0", "GOFLAGS=")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("building %s %s: %v\n%s", program, version, err, out)
		}
	}
	for kind, flags := range map[string][]string{"hybrid": {"-pq"}, "classic": nil} {
		t.Run(kind, func(t *testing.T) {
			work := t.TempDir()
			secret, file, archive := filepath.Join(work, "key"), filepath.Join(work, "x.afterglow"), filepath.Join(work, "x.tar")
			run(t, work, "", filepath.Join(dir, "age-keygen"), append(flags, "-o", secret)...)
			recipient := strings.TrimSpace(run(t, work, "", filepath.Join(dir, "age-keygen"), "-y", secret))
			seal(t, src, Selection{Items: append(Refs(bundle.ItemEntry, id(1), id(3)), Refs(bundle.ItemSession, id(50))...), Detail: journal.ShareDetail{Dose: true}, To: bundle.To{Recipients: []string{recipient}}}, file)
			run(t, work, "", filepath.Join(dir, "age"), "-d", "-i", secret, "-o", archive, file)
			f, err := os.Open(secret)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			key, me, err := bundle.ReadKeyFile(f)
			if err != nil {
				t.Fatal(err)
			}
			judge(t, src, work, archive, openFile(t, file, key, me))
		})
	}
}
