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
	"testing"

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
	Pass   int
	Seed   uint64
	Deed   string
	Once   bool // does the deed once, whatever comes of it, and ends
}

const envChild = "AFTERGLOW_TRIAL_CHILD"

func TestMain(m *testing.M) {
	if line := os.Getenv(envChild); line != "" {
		if err := child(line); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// passphrase is the journal's n-th one.
func passphrase(n int) []byte { return []byte("the passphrase number " + strconv.Itoa(n)) }

// worker is the child at work.
type worker struct {
	told
	ctx context.Context
	rnd *rand.Rand
	j   *journal.Journal
	out *bufio.Writer
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
		if err := do(w); err != nil || w.Once {
			return w.end(err)
		}
	}
}

// end closes the journal after the one deed. A full disk is an answer, not a failure.
func (w *worker) end(err error) error {
	if err := w.answered(err); err != nil {
		return err
	}
	if w.j == nil {
		return nil
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

func (w *worker) open() (err error) {
	w.j, err = journal.Open(w.ctx, w.Dir, passphrase(w.Pass), journal.OpenOptions{KnownFile: w.Known})
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
