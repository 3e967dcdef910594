package run

import (
	"context"
	"slices"
	"time"
)

// Inline runs everything at once on the calling goroutine, for tests. Its
// clock stands still until Advance moves it. The zero value is ready.
type Inline struct {
	Labels []string // of every Do, in order

	now     time.Duration
	waiting []*alarm
}

type alarm struct {
	at time.Duration
	f  func()
}

var _ Runner = (*Inline)(nil)

type noProgress struct{}

func (noProgress) Set(int64, int64) {}

// Do implements Runner: work, then done, before it returns.
func (r *Inline) Do(label string, work func(ctx context.Context, p Progress) error, done func(error)) (cancel func()) {
	r.Labels = append(r.Labels, label)
	ctx, cancel := context.WithCancel(context.Background())
	err := guarded(func() error { return work(ctx, noProgress{}) })
	cancel()
	done(err)
	return cancel
}

// Latest implements Runner: work, then done, before it returns.
func (r *Inline) Latest(_ string, work func(ctx context.Context) error, done func(error)) {
	done(guarded(func() error { return work(context.Background()) }))
}

// After implements Runner: f waits for Advance.
func (r *Inline) After(d time.Duration, f func()) (stop func()) {
	a := &alarm{at: r.now + d, f: f}
	r.waiting = append(r.waiting, a)
	return func() {
		r.waiting = slices.DeleteFunc(r.waiting, func(b *alarm) bool { return a == b })
	}
}

// Advance moves the clock by d and calls, in the order of their time, all that
// falls due, also what is asked for meanwhile.
func (r *Inline) Advance(d time.Duration) {
	until := r.now + d
	for {
		var next *alarm
		for _, a := range r.waiting {
			if a.at <= until && (next == nil || a.at < next.at) {
				next = a
			}
		}
		if next == nil {
			break
		}
		r.waiting = slices.DeleteFunc(r.waiting, func(a *alarm) bool { return a == next })
		r.now = max(r.now, next.at)
		next.f()
	}
	r.now = until
}

// Waiting is how many calls of After have neither come due nor been stopped.
func (r *Inline) Waiting() int { return len(r.waiting) }
