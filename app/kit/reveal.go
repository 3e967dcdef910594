package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// reveal scrolls the Screen that o stands on so that o can be seen. Fyne does
// not: without this, Tab leads out of sight.
func reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	roots := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	for _, root := range roots {
		if s := screenAround(root, o); s != nil {
			s.Reveal(o, 0, o.Size().Height)
			return
		}
	}
}

// screenAround finds the Screen below root that holds o.
func screenAround(root, o fyne.CanvasObject) *Screen {
	if s, ok := root.(*Screen); ok {
		if holds(s.column, o) {
			return s
		}
		return nil
	}
	for _, child := range children(root) {
		if s := screenAround(child, o); s != nil {
			return s
		}
	}
	return nil
}

func holds(root, o fyne.CanvasObject) bool {
	if root == o {
		return true
	}
	for _, child := range children(root) {
		if holds(child, o) {
			return true
		}
	}
	return false
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
