package chart

import (
	"strings"

	"afterglow/assets"
)

// After is the days after each session, every session in a small panel of its
// own, all of one scale and beginning on the day of their session. Behind each
// lie the others, so that they can be compared.
type After struct {
	Title          string
	Unit           string
	Min, Max, Step float64
	Days           int
	Runs           []Run
	Most           int // the latest so many are drawn; 0 for 12
}

// Run is what was written down after one session, called Name. Where there are
// several values for one day, all are shown.
type Run struct {
	Name   string
	At     Day
	Points []Point
}

var _ Figure = After{}

// Measures of the small panels.
const (
	usualRuns  = 12
	mostBehind = 8 // with more runs than this, the others are not drawn behind
	runWidth   = 92.0
	runWidest  = 190.0
	runGap     = 24.0
)

// dayPoint is a point by the days since its session.
type dayPoint struct {
	day int
	Point
}

// days are a run's points from the day of the session on, in order.
func (r Run) days(most int) []dayPoint {
	var out []dayPoint
	if !sane(r.At) {
		return nil
	}
	for _, q := range (Panel{Points: r.Points, From: Day(r.At.civil()), To: Day(r.At.civil() + most + 1)}).series().points {
		if day := q.At.civil() - r.At.civil(); day >= 0 && day <= most {
			out = append(out, dayPoint{day, q})
		}
	}
	return out
}

// span is how many days are shown, at least one.
func (a After) span() int { return max(1, min(a.Days, 366)) }

// grid is where the panels of an After stand.
type grid struct {
	Drawing
	frame   Frame
	axis    axis
	days    int
	left    float64 // of the first panel
	width   float64 // of each
	columns int
	row     float64 // how far apart rows are
	head    float64 // above the first row
	says    []func() string
	most    int // letters of the longest sentence, about
}

// Draw implements Figure.
func (a After) Draw(f Frame) Drawing {
	f = f.usable()
	runs := a.Runs
	if most := or0(a.Most, usualRuns); len(runs) > most {
		runs = runs[len(runs)-most:]
	}
	g := &grid{frame: f, days: a.span()}
	points := make([][]dayPoint, len(runs))
	var values []float64
	for i, r := range runs {
		points[i] = r.days(g.days)
		for _, q := range points[i] {
			values = append(values, q.Value)
		}
	}
	g.axis = newAxis(a.Min, a.Max, a.Step, values)
	g.Title, g.Width = a.Title, max(f.Width, 0)
	g.Desc = join(f.Words.N("chart.after_title", g.days, "Title", a.Title, "Min", number(g.axis.lo), "Max", number(g.axis.hi)), a.found(values, f.Words))
	if f.Heading {
		g.head = 1.9 * f.size()
		g.Texts = append(g.Texts, f.heading(a.Title, "")...)
	}
	g.longest = -1
	g.sentence = func(hit int) string { return g.says[hit]() }
	g.arrange(runs)
	if g.width < narrowest {
		return Drawing{Width: g.Width, Height: g.Height, Title: g.Title, Desc: g.Desc, longest: -1}
	}
	for i := range runs {
		x, y := g.left+float64(i%g.columns)*(g.width+runGap), g.head+float64(i/g.columns)*g.row
		g.panel(x, y, runs[i], i%g.columns == 0)
		if len(runs) <= mostBehind && len(points[i]) > 0 {
			for j := range runs {
				if j != i {
					g.curve(x, y, points[j], RoleLine)
				}
			}
		}
		g.curve(x, y, points[i], RoleAccent)
		g.points(x, y, a, runs[i], points[i])
	}
	return g.Drawing
}

// found says that nothing was, if so.
func (a After) found(values []float64, w *assets.Words) string {
	if len(values) == 0 {
		return w.T("chart.empty")
	}
	return ""
}

func or0(n, usual int) int {
	if n > 0 {
		return n
	}
	return usual
}

// arrange finds how many panels stand in a row.
func (g *grid) arrange(runs []Run) {
	size := g.frame.size()
	gutter := max(g.frame.width(number(g.axis.lo)), g.frame.width(number(g.axis.hi)))
	g.left = gutter + 0.6*size
	least := runWidth * g.frame.Scale
	for _, r := range runs {
		least = max(least, g.frame.width(r.Name))
	}
	room := g.Width - g.left - smallRadius - 1
	n := max(1, len(runs))
	g.columns = min(n, max(1, int((room+runGap)/(least+runGap))))
	rows := (n + g.columns - 1) / g.columns
	g.columns = (n + rows - 1) / rows
	g.width = min(runWidest*g.frame.Scale, (room-float64(g.columns-1)*runGap)/float64(g.columns))
	g.row = 1.6*size + g.frame.Plot + 4 + 2.4*size
	g.Height = g.head + float64(rows)*g.row - size
}

