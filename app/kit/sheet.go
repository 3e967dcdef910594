package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// sheet lies over the whole window: a veil that takes every press, and on it,
// in the middle, the body of a dialog.
type sheet struct {
	widget.BaseWidget
	body *dialogBody
}

var (
	_ fyne.Tappable      = (*sheet)(nil)
	_ fyne.Scrollable    = (*sheet)(nil)
	_ desktop.Hoverable  = (*sheet)(nil)
	_ desktop.Cursorable = (*sheet)(nil)
)

func newSheet(body *dialogBody) *sheet {
	s := &sheet{body: body}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped implements fyne.Tappable: a press beside the dialog does nothing, so
// that none is lost by a slip.
func (s *sheet) Tapped(*fyne.PointEvent) {}

// Scrolled implements fyne.Scrollable: the page below stands still.
func (s *sheet) Scrolled(*fyne.ScrollEvent) {}

// Cursor implements desktop.Cursorable, as Watched does: a dialog lies over that.
func (s *sheet) Cursor() desktop.Cursor {
	Touch(s, "")
	return desktop.DefaultCursor
}

// MouseIn implements desktop.Hoverable.
func (s *sheet) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (s *sheet) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *sheet) MouseOut() {}

// Children implements the search for what the keyboard is on.
func (s *sheet) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.body} }

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	veil := canvas.NewRectangle(color.Transparent)
	paper := canvas.NewRectangle(color.Transparent)
	return newDrawing(s, []fyne.CanvasObject{veil, paper, s.body},
		func() fyne.Size { return s.body.MinSize() },
		func(size fyne.Size) {
			veil.Resize(size)
			s.body.most = size.Height - 2*look.Margin
			body := s.body.MinSize()
			at := fyne.NewPos((size.Width-body.Width)/2, (size.Height-body.Height)/2)
			for _, o := range []fyne.CanvasObject{paper, s.body} {
				o.Move(at)
				o.Resize(body)
			}
		},
		func(c paint) {
			veil.FillColor = c.colour(look.ColorScrim)
			paper.FillColor = c.colour(theme.ColorNameOverlayBackground)
			paper.StrokeColor, paper.StrokeWidth = c.colour(look.ColorLine), look.Hairline
			paper.CornerRadius = look.CardRadius
		})
}
