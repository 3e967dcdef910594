// Package form is a form of one record, as several pages show it: labelled
// fields, a part that is folded away until it is asked for, and what becomes of
// the words typed.
//
//   - Leaving the form keeps what was typed; what cannot be kept is asked about.
//   - At lock nobody is asked: every word is saved or waits sealed.
//   - An untouched form saves nothing.
//
// A form knows nothing of the record: its Keep reads the fields and saves.
package form

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what a form asks of the window.
type Shell interface {
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Fail(error)
}

// Saving is Keep.Work of one record.
func Saving[T any](record T, save func(context.Context, T) (T, error), take func(T)) (work func(context.Context) error, saved func()) {
	return func(ctx context.Context) error {
		got, err := save(ctx, record)
		if err == nil {
			record = got
		}
		return err
	}, func() { take(record) }
}

// Keep is what becomes of what was typed.
type Keep interface {
	// Read takes the fields into the record. What is wrong is said at its field
	// (Form.Fault), and ok is false.
	Read() (ok bool)
	// ReadAll takes every word of the fields into the record so that it can be
	// saved, whatever is wrong with them: nobody can be asked.
	ReadAll()
	// Work is the work that saves the record as it was read, which is done beside
	// the window, and then what takes over what was saved (see Saving).
	Work() (work func(context.Context) error, saved func())
	// AddTo adds the record as ReadAll left it to what waits.
	AddTo(u *journal.Unsaved)
}
