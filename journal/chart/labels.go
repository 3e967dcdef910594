package chart

import (
	"math/bits"
	"slices"
)

// label is the number at a point.
type label struct {
	of         int // the point
	text       string
	width      float64
	dx, dy     float64 // from the point to its left end and the line it stands on
	left, base float64 // where that is
}

// labelOf is where the number of a point stands beside it: on the side that the
// line does not go to. This does not depend on the width, which is why a wider
// frame never takes a number away.
func (d *plot) labelOf(i int) label {
	s, size := d.series, d.frame.size()
	q := s.points[i]
	l := label{of: i, text: q.label()}
	l.width = d.frame.width(l.text)
	joined := func(j int) bool { return j >= 0 && j < len(s.points) && s.joined[max(i, j)] }
	higher := func(j int) bool { return joined(j) && s.points[j].Value > q.Value }
	up, beside, below := d.radius+0.25*size, 0.4*d.radius, d.radius+1.05*size
	switch {
	case higher(i+1) && (higher(i-1) || !joined(i-1)): // in a valley, or where the line begins to rise
		l.dx, l.dy = -l.width/2, below
	case higher(i - 1): // on the way down: to the right
		l.dx, l.dy = beside, -up
	case higher(i + 1): // on the way up: to the left
		l.dx, l.dy = -l.width-beside, -up
	default:
		l.dx, l.dy = -l.width/2, -up-0.15*size
	}
	return l
}

// span is the top and the bottom of the letters, for a point at that height.
func (l label) span(y, size float64) (top, bottom float64) {
	return y + l.dy - rise*size, y + l.dy + fall*size
}

// placeLabels chooses the numbers that are shown. A number gives way to every
// more important one whose place it would touch, whether that one is shown or
// not: were it otherwise, a wider frame could bring back one number and lose two.
func (d *plot) placeLabels() {
	if d.bare || d.panel.Unnumbered {
		return
	}
	n, size := len(d.series.points), d.frame.size()
	all := make([]label, n)
	widest := 0.0
	for i := range all {
		l := d.labelOf(i)
		x := d.x(d.series.points[i].At)
		l.left = min(max(x+l.dx, d.left+1), d.right-1-l.width)
		l.base = d.y(d.series.points[i].Value) + l.dy
		widest = max(widest, l.width)
		all[i] = l
	}
	rank := d.ranks()
	reach := widest + 2*(d.radius+size)
	for i, l := range all {
		if l.left < d.left {
			continue // wider than the plot
		}
		if d.free(all, i, rank, reach) {
			d.labels = append(d.labels, l)
			d.numbers = append(d.numbers, Box{l.left, l.base - rise*size, l.width, (rise + fall) * size})
		}
	}
}

// free says whether the number of a point covers no dot, no line but its own,
// and none of the numbers before it in rank.
func (d *plot) free(all []label, i int, rank []int, reach float64) bool {
	s, size := d.series, d.frame.size()
	l := all[i]
	at := d.x(s.points[i].At)
	top, bottom := l.span(d.y(s.points[i].Value), size)
	const air = 2
	// crosses says whether something that spans these heights is in the way; beside
	// says whether it stands clear of the number in the order of time.
	crosses := func(from, to float64) bool { return from < bottom+air && to > top-air }
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(all); j += step {
			x, y := d.x(s.points[j].At), d.y(s.points[j].Value)
			if (x-at)*float64(step) > reach+l.width {
				break
			}
			other := all[j]
			clear := func(from, to float64) bool {
				if step > 0 {
					return from >= l.left+l.width+air
				}
				return to <= l.left-air
			}
			if crosses(y-d.radius, y+d.radius) && !clear(x-d.radius, x+d.radius) {
				return false
			}
			oTop, oBottom := other.span(y, size)
			if rank[j] < rank[i] && crosses(oTop, oBottom) && !clear(other.left, other.left+other.width) {
				return false
			}
			// The line from j on, away from the point.
			k := j + step
			if k < 0 || k >= len(all) || !s.joined[max(j, k)] {
				continue
			}
			far := d.y(s.points[k].Value)
			if crosses(min(y, far), max(y, far)) && !clear(x, x) {
				return false
			}
		}
	}
	return true
}

