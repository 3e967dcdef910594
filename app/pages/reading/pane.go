package reading

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// pane holds a text on a screen and lets the keyboard move it: arrows a few
// lines, Page Up and Page Down nearly a window. A bar at its left says that the
// keyboard is on it.
type pane struct {
	widget.BaseWidget
	reader *kit.Reader
	screen *kit.Screen
	enter  func()
	mark   func() // begins the marking of a line; may be nil
	here   bool
}

var _ fyne.Focusable = (*pane)(nil)

func newPane(r *kit.Reader, enter func()) *pane {
	p := &pane{reader: r, enter: enter}
	p.ExtendBaseWidget(p)
	return p
}

// Children lets the kit find what the keyboard is on.
func (p *pane) Children() []fyne.CanvasObject { return []fyne.CanvasObject{p.reader} }

// FocusGained implements fyne.Focusable.
func (p *pane) FocusGained() { p.light(true) }

// FocusLost implements fyne.Focusable.
func (p *pane) FocusLost() { p.light(false) }

// TypedRune implements fyne.Focusable: m marks a line.
func (p *pane) TypedRune(r rune) {
	if p.mark != nil && (r == 'm' || r == 'M') {
		p.mark()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (p *pane) TappedSecondary(*fyne.PointEvent) {
	if p.mark != nil {
		p.mark()
	}
}

// KeyDown implements desktop.Keyable.
func (p *pane) KeyDown(k *fyne.KeyEvent) { kit.Touch(p, k.Name) }

// KeyUp implements desktop.Keyable.
func (p *pane) KeyUp(*fyne.KeyEvent) {}

func (p *pane) light(on bool) {
	p.here = on
	p.Refresh()
}

// TypedKey implements fyne.Focusable.
func (p *pane) TypedKey(k *fyne.KeyEvent) {
	const line = 60
	page := p.screen.Size().Height - 80
	switch k.Name {
	case fyne.KeyDown:
		p.screen.ScrollBy(line)
	case fyne.KeyUp:
		p.screen.ScrollBy(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.screen.ScrollBy(page)
	case fyne.KeyPageUp:
		p.screen.ScrollBy(-page)
	case fyne.KeyHome:
		p.screen.ScrollToTop()
	case fyne.KeyEnd:
		p.screen.ScrollBy(p.Size().Height)
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.enter != nil {
			p.enter()
		}
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (p *pane) CreateRenderer() fyne.WidgetRenderer {
	return &paneRenderer{pane: p, bar: canvas.NewRectangle(color.Transparent)}
}

type paneRenderer struct {
	pane *pane
	bar  *canvas.Rectangle
}

func (r *paneRenderer) Destroy()           {}
func (r *paneRenderer) MinSize() fyne.Size { return r.pane.reader.MinSize() }
func (r *paneRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bar, r.pane.reader}
}

func (r *paneRenderer) Layout(size fyne.Size) {
	r.bar.Move(fyne.NewPos(-16, 0))
	r.bar.Resize(fyne.NewSize(look.FocusWidth, size.Height))
	r.pane.reader.Resize(size)
}

func (r *paneRenderer) Refresh() {
	r.bar.FillColor = color.Transparent
	if r.pane.here {
		r.bar.FillColor = r.pane.Theme().Color(look.ColorRing, 0)
	}
	r.Layout(r.pane.Size())
	r.pane.reader.Refresh()
	canvas.Refresh(r.pane)
}
