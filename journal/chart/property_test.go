package chart

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func frames() *rapid.Generator[Frame] {
	return rapid.Custom(func(t *rapid.T) Frame {
		f := frame(rapid.Float64Range(0, 1500).Draw(t, "width"), rapid.Float64Range(20, 300).Draw(t, "plot"), rapid.Float64Range(0.8, 2).Draw(t, "scale"))
		f.Heading = rapid.Bool().Draw(t, "heading")
		return f
	})
}

func values() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0, 27), rapid.Map(rapid.IntRange(-5, 30), func(i int) float64 { return float64(i) }),
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), 1e300, -1e6, 0, 5, 5, 5}))
}

func panels() *rapid.Generator[Panel] {
	return rapid.Custom(func(t *rapid.T) Panel {
		p := Panel{Title: rapid.SampledFrom([]string{"", "PHQ-9", "A measure with a very long name indeed"}).Draw(t, "title"),
			Gap: rapid.SampledFrom([]float64{0, 1, 10}).Draw(t, "gap"), Max: rapid.SampledFrom([]float64{0, 10, 27, math.NaN()}).Draw(t, "max"),
			Better: LowerIsBetter, Unnumbered: rapid.Bool().Draw(t, "unnumbered")}
		days := rapid.SampledFrom([]float64{0, 3, 60, 400, 40000}).Draw(t, "days")
		at := func(name string) Day { return Day(20000 + math.Round(rapid.Float64Range(0, days).Draw(t, name)*24)/24) }
		for range rapid.IntRange(0, 40).Draw(t, "points") {
			p.Points = append(p.Points, Point{At: at("at"), Value: values().Draw(t, "value"), Breaks: rapid.IntRange(0, 9).Draw(t, "breaks") == 0})
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "sessions") {
			p.Sessions = append(p.Sessions, Mark{At: at("session"), Number: fmt.Sprint(i + 1), Name: "session", Route: rapid.SampledFrom([]string{"", "IM", "IV"}).Draw(t, "route")})
		}
		p.Windows = WindowsAfter(p.Sessions, 1, 3)
		if rapid.Bool().Draw(t, "start") {
			p.Start = &Start{Value: values().Draw(t, "startValue")}
		}
		if rapid.Bool().Draw(t, "range") {
			p.From, p.To = at("from"), at("to")
		}
		return p
	})
}

func figures() *rapid.Generator[Figure] {
	return rapid.Custom(func(t *rapid.T) Figure {
		p := rapid.OneOf(panels(), crowded()).Draw(t, "panel")
		if rapid.Bool().Draw(t, "overTime") {
			return p
		}
		a := After{Title: p.Title, Max: p.Max, Days: rapid.IntRange(0, 14).Draw(t, "span")}
		for _, m := range p.Sessions {
			a.Runs = append(a.Runs, Run{Name: m.Name, At: m.At, Points: p.Points})
		}
		return a
	})
}

const eps = 1e-6

func TestNothingIsDrawnOutsideTheFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frames().Draw(t, "frame")
		d := figures().Draw(t, "figure").Draw(f)
		in := func(what string, b Box) {
			if !(b.X >= -eps && b.Y >= -eps && b.Right() <= f.Width+eps && b.Bottom() <= d.Height+eps && b.W >= 0 && b.H >= 0) {
				t.Fatalf("%s at %+v is outside %v by %v", what, b, f.Width, d.Height)
			}
		}
		for _, r := range d.Rects {
			in("a rectangle", r.Box)
		}
		for _, l := range d.Lines {
			in("a line", Box{min(l.X1, l.X2), min(l.Y1, l.Y2), math.Abs(l.X2 - l.X1), math.Abs(l.Y2 - l.Y1)})
		}
		for _, o := range d.Dots {
			in("a dot", Box{o.X - o.R, o.Y - o.R, 2 * o.R, 2 * o.R})
		}
		for _, x := range d.Texts {
			in(fmt.Sprintf("%q", x.Text), x.Box())
		}
		for _, h := range d.Hits {
			in("what a point answers for", h.Area)
		}
	})
}

func TestNoTextCoversAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := figures().Draw(t, "figure").Draw(frames().Draw(t, "frame"))
		for i, a := range d.Texts {
			for _, b := range d.Texts[:i] {
				x, y := a.Box(), b.Box()
				if x.X+eps < y.Right() && y.X+eps < x.Right() && x.Y+eps < y.Bottom() && y.Y+eps < x.Bottom() {
					t.Fatalf("%q at %+v covers %q at %+v", a.Text, x, b.Text, y)
				}
			}
		}
	})
}

// crowded are panels of few different values close to each other, where numbers
// most often get in each other's way.
func crowded() *rapid.Generator[Panel] {
	return rapid.Custom(func(t *rapid.T) Panel {
		p := Panel{Max: 27}
		for range rapid.IntRange(2, 12).Draw(t, "points") {
			p.Points = append(p.Points, Point{At: 20000 + Day(rapid.IntRange(0, 30).Draw(t, "at")), Value: float64(rapid.IntRange(8, 13).Draw(t, "value")),
				Label: rapid.SampledFrom([]string{"", "a long label", "a label far longer than that of any measure anyone has ever used"}).Draw(t, "label"), Breaks: rapid.Bool().Draw(t, "breaks")})
		}
		return p
	})
}

// A number stands on nothing but the ground: no other number, no dot, no line.
func TestNumbersStandClearOfTheCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(crowded(), panels()).Draw(t, "panel")
		d := p.plan(frames().Draw(t, "frame"))
		for i, b := range d.numbers {
			for _, l := range d.Lines {
				if l.Role == RoleInk && crossesBox(l, b) {
					t.Fatalf("%q at %+v is crossed by the line %+v", d.labels[i].text, b, l)
				}
			}
			for _, o := range d.Dots {
				if o.X+o.R > b.X+eps && o.X-o.R < b.Right()-eps && o.Y+o.R > b.Y+eps && o.Y-o.R < b.Bottom()-eps {
					t.Fatalf("%q at %+v is on the dot %+v", d.labels[i].text, b, o)
				}
			}
			for j, other := range d.numbers[:i] {
				if other.X+eps < b.Right() && b.X+eps < other.Right() && other.Y+eps < b.Bottom() && b.Y+eps < other.Bottom() {
					t.Fatalf("%q covers %q", d.labels[i].text, d.labels[j].text)
				}
			}
		}
	})
}

// crossesBox says whether a line goes through the inside of a box.
func crossesBox(l Line, b Box) bool {
	const inner = 0.5
	from, to := 0.0, 1.0
	for _, side := range []struct{ at, by, lo, hi float64 }{
		{l.X1, l.X2 - l.X1, b.X + inner, b.Right() - inner},
		{l.Y1, l.Y2 - l.Y1, b.Y + inner, b.Bottom() - inner},
	} {
		if side.by == 0 {
			if side.at <= side.lo || side.at >= side.hi {
				return false
			}
			continue
		}
		a, z := (side.lo-side.at)/side.by, (side.hi-side.at)/side.by
		from, to = max(from, min(a, z)), min(to, max(a, z))
	}
	return from < to
}

// dense is a panel of very many points.
func dense() *rapid.Generator[Panel] {
	return rapid.Custom(func(t *rapid.T) Panel {
		p := Panel{Max: 10, Gap: 2}
		seed := rapid.Uint64().Draw(t, "seed")
		at := Day(15000)
		for range rapid.IntRange(500, 2500).Draw(t, "points") {
			seed = seed*6364136223846793005 + 1442695040888963407
			at += Day(1 + (seed>>60)/14) // now and then two or more days later
			if seed>>58 == 0 {
				at += 40
			}
			p.Points = append(p.Points, Point{At: at, Value: float64(seed>>33) / (1 << 31) * 10})
		}
		return p
	})
}

