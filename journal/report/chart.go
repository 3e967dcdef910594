package report

import (
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"afterglow/assets"
	"afterglow/journal/chart"
)

// sheet is what a chart is drawn on: a PDF or an SVG.
type sheet interface {
	rect(r chart.Rect, tone color.NRGBA)
	line(l chart.Line, tone color.NRGBA)
	dot(d chart.Dot, tone color.NRGBA)
	text(t chart.Text, tone color.NRGBA)
}

// paint draws a chart on a sheet, from the ground up.
func paint(s sheet, d chart.Drawing) {
	for _, r := range d.Rects {
		s.rect(r, tone(r.Role))
	}
	for _, l := range d.Lines {
		s.line(l, tone(l.Role))
	}
	for _, o := range d.Dots {
		s.dot(o, tone(o.Role))
	}
	for _, t := range d.Texts {
		t.Text = oneLine(t.Text)
		if t.Text != "" {
			s.text(t, tone(t.Role))
		}
	}
}

// tone is the colour of a role on white paper. Printed in black and white each
// is as dark as its role asks for.
func tone(r chart.Role) color.NRGBA {
	p := assets.Paper()
	switch r {
	case chart.RoleQuiet, chart.RoleBaseline:
		return color.NRGBA{R: quiet, G: quiet, B: quiet, A: 255}
	case chart.RoleLine:
		return color.NRGBA{R: gridInk, G: gridInk, B: gridInk, A: 255}
	case chart.RoleAccent:
		return p.Accent
	case chart.RoleWindow:
		return p.AccentGround
	}
	return color.NRGBA{R: ink, G: ink, B: ink, A: 255}
}

// gridInk is the grey of the lines behind a chart.
const gridInk = 210

// chartFonts are the faces that charts are written in.
var chartFonts = sync.OnceValue(func() [2]*sfnt.Font {
	var fonts [2]*sfnt.Font
	for i, data := range [][]byte{assets.SansRegular, assets.SansBold} {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic("report: an embedded font does not parse: " + err.Error())
		}
		fonts[i] = f
	}
	return fonts
})

// chartFrame is a frame that measures with our own fonts. The legend is written
// once below all charts.
func chartFrame(width, plot float64, w *assets.Words) chart.Frame {
	var buffer sfnt.Buffer
	const units = 1000 // of the fonts, in an em
	advance := func(r rune, bold bool) float64 {
		f := chartFonts()[0]
		if bold {
			f = chartFonts()[1]
		}
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			return 0.5
		}
		a, err := f.GlyphAdvance(&buffer, glyph, fixed.I(units), font.HintingNone)
		if err != nil {
			return 0.5
		}
		return float64(a) / 64 / units
	}
	return chart.Frame{Width: width, Plot: plot, Scale: 1, Words: w, Heading: true, NoLegend: true, Measure: func(text string, size float64, bold bool) float64 {
		width := 0.0
		for _, r := range letters(oneLine(text)) {
			width += advance(r, bold) * size
		}
		return width
	}}
}
