package writing

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"time"

	"afterglow/app/run"
	"afterglow/journal"
)

const (
	// quietTime is how long nothing changes before the words are saved.
	quietTime = 2 * time.Second
	// longestWait is how long words may wait for such a pause: someone who types
	// without one is saved all the same.
	longestWait = 5 * time.Second
	// retryTime is how long after a save that failed it is tried again.
	retryTime = 10 * time.Second
)

// state is what the page says about saving.
type state int

const (
	untouched state = iota // nothing was saved by this page yet
	saving
	saved
	copied // saved as an entry of its own, because the other was changed elsewhere
	failed
)

// draft keeps one entry saved while it is written. It is used on the window's
// thread; only SaveEntry runs elsewhere.
type draft struct {
	runner run.Runner
	store  Store
	now    func() time.Time
	read   func(journal.Entry) journal.Entry // the entry with the words as they now stand
	tell   func(state)
	state  state

	entry   journal.Entry // as last saved, or as begun
	isNew   bool
	changed bool
	since   time.Time // when the first unsaved change was made
	busy    bool
	saves   int // how many succeeded
	stop    func()
	waiting func(error) // to be told when all is saved
	putAway bool        // and the entry is not finished by that
}

func newDraft(shell Shell, store Store, e journal.Entry, read func(journal.Entry) journal.Entry, tell func(state)) *draft {
	e.Sitting = newSitting()
	return &draft{
		runner: shell.Runner(), store: store, now: shell.Now, read: read, tell: tell,
		entry: e, isNew: e.ID == "", stop: func() {},
	}
}

// newSitting names one opening of the page.
func newSitting() string {
	b := make([]byte, 8)
	rand.Read(b) // never fails (crypto/rand, Go 1.24)
	return hex.EncodeToString(b)
}

// touch says that something was changed: it is saved when it has been quiet, or
// when it has waited long enough for that.
func (d *draft) touch() {
	now := d.now()
	if !d.changed {
		d.since = now
	}
	d.changed = true
	if now.Sub(d.since) >= longestWait && !d.busy {
		d.save(true)
		return
	}
	d.alarm(quietTime)
}

func (d *draft) alarm(after time.Duration) {
	d.stop()
	d.stop = d.runner.After(after, func() { d.save(true) })
}

// finish saves what is left and tells done: nil when everything is safe. The
// entry is finished then, unless it is only put away for a while.
func (d *draft) finish(unfinished bool, done func(error)) {
	d.stop()
	d.waiting, d.putAway = done, unfinished
	if !d.busy {
		d.save(unfinished)
	}
}

// unsaved adds the words as they now stand, if they are on no disk.
func (d *draft) unsaved(u *journal.Unsaved) {
	if !d.changed && !d.busy {
		return
	}
	if e := d.read(d.entry); !e.Blank() {
		e.Unfinished = true
		u.Add(e)
	}
}

// settle tells whoever waits for the end.
func (d *draft) settle(err error) {
	if done := d.waiting; done != nil {
		d.waiting = nil
		done(err)
	}
}

// save makes the words durable unless that is so already. During a save it does
// nothing: what changed meanwhile is saved after it.
func (d *draft) save(unfinished bool) {
	if d.busy {
		return
	}
	e := d.read(d.entry)
	e.Unfinished = unfinished
	if e.Blank() || (!d.changed && (e.ID == "" || e.Unfinished == d.entry.Unfinished)) {
		d.settle(nil)
		return
	}
	at := journal.At(d.now())
	if e.WrittenAt.IsZero() {
		e.WrittenAt = at
	}
	if !d.isNew && d.changed {
		e.EditedAt = at
	}
	d.stop()
	d.busy, d.changed = true, false
	d.show(saving)
	var kept journal.Entry
	var asCopy bool
	d.runner.Latest("write "+e.Sitting, func(ctx context.Context) (err error) {
		kept, err = d.store.SaveEntry(ctx, e)
		if errors.Is(err, journal.ErrStale) || errors.Is(err, journal.ErrNotFound) {
			// Someone else changed it: these words become an entry of their own.
			e.ID, e.Revision, asCopy = "", 0, true
			kept, err = d.store.SaveEntry(ctx, e)
		}
		return err
	}, func(err error) {
		d.busy = false
		switch {
		case err != nil:
			d.changed = true
			d.show(failed)
			d.alarm(retryTime)
			d.settle(err)
		case d.waiting != nil:
			d.entry = kept
			d.shown(asCopy)
			d.save(d.putAway)
		default:
			d.entry = kept
			d.shown(asCopy)
			if d.changed {
				d.alarm(quietTime)
			}
		}
	})
}

func (d *draft) shown(asCopy bool) {
	d.saves++
	if asCopy {
		d.show(copied)
	} else {
		d.show(saved)
	}
}

func (d *draft) show(s state) {
	d.state = s
	d.tell(s)
}

// emptied says that an entry which is kept has no word left in the fields.
func (d *draft) emptied() bool { return d.entry.ID != "" && d.read(d.entry).Blank() }

// close ends the saving; the page is left.
func (d *draft) close() {
	d.stop()
	d.waiting = nil
}
