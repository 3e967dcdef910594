package kit

import (
	"fyne.io/fyne/v2"

	"afterglow/app/run"
	"afterglow/assets"
)

// Busy shows work that lasts: what it is, how far it has come, and Cancel. It
// is the run.Display of a window.
type Busy struct {
	words  *assets.Words
	window fyne.Window
	open   []*busyOne
}

var _ run.Display = (*Busy)(nil)

// NewBusy shows nothing yet.
func NewBusy(words *assets.Words) *Busy { return &Busy{words: words} }

// On says which window it belongs to.
func (b *Busy) On(w fyne.Window) *Busy {
	b.window = w
	return b
}

type busyOne struct {
	busy   *Busy
	dialog *Dialog
	bar    *meter
	cancel func()
}

// Show implements run.Display.
func (b *Busy) Show(label string, cancel func()) run.Shown {
	one := &busyOne{busy: b, bar: newMeter(), cancel: cancel}
	stop := Quiet(b.words.T("kit.cancel"), cancel)
	one.dialog = ShowDialog(b.window, Column(10, Title(label), Sub(b.words.T("kit.wait")), one.bar, rightRow(stop)), cancel, nil)
	// The keyboard is not put on Cancel: a second Enter after the one that began
	// the work must not end it. Escape and Tab reach it.
	b.open = append(b.open, one)
	return one
}

// Escape cancels the newest work shown; false when there is none.
func (b *Busy) Escape() bool {
	if len(b.open) == 0 {
		return false
	}
	b.open[len(b.open)-1].cancel()
	return true
}

// Clear takes away all that is shown: a runner that is closed no longer tells
// when its work has ended.
func (b *Busy) Clear() {
	for len(b.open) > 0 {
		b.open[len(b.open)-1].Hide()
	}
}

// Set implements run.Progress.
func (o *busyOne) Set(done, total int64) {
	o.bar.set(done, total)
}

// Hide implements run.Shown.
func (o *busyOne) Hide() {
	o.dialog.Close()
	for i, other := range o.busy.open {
		if other == o {
			o.busy.open = append(o.busy.open[:i], o.busy.open[i+1:]...)
			return
		}
	}
}
