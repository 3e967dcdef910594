package chart

import "math"

// Measures of a panel. Those of letters follow the text size, these do not.
const (
	dotRadius   = 5.0
	smallRadius = 2.4
	lineWidth   = 2.0
	thinWidth   = 1.2  // where the points are too many for dots
	roomyDots   = 16.0 // this far apart, dots are drawn in full
	closeDots   = 6.0  // nearer than this, only the line is
	airAbove    = 10.0 // above the highest line of the scale
	barHeight   = 2.5  // above the hours after a session
	hitReach    = 24.0 // how far beside a point it can still be pointed at
	narrowest   = 24.0 // a plot less wide has no room for anything
)

// plot is a panel being drawn.
type plot struct {
	Drawing
	frame        Frame
	panel        Panel
	series       series
	axis         axis
	radius       float64
	left, right  float64 // of the plot
	before       float64 // air inside it, so that no dot and no number is cut
	after        float64
	top          float64 // of the plot
	high, low    float64 // of the scale: where its highest and lowest values are
	bottom       float64 // of the plot
	bare         bool    // too narrow for letters in and around the plot
	labels       []label
	numbers      []Box // the room of each label
	sessionNames []placed
	routesShown  bool // with their routes
	dates        []placed
}

// Draw implements Figure.
func (p Panel) Draw(f Frame) Drawing { return p.plan(f).Drawing }

// plan draws the panel and keeps what was decided.
func (p Panel) plan(f Frame) *plot {
	f = f.usable()
	d := &plot{frame: f, panel: p, series: p.series()}
	values := make([]float64, 0, len(d.series.points)+1)
	for _, q := range d.series.points {
		values = append(values, q.Value)
	}
	if p.Start != nil && known(p.Start.Value) {
		values = append(values, p.Start.Value)
	} else {
		d.panel.Start = nil
	}
	d.axis = newAxis(p.Min, p.Max, p.Step, values)
	d.radius = dotRadius * min(max(f.Scale, 0.9), 1.4)
	d.longest = -1
	d.Title, d.Desc = p.Title, p.describe(d.series, d.axis, f.Words)
	d.Width = max(f.Width, 0)
	d.across()
	d.down()
	if d.right-d.left < narrowest {
		return d
	}
	d.placeLabels()
	d.placeSessions()
	d.placeDates()
	d.ground()
	d.marks()
	d.curve()
	d.letters()
	d.hits()
	d.legend()
	return d
}

// across says where the plot begins and ends from left to right. That depends on
// the width only at its right edge, and where there is no room for letters.
func (d *plot) across() {
	size := d.frame.size()
	gutter, beyond := 0.0, 0.5*size
	for _, v := range d.axis.ticks {
		gutter = max(gutter, d.frame.width(number(v)))
	}
	if d.panel.Start != nil {
		beyond = d.frame.width(d.panel.Start.label()) + 0.5*size
	}
	d.before, d.after = d.radius+2, d.radius+2
	if n := len(d.series.points); n > 0 && !d.panel.Unnumbered {
		first, last := d.labelOf(0), d.labelOf(n-1)
		d.before = max(d.before, 2-first.dx)
		d.after = max(d.after, 2+last.dx+last.width)
	}
	d.left, d.right = gutter+0.8*size, d.Width-beyond
	if d.right-d.left < 3*narrowest*d.frame.Scale+d.before+d.after {
		d.bare = true
		d.left, d.right = 0, d.Width
		d.before, d.after = d.radius+2, d.radius+2
	}
}

// down says where everything stands from top to bottom, which does not depend on
// the width at all.
func (d *plot) down() {
	size := d.frame.size()
	y := 0.0
	if d.frame.Heading {
		y += 1.7 * size
	}
	if len(d.series.sessions) > 0 {
		y += 1.35 * size
	}
	d.top = y
	above, below := max(airAbove, 0.6*size), 0.0
	for i, q := range d.series.points {
		if d.panel.Unnumbered {
			break
		}
		at := d.depth(q.Value)
		l := d.labelOf(i)
		above = max(above, -(at+l.dy-rise*size)+2)
		below = max(below, at+l.dy+fall*size+2-d.frame.Plot)
	}
	d.high = d.top + above
	d.low = d.high + d.frame.Plot
	d.bottom = d.low + below
	d.Height = d.bottom + 3 + 1.75*size // and the dates
}

// depth is how far below the highest value a value stands.
func (d *plot) depth(v float64) float64 {
	return d.frame.Plot * (d.axis.hi - v) / (d.axis.hi - d.axis.lo)
}

// x is where a day stands.
func (d *plot) x(at Day) float64 {
	share := float64(at-d.series.from) / float64(d.series.to-d.series.from)
	return d.left + d.before + share*(d.right-d.left-d.before-d.after)
}

