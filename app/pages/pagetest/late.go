package pagetest

import (
	"context"

	"afterglow/app/run"
)

// Late is a runner whose answers wait for Settle, as those of the real window
// wait for their turn: what a page does between asking and being answered can
// be tested. Work itself is done at once, After waits for the shell's Advance.
type Late struct {
	*run.Inline
	waiting []func()
	newest  map[string]int
}

// BeLate makes the shell's runner answer late from now on.
func (s *Shell) BeLate() *Late {
	s.late = &Late{Inline: &s.Inline, newest: map[string]int{}}
	return s.late
}

// Do implements run.Runner.
func (l *Late) Do(_ string, work func(context.Context, run.Progress) error, done func(error)) (cancel func()) {
	err := work(context.Background(), nowhere{})
	l.waiting = append(l.waiting, func() { done(err) })
	return func() {}
}

// Latest implements run.Runner.
func (l *Late) Latest(key string, work func(context.Context) error, done func(error)) {
	l.newest[key]++
	mine, err := l.newest[key], work(context.Background())
	l.waiting = append(l.waiting, func() {
		if l.newest[key] == mine {
			done(err)
		}
	})
}

// Settle lets everything answer, also what is asked for meanwhile.
func (l *Late) Settle() {
	for len(l.waiting) > 0 {
		next := l.waiting[0]
		l.waiting = l.waiting[1:]
		next()
	}
}

type nowhere struct{}

func (nowhere) Set(int64, int64) {}
