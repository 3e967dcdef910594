package report

import (
	"fmt"
	"html"
	"html/template"
	"image/color"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal/chart"
)

// svgWidth is how wide a chart is drawn for a page: half of it, about. A browser
// scales it.
const svgWidth = 440

// ChartSVG draws a figure, with so much height between the lowest and the highest
// value, as an SVG that can stand alone or inside a page: no script, no style, no
// address, no id. The legend is for the page to give, once for all.
func ChartSVG(figure chart.Figure, plot float64, w *assets.Words) []byte {
	d := figure.Draw(chartFrame(svgWidth, plot, w))
	s := &svg{say: d.Say}
	s.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="100%%" role="img" lang="%s">`+"\n", short(d.Width), short(d.Height), html.EscapeString(w.Language().String()))
	s.put("<title>%s</title>\n<desc>%s</desc>\n", xmlText(d.Title), xmlText(d.Desc))
	s.put(`<rect width="%s" height="%s" fill="#ffffff"/>`+"\n", short(d.Width), short(d.Height))
	s.put(`<g font-family="Noto Sans, Segoe UI, system-ui, sans-serif">` + "\n")
	paint(s, d)
	s.put("</g>\n</svg>\n")
	return []byte(s.String())
}

// svg is an SVG being written.
type svg struct {
	strings.Builder
	say func(hit int) string
}

var _ sheet = (*svg)(nil)

func (s *svg) put(form string, values ...any) { fmt.Fprintf(s, form, values...) }

func (s *svg) rect(r chart.Rect, tone color.NRGBA) {
	s.put(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", short(r.X), short(r.Y), short(r.W), short(r.H), hex(tone))
}

func (s *svg) line(l chart.Line, tone color.NRGBA) {
	dashes := ""
	if l.On > 0 {
		dashes = fmt.Sprintf(` stroke-dasharray="%s %s"`, short(l.On), short(l.Off))
	}
	cap := ""
	if l.Role == chart.RoleInk {
		cap = ` stroke-linecap="round"`
	}
	s.put(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s%s/>`+"\n", short(l.X1), short(l.Y1), short(l.X2), short(l.Y2), hex(tone), short(l.Width), dashes, cap)
}

// dot draws a mark that says its sentence under the pointer.
func (s *svg) dot(d chart.Dot, tone color.NRGBA) {
	say := "<title>" + xmlText(s.say(d.Hit)) + "</title>"
	switch d.Shape {
	case chart.Square:
		s.put(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s">%s</rect>`+"\n", short(d.X-d.R), short(d.Y-d.R), short(2*d.R), short(2*d.R), hex(tone), say)
	case chart.Triangle:
		s.put(`<polygon points="%s,%s %s,%s %s,%s" fill="%s">%s</polygon>`+"\n", short(d.X), short(d.Y-d.R), short(d.X+d.R), short(d.Y+d.R), short(d.X-d.R), short(d.Y+d.R), hex(tone), say)
	case chart.Filled:
		s.put(`<circle cx="%s" cy="%s" r="%s" fill="%s">%s</circle>`+"\n", short(d.X), short(d.Y), short(d.R), hex(tone), say)
	default:
		s.put(`<circle cx="%s" cy="%s" r="%s" fill="#ffffff" stroke="%s" stroke-width="%s">%s</circle>`+"\n", short(d.X), short(d.Y), short(d.R-ringWidth/2), hex(tone), short(ringWidth), say)
	}
}

// ringWidth is how thick the ring of an open dot is.
const ringWidth = 1.8

// text draws letters in the room that was measured, whatever font a browser has.
func (s *svg) text(t chart.Text, tone color.NRGBA) {
	weight := ""
	if t.Bold {
		weight = ` font-weight="bold"`
	}
	anchor := map[chart.Anchor]string{chart.AtMiddle: ` text-anchor="middle"`, chart.AtEnd: ` text-anchor="end"`}[t.Anchor]
	s.put(`<text x="%s" y="%s" font-size="%s"%s%s fill="%s" textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		short(t.X), short(t.Y), short(t.Size), weight, anchor, hex(tone), short(t.Width), xmlText(t.Text))
}

// short is a length with as many figures as can be seen.
func short(v float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// xmlText is a text that stands in XML as it is; what XML has no place for is left out.
func xmlText(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, oneLine(s)))
}

// darkCharts is how a page on a dark ground shows the charts in it: each tone by
// another, in the one place that knows them.
func darkCharts() template.CSS {
	dusk := assets.Dusk()
	var b strings.Builder
	put := func(day, dark string) {
		fmt.Fprintf(&b, "svg [fill=\"%s\"] { fill: %s; } svg [stroke=\"%s\"] { stroke: %s; }\n", day, dark, day, dark)
	}
	for _, c := range []struct {
		role chart.Role
		dark color.NRGBA
	}{{chart.RoleInk, dusk.Ink}, {chart.RoleQuiet, dusk.Quiet}, {chart.RoleLine, dusk.Line}, {chart.RoleAccent, dusk.Accent}, {chart.RoleWindow, dusk.AccentGround}} {
		put(hex(tone(c.role)), hex(c.dark))
	}
	put("#ffffff", hex(dusk.Card))
	return template.CSS(b.String())
}