// low is where the lowest value of the row that begins at y is.
func (g *grid) low(y float64) float64 { return y + 1.6*g.frame.size() + g.frame.Plot }

func (g *grid) at(x, y float64, q dayPoint) (float64, float64) {
	inner := g.width - 2*(smallRadius+1)
	return x + smallRadius + 1 + inner*float64(q.day)/float64(g.days),
		g.low(y) - g.frame.Plot*(q.Value-g.axis.lo)/(g.axis.hi-g.axis.lo)
}

// panel is what stands around the curves of one run.
func (g *grid) panel(x, y float64, r Run, first bool) {
	f, size := g.frame, g.frame.size()
	low := g.low(y)
	for _, at := range []float64{low, low - f.Plot} {
		g.Lines = append(g.Lines, Line{X1: x, X2: x + g.width, Y1: at, Y2: at, Width: 1, Role: RoleLine})
	}
	g.within(x, f.text(shorten(r.Name, g.width, f.width), x, y+size, AtStart, RoleQuiet))
	from, to := f.text("0", x, low+4+1.1*size, AtStart, RoleQuiet), f.text(f.Words.T("chart.day_short", "Day", g.days), x+g.width, low+4+1.1*size, AtEnd, RoleQuiet)
	if from.Width+to.Width+size <= g.width {
		g.Texts = append(g.Texts, from, to)
	}
	if !first || g.left > g.Width {
		return
	}
	g.Texts = append(g.Texts, f.text(number(g.axis.lo), g.left-0.6*size, low+0.35*size, AtEnd, RoleQuiet))
	if f.Plot > 1.3*size {
		g.Texts = append(g.Texts, f.text(number(g.axis.hi), g.left-0.6*size, low-f.Plot+0.35*size, AtEnd, RoleQuiet))
	}
}

// within adds a text that is no wider than its panel.
func (g *grid) within(x float64, t Text) {
	if b := t.Box(); t.Text != "" && b.X >= x-1e-9 && b.Right() <= x+g.width+1e-9 {
		g.Texts = append(g.Texts, t)
	}
}

// curve joins what was written down on days that follow each other.
func (g *grid) curve(x, y float64, points []dayPoint, role Role) {
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if b.day-a.day > 1 || b.Breaks {
			continue
		}
		l := Line{Width: lineWidth, Role: role}
		if role == RoleLine {
			l.Width = 1
		}
		l.X1, l.Y1 = g.at(x, y, a)
		l.X2, l.Y2 = g.at(x, y, b)
		g.Lines = append(g.Lines, l)
	}
}

// points are the marks of one run, and what they say.
func (g *grid) points(x, y float64, a After, r Run, points []dayPoint) {
	f, w := g.frame, g.frame.Words
	if len(points) == 0 {
		g.within(x, f.text(w.T("chart.none"), x+g.width/2, g.low(y)-f.Plot/2+0.35*f.size(), AtMiddle, RoleQuiet))
	}
	half := g.width / float64(2*g.days)
	for _, q := range points {
		at, height := g.at(x, y, q)
		g.Dots = append(g.Dots, Dot{X: at, Y: height, R: smallRadius, Shape: Filled, Role: RoleAccent, Hit: len(g.Hits)})
		from, to := max(x, at-half), min(x+g.width, at+half)
		g.Hits = append(g.Hits, Hit{Area: Box{from, g.low(y) - f.Plot, to - from, f.Plot}, X: at, Y: height})
		long := len(r.Name) + len(q.Label) + len(q.Note)
		if long > g.most {
			g.longest, g.most = len(g.Hits)-1, long
		}
		g.says = append(g.says, func() string {
			value := strings.TrimSpace(q.label() + " " + a.Unit)
			return join(w.T("chart.day_point", "Session", upper(r.Name), "Day", q.day, "Value", value), q.Note)
		})
	}
}

// Table has a row for every session and a column for every day; all sessions
// are in it.
func (a After) Table(w *assets.Words) Table {
	days := a.span()
	t := Table{Head: []string{w.T("chart.col.session")}}
	for day := range days + 1 {
		t.Head = append(t.Head, w.T("chart.col.day", "Day", day))
	}
	for _, r := range a.Runs {
		row := make([]string, days+2)
		row[0] = upper(r.Name)
		for _, q := range r.days(days) {
			row[q.day+1] = strings.TrimPrefix(row[q.day+1]+", "+q.label(), ", ")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
