package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// air is what stays free above and below what is scrolled into view.
const air = 24

// reveal scrolls whatever o stands on so that all of it can be seen. Fyne does
// not: without this, Tab leads out of sight.
func reveal(o fyne.CanvasObject) { revealPart(o, 0, o.Size().Height) }

// layOutAround lays out anew what o stands on: what scrolls, or else the window.
func layOutAround(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		if scrolls, found := scrollsAround(root, o, nil); found {
			if n := len(scrolls); n > 0 {
				root = scrolls[n-1].Content
			}
			root.Refresh()
			return
		}
	}
}

// revealPart shows the part of o from top down to bottom, in o's coordinates.
func revealPart(o fyne.CanvasObject, top, bottom float32) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		scrolls, found := scrollsAround(root, o, nil)
		if !found {
			continue
		}
		for i := len(scrolls) - 1; i >= 0; i-- { // the innermost first
			scrollTo(scrolls[i], o, top, bottom)
		}
		return
	}
}

// scrollTo scrolls s as little as needed.
func scrollTo(s *container.Scroll, o fyne.CanvasObject, top, bottom float32) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s).Y
	top, bottom = at+top-air, at+bottom+air
	offset, height := s.Offset, s.Size().Height
	switch {
	case top < 0:
		offset.Y += top
	case bottom > height:
		offset.Y += fyne.Min(bottom-height, top)
	default:
		return
	}
	s.ScrollToOffset(fyne.NewPos(offset.X, fyne.Max(0, offset.Y)))
}

// scrollsAround are the scrolls between root and o, the outermost first.
func scrollsAround(root, o fyne.CanvasObject, above []*container.Scroll) ([]*container.Scroll, bool) {
	if root == o {
		return above, true
	}
	if s, ok := root.(*container.Scroll); ok {
		above = append(above[:len(above):len(above)], s)
	}
	for _, child := range children(root) {
		if scrolls, found := scrollsAround(child, o, above); found {
			return scrolls, true
		}
	}
	return nil, false
}

// holder is a widget of ours, or of a page, that holds other objects. Pages
// that write such a widget implement it so that the keyboard's focus is
// followed inside.
type holder interface{ Children() []fyne.CanvasObject }

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *container.Split:
		return []fyne.CanvasObject{o.Leading, o.Trailing}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{o.Content}
	case holder:
		return o.Children()
	}
	return nil
}

// Children implements the search for what the keyboard is on.
func (c *Card) Children() []fyne.CanvasObject { return []fyne.CanvasObject{c.content} }