// Every point is where the line goes through, or between the lowest and the
// highest of its column; no line crosses a gap.
func TestEveryPointIsShownOrStandsInItsColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(dense(), panels()).Draw(t, "panel")
		f := frames().Draw(t, "frame")
		d := p.Draw(f)
		s := p.series()
		if len(d.Lines) == 0 {
			return // too narrow for anything
		}
		if len(d.Hits) != len(s.points) {
			t.Fatalf("%d points can be read out of %d", len(d.Hits), len(s.points))
		}
		type at struct{ x, y float64 }
		marked := map[at]bool{}
		var column []at // everything marked or gone through
		note := func(x, y float64) {
			if !marked[at{x, y}] {
				marked[at{x, y}] = true
				column = append(column, at{x, y})
			}
		}
		index := map[at]int{}
		for i, h := range d.Hits {
			index[at{h.X, h.Y}] = i
		}
		for _, o := range d.Dots {
			note(o.X, o.Y)
		}
		for _, l := range d.Lines {
			if l.Role != RoleInk {
				continue
			}
			note(l.X1, l.Y1)
			note(l.X2, l.Y2)
			from, to := index[at{l.X1, l.Y1}], index[at{l.X2, l.Y2}]
			if d.Hits[from].X == d.Hits[to].X {
				continue // several at one moment: which is which cannot be told
			}
			for i := from + 1; i <= to; i++ {
				if !s.joined[i] && d.Hits[i].X > d.Hits[from].X+eps && d.Hits[i].X < d.Hits[to].X-eps {
					t.Fatalf("a line from %v to %v crosses a gap before point %d", l.X1, l.X2, i)
				}
			}
		}
		for i, h := range d.Hits {
			if marked[at{h.X, h.Y}] {
				continue
			}
			above, below := false, false
			for _, c := range column {
				if math.Abs(c.x-h.X) <= columnWidth {
					above = above || c.y <= h.Y+eps
					below = below || c.y >= h.Y-eps
				}
			}
			if !above || !below {
				t.Fatalf("point %d of %d at %v,%v is lost", i, len(d.Hits), h.X, h.Y)
			}
		}
	})
}

func TestAWiderFrameNeverLosesALabel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.OneOf(dense(), panels(), crowded()).Draw(t, "panel")
		f := frames().Draw(t, "frame")
		wide := f
		wide.Width += rapid.Float64Range(0, 600).Draw(t, "more")
		few, many := p.plan(f), p.plan(wide)
		numbered := map[int]bool{}
		for _, l := range many.labels {
			numbered[l.of] = true
		}
		for _, l := range few.labels {
			if !numbered[l.of] {
				t.Fatalf("point %d has its number at a width of %v and not at %v", l.of, f.Width, wide.Width)
			}
		}
		if len(many.sessionNames) < len(few.sessionNames) || len(many.dates) < len(few.dates) {
			t.Fatalf("%d session labels and %d dates at a width of %v, %d and %d at %v", len(few.sessionNames), len(few.dates), f.Width, len(many.sessionNames), len(many.dates), wide.Width)
		}
	})
}

func TestTheSameFigureGivesTheSameDrawing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, f := figures().Draw(t, "figure"), frames().Draw(t, "frame")
		a, b := x.Draw(f), x.Draw(f)
		for i := range a.Hits {
			if a.Say(i) != b.Say(i) {
				t.Fatalf("%q and %q are read out of one figure", a.Say(i), b.Say(i))
			}
		}
		a.sentence, b.sentence = nil, nil // what two functions are cannot be compared
		if !reflect.DeepEqual(a, b) {
			t.Fatal("two drawings of one figure differ")
		}
	})
}

// What is drawn of a figure is not changed by drawing it.
func TestDrawingLeavesTheFigureAlone(t *testing.T) {
	p := course()
	p.Points[0], p.Points[3] = p.Points[3], p.Points[0]
	before := fmt.Sprint(p.Points, p.Sessions, p.Windows)
	p.Draw(frame(800, 100, 1))
	p.Table(frame(1, 1, 1).Words)
	if fmt.Sprint(p.Points, p.Sessions, p.Windows) != before {
		t.Error("the panel was sorted in place")
	}
}
