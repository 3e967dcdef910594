package report

import (
	"image/color"

	"codeberg.org/go-pdf/fpdf"

	"afterglow/journal/chart"
)

// mmPerUnit makes the letters of a chart 9 points high on paper.
const mmPerUnit = 0.75 * mmPerPoint

// draw draws a chart at a height of the page, its letters and lines of that scale,
// and says how high it is. A dry one is only measured.
func (d *drawer) draw(c chart.Figure, f chart.Frame, left, top float64, dry bool) float64 {
	drawing := c.Draw(f)
	if !dry {
		paint(&pdfSheet{d, left, top}, drawing)
		d.pdf.SetDashPattern(nil, 0)
	}
	return drawing.Height * mmPerUnit
}

// pdfSheet is a place on a page of a PDF. Lengths are a chart's.
type pdfSheet struct {
	d         *drawer
	left, top float64
}

var _ sheet = (*pdfSheet)(nil)

func (s *pdfSheet) at(x, y float64) (float64, float64) {
	return s.left + x*mmPerUnit, s.top + y*mmPerUnit
}

func (s *pdfSheet) fill(c color.NRGBA) { s.d.pdf.SetFillColor(int(c.R), int(c.G), int(c.B)) }

func (s *pdfSheet) draw(c color.NRGBA, width float64) {
	s.d.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
	s.d.pdf.SetLineWidth(width * mmPerUnit)
}

func (s *pdfSheet) rect(r chart.Rect, tone color.NRGBA) {
	s.fill(tone)
	x, y := s.at(r.X, r.Y)
	s.d.pdf.Rect(x, y, r.W*mmPerUnit, r.H*mmPerUnit, "F")
}

func (s *pdfSheet) line(l chart.Line, tone color.NRGBA) {
	s.draw(tone, l.Width)
	var dashes []float64
	if l.On > 0 {
		dashes = []float64{l.On * mmPerUnit, l.Off * mmPerUnit}
	}
	s.d.pdf.SetDashPattern(dashes, 0)
	x1, y1 := s.at(l.X1, l.Y1)
	x2, y2 := s.at(l.X2, l.Y2)
	s.d.pdf.Line(x1, y1, x2, y2)
}

func (s *pdfSheet) dot(o chart.Dot, tone color.NRGBA) {
	p, r := s.d.pdf, o.R*mmPerUnit
	x, y := s.at(o.X, o.Y)
	s.fill(tone)
	switch o.Shape {
	case chart.Square:
		p.Rect(x-r, y-r, 2*r, 2*r, "F")
	case chart.Triangle:
		p.Polygon([]fpdf.PointType{{X: x, Y: y - r}, {X: x + r, Y: y + r}, {X: x - r, Y: y + r}}, "F")
	case chart.Filled:
		p.Circle(x, y, r, "F")
	default:
		s.fill(color.NRGBA{R: 255, G: 255, B: 255, A: 255})
		s.draw(tone, ringWidth)
		p.SetDashPattern(nil, 0)
		p.Circle(x, y, r-ringWidth*mmPerUnit/2, "FD")
	}
}

func (s *pdfSheet) text(t chart.Text, tone color.NRGBA) {
	p, f := s.d.pdf, sans
	if t.Bold {
		f = sansBold
	}
	p.SetFont(f.family, f.style, t.Size*mmPerUnit/mmPerPoint)
	p.SetTextColor(int(tone.R), int(tone.G), int(tone.B))
	x, y := s.at(t.Box().X, t.Y)
	p.Text(x, y, letters(t.Text))
}
