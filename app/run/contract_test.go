package run_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"afterglow/app/run"
)

// window stands for the window's thread: what is queued runs when pump is called.
type window struct{ queue chan func() }

func newWindow() *window { return &window{queue: make(chan func(), 100)} }

func (w *window) do(f func()) { w.queue <- f }

// pump waits until everything else has come to rest and runs what was queued.
func (w *window) pump() {
	for {
		synctest.Wait()
		select {
		case f := <-w.queue:
			f()
		default:
			return
		}
	}
}

// board is a Display that keeps what it was told.
type board struct {
	label       string
	up          bool
	done, total int64
	cancel      func()
}

func (b *board) Show(label string, cancel func()) run.Shown {
	b.label, b.up, b.cancel = label, true, cancel
	return b
}
func (b *board) Set(done, total int64) { b.done, b.total = done, total }
func (b *board) Hide()                 { b.up = false }

func contract(t *testing.T, f func(t *testing.T, w *window, b *board, a *run.Async)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w, b := newWindow(), &board{}
		a := run.NewAsync(w.do, b)
		f(t, w, b, a)
		a.Close(0)
	})
}

var errWork = errors.New("no")

func TestDoneComesOnceOnTheWindowsThread(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var calls int
		var got error
		a.Do("x", func(context.Context, run.Progress) error { return errWork }, func(err error) { calls++; got = err })
		synctest.Wait()
		if calls != 0 {
			t.Error("done ran before the window's thread took it")
		}
		w.pump()
		if calls != 1 || got != errWork {
			t.Errorf("done ran %d times with %v", calls, got)
		}
	})
}

func TestCancelEndsTheContextAndDoneStillComes(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var got error
		cancel := a.Do("x", func(ctx context.Context, _ run.Progress) error {
			<-ctx.Done()
			return ctx.Err()
		}, func(err error) { got = err })
		cancel()
		w.pump()
		if !errors.Is(got, context.Canceled) {
			t.Errorf("done got %v", got)
		}
	})
}

func TestOnlyWorkThatLastsIsShown(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		a.Do("quick", func(context.Context, run.Progress) error { return nil }, func(error) {})
		w.pump()
		<-time.After(2 * run.Patience)
		w.pump()
		if b.label != "" {
			t.Fatalf("quick work was shown as %q", b.label)
		}

		var got error
		a.Do("slow", func(ctx context.Context, p run.Progress) error {
			p.Set(3, 10)
			<-ctx.Done()
			return ctx.Err()
		}, func(err error) { got = err })
		w.pump()
		if b.up {
			t.Fatal("shown at once")
		}
		<-time.After(run.Patience)
		w.pump()
		if !b.up || b.label != "slow" || b.done != 3 || b.total != 10 {
			t.Fatalf("shown: %+v", *b)
		}
		b.cancel()
		w.pump()
		if b.up || !errors.Is(got, context.Canceled) {
			t.Errorf("after Cancel: still up %v, done got %v", b.up, got)
		}
	})
}

func TestOnlyTheNewestResultCounts(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var order []string
		search := func(q string, gate chan struct{}) {
			a.Latest("search", func(ctx context.Context) error {
				<-gate
				return ctx.Err()
			}, func(err error) {
				if err != nil {
					t.Errorf("%s: %v", q, err)
				}
				order = append(order, q)
			})
		}
		first, second := make(chan struct{}), make(chan struct{})
		search("la", first)
		search("lantern", second)
		close(second)
		w.pump()
		close(first) // the older answer comes late
		w.pump()
		if strings.Join(order, " ") != "lantern" {
			t.Errorf("results shown: %v", order)
		}

		// An answer already queued is dropped as well when a newer question came.
		gate := make(chan struct{})
		close(gate)
		search("old", gate)
		synctest.Wait()
		search("new", gate)
		w.pump()
		if strings.Join(order, " ") != "lantern new" {
			t.Errorf("results shown: %v", order)
		}
	})
}

func TestKeysDoNotDropEachOther(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var n int
		for _, key := range []string{"search", "preview"} {
			a.Latest(key, func(context.Context) error { return nil }, func(error) { n++ })
		}
		w.pump()
		if n != 2 {
			t.Errorf("%d results", n)
		}
	})
}

func TestAfterWaitsAndStops(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var calls int
		a.After(2*time.Second, func() { calls++ })
		<-time.After(1999 * time.Millisecond)
		w.pump()
		if calls != 0 {
			t.Fatal("too early")
		}
		<-time.After(time.Millisecond)
		w.pump()
		if calls != 1 {
			t.Fatalf("called %d times", calls)
		}
		stop := a.After(time.Second, func() { calls++ })
		<-time.After(time.Second)
		synctest.Wait() // due and queued, but not yet run
		stop()
		w.pump()
		if calls != 1 {
			t.Error("called after stop")
		}
	})
}

func TestAPanicNamesAPlaceAndNoWords(t *testing.T) {
	runners := map[string]func(work func() error) error{
		"inline": func(work func() error) (got error) {
			new(run.Inline).Do("x", func(context.Context, run.Progress) error { return work() }, func(err error) { got = err })
			return got
		},
		"async": func(work func() error) (got error) {
			contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
				a.Latest("x", func(context.Context) error { return work() }, func(err error) { got = err })
				w.pump()
			})
			return got
		},
	}
	for name, do := range runners {
		err := do(func() error { panic("the secret lantern") })
		if !run.IsInside(err) || strings.Contains(err.Error(), "lantern") || !strings.Contains(err.Error(), "contract_test.go:") {
			t.Errorf("%s: %v", name, err)
		}
		var none []int
		if err := do(func() error { none[3] = 1; return nil }); !run.IsInside(err) || !strings.Contains(err.Error(), "contract_test.go:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCloseWaitsForWorkAndLetsNothingThrough(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		var late, running bool
		note := func(error) { late = true }
		begun := make(chan struct{})
		a.Do("x", func(ctx context.Context, _ run.Progress) error {
			running = true
			close(begun)
			<-ctx.Done()
			<-time.After(time.Second) // a last flush that does not look at its context
			running = false
			return nil
		}, note)
		a.Latest("k", func(ctx context.Context) error { <-ctx.Done(); return nil }, note)
		a.After(time.Second, func() { late = true })
		<-begun
		if !a.Close(0) {
			t.Error("Close gave up")
		}
		if running {
			t.Error("work still runs after Close")
		}
		a.Do("y", func(context.Context, run.Progress) error { late = true; return nil }, note)
		a.Latest("k", func(context.Context) error { late = true; return nil }, note)
		a.After(0, func() { late = true })
		<-time.After(time.Minute)
		w.pump()
		if late {
			t.Error("something ran after Close")
		}
	})
}

func TestCloseSaysWhenWorkDoesNotEnd(t *testing.T) {
	contract(t, func(t *testing.T, w *window, b *board, a *run.Async) {
		gate := make(chan struct{})
		a.Do("x", func(context.Context, run.Progress) error { <-gate; return nil }, func(error) {})
		if a.Close(time.Second) {
			t.Error("Close said all had ended")
		}
		close(gate)
	})
}
