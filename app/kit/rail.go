package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// RailItem is one page's name in the rail on the left.
type RailItem struct {
	press
	text     string
	selected bool
}

var (
	_ fyne.Focusable  = (*RailItem)(nil)
	_ fyne.Tappable   = (*RailItem)(nil)
	_ fyne.Accessible = (*RailItem)(nil)
)

// NewRailItem is a rail item that calls tapped.
func NewRailItem(text string, tapped func()) *RailItem {
	i := &RailItem{text: text}
	i.OnTapped = tapped
	i.extend(i)
	return i
}

// SetText changes what the item says.
func (i *RailItem) SetText(s string) {
	if i.text != s {
		i.text = s
		i.Refresh()
	}
}

// SetSelected marks the page that is shown.
func (i *RailItem) SetSelected(on bool) {
	if i.selected != on {
		i.selected = on
		i.Refresh()
	}
}

// Selected says whether this is the page that is shown.
func (i *RailItem) Selected() bool { return i.selected }

// AccessibilityLabel implements fyne.Accessible.
func (i *RailItem) AccessibilityLabel() string { return i.text }

// AccessibilityRole implements fyne.Accessible.
func (i *RailItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (i *RailItem) CreateRenderer() fyne.WidgetRenderer {
	const padX, padY, radius = 12, 9, 10
	ground := canvas.NewRectangle(color.Transparent)
	ground.CornerRadius = radius
	ring := canvas.NewRectangle(color.Transparent) // inside: the rail is narrow
	ring.CornerRadius, ring.StrokeWidth = radius, look.FocusWidth
	label := canvas.NewText(i.text, color.Transparent)
	return newDrawing(i, []fyne.CanvasObject{ground, ring, label},
		func() fyne.Size {
			// As wide as when selected, so that nothing moves.
			bold := fyne.MeasureText(i.text, label.TextSize, look.SansBold)
			return bold.AddWidthHeight(2*padX, 2*padY)
		},
		func(size fyne.Size) {
			ground.Resize(size)
			ring.Resize(size)
			height := label.MinSize().Height
			label.Move(fyne.NewPos(padX, (size.Height-height)/2))
			label.Resize(fyne.NewSize(size.Width-2*padX, height))
		},
		func(c paint) {
			label.Text, label.TextSize = i.text, c.size(look.SizeBody)
			label.TextStyle, label.Color = look.Sans, c.colour(look.ColorQuiet)
			i.paintWash(ground, c)
			if i.selected {
				ground.Hidden = false
				label.TextStyle, label.Color = look.SansBold, c.colour(look.ColorAccent)
				ground.FillColor = c.colour(look.ColorAccentGround)
			}
			i.paintRing(ring, c)
		})
}

// NewRail is the rail: the program's name, the pages, and below them what is
// always there. It scrolls when the window is low.
func NewRail(name string, pages, always []*RailItem) fyne.CanvasObject {
	items := func(list []*RailItem) *fyne.Container {
		c := Column(4)
		for _, i := range list {
			c.Add(i)
		}
		return c
	}
	title := Title(name).OneLine()
	top := container.New(&inset{left: 24, right: 14, top: 24, bottom: 14}, title)
	middle := container.NewVScroll(container.New(&inset{left: 14, right: 14, top: 6, bottom: 6}, items(pages)))
	bottom := container.New(&inset{left: 14, right: 14, bottom: 18}, items(always))
	return newPanel(container.New(&atLeast{width: look.RailWidth}, container.NewBorder(top, bottom, nil, nil, middle)), look.ColorRail)
}

// panel is a ground of one colour with a hairline at its right.
type panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ground  fyne.ThemeColorName
}

func newPanel(content fyne.CanvasObject, ground fyne.ThemeColorName) *panel {
	p := &panel{content: content, ground: ground}
	p.ExtendBaseWidget(p)
	return p
}

// Children implements the search for what the keyboard is on.
func (p *panel) Children() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// CreateRenderer implements fyne.Widget.
func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	line := canvas.NewRectangle(color.Transparent)
	return newDrawing(p, []fyne.CanvasObject{ground, line, p.content},
		func() fyne.Size { return p.content.MinSize() },
		func(size fyne.Size) {
			ground.Resize(size)
			line.Move(fyne.NewPos(size.Width-look.Hairline, 0))
			line.Resize(fyne.NewSize(look.Hairline, size.Height))
			p.content.Resize(size)
		},
		func(c paint) {
			ground.FillColor = c.colour(p.ground)
			line.FillColor = c.colour(look.ColorLine)
		})
}
