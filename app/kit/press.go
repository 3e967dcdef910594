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

// press is the part of a widget that can be pressed: by pointer, Enter or
// Space. Widgets embed it and call extend from their constructor.
type press struct {
	widget.DisableableWidget

	// OnTapped is called on a press while the widget is enabled.
	OnTapped func()

	self             themed
	hovered, focused bool
}

func (p *press) extend(self themed) {
	p.self = self
	p.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (p *press) Tapped(*fyne.PointEvent) {
	if !p.Disabled() && p.OnTapped != nil {
		p.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (p *press) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Tapped(nil)
	default:
		passUp(p.self, ev)
	}
}

// KeyDown implements desktop.Keyable.
func (p *press) KeyDown(ev *fyne.KeyEvent) { Touch(p.self, ev.Name) }

// KeyUp implements desktop.Keyable.
func (p *press) KeyUp(*fyne.KeyEvent) {}

// TypedRune implements fyne.Focusable.
func (p *press) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (p *press) FocusGained() {
	p.focused = true
	p.self.Refresh()
	reveal(p.self)
}

// FocusLost implements fyne.Focusable.
func (p *press) FocusLost() {
	p.focused = false
	p.self.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (p *press) MouseIn(*desktop.MouseEvent) {
	p.hovered = true
	p.self.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *press) MouseOut() {
	p.hovered = false
	p.self.Refresh()
}

// Cursor implements desktop.Cursorable.
func (p *press) Cursor() desktop.Cursor {
	if p.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// paintWash lays a colour over the widget while the pointer is on it. What is not
// to be seen is hidden: painting it takes as long as if it were.
func (p *press) paintWash(over *canvas.Rectangle, c paint) {
	over.Hidden = !p.hovered || p.Disabled()
	over.FillColor = c.colour(theme.ColorNameHover)
}

// ringGap is the air between a widget and the ring around it.
const ringGap = 2

// newRing is the mark of the keyboard's focus, drawn around a widget.
func newRing(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth = look.FocusWidth
	r.CornerRadius = radius + ringGap
	return r
}

func placeRing(r *canvas.Rectangle, size fyne.Size) {
	const out = ringGap + look.FocusWidth/2
	r.Move(fyne.NewPos(-out, -out))
	r.Resize(size.AddWidthHeight(2*out, 2*out))
}

func (p *press) paintRing(r *canvas.Rectangle, c paint) {
	r.Hidden = !p.focused || p.Disabled()
	r.StrokeColor = c.colour(look.ColorRing)
}

// passUp hands a key that a widget does not use to whoever watches the canvas:
// the open dialog, else the shell.
func passUp(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if watch := c.OnTypedKey(); watch != nil {
		watch(ev)
	}
}
