package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// meter is a thin line that fills. Until it knows of what, it is not seen but
// keeps its place, and nothing on it moves by itself.
type meter struct {
	widget.BaseWidget
	share float32 // 0 to 1; below 0 not known
}

func newMeter() *meter {
	m := &meter{share: -1}
	m.ExtendBaseWidget(m)
	return m
}

func (m *meter) set(done, total int64) {
	if total <= 0 {
		return
	}
	m.share = min(max(float32(done)/float32(total), 0), 1)
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *meter) CreateRenderer() fyne.WidgetRenderer {
	const height = 6
	track, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	track.CornerRadius, fill.CornerRadius = height/2, height/2
	return newDrawing(m, []fyne.CanvasObject{track, fill},
		func() fyne.Size { return fyne.NewSize(0, height) },
		func(size fyne.Size) {
			track.Resize(fyne.NewSize(size.Width, height))
			fill.Resize(fyne.NewSize(size.Width*max(0, m.share), height))
		},
		func(c paint) {
			if m.share >= 0 {
				track.FillColor, fill.FillColor = c.colour(look.ColorLine), c.colour(look.ColorAccent)
			}
		})
}
