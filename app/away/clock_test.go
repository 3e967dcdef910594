package away

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestAClockThatJumpsIsSleep(t *testing.T) {
	const tick = tickEvery
	for name, c := range map[string]struct {
		wall, running []time.Duration // between ticks
		want          int
	}{
		"nothing happens":                   {[]time.Duration{tick, tick, tick}, []time.Duration{tick, tick, tick}, 0},
		"a busy computer":                   {[]time.Duration{tick, tick + jump}, []time.Duration{tick, tick + jump}, 0},
		"asleep, one clock stood still":     {[]time.Duration{tick, time.Hour, tick}, []time.Duration{tick, tick, tick}, 1},
		"asleep, both went on":              {[]time.Duration{tick, time.Hour, tick}, []time.Duration{tick, time.Hour, tick}, 1},
		"asleep, and the calendar put back": {[]time.Duration{tick, -time.Hour, tick}, []time.Duration{tick, time.Hour, tick}, 1},
		"asleep twice":                      {[]time.Duration{time.Hour, tick, 9 * time.Hour}, []time.Duration{tick, tick, tick}, 2},
		"the calendar put back":             {[]time.Duration{tick, -time.Hour, tick}, []time.Duration{tick, tick, tick}, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			ticks := make(chan time.Time)
			now := moment{wall: time.Unix(1e9, 0)}
			var told []Reason
			locks := func(r Reason) {
				told = append(told, r)
				now.wall = now.wall.Add(time.Hour) // locking lasts, and is no sleep
			}
			go watchClock(ctx, locks, world{ticks: ticks, clock: func() moment { return now }})
			synctest.Wait()
			for i := range c.wall {
				now.wall, now.running = now.wall.Add(c.wall[i]), now.running+c.running[i]
				ticks <- time.Time{}
				synctest.Wait()
			}
			cancel()
			if want := slices.Repeat([]Reason{Slept}, c.want); !slices.Equal(told, want) {
				t.Errorf("%s: told %q, want %q", name, told, want)
			}
		})
	}
}

// The real clocks, with sleep taken out: they fit together.
func TestWatchingEndsWithItsContextAndTellsNothingMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus")
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		Watch(ctx, func(r Reason) { t.Errorf("told %q", r) })
	})
}
