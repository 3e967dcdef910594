package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// bars is a row of small bars, some of them filled.
type bars struct {
	widget.BaseWidget
	total, filled int
}

func newBars(total int) *bars {
	b := &bars{total: total}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bars) set(filled int) {
	b.filled = filled
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	const height, gap = 6, 5
	var objects []fyne.CanvasObject
	for range b.total {
		r := canvas.NewRectangle(color.Transparent)
		r.CornerRadius = height / 2
		objects = append(objects, r)
	}
	return newDrawing(b, objects,
		func() fyne.Size { return fyne.NewSize(120, height) },
		func(size fyne.Size) {
			each := (fyne.Min(size.Width, 320) - gap*float32(b.total-1)) / float32(b.total)
			for i, o := range objects {
				o.Move(fyne.NewPos(float32(i)*(each+gap), 0))
				o.Resize(fyne.NewSize(each, height))
			}
		},
		func(c paint) {
			for i, o := range objects {
				r := o.(*canvas.Rectangle)
				r.FillColor, r.StrokeColor, r.StrokeWidth = color.Transparent, c.colour(look.ColorControl), look.Hairline
				if i < b.filled {
					r.FillColor, r.StrokeColor = c.colour(look.ColorAccent), c.colour(look.ColorAccent)
				}
			}
		})
}
