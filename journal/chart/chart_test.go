package chart

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"afterglow/assets"
)

// frame is one with letters as wide as each other.
func frame(width, plot, scale float64) Frame {
	return Frame{Width: width, Plot: plot, Scale: scale, Words: assets.English(), Measure: func(s string, size float64, bold bool) float64 {
		each := 0.55 * size
		if bold {
			each *= 1.1
		}
		return each * float64(utf8.RuneCountInString(s))
	}}
}

func day(s string) Day {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return At(t)
}

// course is eight sessions and a score before and between them, as drawn.
func course() Panel {
	first := day("2026-09-01 14:00")
	p := Panel{Title: "PHQ-9", Max: 27, Better: LowerIsBetter, Start: &Start{Value: 18}}
	for i, at := range []Day{6, 9, 13, 16, 20, 24, 45, 62} {
		p.Sessions = append(p.Sessions, Mark{At: first + at, Number: fmt.Sprint(i + 1), Name: fmt.Sprintf("session %d", i+1), Route: "lozenge"})
	}
	for i, v := range []float64{18, 15, 12, 9, 8, 10, 7, 6} {
		p.Points = append(p.Points, Point{At: first + []Day{0, 8, 15, 22, 29, 43, 50, 64}[i], Value: v})
	}
	p.Windows = WindowsAfter(p.Sessions, 1, 3)
	return p
}

// moods is a mood for each of the days after three sessions.
func moods() After {
	first := day("2026-09-07 14:00")
	a := After{Title: "Mood", Max: 10, Days: 7}
	for i, values := range [][]float64{{3, 4, 6, 6, 5, 5, 4, 4}, {4, 5, math.NaN(), 7, 6, 5, 5, 5}, {}} {
		r := Run{Name: fmt.Sprintf("session %d", i+1), At: first + Day(7*i)}
		for n, v := range values {
			r.Points = append(r.Points, Point{At: r.At + Day(n) + 0.2, Value: v})
		}
		a.Runs = append(a.Runs, r)
	}
	return a
}

var update = flag.Bool("update", false, "write the drawings in testdata anew")

func golden(t *testing.T, name string, d Drawing) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%.0f by %.1f\n%s\n%s\n", d.Width, d.Height, d.Title, d.Desc)
	role := func(r Role) string { return [...]string{"ink", "quiet", "line", "accent", "window", "baseline"}[r] }
	for _, r := range d.Rects {
		fmt.Fprintf(&b, "rect %.1f,%.1f %.1fx%.1f %s\n", r.X, r.Y, r.W, r.H, role(r.Role))
	}
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "line %.1f,%.1f %.1f,%.1f %.1f/%.0f/%.0f %s\n", l.X1, l.Y1, l.X2, l.Y2, l.Width, l.On, l.Off, role(l.Role))
	}
	for _, o := range d.Dots {
		fmt.Fprintf(&b, "dot %.1f,%.1f r%.1f %s %s: %s\n", o.X, o.Y, o.R, [...]string{"open", "filled", "square", "triangle"}[o.Shape], role(o.Role), d.Say(o.Hit))
	}
	for _, x := range d.Texts {
		fmt.Fprintf(&b, "text %.1f,%.1f %s %s %.1f %q\n", x.X, x.Y, [...]string{"start", "middle", "end"}[x.Anchor], role(x.Role), x.Size, x.Text)
	}
	for i, h := range d.Hits {
		fmt.Fprintf(&b, "hit %.1f,%.1f of %.1f,%.1f %.1fx%.1f: %s\n", h.X, h.Y, h.Area.X, h.Area.Y, h.Area.W, h.Area.H, d.Say(i))
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the drawing is not as in %s:\n%s", path, b.String())
	}
}

func TestADrawingIsAsItWas(t *testing.T) {
	small := course()
	small.Points, small.Sessions = small.Points[:3], small.Sessions[:2]
	small.Windows, small.Shape = WindowsAfter(small.Sessions, 1, 3), Triangle
	f := frame(420, 120, 1)
	f.Heading = true
	golden(t, "panel.txt", small.Draw(f))
	golden(t, "after.txt", moods().Draw(frame(420, 48, 1)))
	golden(t, "empty.txt", Panel{Title: "GAD-7", Max: 21, From: day("2026-09-01 00:00"), To: day("2026-12-01 00:00")}.Draw(frame(420, 120, 1)))
}

func said(d Drawing) []string {
	var out []string
	for _, x := range d.Texts {
		out = append(out, x.Text)
	}
	return out
}

