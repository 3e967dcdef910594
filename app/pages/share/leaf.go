package share

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// leaf is one page of the preview. Left, Right, Page Up and Page Down turn it, Up and
// Down move it. A bar at its left says that the keyboard is on it.
type leaf struct {
	widget.BaseWidget
	holds  *fyne.Container
	screen *kit.Screen
	turn   func(by int)
	bar    *canvas.Rectangle
	here   bool
}

var _ fyne.Focusable = (*leaf)(nil)

func newLeaf(turn func(by int)) *leaf {
	l := &leaf{holds: kit.Column(0), turn: turn, bar: canvas.NewRectangle(color.Transparent)}
	l.ExtendBaseWidget(l)
	return l
}

func (l *leaf) show(o fyne.CanvasObject) {
	l.holds.Objects = nil
	if o != nil {
		l.holds.Objects = []fyne.CanvasObject{o}
	}
	l.Refresh()
}

// Children lets the kit find what the keyboard is on.
func (l *leaf) Children() []fyne.CanvasObject { return []fyne.CanvasObject{l.holds} }

// FocusGained implements fyne.Focusable.
func (l *leaf) FocusGained() { l.light(true) }

// FocusLost implements fyne.Focusable.
func (l *leaf) FocusLost() { l.light(false) }

// TypedRune implements fyne.Focusable.
func (l *leaf) TypedRune(rune) {}

// KeyDown implements desktop.Keyable.
func (l *leaf) KeyDown(k *fyne.KeyEvent) { kit.Touch(l, k.Name) }

// KeyUp implements desktop.Keyable.
func (l *leaf) KeyUp(*fyne.KeyEvent) {}

func (l *leaf) light(on bool) {
	l.here = on
	l.Refresh()
}

// TypedKey implements fyne.Focusable.
func (l *leaf) TypedKey(k *fyne.KeyEvent) {
	const line = 60
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyPageUp:
		l.turn(-1)
	case fyne.KeyRight, fyne.KeyPageDown:
		l.turn(1)
	case fyne.KeyDown:
		l.screen.ScrollBy(line)
	case fyne.KeyUp:
		l.screen.ScrollBy(-line)
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (l *leaf) CreateRenderer() fyne.WidgetRenderer { return &leafRenderer{l} }

type leafRenderer struct{ leaf *leaf }

func (r *leafRenderer) Destroy()           {}
func (r *leafRenderer) MinSize() fyne.Size { return r.leaf.holds.MinSize() }
func (r *leafRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.leaf.bar, r.leaf.holds}
}

func (r *leafRenderer) Layout(size fyne.Size) {
	r.leaf.bar.Move(fyne.NewPos(-12, 0))
	r.leaf.bar.Resize(fyne.NewSize(look.FocusWidth, size.Height))
	r.leaf.holds.Resize(size)
}

func (r *leafRenderer) Refresh() {
	r.leaf.bar.FillColor = color.Transparent
	if r.leaf.here {
		r.leaf.bar.FillColor = r.leaf.Theme().Color(look.ColorRing, 0)
	}
	r.Layout(r.leaf.Size())
	r.leaf.holds.Refresh()
	canvas.Refresh(r.leaf)
}
