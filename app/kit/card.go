package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// Card is a piece of raised paper: rounded, with a hairline around it.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

var _ fyne.Widget = (*Card)(nil)

// NewCard puts content on a card.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	return newDrawing(c, []fyne.CanvasObject{ground, c.content},
		func() fyne.Size { return cardMin(c.content) },
		func(size fyne.Size) {
			ground.Resize(size)
			placeInCard(c.content, size)
		},
		func(p paint) { paintCard(ground, p) })
}

// PressCard is a card that can be pressed as a whole. It may hold texts; put no
// other control on it.
type PressCard struct {
	press
	content  fyne.CanvasObject
	selected bool
}

var (
	_ fyne.Focusable = (*PressCard)(nil)
	_ fyne.Tappable  = (*PressCard)(nil)
)

// NewPressCard puts content on a card that does something when pressed.
func NewPressCard(content fyne.CanvasObject, tapped func()) *PressCard {
	c := &PressCard{content: content}
	c.OnTapped = tapped
	c.extend(c)
	return c
}

// SetSelected shows the card as the chosen one.
func (c *PressCard) SetSelected(on bool) {
	c.selected = on
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *PressCard) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(look.CardRadius)
	ground := canvas.NewRectangle(color.Transparent)
	over := canvas.NewRectangle(color.Transparent)
	over.CornerRadius = look.CardRadius
	return newDrawing(c, []fyne.CanvasObject{ring, ground, over, c.content},
		func() fyne.Size { return cardMin(c.content) },
		func(size fyne.Size) {
			placeRing(ring, size)
			ground.Resize(size)
			over.Resize(size)
			placeInCard(c.content, size)
		},
		func(p paint) {
			paintCard(ground, p)
			if c.selected {
				ground.FillColor = p.colour(look.ColorAccentGround)
			}
			c.paintWash(over, p)
			c.paintRing(ring, p)
		})
}

func cardMin(content fyne.CanvasObject) fyne.Size {
	return content.MinSize().AddWidthHeight(2*look.CardPadding, 2*look.CardPadding)
}

func placeInCard(content fyne.CanvasObject, size fyne.Size) {
	content.Move(fyne.NewPos(look.CardPadding, look.CardPadding))
	content.Resize(size.SubtractWidthHeight(2*look.CardPadding, 2*look.CardPadding).Max(fyne.Size{}))
}

func paintCard(ground *canvas.Rectangle, p paint) {
	ground.FillColor = p.colour(look.ColorCard)
	ground.StrokeColor, ground.StrokeWidth = p.colour(look.ColorLine), look.Hairline
	ground.CornerRadius = look.CardRadius
}
