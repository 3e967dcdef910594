package away

import (
	"context"
	"sync"
	"time"
)

// Reason is why the person is taken to have gone.
type Reason string

const (
	// Suspend: the computer is about to sleep.
	Suspend Reason = "suspend"
	// ScreenLocked: the session or its screen was locked, or a screensaver is on.
	ScreenLocked Reason = "screen locked"
	// UserSwitched: another session has the screen.
	UserSwitched Reason = "user switched"
	// Slept: the computer has slept, and wakes.
	Slept Reason = "slept"
)

// Watch calls left whenever the person goes away, and returns when ctx has ended.
func Watch(ctx context.Context, left func(Reason)) {
	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	start := time.Now()
	watch(ctx, left, world{
		ticks:  tick.C,
		clock:  func() moment { now := time.Now(); return moment{wall: now.Round(0), running: now.Sub(start)} },
		system: systemBus, session: sessionBus,
		retry: time.Minute,
	})
}

// world is what a watch looks at.
type world struct {
	ticks <-chan time.Time
	clock func() moment
	// system and session give the addresses of the buses, "" for none.
	system, session func() string
	// retry is how long a bus that failed is left alone.
	retry time.Duration
	// hears, if set, is called each time a bus is being listened to.
	hears func(bus string)
}

func watch(ctx context.Context, left func(Reason), w world) {
	var one sync.Mutex // calls of left
	tell := func(r Reason) {
		one.Lock()
		defer one.Unlock()
		if ctx.Err() == nil {
			left(r)
		}
	}
	var all sync.WaitGroup
	all.Go(func() { watchClock(ctx, tell, w) })
	all.Go(func() { watchBuses(ctx, tell, w) })
	all.Wait()
}
