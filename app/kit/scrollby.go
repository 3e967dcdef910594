package kit

import "fyne.io/fyne/v2"

// ScrollBy moves the page by so much, down for more than 0, as far as it goes.
func (s *Screen) ScrollBy(dy float32) {
	most := fyne.Max(0, s.scroll.Content.Size().Height-s.scroll.Size().Height)
	y := fyne.Min(fyne.Max(0, s.scroll.Offset.Y+dy), most)
	s.scroll.ScrollToOffset(fyne.NewPos(s.scroll.Offset.X, y))
}

// scrollLine is how far an arrow key scrolls.
const scrollLine = 60

// ScrollByKey scrolls the first page in o by a key that nothing on it used: what
// stands between two controls is read without a pointer too.
func ScrollByKey(o fyne.CanvasObject, key fyne.KeyName) {
	s := screenIn(o)
	if s == nil {
		return
	}
	switch page := s.Size().Height - 80; key {
	case fyne.KeyDown:
		s.ScrollBy(scrollLine)
	case fyne.KeyUp:
		s.ScrollBy(-scrollLine)
	case fyne.KeyPageDown:
		s.ScrollBy(page)
	case fyne.KeyPageUp:
		s.ScrollBy(-page)
	}
}

func screenIn(o fyne.CanvasObject) *Screen {
	if s, ok := o.(*Screen); ok && s.Visible() {
		return s
	}
	for _, child := range children(o) {
		if s := screenIn(child); s != nil {
			return s
		}
	}
	return nil
}