// ranks say how important each number is, 0 the most: the last, the first, the
// highest and the lowest, then every second, fourth, eighth of the others.
func (d *plot) ranks() []int {
	points := d.series.points
	n := len(points)
	order := make([]int, 0, n+4)
	if n > 0 {
		highest, lowest := 0, 0
		for i, q := range points {
			if q.Value > points[highest].Value {
				highest = i
			}
			if q.Value < points[lowest].Value {
				lowest = i
			}
		}
		order = append(order, n-1, 0, highest, lowest)
	}
	rest := make([]int, n)
	for i := range rest {
		rest[i] = i
	}
	slices.SortStableFunc(rest, func(a, b int) int {
		return bits.TrailingZeros(uint(b)|1<<31) - bits.TrailingZeros(uint(a)|1<<31)
	})
	rank := make([]int, n)
	for i := range rank {
		rank[i] = -1
	}
	next := 0
	for _, i := range append(order, rest...) {
		if rank[i] < 0 {
			rank[i] = next
			next++
		}
	}
	return rank
}

// placed is a text in a row of texts.
type placed struct {
	text        string
	at          float64 // what it belongs to
	left, width float64
}

// under puts a text in the middle below at, but not outside from and to.
func (f Frame) under(text string, at, from, to float64) placed {
	w := f.width(text)
	return placed{text: text, at: at, left: max(from, min(at-w/2, to-w)), width: w}
}

// inRow says that the texts stand in their order, with air between them, and
// none begins left of the edge that holds it.
func inRow(row []placed, air float64) bool {
	for i := 1; i < len(row); i++ {
		if row[i].left < row[i-1].left+row[i-1].width+air {
			return false
		}
	}
	return true
}

// placeSessions writes number and route above each session where all have room,
// else the numbers; sessions too close together share one label.
func (d *plot) placeSessions() {
	if d.bare {
		return
	}
	sessions := d.series.sessions
	air := 0.5 * d.frame.size()
	single := func(text func(Mark) string) []placed {
		var row []placed
		for _, m := range sessions {
			if t := text(m); t != "" {
				row = append(row, d.frame.under(t, d.x(m.At), d.left, d.Width))
			}
		}
		return row
	}
	if _, same := oneRoute(sessions); !same {
		full := single(func(m Mark) string {
			if m.Route == "" || m.Number == "" {
				return m.Number
			}
			return m.Number + " " + m.Route
		})
		if inRow(full, air) && d.inside(full) {
			d.sessionNames, d.routesShown = full, true
			return
		}
	}
	type group struct {
		placed
		first, last string
		from, to    float64
	}
	var groups []group
	for _, m := range sessions {
		if m.Number == "" {
			continue
		}
		x := d.x(m.At)
		g := group{d.frame.under(m.Number, x, d.left, d.Width), m.Number, m.Number, x, x}
		for len(groups) > 0 {
			before := groups[len(groups)-1]
			if g.left >= before.left+before.width+air {
				break
			}
			text := d.frame.Words.T("chart.session_range", "First", before.first, "Last", g.last)
			g = group{d.frame.under(text, (before.from+g.to)/2, d.left, d.Width), before.first, g.last, before.from, g.to}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	for _, g := range groups {
		d.sessionNames = append(d.sessionNames, g.placed)
	}
	if !d.inside(d.sessionNames) {
		d.sessionNames = nil
	}
}

// inside says that no text of a row runs out at the right.
func (d *plot) inside(row []placed) bool {
	for _, p := range row {
		if p.left+p.width > d.Width {
			return false
		}
	}
	return true
}

// oneRoute is the route of all sessions, if they have the same.
func oneRoute(sessions []Mark) (route string, same bool) {
	for i, m := range sessions {
		if i > 0 && m.Route != sessions[0].Route {
			return "", false
		}
		route = m.Route
	}
	return route, true
}
