package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/look"
)

// Scale is a number from 0 to 10 with a word at each end, or no number yet: that
// is an answer too. The arrows move it, digits set it, Backspace takes it away;
// with the pointer a second press on the same place does.
type Scale struct {
	press
	label, low, top *Text
	number          *Text
	value           int // -1 for none
	one             bool
	changed         func()
}

var (
	_ fyne.Focusable  = (*Scale)(nil)
	_ fyne.Tappable   = (*Scale)(nil)
	_ fyne.Draggable  = (*Scale)(nil)
	_ fyne.Accessible = (*Scale)(nil)
)

// scaleTop is the greatest number of a Scale.
const scaleTop = 10

// NewScale is a scale without a number. changed may be nil.
func NewScale(label, low, top string, changed func()) *Scale {
	s := &Scale{label: Body(label).OneLine(), low: Small(low).OneLine(), top: Small(top).OneLine(), number: Body("–").OneLine(), value: -1, changed: changed}
	s.extend(s)
	return s
}

// Value is the number, and whether there is one.
func (s *Scale) Value() (int, bool) { return s.value, s.value >= 0 }

// SetValue shows a number, or none for -1, without telling.
func (s *Scale) SetValue(v int) {
	s.value = max(-1, min(v, scaleTop))
	text := "–"
	if s.value >= 0 {
		text = strconv.Itoa(s.value)
	}
	s.number.SetText(text)
	s.Refresh()
}

func (s *Scale) put(v int) {
	if s.Disabled() || v == s.value {
		return
	}
	s.SetValue(v)
	if s.changed != nil {
		s.changed()
	}
}

// at is the number at a place.
func (s *Scale) at(x float32) int {
	return max(0, min(int((x-scaleKnob)/(s.Size().Width-2*scaleKnob)*scaleTop+0.5), scaleTop))
}

// Tapped implements fyne.Tappable.
func (s *Scale) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
	if v := s.at(ev.Position.X); v != s.value {
		s.put(v)
	} else {
		s.put(-1)
	}
}

// Dragged implements fyne.Draggable.
func (s *Scale) Dragged(ev *fyne.DragEvent) { s.put(s.at(ev.Position.X)) }

// DragEnd implements fyne.Draggable.
func (s *Scale) DragEnd() {}

// TypedKey implements fyne.Focusable.
func (s *Scale) TypedKey(ev *fyne.KeyEvent) {
	tens := s.one
	s.one = false
	step := func(by int) {
		if s.value < 0 {
			s.put(scaleTop / 2)
		} else {
			s.put(max(0, min(s.value+by, scaleTop)))
		}
	}
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		step(-1)
	case fyne.KeyRight, fyne.KeyUp:
		step(+1)
	case fyne.KeyHome:
		s.put(0)
	case fyne.KeyEnd:
		s.put(scaleTop)
	case fyne.KeyBackspace, fyne.KeyDelete:
		s.put(-1)
	default:
		digit, err := strconv.Atoi(string(ev.Name))
		if err != nil || digit < 0 || digit > 9 {
			passUp(s, ev)
			return
		}
		if tens && digit == 0 { // a one, and then a nought
			digit = scaleTop
		}
		s.one = digit == 1
		s.put(digit)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Scale) AccessibilityLabel() string { return s.label.Text() + " " + s.number.Text() }

// AccessibilityRole implements fyne.Accessible.
func (s *Scale) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const (
	scaleKnob = 10 // half as wide as the knob
	scaleAir  = 6  // between what is written and the ring
)

// CreateRenderer implements fyne.Widget.
func (s *Scale) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(6)
	track, filled := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	knob := canvas.NewCircle(color.Transparent)
	const gap, thick = 8, 3
	return newDrawing(s, []fyne.CanvasObject{ring, track, filled, knob, s.label, s.number, s.low, s.top},
		func() fyne.Size {
			above := s.label.MinSize().Width + 3*gap + s.number.MinSize().Width
			below := s.low.MinSize().Width + 3*gap + s.top.MinSize().Width
			return fyne.NewSize(fyne.Max(above, below), s.label.MinSize().Height+gap+2*scaleKnob+4+s.low.MinSize().Height)
		},
		func(size fyne.Size) {
			ring.Move(fyne.NewPos(-scaleAir, -scaleAir)) // around the words too, with some air
			ring.Resize(size.AddWidthHeight(2*scaleAir, 2*scaleAir))
			place := func(o fyne.CanvasObject, x, y float32) {
				o.Move(fyne.NewPos(x, y))
				o.Resize(o.MinSize())
			}
			place(s.label, 0, 0)
			place(s.number, size.Width-s.number.MinSize().Width, 0)
			y := s.label.MinSize().Height + gap + scaleKnob
			track.Move(fyne.NewPos(0, y-thick/2))
			track.Resize(fyne.NewSize(size.Width, thick))
			x := scaleKnob + (size.Width-2*scaleKnob)*float32(max(0, s.value))/scaleTop
			filled.Move(track.Position())
			filled.Resize(fyne.NewSize(x, thick))
			knob.Move(fyne.NewPos(x-scaleKnob, y-scaleKnob))
			knob.Resize(fyne.NewSquareSize(2 * scaleKnob))
			y += scaleKnob + 4
			place(s.low, 0, y)
			place(s.top, size.Width-s.top.MinSize().Width, y)
		},
		func(p paint) {
			track.CornerRadius, filled.CornerRadius = thick/2, thick/2
			track.FillColor = p.colour(look.ColorControl)
			filled.Hidden, knob.Hidden = s.value < 0, s.value < 0
			filled.FillColor, knob.FillColor = p.colour(look.ColorAccent), p.colour(look.ColorAccent)
			s.number.SetColor(look.ColorQuiet)
			if s.value >= 0 {
				s.number.SetColor(look.ColorInk)
			}
			s.paintRing(ring, p)
		})
}
