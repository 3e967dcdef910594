package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
)

// Beside puts side to the right of main, both in the middle of the height; in
// a narrow place side goes below. Main takes what width there is.
func Beside(main, side fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{}, main, side)
}

// besideTop is as Beside, with both at the top.
func besideTop(main, side fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{top: true}, main, side)
}

// beside needs this much room for main, at a text scale of 1.
const besideRoom = 300

type beside struct {
	top   bool
	width float32
}

func (l *beside) below(side fyne.Size) bool {
	return l.width > 0 && l.width-side.Width-look.CardPadding < besideRoom*look.Current().Settings().TextScale
}

// sideSize is side at its most natural: a row of buttons in one line.
func sideSize(o fyne.CanvasObject) fyne.Size {
	if c, ok := o.(*fyne.Container); ok {
		if w, ok := c.Layout.(*wrap); ok {
			var size fyne.Size
			for i, o := range visible(c.Objects) {
				if i > 0 {
					size.Width += w.gap
				}
				min := o.MinSize()
				size = fyne.NewSize(size.Width+min.Width, fyne.Max(size.Height, min.Height))
			}
			return size
		}
	}
	return o.MinSize()
}

func (l *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	main, side := objects[0].MinSize(), sideSize(objects[1])
	if !objects[1].Visible() {
		return main
	}
	if l.below(side) {
		side = objects[1].MinSize()
		return fyne.NewSize(fyne.Max(main.Width, side.Width), main.Height+look.CardGap+side.Height)
	}
	return fyne.NewSize(main.Width+objects[1].MinSize().Width, fyne.Max(main.Height, side.Height))
}

func (l *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	main, side := objects[0], objects[1]
	if !side.Visible() {
		main.Move(fyne.Position{})
		fit(main, size.Width)
		return
	}
	want := sideSize(side)
	if l.below(want) {
		main.Move(fyne.Position{})
		side.Move(fyne.NewPos(0, fit(main, size.Width)+look.CardGap))
		fit(side, size.Width)
		return
	}
	height := fit(main, size.Width-want.Width-look.CardPadding)
	side.Resize(want)
	y := func(height float32) float32 {
		if l.top {
			return 0
		}
		return fyne.Max(0, (size.Height-height)/2)
	}
	main.Move(fyne.NewPos(0, y(height)))
	side.Move(fyne.NewPos(size.Width-want.Width, y(want.Height)))
}
