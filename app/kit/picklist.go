package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// PickList is a box that shows one of many answers and opens a list of them:
// a session, a country. Up and Down change it without opening; many answers can be
// searched by typing.
type PickList struct {
	press
	answers []string
	chosen  int
	changed func(int)
}

var (
	_ fyne.Focusable = (*PickList)(nil)
	_ fyne.Tappable  = (*PickList)(nil)
)

// NewPickList shows answers[chosen]. changed is called with the index of the
// newly chosen one.
func NewPickList(answers []string, chosen int, changed func(int)) *PickList {
	p := &PickList{answers: answers, chosen: chosen, changed: changed}
	p.OnTapped = p.open
	p.extend(p)
	return p
}

// Labelled puts a name over any field.
func Labelled(label string, o fyne.CanvasObject) *fyne.Container { return Column(5, Small(label), o) }

// Chosen is the index of the chosen answer.
func (p *PickList) Chosen() int { return p.chosen }

// SetAnswers offers other answers, without telling. Where they are wider than the
// place the list has, what it stands on is laid out anew.
func (p *PickList) SetAnswers(answers []string, chosen int) {
	p.answers, p.chosen = answers, chosen
	p.Refresh()
	if width := p.Size().Width; width > 0 && width < p.MinSize().Width {
		layOutAround(p)
	}
}

func (p *PickList) text() string {
	if p.chosen < 0 || p.chosen >= len(p.answers) {
		return ""
	}
	return p.answers[p.chosen]
}

func (p *PickList) choose(i int) {
	if i < 0 || i >= len(p.answers) || i == p.chosen {
		return
	}
	p.chosen = i
	p.Refresh()
	if p.changed != nil {
		p.changed(i)
	}
}

func (p *PickList) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil {
		return
	}
	if w := windowOf(c); w != nil && len(p.answers) > many {
		p.openMany(w)
		return
	}
	items := make([]*fyne.MenuItem, len(p.answers))
	for i, answer := range p.answers {
		items[i] = fyne.NewMenuItem(answer, func() { p.choose(i) })
		items[i].Checked = i == p.chosen
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), c, fyne.NewPos(0, p.Size().Height+2), p)
}

// TypedKey implements fyne.Focusable.
func (p *PickList) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		p.choose(p.chosen + 1)
	case fyne.KeyUp:
		p.choose(p.chosen - 1)
	default:
		p.press.TypedKey(ev)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *PickList) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing(look.InputRadius)
	box := canvas.NewRectangle(color.Transparent)
	over := canvas.NewRectangle(color.Transparent)
	box.CornerRadius, over.CornerRadius = look.InputRadius, look.InputRadius
	box.StrokeWidth = 1.5
	label := Body("").Ellipsis()
	left, right := canvas.NewLine(color.Transparent), canvas.NewLine(color.Transparent)
	const padX, padY, arrow = 12, 9, 10
	return newDrawing(p, []fyne.CanvasObject{ring, box, over, label, left, right},
		func() fyne.Size {
			var widest float32
			for _, a := range p.answers {
				widest = fyne.Max(widest, fyne.MeasureText(a, paint{p.Theme()}.size(look.SizeBody), look.Sans).Width)
			}
			return fyne.NewSize(fyne.Min(widest, 280)+3*padX+arrow, label.MinSize().Height+2*padY)
		},
		func(size fyne.Size) {
			placeRing(ring, size)
			box.Resize(size)
			over.Resize(size)
			label.Move(fyne.NewPos(padX, padY))
			label.Resize(fyne.NewSize(size.Width-3*padX-arrow, size.Height-2*padY))
			x, y := size.Width-padX-arrow, size.Height/2-2
			left.Position1, left.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+arrow/2, y+5)
			right.Position1, right.Position2 = fyne.NewPos(x+arrow/2, y+5), fyne.NewPos(x+arrow, y)
		},
		func(c paint) {
			label.SetText(p.text())
			box.FillColor, box.StrokeColor = c.colour(look.ColorCard), c.colour(look.ColorControl)
			left.StrokeColor, right.StrokeColor = c.colour(look.ColorQuiet), c.colour(look.ColorQuiet)
			left.StrokeWidth, right.StrokeWidth = 1.5, 1.5
			p.paintWash(over, c)
			p.paintRing(ring, c)
		})
}
