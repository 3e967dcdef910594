package pagetest

import (
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
)

// named is what can be pressed and says what it is called.
type named interface {
	fyne.CanvasObject
	fyne.Tappable
	Text() string
}

var _ named = (*kit.Button)(nil)

// Press presses the first visible button or chip that says text.
func Press(t testing.TB, root fyne.CanvasObject, text string) {
	t.Helper()
	b, ok := Find(root, func(b named) bool { return b.Text() == text && shown(root, b) })
	if !ok {
		t.Fatalf("there is nothing to press that says %q", text)
	}
	b.Tapped(&fyne.PointEvent{})
}

// CanPress says whether a visible button or chip below root says text.
func CanPress(root fyne.CanvasObject, text string) bool {
	_, ok := Find(root, func(b named) bool { return b.Text() == text && shown(root, b) })
	return ok
}

// Says whether a text is to be seen below root.
func Says(root fyne.CanvasObject, text string) bool {
	_, ok := Find(root, func(o *kit.Text) bool { return o.Text() == text && shown(root, o) })
	return ok
}

// shown says whether o and all that holds it is visible.
func shown(root, o fyne.CanvasObject) bool {
	if !root.Visible() {
		return false
	}
	if root == o {
		return true
	}
	for _, child := range inside(root) {
		if shown(child, o) {
			return true
		}
	}
	return false
}

// PickList is the nth box of a choice below root, in the order of the screen.
func PickList(t testing.TB, root fyne.CanvasObject, n int) *kit.PickList {
	t.Helper()
	p, ok := Find(root, func(*kit.PickList) bool {
		n--
		return n < 0
	})
	if !ok {
		t.Fatal("there is no such choice")
	}
	return p
}

// Count is how many objects of a type there are below root.
func Count[T fyne.CanvasObject](root fyne.CanvasObject) int {
	n := 0
	Find(root, func(T) bool {
		n++
		return false
	})
	return n
}

// Under is what stands under a label: the container that begins with that text.
func Under(t testing.TB, root fyne.CanvasObject, label string) *fyne.Container {
	t.Helper()
	c, ok := Find(root, func(c *fyne.Container) bool {
		if len(c.Objects) == 0 {
			return false
		}
		text, is := c.Objects[0].(*kit.Text)
		return is && text.Text() == label
	})
	if !ok {
		t.Fatalf("nothing is labelled %q", label)
	}
	return c
}

// Type replaces what stands in the field, or the page to write on, of that label.
func Type(t testing.TB, root fyne.CanvasObject, label, text string) {
	t.Helper()
	under := Under(t, root, label)
	if e, ok := Find(under, func(*kit.Editor) bool { return true }); ok {
		e.SetTextOnceLaidOut(text)
		return
	}
	i, ok := Find(under, func(*kit.Input) bool { return true })
	if !ok {
		t.Fatalf("there is nothing to type in under %q", label)
	}
	i.SetText(text)
}

// Typed is what stands there.
func Typed(t testing.TB, root fyne.CanvasObject, label string) string {
	t.Helper()
	under := Under(t, root, label)
	if e, ok := Find(under, func(*kit.Editor) bool { return true }); ok {
		return e.Written()
	}
	i, ok := Find(under, func(*kit.Input) bool { return true })
	if !ok {
		t.Fatalf("there is nothing to type in under %q", label)
	}
	return i.Text
}

// Dialog is the topmost thing laid over the page.
func (s *Shell) Dialog() fyne.CanvasObject { return s.Win.Canvas().Overlays().Top() }

// Stops is what Tab stops at, from the top: what a button says, "" for anything
// else.
func (s *Shell) Stops() []string {
	c := s.Win.Canvas()
	c.Unfocus()
	var stops []string
	seen := map[fyne.Focusable]bool{}
	for {
		c.FocusNext()
		f := c.Focused()
		if f == nil || seen[f] {
			return stops
		}
		seen[f] = true
		text := ""
		if b, ok := f.(named); ok {
			text = b.Text()
		}
		stops = append(stops, text)
	}
}
