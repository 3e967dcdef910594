package kit

import "fyne.io/fyne/v2"

// ScrollBy moves the page by so much, down for more than 0, as far as it goes.
func (s *Screen) ScrollBy(dy float32) {
	most := fyne.Max(0, s.scroll.Content.Size().Height-s.scroll.Size().Height)
	y := fyne.Min(fyne.Max(0, s.scroll.Offset.Y+dy), most)
	s.scroll.ScrollToOffset(fyne.NewPos(s.scroll.Offset.X, y))
}
