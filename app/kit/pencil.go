package kit

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"afterglow/app/look"
	"afterglow/journal/chart"
)

// pencil draws a chart.Drawing with objects of the toolkit, and uses the same
// objects again for the next one.
type pencil struct {
	paint paint
	drawn int               // the version of the drawing that the objects show; 0 for none
	ring  *canvas.Rectangle // the keyboard is here
	guide *canvas.Line      // through the point that is read out
	halo  *canvas.Circle    // and around it

	rects     stock[canvas.Rectangle]
	lines     stock[canvas.Line]
	broke     stock[canvas.Raster] // broken lines
	circles   stock[canvas.Circle]
	triangles stock[canvas.ArbitraryPolygon]
	texts     stock[canvas.Text]
	objects   []fyne.CanvasObject
}

// stock is objects of one kind, as many as the largest drawing needed.
type stock[T any] struct {
	all  []*T
	used int
}

func (s *stock[T]) next() *T {
	if s.used == len(s.all) {
		s.all = append(s.all, new(T))
	}
	s.used++
	return s.all[s.used-1]
}

func newPencil() *pencil {
	p := &pencil{ring: newRing(look.InputRadius), guide: canvas.NewLine(color.Transparent), halo: canvas.NewCircle(color.Transparent)}
	p.halo.StrokeWidth = look.FocusWidth
	return p
}

// draw makes the objects of an area's drawing, in the order of painting.
func (p *pencil) draw(a *chartArea) []fyne.CanvasObject {
	d := a.drawing()
	if p.drawn == a.version {
		p.point(a)
		return p.objects
	}
	p.drawn = a.version
	p.rects.used, p.lines.used, p.broke.used, p.circles.used, p.triangles.used, p.texts.used = 0, 0, 0, 0, 0, 0
	p.objects = append(p.objects[:0], p.ring)
	for _, r := range d.Rects {
		p.rect(r.Box, p.role(r.Role))
	}
	p.objects = append(p.objects, p.guide)
	for _, l := range d.Lines {
		p.line(l)
	}
	p.objects = append(p.objects, p.halo)
	for _, o := range d.Dots {
		p.dot(o)
	}
	for _, t := range d.Texts {
		p.text(t)
	}
	p.point(a)
	return p.objects
}

// roles are the theme's colours for what a shape is for.
var roles = map[chart.Role]fyne.ThemeColorName{
	chart.RoleInk: look.ColorInk, chart.RoleQuiet: look.ColorQuiet, chart.RoleLine: look.ColorLine,
	chart.RoleAccent: look.ColorAccent, chart.RoleWindow: look.ColorAccentGround, chart.RoleBaseline: look.ColorQuiet,
}

func (p *pencil) role(r chart.Role) color.Color { return p.paint.colour(roles[r]) }

func (p *pencil) rect(b chart.Box, fill color.Color) {
	r := p.rects.next()
	r.FillColor = fill
	r.Move(fyne.NewPos(float32(b.X), float32(b.Y)))
	r.Resize(fyne.NewSize(float32(b.W), float32(b.H)))
	p.objects = append(p.objects, r)
}

// line draws a line, whole or broken.
func (p *pencil) line(l chart.Line) {
	if l.On > 0 && l.Off > 0 && (l.X1 == l.X2 || l.Y1 == l.Y2) {
		p.broken(l)
		return
	}
	o := p.lines.next()
	o.StrokeColor, o.StrokeWidth = p.role(l.Role), float32(l.Width)
	o.Position1, o.Position2 = fyne.NewPos(float32(l.X1), float32(l.Y1)), fyne.NewPos(float32(l.X2), float32(l.Y2))
	p.objects = append(p.objects, o)
}

// broken draws a broken line, upright or level, as one object. As many as it has
// dashes would be most of all there is on the page: thousands in a few years.
func (p *pencil) broken(l chart.Line) {
	o := p.broke.next()
	box := chart.Box{X: min(l.X1, l.X2), Y: min(l.Y1, l.Y2), W: math.Abs(l.X2 - l.X1), H: math.Abs(l.Y2 - l.Y1)}
	length, width := max(box.W, box.H), math.Round(l.Width) // at whole places, else some come out thinner than others
	if upright := l.X1 == l.X2; upright {
		box.X, box.W = math.Round(box.X-width/2), width
	} else {
		box.Y, box.H = math.Round(box.Y-width/2), width
	}
	colour := p.role(l.Role)
	o.ScaleMode = canvas.ImageScalePixels
	o.Generator = func(w, h int) image.Image { return dashes(w, h, length, l.On, l.Off, colour) }
	o.Move(fyne.NewPos(float32(box.X), float32(box.Y)))
	o.Resize(fyne.NewSize(float32(box.W), float32(box.H)))
	p.objects = append(p.objects, o)
}

