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

// Veil lies over the whole window and every dialog, so that nothing below can be
// seen, pressed or typed into. It shows one quiet line.
type Veil struct {
	widget.BaseWidget
	line   string
	window fyne.Window
	onKey  func(fyne.KeyName)
	before fyne.Focusable
}

var (
	_ fyne.Focusable     = (*Veil)(nil)
	_ fyne.Tappable      = (*Veil)(nil)
	_ fyne.Scrollable    = (*Veil)(nil)
	_ desktop.Hoverable  = (*Veil)(nil)
	_ desktop.Cursorable = (*Veil)(nil)
	_ desktop.Keyable    = (*Veil)(nil)
)

// ShowVeil covers the window. onKey is told of every key; it may be nil.
func ShowVeil(w fyne.Window, line string, onKey func(fyne.KeyName)) *Veil {
	v := &Veil{line: line, window: w, onKey: onKey, before: w.Canvas().Focused()}
	v.ExtendBaseWidget(v)
	w.Canvas().Overlays().Add(v)
	w.Canvas().Focus(v)
	return v
}

// Lift takes the veil away and gives the keyboard back to what had it.
func (v *Veil) Lift() {
	v.window.Canvas().Overlays().Remove(v)
	if v.before != nil {
		v.window.Canvas().Focus(v.before)
	}
}

// TypedKey implements fyne.Focusable.
func (v *Veil) TypedKey(ev *fyne.KeyEvent) {
	if v.onKey != nil {
		v.onKey(ev.Name)
	}
}

// TypedRune implements fyne.Focusable.
func (v *Veil) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (v *Veil) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (v *Veil) FocusLost() {}

// KeyDown implements desktop.Keyable.
func (v *Veil) KeyDown(ev *fyne.KeyEvent) { Touch(v, ev.Name) }

// KeyUp implements desktop.Keyable.
func (v *Veil) KeyUp(*fyne.KeyEvent) {}

// Tapped implements fyne.Tappable: a press puts the keyboard back here.
func (v *Veil) Tapped(*fyne.PointEvent) { v.window.Canvas().Focus(v) }

// Scrolled implements fyne.Scrollable.
func (v *Veil) Scrolled(*fyne.ScrollEvent) {}

// MouseIn implements desktop.Hoverable.
func (v *Veil) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (v *Veil) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (v *Veil) MouseOut() {}

// Cursor implements desktop.Cursorable.
func (v *Veil) Cursor() desktop.Cursor {
	Touch(v, "")
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (v *Veil) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	line := Small(v.line).OneLine().Centred()
	return newDrawing(v, []fyne.CanvasObject{ground, line},
		func() fyne.Size { return line.MinSize() },
		func(size fyne.Size) {
			ground.Resize(size)
			height := line.MinSize().Height
			line.Move(fyne.NewPos(0, size.Height-height-look.Margin))
			line.Resize(fyne.NewSize(size.Width, height))
		},
		func(p paint) { ground.FillColor = p.colour(theme.ColorNameBackground) })
}
