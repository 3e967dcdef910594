package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
)

// Columns puts objects side by side in equal columns at least narrowest wide (at
// a text scale of 1), as many in a row as there is room for; those of a row are
// equally high.
func Columns(narrowest float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{narrowest: narrowest}, objects...)
}

type columns struct {
	narrowest float32
	width     float32
}

func (l *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range visible(objects) {
		widest = fyne.Max(widest, o.MinSize().Width)
	}
	if l.width == 0 {
		return fyne.NewSize(widest, l.heightOf(objects))
	}
	return fyne.NewSize(widest, l.arrange(objects, fyne.Max(l.width, widest)))
}

func (l *columns) heightOf(objects []fyne.CanvasObject) (height float32) {
	for _, o := range visible(objects) {
		height = fyne.Max(height, o.MinSize().Height)
	}
	return height
}

func (l *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.arrange(objects, size.Width)
}

func (l *columns) arrange(objects []fyne.CanvasObject, width float32) float32 {
	objects = visible(objects)
	if len(objects) == 0 {
		return 0
	}
	scale := look.Current().Settings().TextScale
	perRow := int((width + look.CardGap) / (l.narrowest*scale + look.CardGap))
	perRow = min(max(perRow, 1), len(objects))
	each := (width - float32(perRow-1)*look.CardGap) / float32(perRow)
	y := float32(0)
	for len(objects) > 0 {
		row := objects[:min(perRow, len(objects))]
		objects = objects[len(row):]
		var height float32
		for _, o := range row {
			height = fyne.Max(height, fit(o, each))
		}
		for i, o := range row {
			o.Resize(fyne.NewSize(each, height))
			o.Move(fyne.NewPos(float32(i)*(each+look.CardGap), y))
		}
		y += height + look.CardGap
	}
	return y - look.CardGap
}
