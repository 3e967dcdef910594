package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// StrengthMeter shows how well a passphrase would stand, in four steps, and
// says in words what the steps mean.
type StrengthMeter struct {
	widget.BaseWidget
	score int
	text  *Text
}

var _ fyne.Widget = (*StrengthMeter)(nil)

// NewStrengthMeter shows nothing yet.
func NewStrengthMeter() *StrengthMeter {
	m := &StrengthMeter{score: -1, text: Small("")}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a score from 0 (weakest) to 4, with a line that explains it. A
// negative score empties the meter.
func (m *StrengthMeter) Set(score int, text string) {
	m.score = min(score, 4)
	m.text.SetText(text)
	m.Refresh()
}

// Score is what is shown, -1 for nothing.
func (m *StrengthMeter) Score() int { return m.score }

// Text is the line that explains.
func (m *StrengthMeter) Text() string { return m.text.Text() }

// CreateRenderer implements fyne.Widget.
func (m *StrengthMeter) CreateRenderer() fyne.WidgetRenderer {
	const steps, height, gap, air = 4, 5, 5, 6
	objects := []fyne.CanvasObject{m.text}
	bars := make([]*canvas.Rectangle, steps)
	for i := range bars {
		bars[i] = canvas.NewRectangle(color.Transparent)
		bars[i].CornerRadius = height / 2
		objects = append(objects, bars[i])
	}
	return newDrawing(m, objects,
		func() fyne.Size { return m.text.MinSize().AddWidthHeight(0, height+air) },
		func(size fyne.Size) {
			each := (size.Width - (steps-1)*gap) / steps
			for i, b := range bars {
				b.Move(fyne.NewPos(float32(i)*(each+gap), 0))
				b.Resize(fyne.NewSize(each, height))
			}
			m.text.Move(fyne.NewPos(0, height+air))
			m.text.Resize(fyne.NewSize(size.Width, size.Height-height-air))
		},
		func(c paint) {
			for i, b := range bars {
				b.FillColor = c.colour(look.ColorLine)
				if i < m.score || i == 0 && m.score == 0 {
					b.FillColor = c.colour(look.ColorAccent)
					if m.score < 3 {
						b.FillColor = c.colour(look.ColorWarning)
					}
				}
			}
		})
}
