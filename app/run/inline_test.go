package run_test

import (
	"context"
	"testing"
	"time"

	"afterglow/app/run"
)

func TestInlineIsOverWhenItReturns(t *testing.T) {
	r := &run.Inline{}
	var order string
	r.Do("Unlocking…", func(_ context.Context, p run.Progress) error {
		p.Set(1, 2)
		order += "w"
		return errWork
	}, func(err error) {
		if err == errWork {
			order += "d"
		}
	})
	r.Latest("k", func(context.Context) error { order += "W"; return nil }, func(error) { order += "D" })
	if order != "wdWD" || len(r.Labels) != 1 || r.Labels[0] != "Unlocking…" {
		t.Errorf("order %q, labels %q", order, r.Labels)
	}
}

func TestInlineTimeMovesOnlyWhenAdvanced(t *testing.T) {
	r := &run.Inline{}
	var order string
	r.After(3*time.Second, func() { order += "c" })
	stop := r.After(2*time.Second, func() { order += "x" })
	r.After(time.Second, func() {
		order += "a"
		r.After(time.Second, func() { order += "b" })
	})
	stop()
	r.Advance(999 * time.Millisecond)
	if order != "" {
		t.Fatalf("too early: %q", order)
	}
	r.Advance(time.Second + time.Millisecond)
	if order != "ab" {
		t.Fatalf("after two seconds: %q", order)
	}
	r.Advance(time.Second)
	if order != "abc" || r.Waiting() != 0 {
		t.Errorf("after three seconds: %q, %d waiting", order, r.Waiting())
	}
}
