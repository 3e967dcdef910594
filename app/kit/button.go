package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"afterglow/app/look"
)

type buttonKind int

const (
	primary buttonKind = iota // filled with the accent: the one thing to do here
	quiet                     // outlined: another thing one may do
	link                      // text alone, within other text
	danger                    // filled with the warning colour: cannot be undone
)

// Button is a word or two that can be pressed.
type Button struct {
	press
	text string
	kind buttonKind
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// Primary is the one thing to do on a page.
func Primary(text string, tapped func()) *Button { return newButton(text, primary, tapped) }

// Quiet is another thing one may do.
func Quiet(text string, tapped func()) *Button { return newButton(text, quiet, tapped) }

// Link is a quiet word that does something; it takes no more room than its text.
func Link(text string, tapped func()) *Button { return newButton(text, link, tapped) }

// Danger does what cannot be undone. It belongs in a dialog that says what goes.
func Danger(text string, tapped func()) *Button { return newButton(text, danger, tapped) }

func newButton(text string, kind buttonKind, tapped func()) *Button {
	b := &Button{text: text, kind: kind}
	b.OnTapped = tapped
	b.extend(b)
	return b
}

// Text is what the button says.
func (b *Button) Text() string { return b.text }

// SetText changes what the button says.
func (b *Button) SetText(s string) {
	b.text = s
	b.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (b *Button) AccessibilityLabel() string { return b.text }

// AccessibilityRole implements fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(look.ButtonRadius)
	ground := canvas.NewRectangle(color.Transparent)
	over := canvas.NewRectangle(color.Transparent)
	label := canvas.NewText(b.text, color.Transparent)
	label.Alignment = fyne.TextAlignCenter

	pad := fyne.NewSize(20, 11)
	if b.kind == link {
		pad = fyne.NewSize(2, 3)
	}
	return newDrawing(b, []fyne.CanvasObject{ring, ground, over, label},
		func() fyne.Size { return label.MinSize().AddWidthHeight(2*pad.Width, 2*pad.Height) },
		func(size fyne.Size) {
			placeRing(ring, size)
			ground.Resize(size)
			over.Resize(size)
			height := label.MinSize().Height
			label.Move(fyne.NewPos(0, (size.Height-height)/2))
			label.Resize(fyne.NewSize(size.Width, height))
		},
		func(c paint) {
			label.Text = b.text
			label.TextSize = c.size(look.SizeBody)
			label.TextStyle = look.SansBold
			ground.CornerRadius, over.CornerRadius = look.ButtonRadius, look.ButtonRadius
			if b.kind == link {
				label.TextStyle = look.Sans
				ground.CornerRadius, over.CornerRadius = 4, 4
			}
			ground.FillColor, ground.StrokeColor, ground.StrokeWidth = color.Transparent, color.Transparent, 0
			b.paintWash(over, c)
			b.paintRing(ring, c)
			switch b.kind {
			case primary:
				ground.FillColor, label.Color = c.colour(look.ColorAccent), c.colour(look.ColorOnAccent)
			case danger:
				ground.FillColor, label.Color = c.colour(theme.ColorNameError), c.colour(theme.ColorNameForegroundOnError)
			case quiet:
				ground.StrokeColor, ground.StrokeWidth = c.colour(look.ColorControl), look.Hairline
				label.Color = c.colour(look.ColorAccent)
			case link:
				label.Color = c.colour(look.ColorAccent)
			}
			if b.Disabled() {
				label.Color = c.colour(theme.ColorNameDisabled)
				if b.kind == primary || b.kind == danger {
					ground.FillColor = c.colour(theme.ColorNameDisabledButton)
				}
			}
		})
}
