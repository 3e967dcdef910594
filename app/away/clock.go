package away

import (
	"context"
	"time"
)

const (
	tickEvery = 2 * time.Second
	// jump is more than a busy computer is ever late, and less than anyone sleeps.
	jump = 30 * time.Second
)

// moment is a time by both clocks: that of the calendar, and that which counts how
// long the process has been running, and on most systems stands still in sleep.
type moment struct {
	wall    time.Time
	running time.Duration
}

// watchClock tells when much more time has passed between two ticks than between
// ticks passes: by the calendar where the other clock slept too, by both where it
// did not (Windows). A calendar that was put forward looks the same; then a lock
// too many is the smaller evil.
func watchClock(ctx context.Context, tell func(Reason), w world) {
	last := w.clock()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.ticks:
		}
		now := w.clock()
		if max(now.wall.Sub(last.wall), now.running-last.running) > tickEvery+jump {
			tell(Slept)
			now = w.clock() // whatever locking took is no sleep
		}
		last = now
	}
}
