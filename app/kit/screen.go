package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// Screen is a page that scrolls: margins as in the drawings, a content that
// grows no wider than is good to read, everything one below the other.
type Screen struct {
	widget.BaseWidget
	scroll *container.Scroll
	column *fyne.Container
	width  float32 // the widest the content gets
}

var _ fyne.Widget = (*Screen)(nil)

// NewScreen is a page of the given objects, one below the other, CardGap apart.
func NewScreen(objects ...fyne.CanvasObject) *Screen {
	s := &Screen{column: Column(look.CardGap, objects...), width: look.PageWidth}
	s.scroll = container.NewVScroll(container.New(&margins{screen: s}, s.column))
	s.scroll.OnScrolled = func(fyne.Position) { Touch(s, "") }
	s.ExtendBaseWidget(s)
	return s
}

// NewReadingScreen is a Screen as wide as a page of a book.
func NewReadingScreen(objects ...fyne.CanvasObject) *Screen {
	s := NewScreen(objects...)
	s.width = 720
	return s
}

// Header is a page's heading with the quiet line under it.
func Header(heading, sub *Text) *fyne.Container { return Inset(0, 0, 0, 10, Column(6, heading, sub)) }

// SetObjects shows other objects and goes back to the top.
func (s *Screen) SetObjects(objects ...fyne.CanvasObject) {
	s.column.Objects = objects
	s.column.Refresh()
	s.Refresh()
	s.scroll.ScrollToTop()
}

// Relayout is called after an object of the page was shown, hidden or changed
// in height and the page is to follow at once.
func (s *Screen) Relayout() { s.Refresh() }

// ScrollToTop shows the beginning.
func (s *Screen) ScrollToTop() { s.scroll.ScrollToTop() }

// Reveal scrolls as little as needed to show the part of o from top down to
// bottom, in o's own coordinates.
func (s *Screen) Reveal(o fyne.CanvasObject, top, bottom float32) { scrollTo(s.scroll, o, top, bottom) }

// Children implements the search for what the keyboard is on.
func (s *Screen) Children() []fyne.CanvasObject { return []fyne.CanvasObject{s.scroll} }

// CreateRenderer implements fyne.Widget.
func (s *Screen) CreateRenderer() fyne.WidgetRenderer {
	return newDrawing(s, []fyne.CanvasObject{s.scroll},
		func() fyne.Size { return s.scroll.MinSize() },
		func(size fyne.Size) {
			if size.Width <= 0 {
				return
			}
			// Width first, so that the scroll then learns the true height.
			s.scroll.Content.Resize(fyne.NewSize(size.Width, s.scroll.Content.MinSize().Height))
			s.scroll.Resize(size)
			s.scroll.Content.Resize(fyne.NewSize(size.Width, fyne.Max(size.Height, s.scroll.Content.MinSize().Height)))
		},
		func(paint) {})
}

// margins lays out a Screen's content. It may be asked for less than the width
// it has: then it scrolls nothing sideways but wraps.
type margins struct{ screen *Screen }

func (l *margins) edges(width float32) (margin, content float32) {
	margin = look.Margin
	if width < 640 {
		margin = look.NarrowMargin
	}
	content = width - 2*margin
	if most := l.screen.width * max(1, look.Current().Settings().TextScale); content > most {
		margin, content = (width-most)/2, most
	}
	return margin, content
}

func (l *margins) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*look.NarrowMargin, pageTop+look.Margin)
}

// pageTop is the air above a page's heading.
const pageTop = 32

func (l *margins) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin, width := l.edges(size.Width)
	objects[0].Move(fyne.NewPos(margin, pageTop))
	fit(objects[0], width)
}
