package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// frame is a border around something that scrolls, as around a field.
type frame struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newFrame(content fyne.CanvasObject) *frame {
	f := &frame{content: content}
	f.ExtendBaseWidget(f)
	return f
}

// Children implements the search for what the keyboard is on.
func (f *frame) Children() []fyne.CanvasObject { return []fyne.CanvasObject{f.content} }

// CreateRenderer implements fyne.Widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	const pad = 4
	border := canvas.NewRectangle(color.Transparent)
	border.CornerRadius, border.StrokeWidth = look.InputRadius, look.Hairline
	return newDrawing(f, []fyne.CanvasObject{border, f.content},
		func() fyne.Size { return f.content.MinSize().AddWidthHeight(2*pad, 2*pad) },
		func(size fyne.Size) {
			border.Resize(size)
			f.content.Move(fyne.NewPos(pad, pad))
			f.content.Resize(size.SubtractWidthHeight(2*pad, 2*pad).Max(fyne.Size{}))
		},
		func(c paint) { border.StrokeColor = c.colour(look.ColorLine) })
}
