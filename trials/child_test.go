package trials

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"afterglow/app/cli"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// told is what the child of a trial is told: where, with what, and what to do.
// It does that until it is stopped, and says on stdout what it is about to do
// and what was done.
type told struct {
	Dir    string // the journal
	Known  string // the file outside it that remembers how far it had come
	Beside string // where backups and what is restored from them go
	Passes []int  // the passphrases of which one is in force
	Seed   uint64
	Deed   string
	Enough string // when this file is there, the child ends after its deed; "" for never
}

const (
	envChild   = "AFTERGLOW_TRIAL_CHILD"
	envCommand = "AFTERGLOW_TRIAL_COMMAND" // arguments of the command line, a line each
)

func TestMain(m *testing.M) {
	if line := os.Getenv(envChild); line != "" {
		if err := child(line); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if args := os.Getenv(envCommand); args != "" {
		os.Exit(cli.Run(context.Background(), strings.Split(args, "\n"), cli.Config{
			Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, KDF: crypto.CheapestKDF(),
		}))
	}
	os.Exit(m.Run())
}

// passphrase is the journal's n-th one.
func passphrase(n int) []byte { return []byte("the passphrase number " + strconv.Itoa(n)) }

// worker is the child at work.
type worker struct {
	told
	ctx  context.Context
	rnd  *rand.Rand
	pass int
	j    *journal.Journal
	out  *bufio.Writer
}

func child(line string) error {
	w := &worker{ctx: context.Background(), out: bufio.NewWriter(os.Stdout)}
	if err := json.Unmarshal([]byte(line), &w.told); err != nil {
		return err
	}
	w.rnd = rand.New(rand.NewPCG(w.Seed, 1))
	do, ok := deeds[w.Deed]
	if !ok {
		return fmt.Errorf("there is no deed %q", w.Deed)
	}
	if err := w.open(); err != nil {
		return w.answered(err)
	}
	w.say("ready")
	for {
		if err := do(w); err != nil {
			return w.end(err)
		}
		if _, err := os.Stat(w.Enough); err == nil {
			return w.end(nil)
		}
	}
}

// end closes the journal after the last deed. A full disk is an answer, not a failure.
func (w *worker) end(err error) error {
	if err := w.answered(err); err != nil {
		return err
	}
	return w.answered(w.j.Close())
}

// answered says that the disk was full, and gives every other error back.
func (w *worker) answered(err error) error {
	if errors.Is(err, vault.ErrDiskFull) {
		w.say("full")
		return nil
	}
	return err
}

func (w *worker) say(line ...any) {
	fmt.Fprintln(w.out, line...)
	w.out.Flush()
}

// open opens the journal; a closed one stays in its place if that fails.
func (w *worker) open() error {
	j, pass, err := openWith(w.Dir, w.Known, w.Passes)
	if err == nil {
		w.j, w.pass, w.Passes = j, pass, []int{pass}
	}
	return err
}

// doing surrounds what the disaster is meant to fall into.
func (w *worker) doing(do func() error) error {
	w.say("begin", w.Deed)
	if err := do(); err != nil {
		return err
	}
	w.say("end", w.Deed)
	return nil
}
