package trials

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/transfer"
	"afterglow/journal/vault"
)

// deeds are what a program can be in the middle of.
var deeds = map[string]func(*worker) error{
	"saving":     (*worker).saving,
	"closing":    (*worker).closing,
	"compacting": (*worker).compacting,
	"emptying":   (*worker).emptying,
	"passphrase": func(w *worker) error { return w.changing(false) },
	"renewing":   func(w *worker) error { return w.changing(true) },
	"backing-up": (*worker).backingUp,
	"restoring":  (*worker).restoring,
	"importing":  (*worker).importing,
	"living":     (*worker).living,
}

// save announces entries with what they say, saves them as one step, and says so.
func (w *worker) save(list ...journal.Entry) error {
	line := []any{"saving"}
	for i, e := range list {
		if e.ID == "" {
			list[i].ID = journal.ID(vault.NewID().String())
		}
		line = append(line, string(list[i].ID)+"="+digest(list[i]))
	}
	w.say(line...)
	if _, err := w.j.SaveEntries(w.ctx, list); err != nil {
		return err
	}
	w.say("saved")
	return nil
}

// written is a new entry of some words.
func (w *worker) written(words int) journal.Entry {
	var text strings.Builder
	for range words {
		text.WriteString(strconv.FormatUint(w.rnd.Uint64(), 36) + " ")
	}
	return journal.Entry{Title: strconv.FormatUint(w.rnd.Uint64(), 36), Sections: []journal.Section{{Key: "text", Text: text.String()}}}
}

// edited is an entry there was, with other words; or a new one.
func (w *worker) edited() (journal.Entry, error) {
	all := w.j.Summaries(journal.Filter{})
	if len(all) == 0 {
		return w.written(20), nil
	}
	e, err := w.j.Entry(w.ctx, all[w.rnd.IntN(len(all))].ID)
	now := w.written(1 + w.rnd.IntN(200))
	e.Title, e.Sections = now.Title, now.Sections
	return e, err
}

func (w *worker) saving() error {
	old, err := w.edited()
	if err != nil {
		return err
	}
	return w.doing(func() error { return w.save(w.written(w.rnd.IntN(400)), old) })
}

func (w *worker) closing() error {
	if err := w.save(w.written(50)); err != nil {
		return err
	}
	if err := w.doing(w.j.Close); err != nil {
		return err
	}
	return w.open()
}

// compacting writes one long entry again and again in one sitting, of which
// closing keeps the last alone.
func (w *worker) compacting() error {
	e := w.written(10)
	e.ID, e.Sitting = journal.ID(vault.NewID().String()), "one"
	e.Sections[0].Text = strings.Repeat(e.Sections[0].Text, 1<<21/len(e.Sections[0].Text))
	for range 5 {
		if err := w.save(e); err != nil {
			return err
		}
		e.Revision++
		e.Title += "."
	}
	e.Sections = []journal.Section{{Key: "text", Text: "what became of it"}}
	if err := w.save(e); err != nil {
		return err
	}
	before := w.generation()
	if err := w.doing(w.j.Close); err != nil {
		return err
	}
	if w.generation() != before {
		w.say("compacted")
	}
	return w.open()
}

// generation is the name of the log in force.
func (w *worker) generation() string {
	names, _ := filepath.Glob(filepath.Join(w.Dir, "log", "*.log"))
	return strings.Join(names, " ")
}

func (w *worker) emptying() error {
	list := []journal.Entry{w.written(30), w.written(30), w.written(30)}
	if err := w.save(list...); err != nil {
		return err
	}
	for _, e := range list[:2] {
		if err := w.trash(e.ID); err != nil {
			return err
		}
	}
	return w.doing(w.empty)
}

func (w *worker) trash(id journal.ID) error {
	w.say("trashing", id)
	if err := w.j.Trash(w.ctx, id); err != nil {
		return err
	}
	w.say("trashed")
	return nil
}

func (w *worker) empty() error {
	w.say("emptying")
	if _, err := w.j.EmptyTrash(w.ctx); err != nil {
		return err
	}
	w.say("emptied")
	return nil
}

func (w *worker) changing(renew bool) error {
	if err := w.save(w.written(20)); err != nil {
		return err
	}
	return w.doing(func() error { return w.changes(renew) })
}

// changes puts the next passphrase in the place of the one there is.
func (w *worker) changes(renew bool) error {
	w.say("changing", w.pass+1)
	o := journal.PassphraseOptions{KDF: crypto.CheapestKDF(), Renew: renew}
	if _, err := w.j.ChangePassphrase(w.ctx, passphrase(w.pass+1), o); err != nil {
		return err
	}
	w.pass++
	w.Passes = []int{w.pass}
	w.say("changed")
	return nil
}

func (w *worker) backingUp() error {
	if err := w.save(w.written(50)); err != nil {
		return err
	}
	return w.doing(func() error {
		_, err := w.backUp()
		return err
	})
}

func (w *worker) backUp() (path string, err error) {
	w.say("backing-up")
	if path, err = w.j.BackupInto(w.ctx, w.Beside, 2, nil); err == nil {
		w.say("backed-up")
	}
	return path, err
}

func (w *worker) restoring() error {
	if err := w.save(w.written(50)); err != nil {
		return err
	}
	path, err := w.backUp()
	if err != nil {
		return err
	}
	to := filepath.Join(w.Beside, "restored-"+strconv.FormatUint(w.rnd.Uint64(), 36))
	w.say("restoring", path, to)
	return w.doing(func() error {
		rep, err := journal.Restore(w.ctx, path, to, passphrase(w.pass), nil)
		if err == nil && len(rep.Problems) > 0 {
			err = fmt.Errorf("a whole backup has problems: %v", rep.Problems)
		}
		return err
	})
}

// importing takes some days of a year that was kept elsewhere.
func (w *worker) importing() error {
	file, err := os.ReadFile("../testdata/pepys-1660.jsonl")
	if err != nil {
		return err
	}
	var some bytes.Buffer
	lines := bufio.NewScanner(bytes.NewReader(file))
	lines.Buffer(nil, transfer.MaxLine)
	for from, n := w.rnd.IntN(300), 0; lines.Scan(); n++ {
		if n >= from && n < from+40 {
			some.Write(append(lines.Bytes(), '\n'))
		}
	}
	return w.doing(func() error {
		list, err := transfer.JSONL(w.ctx, &some, nil)
		if err != nil {
			return err
		}
		return w.save(list...)
	})
}
