package trials

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// living is one thing of many that a person does with a journal in a day.
func (w *worker) living() error {
	return w.doing(func() error {
		switch n := w.rnd.IntN(100); {
		case n < 50:
			return w.writes(w.written(1 + w.rnd.IntN(60)))
		case n < 68:
			e, err := w.edited()
			if err != nil {
				return err
			}
			return w.writes(e)
		case n < 78:
			return w.searches()
		case n < 81:
			return w.shares()
		case n < 89:
			if all := w.j.Summaries(journal.Filter{}); len(all) > 0 {
				return w.trash(all[w.rnd.IntN(len(all))].ID)
			}
			return nil
		case n < 90:
			return w.empty()
		case n < 97:
			return w.locks()
		case n < 99:
			_, err := w.backUp()
			return err
		}
		return w.changes(w.rnd.IntN(4) == 0)
	})
}

// writes is one sitting: the entry grows, and is saved again and again.
func (w *worker) writes(e journal.Entry) error {
	e.Sitting = strconv.FormatUint(w.rnd.Uint64(), 36)
	for range 1 + w.rnd.IntN(6) {
		list := []journal.Entry{e}
		if err := w.save(list...); err != nil {
			return err
		}
		e = list[0]
		e.Revision++
		e.Sections = slices.Clone(e.Sections)
		e.Sections[0].Text += w.written(20).Sections[0].Text
	}
	return nil
}

// searches looks for the first word of an entry, which must be found.
func (w *worker) searches() error {
	all := w.j.Summaries(journal.Filter{})
	if len(all) == 0 {
		return nil
	}
	e := all[w.rnd.IntN(len(all))]
	word, _, _ := strings.Cut(e.Opening, " ")
	hits, err := w.j.Search(w.ctx, word, journal.Filter{})
	if err != nil {
		return err
	}
	for _, hit := range hits {
		if hit.ID == e.ID {
			return nil
		}
	}
	return fmt.Errorf("%q stands in %s and is not found", word, e.ID)
}

// shares seals a few entries for a therapist.
func (w *worker) shares() error {
	var sel sharing.Selection
	for _, e := range w.j.Summaries(journal.Filter{}) {
		if len(sel.Items) < 5 {
			sel.Items = append(sel.Items, sharing.Refs(bundle.ItemEntry, e.ID)...)
		}
	}
	if len(sel.Items) == 0 {
		return nil
	}
	sel.To = bundle.To{Recipients: []string{w.j.Identity().Recipient()}}
	c, err := sharing.Compose(w.ctx, w.j, sel, time.Now())
	if err != nil {
		return err
	}
	_, err = sharing.SealToFile(w.ctx, w.j, sel, c, filepath.Join(w.Beside, "for-you.afterglow"), assets.English(), nil)
	return err
}

// locks closes the journal, says what memory is left, and opens it again.
func (w *worker) locks() error {
	if err := w.j.Close(); err != nil {
		return err
	}
	w.j = nil
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w.say("memory", m.HeapAlloc, resident())
	return w.open()
}

// resident is how much of this process is in memory, or 0 where the system does not say.
func resident() (bytes int64) {
	file, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size int64
	if _, err := fmt.Sscan(string(file), &size, &bytes); err != nil {
		return 0
	}
	return bytes * int64(os.Getpagesize())
}
