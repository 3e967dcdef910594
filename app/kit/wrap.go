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
	right bool    // each row stands at the right
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

// arrange walks the rows, each as high as its highest object, in the middle of
// which the others stand, and returns the height of all.
func (l *wrap) arrange(objects []fyne.CanvasObject, width float32, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var y float32
	rest := visible(objects)
	for len(rest) > 0 {
		count, used, height := l.row(rest, width)
		x := float32(0)
		if l.right {
			x = fyne.Max(0, width-used)
		}
		for _, o := range rest[:count] {
			min := o.MinSize()
			place(o, fyne.NewPos(x, y+(height-min.Height)/2), min)
			x += min.Width + l.gap
		}
		rest = rest[count:]
		y += height + l.gap
	}
	return fyne.Max(0, y-l.gap)
}

// row is how many objects go into the first row, and how large it gets.
func (l *wrap) row(objects []fyne.CanvasObject, width float32) (count int, used, height float32) {
	for i, o := range objects {
		min := o.MinSize()
		with := used + min.Width
		if i > 0 {
			with += l.gap
		}
		if i > 0 && with > width {
			return i, used, height
		}
		used, height = with, fyne.Max(height, min.Height)
	}
	return len(objects), used, height
}
