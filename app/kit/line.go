package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/look"
)

// Line is a line of someone's words that can be pressed: to open it, or to choose
// it among others. Up and Down go to the line before and after, where there is one.
type Line struct {
	press
	text     *Text
	selected bool
	next     func(step int) *Line
}

var (
	_ fyne.Focusable  = (*Line)(nil)
	_ fyne.Tappable   = (*Line)(nil)
	_ fyne.Accessible = (*Line)(nil)
)

// NewLine is a line that calls tapped when it is pressed.
func NewLine(text string, tapped func()) *Line {
	l := &Line{text: Own(text)}
	l.OnTapped = tapped
	l.extend(l)
	return l
}

// Chain lets Up and Down go along lines.
func Chain(lines []*Line) {
	for i, l := range lines {
		l.next = func(step int) *Line {
			if to := i + step; to >= 0 && to < len(lines) {
				return lines[to]
			}
			return nil
		}
	}
}

// Text is what the line says.
func (l *Line) Text() string { return l.text.Text() }

// Selected says whether it is chosen.
func (l *Line) Selected() bool { return l.selected }

// SetSelected shows it as chosen, or not.
func (l *Line) SetSelected(on bool) {
	l.selected = on
	l.Refresh()
}

// TypedKey implements fyne.Focusable.
func (l *Line) TypedKey(ev *fyne.KeyEvent) {
	step := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: +1}[ev.Name]
	if step == 0 || l.next == nil {
		l.press.TypedKey(ev)
		return
	}
	if to := l.next(step); to != nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
			c.Focus(to)
		}
	}
}

// Wipe drops the words.
func (l *Line) Wipe() { l.text.SetText("") }

// AccessibilityLabel implements fyne.Accessible.
func (l *Line) AccessibilityLabel() string { return l.text.Text() }

// AccessibilityRole implements fyne.Accessible.
func (l *Line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(look.InputRadius)
	ground, over := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	ground.CornerRadius, over.CornerRadius = look.InputRadius, look.InputRadius
	const padX, padY = 8, 5
	return newDrawing(l, []fyne.CanvasObject{ring, ground, over, l.text},
		func() fyne.Size { return l.text.MinSize().AddWidthHeight(0, 2*padY) },
		func(size fyne.Size) {
			// Flush with what stands above and below: the ground goes beyond.
			for _, r := range []*canvas.Rectangle{ground, over} {
				r.Move(fyne.NewPos(-padX, 0))
				r.Resize(size.AddWidthHeight(2*padX, 0))
			}
			placeRing(ring, size.AddWidthHeight(2*padX, 0))
			ring.Move(ring.Position().SubtractXY(padX, 0))
			l.text.Move(fyne.NewPos(0, padY))
			l.text.Resize(size.SubtractWidthHeight(0, 2*padY))
		},
		func(p paint) {
			ground.Hidden = !l.selected
			ground.FillColor = p.colour(look.ColorAccentGround)
			l.paintWash(over, p)
			l.paintRing(ring, p)
		})
}
