package run

import (
	"context"
	"errors"
	"fmt"
	"time"

	"afterglow/app/crash"
)

// Patience is how long work may last before it is shown: long enough that a
// quick answer never flashes, short enough that nobody wonders.
const Patience = 500 * time.Millisecond

// Runner does long work off the window's thread. See the package comment.
type Runner interface {
	// Do runs work away from the window's thread and then done on it. The
	// label, a whole phrase such as "Unlocking…", is shown with the progress
	// and a Cancel when the work lasts longer than Patience.
	Do(label string, work func(ctx context.Context, p Progress) error, done func(error)) (cancel func())
	// Latest is Do, never shown, for work of which only the newest result
	// counts: a later call with the same key drops the earlier one's done.
	Latest(key string, work func(ctx context.Context) error, done func(error))
	// After calls f on the window's thread once d has passed, unless stopped.
	After(d time.Duration, f func()) (stop func())
}

// Progress is where work says how far it has come. It may be called from any
// goroutine and as often as one likes. A total of 0 means not known.
type Progress interface{ Set(done, total int64) }

// Display shows work that lasts. Its methods are called on the window's thread.
type Display interface {
	// Show tells of work under way; cancel ends it.
	Show(label string, cancel func()) Shown
}

// Shown is one piece of work on display.
type Shown interface {
	Progress
	// Hide takes it away: the work has ended.
	Hide()
}

// InsideError stands for a panic in work: a fault of the program, not of what
// the person did.
type InsideError struct {
	Where string // function and line, "store.go:120"; never a value
}

func (e *InsideError) Error() string {
	return fmt.Sprintf("something went wrong inside the program (%s); what was saved before is safe", e.Where)
}

// IsInside says whether err is, or wraps, a fault inside the program.
func IsInside(err error) bool {
	var inside *InsideError
	return errors.As(err, &inside)
}

// guarded calls work and turns a panic into an *InsideError. The value of the
// panic is dropped: it may hold a person's words.
func guarded(work func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = &InsideError{Where: crash.Site()}
		}
	}()
	return work()
}
