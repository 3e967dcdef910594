package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/look"
)

// Chip is a small pill that is on or off: a filter, a tag.
type Chip struct {
	press
	text string
	on   bool
}

var (
	_ fyne.Focusable  = (*Chip)(nil)
	_ fyne.Tappable   = (*Chip)(nil)
	_ fyne.Accessible = (*Chip)(nil)
)

// NewChip is a chip; changed is called with the new state after a press.
func NewChip(text string, on bool, changed func(on bool)) *Chip {
	c := &Chip{text: text, on: on}
	c.OnTapped = func() {
		c.SetOn(!c.on)
		if changed != nil {
			changed(c.on)
		}
	}
	c.extend(c)
	return c
}

// On says whether the chip is on.
func (c *Chip) On() bool { return c.on }

// SetOn switches the chip without telling.
func (c *Chip) SetOn(on bool) {
	c.on = on
	c.Refresh()
}

// Text is what the chip says.
func (c *Chip) Text() string { return c.text }

// ChipRow is chips beside each other, in as many rows as they need.
func ChipRow(chips ...*Chip) *fyne.Container {
	row := Wrap(6)
	for _, c := range chips {
		row.Add(c)
	}
	return row
}

// OneOf is a row of chips of which exactly one is on; changed is called with
// the index of the newly chosen one.
func OneOf(labels []string, chosen int, changed func(int)) *fyne.Container {
	chips := make([]*Chip, len(labels))
	for i, label := range labels {
		chips[i] = NewChip(label, i == chosen, func(bool) {
			for j, other := range chips {
				other.SetOn(i == j)
			}
			if i != chosen {
				chosen = i
				changed(i)
			}
		})
	}
	return ChipRow(chips...)
}

// AccessibilityLabel implements fyne.Accessible.
func (c *Chip) AccessibilityLabel() string { return c.text }

// AccessibilityRole implements fyne.Accessible.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(0)
	ground := canvas.NewRectangle(color.Transparent)
	over := canvas.NewRectangle(color.Transparent)
	label := canvas.NewText(c.text, color.Transparent)
	label.Alignment = fyne.TextAlignCenter
	return newDrawing(c, []fyne.CanvasObject{ring, ground, over, label},
		func() fyne.Size { return label.MinSize().AddWidthHeight(26, 9) },
		func(size fyne.Size) {
			ground.CornerRadius, over.CornerRadius, ring.CornerRadius = size.Height/2, size.Height/2, size.Height/2+ringGap
			placeRing(ring, size)
			ground.Resize(size)
			over.Resize(size)
			label.Resize(size)
		},
		func(p paint) {
			label.TextSize = p.size(look.SizeSmall)
			label.Color = p.colour(look.ColorQuiet)
			ground.FillColor, ground.StrokeColor = color.Transparent, p.colour(look.ColorControl)
			ground.StrokeWidth = look.Hairline
			if c.on {
				label.Color = p.colour(look.ColorAccent)
				ground.FillColor, ground.StrokeColor = p.colour(look.ColorAccentGround), p.colour(look.ColorAccent)
			}
			c.paintWash(over, p)
			c.paintRing(ring, p)
		})
}
