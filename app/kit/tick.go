package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/look"
)

// Tick is a box that can be ticked, with a line of text and, where wanted, a
// quiet second one.
type Tick struct {
	press
	on     bool
	round  bool // one of several, not one by itself
	label  *Text
	second *Text
	keys   func(fyne.KeyName) bool // what the arrows do in a group
}

var (
	_ fyne.Focusable  = (*Tick)(nil)
	_ fyne.Tappable   = (*Tick)(nil)
	_ fyne.Accessible = (*Tick)(nil)
)

// NewTick is a tick box; changed is called with the new state after a press.
func NewTick(label string, on bool, changed func(on bool)) *Tick {
	t := &Tick{on: on, label: Body(label), second: Small("")}
	t.second.Hide()
	t.OnTapped = func() {
		t.SetOn(!t.on)
		if changed != nil {
			changed(t.on)
		}
	}
	t.extend(t)
	return t
}

// On says whether the box is ticked.
func (t *Tick) On() bool { return t.on }

// SetOn ticks the box, or not, without telling.
func (t *Tick) SetOn(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// Label is the line beside the box.
func (t *Tick) Label() string { return t.label.Text() }

// SetLabel changes the line beside the box.
func (t *Tick) SetLabel(s string) { t.label.SetText(s) }

// Second sets the quiet line under the label; "" takes it away.
func (t *Tick) Second(s string) *Tick {
	t.second.SetText(s)
	t.second.Hidden = s == ""
	t.Refresh()
	return t
}

// TypedKey implements fyne.Focusable.
func (t *Tick) TypedKey(ev *fyne.KeyEvent) {
	if t.keys != nil && t.keys(ev.Name) {
		return
	}
	t.press.TypedKey(ev)
}

// AccessibilityLabel implements fyne.Accessible.
func (t *Tick) AccessibilityLabel() string { return t.label.Text() }

// AccessibilityRole implements fyne.Accessible.
func (t *Tick) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(4)
	over := canvas.NewRectangle(color.Transparent)
	over.CornerRadius = 4
	box := canvas.NewRectangle(color.Transparent)
	short, long := canvas.NewLine(color.Transparent), canvas.NewLine(color.Transparent)
	dot := canvas.NewCircle(color.Transparent)
	lines := Column(3, t.label, t.second)

	var side float32
	const air, pad = 10, 3
	const room = 4 // between the box, which stands in line with what is above it, and the ring
	return newDrawing(t, []fyne.CanvasObject{ring, over, box, short, long, dot, lines},
		func() fyne.Size { return lines.MinSize().AddWidthHeight(side+air, 2*pad) },
		func(size fyne.Size) {
			wide := size.AddWidthHeight(2*room, 0)
			placeRing(ring, wide)
			ring.Move(ring.Position().SubtractXY(room, 0))
			over.Move(fyne.NewPos(-room, 0))
			over.Resize(wide)
			row := fyne.MeasureText("M", side, look.Sans).Height
			y := pad + fyne.Max(0, (row-side)/2)
			box.Move(fyne.NewPos(0, y))
			box.Resize(fyne.NewSquareSize(side))
			at := func(x, dy float32) fyne.Position { return fyne.NewPos(x*side, y+dy*side) }
			short.Position1, short.Position2 = at(0.24, 0.52), at(0.43, 0.71)
			long.Position1, long.Position2 = at(0.43, 0.71), at(0.77, 0.30)
			dot.Move(at(0.28, 0.28))
			dot.Resize(fyne.NewSquareSize(side * 0.44))
			lines.Move(fyne.NewPos(side+air, pad))
			lines.Resize(fyne.NewSize(size.Width-side-air, size.Height-2*pad))
		},
		func(c paint) {
			side = c.size(look.SizeBody)
			box.StrokeWidth, box.CornerRadius = 1.5, 4
			if t.round {
				box.CornerRadius = side / 2
			}
			box.FillColor, box.StrokeColor = color.Transparent, c.colour(look.ColorControl)
			if t.on {
				box.StrokeColor = c.colour(look.ColorAccent)
				if !t.round {
					box.FillColor = c.colour(look.ColorAccent)
				}
			}
			short.Hidden, long.Hidden = !t.on || t.round, !t.on || t.round
			dot.Hidden = !t.on || !t.round
			short.StrokeColor, long.StrokeColor = c.colour(look.ColorOnAccent), c.colour(look.ColorOnAccent)
			dot.FillColor = c.colour(look.ColorAccent)
			short.StrokeWidth, long.StrokeWidth = side/9, side/9
			t.paintWash(over, c)
			t.paintRing(ring, c)
		})
}
