package trials

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"afterglow/crypto"
	"afterglow/journal"
)

// The child's part of a trial: it is told where and with what seed, does one
// thing after the other until it is killed, and says on stdout what is done.
const envChild = "AFTERGLOW_TRIAL_CHILD" // folder ‖ newline ‖ number of the passphrase ‖ newline ‖ seed

func TestMain(m *testing.M) {
	if told := os.Getenv(envChild); told != "" {
		if err := child(strings.Split(told, "\n")); err != nil {
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
	ctx  context.Context
	dir  string
	pass int
	rnd  *rand.Rand
	j    *journal.Journal
	out  *bufio.Writer
}

func child(told []string) (err error) {
	w := &worker{ctx: context.Background(), dir: told[0], out: bufio.NewWriter(os.Stdout)}
	if w.pass, err = strconv.Atoi(told[1]); err != nil {
		return err
	}
	seed, err := strconv.ParseUint(told[2], 10, 64)
	if err != nil {
		return err
	}
	w.rnd = rand.New(rand.NewPCG(seed, 1))
	if err := w.open(); err != nil {
		return err
	}
	w.say("ready")
	for {
		if err := w.step(); err != nil {
			return err
		}
	}
}

func (w *worker) say(line ...any) {
	fmt.Fprintln(w.out, line...)
	w.out.Flush()
}

func (w *worker) open() (err error) {
	w.j, err = journal.Open(w.ctx, w.dir, passphrase(w.pass), journal.OpenOptions{})
	return err
}

// step does one thing and says so when it was acknowledged.
func (w *worker) step() error {
	switch n := w.rnd.IntN(20); {
	case n < 12:
		return w.save(1)
	case n < 14:
		return w.save(30) // an import
	case n < 15:
		return w.trash()
	case n < 16:
		_, err := w.j.EmptyTrash(w.ctx)
		w.say("emptied")
		return err
	case n < 17:
		return w.change()
	case n < 18:
		_, err := w.j.BackupInto(w.ctx, filepath.Dir(w.dir), 2, nil)
		return err
	}
	if err := w.j.Close(); err != nil {
		return err
	}
	w.say("closed")
	return w.open()
}

// save writes entries as one step, new ones and one there was.
func (w *worker) save(n int) error {
	var entries []journal.Entry
	for range n {
		entries = append(entries, journal.Entry{Title: strconv.FormatUint(w.rnd.Uint64(), 36)})
	}
	if all := w.j.Summaries(journal.Filter{}); len(all) > 0 && w.rnd.IntN(3) == 0 {
		e, err := w.j.Entry(w.ctx, all[w.rnd.IntN(len(all))].ID)
		if err != nil {
			return err
		}
		e.Title = strconv.FormatUint(w.rnd.Uint64(), 36)
		entries = append(entries, e)
	}
	saved, err := w.j.SaveEntries(w.ctx, entries)
	if err != nil {
		return err
	}
	for _, e := range saved {
		w.say("saved", e.ID, e.Title)
	}
	return nil
}

func (w *worker) trash() error {
	all := w.j.Summaries(journal.Filter{})
	if len(all) == 0 {
		return nil
	}
	id := all[w.rnd.IntN(len(all))].ID
	w.say("trashing", id)
	return w.j.Trash(w.ctx, id)
}

func (w *worker) change() error {
	w.say("changing", w.pass+1)
	_, err := w.j.ChangePassphrase(w.ctx, passphrase(w.pass+1), journal.PassphraseOptions{KDF: crypto.CheapestKDF(), Renew: w.rnd.IntN(2) == 0})
	if err != nil {
		return err
	}
	w.pass++
	w.say("changed", w.pass)
	return nil
}
