package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
)

// Column stacks objects at full width, gap apart, each as high as it wants to
// be at that width. Hidden objects take no room.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// Lines is a Column of lines that belong together.
func Lines(objects ...fyne.CanvasObject) *fyne.Container { return Column(look.Gap, objects...) }

// Cards is a Column of cards.
func Cards(objects ...fyne.CanvasObject) *fyne.Container { return Column(look.CardGap, objects...) }

type column struct{ gap float32 }

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		if size.Height > 0 {
			size.Height += l.gap
		}
		min := o.MinSize()
		size = fyne.NewSize(fyne.Max(size.Width, min.Width), size.Height+min.Height)
	}
	return size
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range visible(objects) {
		o.Move(fyne.NewPos(0, y))
		y += fit(o, size.Width) + l.gap
	}
}

// fit gives o a width and the height it wants at that width, which it returns.
func fit(o fyne.CanvasObject, width float32) float32 {
	if width <= 0 {
		return o.MinSize().Height // not laid out yet: text wrapped for no width costs seconds
	}
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	for i, o := range objects {
		if !o.Visible() {
			kept := append([]fyne.CanvasObject{}, objects[:i]...)
			for _, o := range objects[i+1:] {
				if o.Visible() {
					kept = append(kept, o)
				}
			}
			return kept
		}
	}
	return objects
}
