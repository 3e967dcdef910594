package chart

import (
	"sort"
	"strings"

	"afterglow/assets"
)

// key is one entry of the legend: a small picture and what it stands for.
type key struct {
	text string
	draw func(x, y float64) // in a room keyWidth wide, y the middle of the letters
}

const keyWidth = 20.0

// legend says, below the dates, what stands for what. It makes the drawing
// higher, not the plot lower.
func (d *plot) legend() {
	if d.bare || d.frame.NoLegend {
		return
	}
	w, size := d.frame.Words, d.frame.size()
	var keys []key
	if len(d.series.sessions) > 0 {
		text := or(d.panel.Legend.Session, w.T("chart.legend.session"))
		if routes := d.routes(); routes != "" {
			text = w.T("chart.legend.session_route", "Session", text, "Route", routes)
		}
		keys = append(keys, key{text, func(x, y float64) {
			d.add(Line{X1: x + keyWidth/2, X2: x + keyWidth/2, Y1: y - 0.5*size, Y2: y + 0.5*size, Width: 1.5, On: 3, Off: 4, Role: RoleAccent})
		}})
	}
	if len(d.series.windows) > 0 {
		keys = append(keys, key{or(d.panel.Legend.Window, w.T("chart.legend.window")), func(x, y float64) {
			d.Rects = append(d.Rects, Rect{Box{x, y - 0.5*size, keyWidth, size}, RoleWindow}, Rect{Box{x, y - 0.5*size, keyWidth, barHeight}, RoleAccent})
		}})
	}
	if d.panel.Start != nil {
		text := or(d.panel.Legend.Start, w.T("chart.legend.start", "Value", d.panel.Start.label()))
		keys = append(keys, key{text, func(x, y float64) {
			d.add(Line{X1: x, X2: x + keyWidth, Y1: y, Y2: y, Width: 1.2, On: 9, Off: 2, Role: RoleBaseline})
		}})
	}
	d.keys(keys)
}

// routes says which session had which route, where that does not stand above
// the sessions.
func (d *plot) routes() string {
	if route, same := oneRoute(d.series.sessions); same || d.routesShown {
		return route
	}
	return Routes(d.series.sessions, d.frame.Words)
}

// Routes says which session had which route: "lozenge", or "lozenge 1, 3–8; IM 2".
func Routes(sessions []Mark, w *assets.Words) string {
	if route, same := oneRoute(sessions); same {
		return route
	}
	var order []string
	numbers := map[string][]string{}
	last := ""
	first := map[string]string{} // where the numbers that follow each other begin
	for _, m := range sessions {
		if m.Route == "" || m.Number == "" {
			last = ""
			continue
		}
		have := numbers[m.Route]
		if have == nil {
			order = append(order, m.Route)
		}
		if m.Route == last {
			have[len(have)-1] = w.T("chart.session_range", "First", first[m.Route], "Last", m.Number)
		} else {
			have = append(have, m.Number)
			first[m.Route] = m.Number
		}
		numbers[m.Route], last = have, m.Route
	}
	parts := make([]string, len(order))
	for i, route := range order {
		parts[i] = route + " " + strings.Join(numbers[route], ", ")
	}
	return strings.Join(parts, "; ")
}

// keys lays the entries out in rows, each text broken where it must be.
func (d *plot) keys(keys []key) {
	size := d.frame.size()
	const beside = 7
	row, between := 1.5*size, 1.8*size
	x, y := d.left, d.Height+0.4*size
	used := false
	for _, k := range keys {
		lines := d.frame.wrap(k.text, d.Width-d.left-keyWidth-beside)
		if lines == nil {
			continue // a single word is wider than the frame
		}
		width := 0.0
		for _, l := range lines {
			width = max(width, keyWidth+beside+d.frame.width(l))
		}
		if used && x+width > d.Width {
			x, y = d.left, y+row
		}
		k.draw(x, y+0.7*size)
		for i, l := range lines {
			if i > 0 {
				y += 1.3 * size
			}
			d.Texts = append(d.Texts, d.frame.text(l, x+keyWidth+beside, y+1.05*size, AtStart, RoleQuiet))
		}
		x += width + between
		used = true
	}
	if used {
		d.Height = y + row
	}
}

func or(s, usual string) string {
	if s != "" {
		return s
	}
	return usual
}

// wrap breaks a text between words into lines no wider than room, or gives nil
// where a single word is wider.
func (f Frame) wrap(text string, room float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if f.width(word) > room {
			return nil
		}
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && f.width(longer) > room {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// heading is the title with a quiet word at the right where there is room for it.
func (f Frame) heading(title, beside string) []Text {
	size := f.size()
	head := Text{Y: 1.05 * size, Text: title, Size: 1.1 * size, Bold: true, Role: RoleInk}
	head.Text = shorten(title, f.Width, func(s string) float64 { return f.Measure(s, head.Size, true) })
	head.Width = f.Measure(head.Text, head.Size, true)
	if head.Text == "" {
		return nil
	}
	out := []Text{head}
	if side := f.text(beside, f.Width, 1.05*size, AtEnd, RoleQuiet); beside != "" && head.Width+2*size+side.Width <= f.Width {
		out = append(out, side)
	}
	return out
}

// shorten cuts a text to a width, with a sign that it was cut; where there is no
// room for anything, nothing is left.
func shorten(s string, room float64, width func(string) float64) string {
	if width(s) <= room {
		return s
	}
	letters := []rune(s)
	cut := func(n int) string { return strings.TrimSpace(string(letters[:n])) + "…" }
	most := sort.Search(len(letters), func(n int) bool { return width(cut(n)) > room })
	if most == 0 {
		return ""
	}
	return cut(most - 1)
}
