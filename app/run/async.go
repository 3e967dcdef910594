package run

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Async runs work on goroutines of its own. Make one for each unlocked journal
// and Close it before the journal is closed.
type Async struct {
	onWindow func(func())
	display  Display

	ctx    context.Context
	cancel context.CancelFunc
	closed atomic.Bool
	wg     sync.WaitGroup

	mu     sync.Mutex
	latest map[string]newest
	timers map[*time.Timer]struct{}
}

// newest is the call of a key whose result still counts.
type newest struct {
	generation uint64
	cancel     context.CancelFunc
}

var _ Runner = (*Async)(nil)

// NewAsync returns a runner. onWindow queues a function for the window's
// thread and returns at once: fyne.Do. display may be nil: nothing is shown.
func NewAsync(onWindow func(func()), display Display) *Async {
	ctx, cancel := context.WithCancel(context.Background())
	return &Async{
		onWindow: onWindow, display: display,
		ctx: ctx, cancel: cancel,
		latest: map[string]newest{}, timers: map[*time.Timer]struct{}{},
	}
}

// Do implements Runner.
func (a *Async) Do(label string, work func(ctx context.Context, p Progress) error, done func(error)) (cancel func()) {
	ctx, cancel := context.WithCancel(a.ctx)
	if a.closed.Load() {
		return cancel
	}
	v := &view{a: a, label: label, cancel: cancel}
	stopWaiting := func() {}
	if a.display != nil {
		stopWaiting = a.After(Patience, v.show)
	}
	a.spawn(func() {
		err := guarded(func() error { return work(ctx, v) })
		cancel()
		a.post(func() {
			stopWaiting()
			v.hide()
			done(err)
		})
	})
	return cancel
}

// Latest implements Runner.
func (a *Async) Latest(key string, work func(ctx context.Context) error, done func(error)) {
	if a.closed.Load() {
		return
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.mu.Lock()
	before := a.latest[key]
	generation := before.generation + 1
	a.latest[key] = newest{generation, cancel}
	a.mu.Unlock()
	if before.cancel != nil {
		before.cancel()
	}
	a.spawn(func() {
		err := guarded(func() error { return work(ctx) })
		cancel()
		a.post(func() {
			a.mu.Lock()
			current := a.latest[key].generation == generation
			a.mu.Unlock()
			if current {
				done(err)
			}
		})
	})
}

// After implements Runner.
func (a *Async) After(d time.Duration, f func()) (stop func()) {
	if a.closed.Load() {
		return func() {}
	}
	var stopped atomic.Bool
	a.mu.Lock()
	defer a.mu.Unlock()
	var timer *time.Timer
	timer = time.AfterFunc(d, func() {
		a.mu.Lock()
		delete(a.timers, timer)
		a.mu.Unlock()
		a.post(func() {
			if !stopped.Swap(true) {
				f()
			}
		})
	})
	a.timers[timer] = struct{}{}
	return func() {
		stopped.Store(true)
		timer.Stop()
		a.mu.Lock()
		delete(a.timers, timer)
		a.mu.Unlock()
	}
}

// Close cancels everything and waits, at most limit, until no work is running;
// 0 waits as long as it takes. It answers false when some work did not end in
// time: the journal must then not be closed under it. The runner stays closed.
func (a *Async) Close(limit time.Duration) bool {
	a.closed.Store(true)
	a.cancel()
	a.mu.Lock()
	for t := range a.timers {
		t.Stop()
	}
	clear(a.timers)
	a.mu.Unlock()

	ended := make(chan struct{})
	go func() { a.wg.Wait(); close(ended) }()
	if limit <= 0 {
		<-ended
		return true
	}
	select {
	case <-ended:
		return true
	case <-time.After(limit):
		return false
	}
}

func (a *Async) spawn(f func()) {
	a.wg.Add(1)
	go func() {
		defer a.wg.Done()
		f()
	}()
}

// post queues f for the window's thread; once closed, nothing queued runs.
func (a *Async) post(f func()) {
	if a.closed.Load() {
		return
	}
	a.onWindow(func() {
		if !a.closed.Load() {
			f()
		}
	})
}