func has(d Drawing, text string) bool {
	for _, s := range said(d) {
		if s == text {
			return true
		}
	}
	return false
}

// At the width of the window every number of a whole course can be read.
func TestACourseIsReadable(t *testing.T) {
	d := course().Draw(frame(870, 190, 1))
	for _, want := range []string{"18", "15", "12", "9", "8", "10", "7", "6", "27", "0", "7 Sep 2026", "2 Nov", "1", "2", "3", "4", "5", "6", "a session, lozenge", "24 to 72 hours after a session", "when you started: 18"} {
		if !has(d, want) {
			t.Errorf("the drawing lacks %q in %q", want, said(d))
		}
	}
	if got, want := len(d.Dots), 8; got != want {
		t.Errorf("%d dots, want %d", got, want)
	}
	if got, want := d.Say(7), "4 November 2026: 6. 2 days after session 8, lozenge."; got != want {
		t.Errorf("the last point says %q, want %q", got, want)
	}
	if want := "PHQ-9, on a scale from 0 to 27. Lower is better. 8 values from 1 September 2026 to 4 November 2026: first 18, last 6. 8 sessions are marked."; d.Desc != want {
		t.Errorf("described as %q", d.Desc)
	}
}

func TestSessionsTooCloseShareALabel(t *testing.T) {
	p := course()
	p.To = p.Sessions[0].At + 365
	p.From = p.Sessions[0].At - 10
	d := p.Draw(frame(320, 120, 1))
	if !has(d, "1–6") {
		t.Errorf("said %q", said(d))
	}
}

func TestRoutesThatDifferStandAtTheSessions(t *testing.T) {
	p := course()
	p.Sessions[2].Route = "IM"
	if d := p.Draw(frame(2400, 120, 1)); !has(d, "3 IM") || !has(d, "4 lozenge") || has(d, "a session, lozenge") {
		t.Errorf("said %q", said(d))
	}
	if d := p.Draw(frame(600, 120, 1)); has(d, "3 IM") || !has(d, "3") || !has(d, "a session, lozenge 1–2, 4–8; IM 3") {
		t.Errorf("said %q", said(d))
	}
}

// Clocks and zones do not move what was entered.
func TestADayIsWhatTheClockShowed(t *testing.T) {
	far, near := time.FixedZone("far", 14*3600), time.FixedZone("near", -11*3600)
	if At(time.Date(2026, 3, 29, 2, 30, 0, 0, far)) != At(time.Date(2026, 3, 29, 2, 30, 0, 0, near)) {
		t.Error("a zone moved a point")
	}
	for _, s := range []string{"1660-01-13 00:00", "1969-12-31 23:59", "1970-01-01 00:00", "2026-11-24 13:45"} {
		if got := day(s).Time().Format("2006-01-02 15:04"); got != s {
			t.Errorf("%s became %s", s, got)
		}
	}
	if day("1970-01-02 12:00") != 1.5 {
		t.Error("noon of the second day is not 1.5")
	}
}

func TestTheScaleIsDividedEvenly(t *testing.T) {
	for _, c := range []struct {
		lo, hi, step float64
		values       []float64
		want         string
	}{
		{0, 27, 0, nil, "[0 9 18 27]"},
		{0, 21, 0, nil, "[0 7 14 21]"},
		{0, 100, 0, nil, "[0 25 50 75 100]"},
		{0, 10, 0, nil, "[0 5 10]"},
		{0, 10, 2, nil, "[0 2 4 6 8 10]"},
		{0, 27, 0, []float64{30}, "[0 9 18 27 36]"},
		{0, 10, 0, []float64{-1}, "[-5 0 5 10]"},
		{0, 0, 0, nil, "[0 0.25 0.5 0.75 1]"},
		{0, 0, 0, []float64{5}, "[4 4.5 5 5.5 6]"},
		{0, 0, 0, []float64{-3, 8}, "[-5 0 5 10]"},
		{5, 5, 0, []float64{1, 2}, "[1 1.25 1.5 1.75 2]"},
	} {
		if got := fmt.Sprint(newAxis(c.lo, c.hi, c.step, c.values).ticks); got != c.want {
			t.Errorf("%v to %v by %v with %v: %s, want %s", c.lo, c.hi, c.step, c.values, got, c.want)
		}
	}
}

