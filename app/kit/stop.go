package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// Stop is one place on a way that is told from top to bottom: a small round mark
// at the left, a thin line on to the next one, and what there is to say. Put stops
// into a Column without a gap.
type Stop struct {
	widget.BaseWidget
	content fyne.CanvasObject
	filled  bool
	last    bool
}

var _ fyne.Widget = (*Stop)(nil)

// NewStop is a stop; a filled mark says that something is there, last that the
// way ends here.
func NewStop(filled, last bool, content fyne.CanvasObject) *Stop {
	s := &Stop{content: content, filled: filled, last: last}
	s.ExtendBaseWidget(s)
	return s
}

// Children implements the search for what the keyboard is on.
func (s *Stop) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.content} }

// CreateRenderer implements fyne.Widget.
func (s *Stop) CreateRenderer() fyne.WidgetRenderer {
	const side, air, mark, below = 26, 6, 11, 26
	line := canvas.NewLine(color.Transparent)
	dot := canvas.NewCircle(color.Transparent)
	foot := float32(below)
	if s.last {
		foot = 0
	}
	return newDrawing(s, []fyne.CanvasObject{line, dot, s.content},
		func() fyne.Size { return s.content.MinSize().AddWidthHeight(side, foot) },
		func(size fyne.Size) {
			row := fyne.MeasureText("M", paint{s.Theme()}.size(look.SizeTitle), look.SerifBold).Height
			top := (row - mark) / 2
			dot.Move(fyne.NewPos(0, top))
			dot.Resize(fyne.NewSquareSize(mark))
			line.Position1, line.Position2 = fyne.NewPos(mark/2, top+mark+air), fyne.NewPos(mark/2, size.Height+top-air)
			line.Hidden = s.last
			s.content.Move(fyne.NewPos(side, 0))
			s.content.Resize(fyne.NewSize(size.Width-side, size.Height-foot))
		},
		func(p paint) {
			line.StrokeColor, line.StrokeWidth = p.colour(look.ColorLine), 1.5
			dot.StrokeColor, dot.StrokeWidth = p.colour(look.ColorControl), 1.5
			dot.FillColor = color.Transparent
			if s.filled {
				dot.StrokeColor, dot.FillColor = p.colour(look.ColorAccent), p.colour(look.ColorAccent)
			}
		})
}
