package writing

import (
	"fyne.io/fyne/v2"

	"afterglow/app/look"
)

// desk lays out a writing page: a bar along the top, the page to write on, and
// beside it, where there is room, the prompt; in a narrow window the prompt
// stands between the two.
type desk struct{ bar, screen, side fyne.CanvasObject }

const (
	sideWidth = 270 // of the prompt, at a text scale of 1
	pageRoom  = 520 // what the page needs beside it
	barTop    = 18
)

func (d *desk) MinSize([]fyne.CanvasObject) fyne.Size {
	bar := d.bar.MinSize()
	return fyne.NewSize(bar.Width, bar.Height+200)
}

func (d *desk) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	scale := look.Current().Settings().TextScale
	margin := look.Margin
	if size.Width < 640 {
		margin = look.NarrowMargin
	}
	place := func(o fyne.CanvasObject, x, y, width float32) float32 {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		return y + height
	}
	y := place(d.bar, margin, barTop, size.Width-2*margin)
	right := size.Width
	if d.side != nil && d.side.Visible() {
		if wide := float32(sideWidth) * scale; size.Width-wide-margin >= pageRoom*scale {
			right = size.Width - wide - margin - 4
			place(d.side, size.Width-wide-margin, y+30, wide)
		} else {
			y = place(d.side, margin, y+12, size.Width-2*margin)
		}
	}
	d.screen.Move(fyne.NewPos(0, y))
	d.screen.Resize(fyne.NewSize(right, fyne.Max(0, size.Height-y)))
}
