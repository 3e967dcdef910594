package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Wrap puts objects beside each other at their own size and begins a new row
// where there is no more room: buttons, chips, tags.
func Wrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrap{gap: gap}, objects...)
}

// Buttons is a row of buttons.
func Buttons(objects ...fyne.CanvasObject) *fyne.Container { return Wrap(12, objects...) }

type wrap struct {
	gap   float32
	width float32 // of the last layout: how high we are depends on it
}

func (l *wrap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range visible(objects) {
		widest = fyne.Max(widest, o.MinSize().Width)
	}
	width := l.width
	if width == 0 {
		width = 1e6 // not laid out yet: hope for one row
	}
	return fyne.NewSize(widest, l.arrange(objects, fyne.Max(width, widest), func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

func (l *wrap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.arrange(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

// arrange walks the rows, each as high as its highest object, and returns the
// height of all.
func (l *wrap) arrange(objects []fyne.CanvasObject, width float32, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, rowHeight float32
	for _, o := range visible(objects) {
		min := o.MinSize()
		if x > 0 && x+min.Width > width {
			x, y, rowHeight = 0, y+rowHeight+l.gap, 0
		}
		place(o, fyne.NewPos(x, y), min)
		x += min.Width + l.gap
		rowHeight = fyne.Max(rowHeight, min.Height)
	}
	return y + rowHeight
}