// dashes is a broken line in so many pixels, along the longer side.
func dashes(w, h int, length, on, off float64, colour color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range max(w, h) {
		if math.Mod((float64(i)+0.5)*length/float64(max(w, h)), on+off) >= on {
			continue
		}
		across := image.Rect(i, 0, i+1, h)
		if h > w {
			across = image.Rect(0, i, w, i+1)
		}
		draw.Draw(img, across, image.NewUniform(colour), image.Point{}, draw.Src)
	}
	return img
}

func (p *pencil) dot(o chart.Dot) {
	colour := p.role(o.Role)
	box := chart.Box{X: o.X - o.R, Y: o.Y - o.R, W: 2 * o.R, H: 2 * o.R}
	switch o.Shape {
	case chart.Square:
		p.rect(box, colour)
		return
	case chart.Triangle:
		t := p.triangles.next()
		t.NormalizedPoints = true
		t.Points = []fyne.Position{{X: 0.5, Y: 0}, {X: 1, Y: 1}, {X: 0, Y: 1}}
		t.FillColor = colour
		t.Move(fyne.NewPos(float32(box.X), float32(box.Y)))
		t.Resize(fyne.NewSize(float32(box.W), float32(box.H)))
		p.objects = append(p.objects, t)
		return
	}
	c := p.circles.next()
	c.FillColor, c.StrokeColor, c.StrokeWidth = colour, color.Transparent, 0
	if o.Shape == chart.Open {
		c.FillColor, c.StrokeColor, c.StrokeWidth = p.paint.colour(look.ColorCard), colour, look.FocusWidth
	}
	c.Move(fyne.NewPos(float32(box.X), float32(box.Y)))
	c.Resize(fyne.NewSize(float32(box.W), float32(box.H)))
	p.objects = append(p.objects, c)
}

func (p *pencil) text(t chart.Text) {
	o := p.texts.next()
	o.Text, o.TextSize, o.Color = t.Text, float32(t.Size), p.role(t.Role)
	o.TextStyle = fyne.TextStyle{Bold: t.Bold}
	_, base := fyne.CurrentApp().Driver().RenderedTextSize("0", o.TextSize, o.TextStyle, nil)
	o.Move(fyne.NewPos(float32(t.Box().X), float32(t.Y)-base))
	o.Resize(o.MinSize())
	p.objects = append(p.objects, o)
}

// The room between a chart and the ring around it: at the sides more than around
// a button, because letters stand there.
const (
	ringBeside = 8
	ringAbove  = 3
)

// point draws ring and marker where they are now, and touches nothing else.
func (p *pencil) point(a *chartArea) {
	// What is not to be seen is hidden: painting it takes as long as if it were.
	p.ring.Hidden, p.guide.Hidden, p.halo.Hidden = !a.focused, true, true
	p.ring.StrokeColor = p.paint.colour(look.ColorRing)
	p.ring.Move(fyne.NewPos(-ringBeside, -ringAbove))
	p.ring.Resize(a.Size().AddWidthHeight(2*ringBeside, 2*ringAbove))
	d := a.drawing()
	if a.current >= 0 && a.current < len(d.Hits) {
		p.guide.Hidden, p.halo.Hidden = false, false
		const out = 9
		h := d.Hits[a.current]
		p.guide.StrokeColor, p.guide.StrokeWidth = p.paint.colour(look.ColorControl), look.Hairline
		p.guide.Position1 = fyne.NewPos(float32(h.X), float32(h.Area.Y))
		p.guide.Position2 = fyne.NewPos(float32(h.X), float32(h.Area.Bottom()))
		p.halo.StrokeColor = p.paint.colour(look.ColorRing)
		p.halo.Move(fyne.NewPos(float32(h.X)-out, float32(h.Y)-out))
		p.halo.Resize(fyne.NewSize(2*out, 2*out))
	}
	p.ring.Refresh()
	p.guide.Refresh()
	p.halo.Refresh()
}
