package cli_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"afterglow/app/cli"
	"afterglow/app/place"
	"afterglow/crypto"
	"afterglow/journal"
)

// program is the command line as main makes it, but for the cost of a new
// journal's key, and with a window that says what it would show.
func program() {
	place.KeepPrivate()
	os.Exit(cli.Run(context.Background(), os.Args[1:], cli.Config{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, KDF: crypto.CheapestKDF(), Lies: lies,
		Window: func(w cli.Window) int {
			os.Stdout.WriteString("window on " + w.Folder + " file " + w.SealedFile + " demo " + strconv.FormatBool(w.Demo) + "\n")
			return 0
		},
	}))
}

// lies has one network folder, "far", wherever the tests themselves run.
func lies(folder string) place.Where {
	w := place.Lies(folder)
	if filepath.Base(folder) == "far" {
		return place.Where{Kind: place.Network}
	}
	if w.Kind == place.Network {
		return place.Where{}
	}
	return w
}

func TestMain(m *testing.M) {
	commands := map[string]func(){"afterglow": program}
	for name, start := range handicapped {
		commands[name] = start
	}
	testscript.Main(m, commands)
}

// The scripts are in testdata/script, one for each command, each exit code and
// each kind of bad input. They lean on Linux (setsid, stat, limits); what they
// test does not. Beside testscript's own commands they use:
//
//	does ARGS…        afterglow must end with 0 and say nothing on stderr
//	tells ARGS…       the same, with exactly one line on stderr
//	fails N ARGS…     it must end with N, with exactly one line on stderr
//	with PROGRAM …    does or fails, run by PROGRAM (see handicapped)
//	keep NAME         the last line of stdout becomes $NAME
//	flip FILE AT      changes one byte of a file; AT below 0 counts from its end
//	shorten FILE N    cuts N bytes off its end
//	grow FILE N       makes a file of N bytes of words
//	demand FILE M     makes a header ask for M KiB of memory, its checksum made good
//	bytes FILE TEXT   makes a file of Go-quoted text, for what a script cannot hold
//	hold DIR          opens the journal as its writer, until the script ends
//	nothing PATH…     none of these exists
//	private PATH…     all below is readable and writable by its owner, and by nobody else
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		Setup:               setUp,
		Condition:           func(string) (bool, error) { return false, errors.New("no conditions here") },
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"does":    func(ts *testscript.TestScript, _ bool, args []string) { run(ts, "afterglow", 0, 0, args) },
			"tells":   func(ts *testscript.TestScript, _ bool, args []string) { run(ts, "afterglow", 0, 1, args) },
			"fails":   func(ts *testscript.TestScript, _ bool, args []string) { fails(ts, "afterglow", args) },
			"with":    with,
			"keep":    keep,
			"flip":    flip,
			"shorten": shorten,
			"grow":    grow,
			"demand":  demand,
			"bytes":   quoted,
			"hold":    hold,
			"nothing": nothing,
			"private": private,
		},
	})
}

// setUp gives a script a home of its own, $P for the passphrase and $J for the
// folder of its journal.
func setUp(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, "home")
	if err := os.WriteFile(filepath.Join(env.WorkDir, "pass"), []byte(passphrase+"\n"), 0o600); err != nil {
		return err
	}
	pepys, err := filepath.Abs("../../testdata/pepys-1660.jsonl")
	env.Vars = append(env.Vars, "HOME="+home, "USERPROFILE="+home, "LocalAppData="+filepath.Join(home, "Local"),
		"AppData="+filepath.Join(home, "Roaming"), "XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_CONFIG_HOME="+filepath.Join(home, "config"),
		"P=--passphrase-file="+filepath.Join(env.WorkDir, "pass"), "J="+filepath.Join(home, "data", "afterglow", "journal"), "PEPYS="+pepys)
	return err
}

// run runs the program and holds it to its code and number of lines on stderr.
func run(ts *testscript.TestScript, name string, code, lines int, args []string) {
	err := ts.Exec(name, args...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	said := ts.ReadFile("stderr")
	if got != code {
		ts.Fatalf("exit code %d, want %d; stderr: %s", got, code, said)
	}
	if strings.Count(said, "\n") != lines || lines > 0 && !strings.HasPrefix(said, "afterglow: ") {
		ts.Fatalf("want %d lines on stderr that begin with the program's name, got: %s", lines, said)
	}
}

func fails(ts *testscript.TestScript, name string, args []string) {
	code, err := strconv.Atoi(args[0])
	ts.Check(err)
	run(ts, name, code, 1, args[1:])
}

func with(ts *testscript.TestScript, _ bool, args []string) {
	name := args[0]
	if _, ok := handicapped[name]; !ok {
		ts.Fatalf("there is no program %s", name)
	}
	switch args[1] {
	case "does":
		run(ts, name, 0, 0, args[2:])
	case "fails":
		fails(ts, name, args[2:])
	default:
		ts.Fatalf("with %s: what is %s?", name, args[1])
	}
}

func keep(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	ts.Setenv(args[0], lines[len(lines)-1])
}

func flip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	if at < 0 {
		at += len(b)
	}
	b[at] ^= 1
	ts.Check(os.WriteFile(path, b, 0o600))
}

func shorten(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.Truncate(path, info.Size()-int64(n)))
}

func grow(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("words and "), n/10+1)[:n], 0o600))
}

func demand(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	b = bytes.Replace(b, []byte(`"m_kib":19456`), []byte(`"m_kib":`+args[1]), 1)
	h, at := len(`{"header":`), bytes.LastIndex(b, []byte(`,"mac":"`))
	rest := at + len(`,"mac":"`) + 2*sha256.Size
	mac, err := hex.DecodeString(string(b[rest-2*sha256.Size : rest]))
	ts.Check(err)
	sum := sha256.Sum256(append(bytes.Clone(b[h:at]), mac...))
	ts.Check(os.WriteFile(path, fmt.Appendf(b[:rest:rest], "\",\"checksum\":\"%x\"}\n", sum), 0o600))
}

func quoted(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

func hold(ts *testscript.TestScript, _ bool, args []string) {
	j, err := journal.Open(context.Background(), ts.MkAbs(args[0]), crypto.NormalizePassphrase(passphrase), journal.OpenOptions{})
	ts.Check(err)
	ts.Defer(func() { j.Close() })
}

func nothing(ts *testscript.TestScript, _ bool, args []string) {
	for _, path := range args {
		if _, err := os.Lstat(ts.MkAbs(path)); err == nil {
			ts.Fatalf("%s is there", path)
		}
	}
}

func private(ts *testscript.TestScript, _ bool, args []string) {
	for _, root := range args {
		seen := 0
		ts.Check(filepath.WalkDir(ts.MkAbs(root), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			seen++
			if want := map[bool]fs.FileMode{true: 0o700 | fs.ModeDir, false: 0o600}[d.IsDir()]; info.Mode() != want {
				ts.Fatalf("%s is %v", path, info.Mode())
			}
			return nil
		}))
		if seen < 2 {
			ts.Fatalf("nothing is in %s", root)
		}
	}
}
