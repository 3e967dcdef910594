package chart

import "math"

// curve is the line through the points, and the points.
func (d *plot) curve() {
	s := d.series
	small := d.spacing() < roomyDots
	shown := make([]bool, len(s.points))
	for _, l := range d.labels {
		shown[l.of] = true
	}
	for i := range s.points {
		alone := !s.joined[i] && (i+1 == len(s.points) || !s.joined[i+1])
		shown[i] = shown[i] || alone || d.spacing() >= closeDots
	}
	for from := 0; from < len(s.points); {
		to := from + 1
		for to < len(s.points) && s.joined[to] {
			to++
		}
		d.run(from, to, shown)
		from = to
	}
	for i, q := range s.points {
		if !shown[i] {
			continue
		}
		dot := Dot{X: d.x(q.At), Y: d.y(q.Value), R: d.radius, Shape: d.panel.Shape, Role: RoleInk, Hit: i}
		if small {
			dot.R, dot.Shape = smallRadius, Filled
		}
		d.Dots = append(d.Dots, dot)
	}
}

// spacing is how far apart the points are, about.
func (d *plot) spacing() float64 {
	n := len(d.series.points)
	if n < 2 {
		return math.Inf(1)
	}
	return (d.x(d.series.points[n-1].At) - d.x(d.series.points[0].At)) / float64(n-1)
}

// run joins the points from one to before another. Where they are many, only
// some of them; those in keep always.
func (d *plot) run(from, to int, keep []bool) {
	kept := thin(from, to, func(i int) float64 { return d.x(d.series.points[i].At) },
		func(i int) float64 { return d.series.points[i].Value }, keep)
	width := lineWidth
	if d.spacing() < closeDots {
		width = thinWidth
	}
	for n := 1; n < len(kept); n++ {
		a, b := d.series.points[kept[n-1]], d.series.points[kept[n]]
		d.Lines = append(d.Lines, Line{X1: d.x(a.At), Y1: d.y(a.Value), X2: d.x(b.At), Y2: d.y(b.Value), Width: width, Role: RoleInk})
	}
}

// hits are what each point answers for: to the middle between it and the next,
// and the sentences of all.
func (d *plot) hits() {
	s := d.series
	for i, q := range s.points {
		x := d.x(q.At)
		from, to := max(x-hitReach, d.left), min(x+hitReach, d.right)
		if j := d.apart(i, -1); j >= 0 {
			from = max(from, (x+d.x(s.points[j].At))/2)
		}
		if j := d.apart(i, 1); j < len(s.points) {
			to = min(to, (x+d.x(s.points[j].At))/2)
		}
		d.Hits = append(d.Hits, Hit{Area: Box{from, d.top, to - from, d.bottom - d.top}, X: x, Y: d.y(q.Value)})
	}
	d.sentence = func(hit int) string { return d.panel.sentence(s, s.points[hit], d.frame.Words) }
	most := -1
	for i, q := range s.points {
		long := len(q.Label) + len(q.Note)
		if m, _, found := before(s.sessions, q.At); found {
			long += 20 + len(m.Name) + len(m.Route)
		}
		if long > most {
			d.longest, most = i, long
		}
	}
}

// apart is the next point to one side that can be pointed at by itself; those
// between share their room and are told apart by their height.
func (d *plot) apart(i, step int) int {
	j := i + step
	for j >= 0 && j < len(d.series.points) && math.Abs(d.x(d.series.points[j].At)-d.x(d.series.points[i].At)) < 1 {
		j += step
	}
	return j
}

// columnWidth is how wide a column is of which only the lowest and the highest point
// are joined.
const columnWidth = 4

// thin is which points, from one to before another, a line goes through: all
// where they have room, else in every column the lowest and the highest,
// and always the ends and those to keep.
func thin(from, to int, x, value func(int) float64, keep []bool) []int {
	var kept []int
	for first := from; first < to; {
		end := first + 1
		for end < to && x(end)-x(first) < columnWidth {
			end++
		}
		lowest, highest := first, first
		for i := first; i < end; i++ {
			if value(i) < value(lowest) {
				lowest = i
			}
			if value(i) > value(highest) {
				highest = i
			}
		}
		for i := first; i < end; i++ {
			edge := i == from || i == to-1
			if edge || i == lowest || i == highest || keep[i] {
				kept = append(kept, i)
			}
		}
		first = end
	}
	return kept
}