// edge is where a span of days begins or ends: at the edge of the plot where the
// range does.
func (d *plot) edge(at Day) float64 {
	switch at {
	case d.series.from:
		return d.left
	case d.series.to:
		return d.right
	}
	return d.x(at)
}

func (d *plot) y(v float64) float64 { return d.high + d.depth(v) }

// ground is what lies behind: the hours after sessions and the lines of the scale.
func (d *plot) ground() {
	for _, s := range d.series.windows {
		from, to := d.edge(s.From), d.edge(s.To)
		d.Rects = append(d.Rects,
			Rect{Box{from, d.top, to - from, d.low - d.top}, RoleWindow},
			Rect{Box{from, d.top, to - from, barHeight}, RoleAccent})
	}
	every := d.axis.every(d.frame.Plot, d.frame.size())
	for i, v := range d.axis.ticks {
		y := d.y(v)
		if d.panel.Start == nil || math.Abs(d.y(d.panel.Start.Value)-y) > 1.5 { // else its dashes could not be told
			d.horizontal(Line{Y1: y, Y2: y, Width: 1, Role: RoleLine})
		}
		if i%every == 0 && !d.bare {
			d.Texts = append(d.Texts, d.frame.text(number(v), d.left-0.8*d.frame.size(), y+0.35*d.frame.size(), AtEnd, RoleQuiet))
		}
	}
}

// marks are the start and the sessions.
func (d *plot) marks() {
	size := d.frame.size()
	if s := d.panel.Start; s != nil {
		y := d.y(s.Value)
		d.horizontal(Line{Y1: y, Y2: y, Width: 1.2, On: 9, Off: 5, Role: RoleBaseline})
		if !d.bare {
			d.Texts = append(d.Texts, d.frame.text(s.label(), d.right+0.5*size, y+0.35*size, AtStart, RoleQuiet))
		}
	}
	for _, m := range d.series.sessions {
		d.vertical(Line{X1: d.x(m.At), X2: d.x(m.At), Y1: d.top, Y2: d.low, Width: 1.5, On: 3, Off: 4, Role: RoleAccent})
	}
	for _, n := range d.sessionNames {
		d.Texts = append(d.Texts, d.frame.text(n.text, n.left, d.top-0.45*size, AtStart, RoleAccent))
	}
}

// horizontal draws a line across the plot that leaves the numbers readable.
func (d *plot) horizontal(l Line) {
	from := d.left
	for _, b := range d.numbers {
		if b.Y <= l.Y1 && l.Y1 <= b.Bottom() && b.Right() > from {
			l.X1, l.X2 = from, b.X-1
			d.add(l)
			from = b.Right() + 1
		}
	}
	l.X1, l.X2 = from, d.right
	d.add(l)
}

// vertical is the same from top to bottom.
func (d *plot) vertical(l Line) {
	from, to := l.Y1, l.Y2
	for {
		next := Box{Y: to + 1}
		for _, b := range d.numbers {
			if b.X-1 <= l.X1 && l.X1 <= b.Right()+1 && b.Bottom() > from && b.Y < next.Y {
				next = b
			}
		}
		if next.Y >= to {
			break
		}
		l.Y1, l.Y2 = from, next.Y
		d.add(l)
		from = next.Bottom()
	}
	l.Y1, l.Y2 = from, to
	d.add(l)
}

// add draws a line that has a length.
func (d *plot) add(l Line) {
	if l.X2 > l.X1 || l.Y2 > l.Y1 {
		d.Lines = append(d.Lines, l)
	}
}

// letters are the numbers at points and the dates below.
func (d *plot) letters() {
	size := d.frame.size()
	if d.frame.Heading {
		d.Texts = append(d.Texts, d.frame.heading(d.panel.Title, d.panel.direction(d.frame.Words))...)
	}
	for _, l := range d.labels {
		d.Texts = append(d.Texts, d.frame.text(l.text, l.left, l.base, AtStart, RoleInk))
	}
	if len(d.series.points) == 0 {
		text := d.frame.text(d.frame.Words.T("chart.empty"), (d.left+d.right)/2, (d.high+d.low)/2+0.35*size, AtMiddle, RoleQuiet)
		if !d.bare && text.Width <= d.right-d.left {
			d.Texts = append(d.Texts, text)
		}
	}
	for _, t := range d.dates {
		d.vertical(Line{X1: t.at, X2: t.at, Y1: d.low, Y2: d.low + 4, Width: 1, Role: RoleQuiet})
		d.Texts = append(d.Texts, d.frame.text(t.text, t.left, d.bottom+3+1.5*size, AtStart, RoleQuiet))
	}
}
