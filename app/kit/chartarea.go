package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/chart"
)

// chartArea is the picture of a Chart: what is drawn, and which point is being
// read out.
type chartArea struct {
	widget.BaseWidget
	words   *assets.Words
	figure  chart.Figure
	height  float32
	said    func(sentence string)
	focused bool
	current int // the point that is read out, or -1

	shown   chart.Drawing
	drawn   drawnFor
	pencil  *pencil
	version int // how often it was drawn anew
}

// drawnFor is what a drawing depends on beside its figure.
type drawnFor struct{ width, scale float32 }

var (
	_ fyne.Focusable    = (*chartArea)(nil)
	_ fyne.Accessible   = (*chartArea)(nil)
	_ fyne.Tappable     = (*chartArea)(nil)
	_ desktop.Hoverable = (*chartArea)(nil)
	_ desktop.Keyable   = (*chartArea)(nil)
)

// chartLeast is the least width a chart asks for; it can be drawn in less.
const chartLeast = 160

func newChartArea(w *assets.Words, figure chart.Figure, height float32) *chartArea {
	a := &chartArea{words: w, figure: figure, height: height, current: -1, said: func(string) {}}
	a.ExtendBaseWidget(a)
	return a
}

// setFigure changes what is shown from the next Refresh on.
func (a *chartArea) setFigure(figure chart.Figure) {
	a.figure, a.drawn, a.current = figure, drawnFor{}, -1
}

// drawing is the figure as it is drawn at the present width and text size.
func (a *chartArea) drawing() chart.Drawing {
	want := drawnFor{fyne.Max(a.Size().Width, chartLeast), look.Current().Settings().TextScale}
	if a.drawn != want {
		a.drawn = want
		a.shown = a.figure.Draw(chart.Frame{Width: float64(want.width), Plot: float64(a.height), Scale: float64(want.scale), Measure: measure, Words: a.words})
		a.version++
		if a.current >= len(a.shown.Hits) {
			a.current = -1
		}
	}
	return a.shown
}

func measure(text string, size float64, bold bool) float64 {
	return float64(fyne.MeasureText(text, float32(size), fyne.TextStyle{Bold: bold}).Width)
}

// sentence is that of the point that is read out.
func (a *chartArea) sentence() string {
	if a.current < 0 {
		return ""
	}
	return a.drawing().Say(a.current)
}

// read moves to a point, or with -1 to none, and says it.
func (a *chartArea) read(i int) {
	if a.current == i {
		return
	}
	a.current = i
	if a.pencil != nil {
		a.pencil.point(a)
	}
	a.said(a.sentence())
}

// MouseIn implements desktop.Hoverable.
func (a *chartArea) MouseIn(ev *desktop.MouseEvent) { a.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (a *chartArea) MouseMoved(ev *desktop.MouseEvent) {
	if i, found := a.drawing().HitAt(float64(ev.Position.X), float64(ev.Position.Y)); found {
		a.read(i)
	} else if !a.focused {
		a.read(-1)
	}
}

// MouseOut implements desktop.Hoverable.
func (a *chartArea) MouseOut() {
	if !a.focused {
		a.read(-1)
	}
}

// Tapped implements fyne.Tappable: from the point that was pressed the arrow keys
// go on.
func (a *chartArea) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(a); c != nil {
		c.Focus(a)
	}
}

// FocusGained implements fyne.Focusable: the newest point is read first.
func (a *chartArea) FocusGained() {
	a.focused = true
	if a.current < 0 {
		a.read(len(a.drawing().Hits) - 1)
	}
	a.mark()
	reveal(a)
}

// FocusLost implements fyne.Focusable.
func (a *chartArea) FocusLost() {
	a.focused = false
	a.read(-1)
	a.mark()
}

// mark draws ring and marker anew, and nothing else.
func (a *chartArea) mark() {
	if a.pencil != nil {
		a.pencil.point(a)
	}
}

// TypedKey implements fyne.Focusable.
func (a *chartArea) TypedKey(ev *fyne.KeyEvent) {
	last := len(a.drawing().Hits) - 1
	switch {
	case last < 0:
		passUp(a, ev)
	case ev.Name == fyne.KeyLeft:
		a.read(max(a.current-1, 0))
	case ev.Name == fyne.KeyRight:
		a.read(min(a.current+1, last))
	case ev.Name == fyne.KeyHome:
		a.read(0)
	case ev.Name == fyne.KeyEnd:
		a.read(last)
	default:
		passUp(a, ev)
	}
}

// KeyDown implements desktop.Keyable.
func (a *chartArea) KeyDown(ev *fyne.KeyEvent) { Touch(a, ev.Name) }

// KeyUp implements desktop.Keyable.
func (a *chartArea) KeyUp(*fyne.KeyEvent) {}

// TypedRune implements fyne.Focusable.
func (a *chartArea) TypedRune(rune) {}

// AccessibilityLabel implements fyne.Accessible.
func (a *chartArea) AccessibilityLabel() string {
	if s := a.sentence(); s != "" {
		return s
	}
	return a.drawing().Desc
}

// AccessibilityRole implements fyne.Accessible.
func (a *chartArea) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (a *chartArea) CreateRenderer() fyne.WidgetRenderer {
	a.pencil = newPencil()
	d := &drawing{self: a}
	d.min = func() fyne.Size { return fyne.NewSize(chartLeast, float32(a.drawing().Height)) }
	d.layout = func(fyne.Size) { d.objects = a.pencil.draw(a) }
	d.colours = func(p paint) { a.pencil.paint, a.pencil.drawn = p, 0 }
	d.colours(paint{a.Theme()})
	return d
}
