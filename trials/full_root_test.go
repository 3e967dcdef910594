//go:build root && linux

package trials

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/assets"
)

// TestAFullDiskLosesNothing fills a small disk to its last byte in the middle of
// every deed. The program goes on and says so; what was acknowledged is there in
// a copy of the folder on a bigger disk, and on the small one when there is room
// again. The smaller disk never has the room that the working store asks for; the
// larger one has it, until another program takes all of it at once.
func TestAFullDiskLosesNothing(t *testing.T) {
	for _, megabytes := range []int64{48, 200} {
		t.Run(fmt.Sprintf("%d MB", megabytes), func(t *testing.T) {
			k, all := newLuck(), rounds(9, 45)
			tally := begin(t, fmt.Sprintf("disk full (%d MB)", megabytes))
			full, bus := 0, 0
			var l *life
			var d *disk
			for round := range all {
				if round%len(everyDeed) == 0 {
					tally.add(l)
					if d != nil {
						d.unmount()
					}
					d = newDisk(t, megabytes)
					l = born(t, d.dir)
					l.roomy, l.mapped = t.TempDir(), megabytes == 200
				}
				deed, enough := everyDeed[round%len(everyDeed)], filepath.Join(t.TempDir(), "enough")
				makeRoom := func() {}
				l.run(t, k, deed, enough, func(*os.Process) {
					var err error
					if makeRoom, err = d.fill(); err != nil {
						t.Errorf("the disk could not be filled: %v", err)
					}
					if err := os.WriteFile(enough, nil, 0o600); err != nil {
						t.Error(err)
					}
				})
				l.lookAtCopy(t)
				// The next start finds it full from the beginning.
				l.run(t, k, "importing", enough, func(*os.Process) {})
				l.lookAtCopy(t)
				makeRoom()
				l.look(t)
				l.lookElsewhere(t)
				full, l.full = full+l.full, 0
				bus, l.bus = bus+l.bus, 0
				if t.Failed() {
					t.Fatalf("round %d, filled while %s", round, deed)
				}
			}
			tally.add(l)
			told := fmt.Sprintf("%d times a full disk was told", full)
			if megabytes == 200 {
				told += fmt.Sprintf(", and %d times the working store's memory map ended the program (SIGBUS)", bus)
			}
			tally.end(all, 0, told)
			if full < all {
				t.Errorf("in %d rounds the disk was told to be full %d times", all, full)
			}
		})
	}
}

// lookAtCopy looks at a copy of the folder on another disk.
func (l *life) lookAtCopy(t *testing.T) {
	t.Helper()
	copied := *l
	copied.dir, copied.known = filepath.Join(t.TempDir(), "journal"), ""
	if out, err := exec.Command("cp", "-a", l.dir, copied.dir).CombinedOutput(); err != nil {
		t.Fatalf("cp: %v: %s", err, out)
	}
	copied.look(t) // keeps the same book
	if err := os.RemoveAll(copied.dir); err != nil {
		t.Error(err)
	}
}

// TestACommandOnAFullDiskSaysSoInOneLine: every command that writes ends with
// one line and code 1, and every one that reads works.
func TestACommandOnAFullDiskSaysSoInOneLine(t *testing.T) {
	d, safe := newDisk(t, 48), t.TempDir() // on another disk
	l := born(t, d.dir)
	k := newLuck()
	l.run(t, k, "importing", safe, func(*os.Process) {})
	l.run(t, k, "backing-up", safe, func(*os.Process) {})
	l.look(t)
	file := func(name, text string) string {
		path := filepath.Join(safe, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pass, next := file("passphrase", string(passphrase(0))), file("next", string(passphrase(1)))
	page := file("page", strings.Repeat("words enough that no half-empty block takes them in ", 400))
	backups, err := filepath.Glob(filepath.Join(l.beside, "*.afterglow-backup"))
	if err != nil || len(backups) != 1 {
		t.Fatalf("%d backups, %v", len(backups), err)
	}
	lines, err := os.ReadFile("../testdata/pepys-1660.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	many := file("many.jsonl", string(lines))
	makeRoom, err := d.fill()
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for id := range l.state.live {
		first = id
	}
	words := assets.English()
	full, noRoom := words.T("cli.error.disk_full"), "no room left"
	for _, c := range []struct {
		args []string
		say  string // "" where it works
	}{
		{[]string{"--journal", l.dir, "list"}, ""},
		{[]string{"--journal", l.dir, "search", "the"}, ""},
		{[]string{"--journal", l.dir, "check"}, ""},
		{[]string{"--journal", l.dir, "add", page}, full},
		{[]string{"--journal", l.dir, "import", "jsonl", many}, full},
		{[]string{"--journal", l.dir, "passphrase", "--new-passphrase-file", next}, full},
		{[]string{"--journal", l.dir, "passphrase", "--new-passphrase-file", next, "--renew", "--recovery-out", filepath.Join(safe, "code")}, full},
		{[]string{"--journal", l.dir, "backup", filepath.Join(d.dir, "another")}, full},
		{[]string{"--journal", l.dir, "backup", l.beside}, full},
		{[]string{"--journal", filepath.Join(d.dir, "restored"), "restore", backups[0]}, full},
		{[]string{"--journal", filepath.Join(d.dir, "new"), "init"}, full},
		{[]string{"--journal", l.dir, "share", "--entry", first, "--secret-file", next, "-o", filepath.Join(d.dir, "for-you.afterglow")}, noRoom},
	} {
		var out, errs bytes.Buffer
		cmd := exec.CommandContext(context.Background(), os.Args[0])
		cmd.Env = append(os.Environ(), envCommand+"="+strings.Join(append([]string{"--passphrase-file", pass}, c.args...), "\n"))
		cmd.Stdout, cmd.Stderr = &out, &errs
		_ = cmd.Run()
		said, code := errs.String(), cmd.ProcessState.ExitCode()
		if c.say == "" {
			if code != 0 {
				t.Errorf("%q ended with %d, saying %q", c.args[2:], code, said)
			}
			continue
		}
		if code != 1 || strings.Count(said, "\n") != 1 || !strings.Contains(said, c.say) {
			t.Errorf("%q ended with %d, saying %q", c.args[2:], code, said)
		}
	}
	l.lookAtCopy(t)
	makeRoom()
	l.look(t)
}