func TestDatesFitTheRange(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2026-11-02 00:00", "2026-11-09 00:00", "2 Nov 2026|3 Nov|4 Nov|5 Nov|6 Nov|7 Nov|8 Nov|9 Nov"},
		{"2026-11-01 00:00", "2026-12-12 00:00", "2 Nov 2026|9 Nov|16 Nov|23 Nov|30 Nov|7 Dec"},
		{"2026-09-20 00:00", "2027-06-20 00:00", "Oct 2026|Nov|Dec|Jan 2027|Feb|Mar|Apr|May|Jun"},
		{"2019-09-20 00:00", "2027-06-20 00:00", "2020|2021|2022|2023|2024|2025|2026|2027"},
		{"1660-01-01 00:00", "2027-01-01 00:00", "1700|1750|1800|1850|1900|1950|2000"},
	} {
		d := Panel{Max: 10, Points: []Point{{At: day(c.from), Value: 1}, {At: day(c.to), Value: 2}}, Unnumbered: true}.Draw(frame(720, 100, 1))
		var dates []string
		for _, x := range d.Texts {
			if x.Y > 100+10+12 {
				dates = append(dates, x.Text)
			}
		}
		if got := strings.Join(dates, "|"); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestGapsStayGaps(t *testing.T) {
	p := Panel{Max: 10, Gap: 3, Points: []Point{{At: 10, Value: 1}, {At: 11, Value: 2}, {At: 15, Value: 3}, {At: 16, Value: 4, Breaks: true}, {At: 17, Value: math.NaN()}, {At: 18, Value: 5}, {At: 19, Value: 6}}}
	n := 0
	for _, l := range p.Draw(frame(600, 100, 1)).Lines {
		if l.Role == RoleInk {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d lines join points, want 2", n)
	}
}

func TestEveryPointCanBePointedAt(t *testing.T) {
	p := Panel{Max: 10, Points: []Point{{At: 10, Value: 1}, {At: 11, Value: 2}, {At: 11, Value: 8}, {At: 11, Value: 5}, {At: 300, Value: 3}}}
	d := p.Draw(frame(600, 100, 1))
	for i, h := range d.Hits {
		if got, found := d.HitAt(h.X, h.Y); !found || got != i {
			t.Errorf("on point %d is %d, %v", i, got, found)
		}
	}
	between := (d.Hits[3].X + d.Hits[4].X) / 2
	if got, found := d.HitAt(between, d.Hits[4].Y); found {
		t.Errorf("far from everything is point %d", got)
	}
	if got, found := d.HitAt(d.Hits[4].X-10, d.Hits[4].Y+40); !found || got != 4 {
		t.Errorf("below the last point is %d, %v", got, found)
	}
}

func TestATableSaysAllThatIsDrawn(t *testing.T) {
	table := course().Table(assets.English())
	var b strings.Builder
	for _, row := range append([][]string{table.Head}, table.Rows[:4]...) {
		b.WriteString(strings.Join(row, "|") + "\n")
	}
	const want = "Date|PHQ-9|Around it\n" +
		"1 September 2026|18|\n" +
		"7 September 2026||Session 1, lozenge\n" +
		"9 September 2026|15|2 days after session 1, lozenge.\n" +
		"10 September 2026||Session 2, lozenge\n"
	if b.String() != want {
		t.Errorf("the table says\n%s", b.String())
	}
	if len(table.Rows) != 16 {
		t.Errorf("%d rows", len(table.Rows))
	}
	after := moods().Table(assets.English())
	if got := strings.Join(after.Rows[1], "|"); got != "Session 2|4|5||7|6|5|5|5" {
		t.Errorf("the days after session 2: %s", got)
	}
}

// Whoever says the legend once for many charts gets charts without it, and the
// routes to say.
func TestALegendCanBeSaidElsewhere(t *testing.T) {
	p := Panel{Title: "PHQ-9", Max: 27, Points: []Point{{At: 20000, Value: 9}}, Start: &Start{Value: 18}}
	for i, route := range []string{"lozenge", "lozenge", "IM", "lozenge"} {
		p.Sessions = append(p.Sessions, Mark{At: Day(20001 + i), Number: string(rune('1' + i)), Name: "session", Route: route})
	}
	f := frame(600, 90, 1)
	with := p.Draw(f)
	f.NoLegend = true
	without := p.Draw(f)
	if without.Height >= with.Height || len(without.Texts) >= len(with.Texts) || len(without.Dots) != len(with.Dots) {
		t.Errorf("%.0f of %.0f high, %d of %d texts", without.Height, with.Height, len(without.Texts), len(with.Texts))
	}
	if got := Routes(p.Sessions, assets.English()); got != "lozenge 1–2, 4; IM 3" {
		t.Error(got)
	}
}
