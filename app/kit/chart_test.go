package kit_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/journal/chart"
)

// scores is a panel with n scores, a week apart, and a session before the last.
func scores(n int) chart.Panel {
	p := chart.Panel{Title: "PHQ-9", Max: 27, Sessions: []chart.Mark{{At: 20000 + chart.Day(7*n-8), Number: "1", Name: "session 1"}}}
	for i := range n {
		p.Points = append(p.Points, chart.Point{At: 20000 + chart.Day(7*i), Value: float64(18 - i)})
	}
	p.Windows = chart.WindowsAfter(p.Sessions, 1, 3)
	return p
}

// area is the part of a chart that takes the keyboard and the pointer.
type area interface {
	fyne.Focusable
	fyne.Widget
	fyne.Accessible
	fyne.Tappable
	desktop.Hoverable
}

func areaOf(c *kit.Chart) area {
	return find(fyne.CanvasObject(c), func(area) bool { return true })
}

func TestAChartIsReadWithTheKeyboard(t *testing.T) {
	start(t)
	before, after := kit.Quiet("before", nil), kit.Quiet("after", nil)
	c := kit.NewChart(words, scores(4), 100)
	w, escapes := window(t, container.NewVBox(before, c, after))
	w.Canvas().Focus(before)
	w.Canvas().FocusNext()
	a := areaOf(c)
	if w.Canvas().Focused() != fyne.Focusable(a) {
		t.Fatalf("Tab leads to %T", w.Canvas().Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{"", "25 October 2024: 15. 1 day after session 1."},
		{fyne.KeyRight, "25 October 2024: 15."},
		{fyne.KeyLeft, "18 October 2024: 16."},
		{fyne.KeyHome, "4 October 2024: 18."},
		{fyne.KeyLeft, "4 October 2024: 18."},
		{fyne.KeyRight, "11 October 2024: 17."},
		{fyne.KeyEnd, "25 October 2024: 15."},
	} {
		if step.key != "" {
			key(w, step.key)
		}
		if !strings.HasPrefix(c.Spoken(), step.want) {
			t.Errorf("after %q it reads %q, want %q", step.key, c.Spoken(), step.want)
		}
		if !strings.Contains(drawn(c), step.want) || a.AccessibilityLabel() != c.Spoken() {
			t.Errorf("the line below says %q, a reader hears %q", drawn(c), a.AccessibilityLabel())
		}
	}
	key(w, fyne.KeyEscape)
	if *escapes != 1 {
		t.Error("a chart keeps Escape")
	}
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(after) {
		t.Errorf("Tab does not leave the chart: %T", w.Canvas().Focused())
	}
	if c.Spoken() != "" || strings.Contains(drawn(c), "October") {
		t.Errorf("without the keyboard it still reads %q", c.Spoken())
	}
}

func TestAChartIsReadWithThePointer(t *testing.T) {
	start(t)
	c := kit.NewChart(words, scores(4), 100)
	w, _ := window(t, container.NewVBox(c))
	a := areaOf(c)
	at := func(x, y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}}
	}
	var firstDot *canvas.Circle
	collect(fyne.CanvasObject(c), func(o *canvas.Circle) {
		if firstDot == nil && o.Size().Width > 0 && o.StrokeColor != color.Transparent && o.FillColor != color.Transparent && o.FillColor != nil {
			firstDot = o
		}
	})
	height := c.MinSize().Height
	a.MouseIn(at(firstDot.Position().X+5, firstDot.Position().Y+5))
	if c.Spoken() != "4 October 2024: 18." {
		t.Errorf("on the first point it reads %q", c.Spoken())
	}
	if c.MinSize().Height != height {
		t.Error("reading a point moves what is below")
	}
	a.MouseMoved(at(2, 2))
	if c.Spoken() != "" {
		t.Errorf("beside the points it reads %q", c.Spoken())
	}
	a.MouseMoved(at(firstDot.Position().X+5, firstDot.Position().Y+5))
	a.MouseOut()
	if c.Spoken() != "" {
		t.Errorf("away from the chart it reads %q", c.Spoken())
	}
	a.MouseIn(at(firstDot.Position().X+5, firstDot.Position().Y+5))
	a.Tapped(&fyne.PointEvent{})
	key(w, fyne.KeyRight)
	if c.Spoken() != "11 October 2024: 17." {
		t.Errorf("after a press on the first point, Right leads to %q", c.Spoken())
	}
}

// Whatever the width, the look and the text size, what is drawn stays inside.
func TestAChartFollowsWidthLookAndTextSize(t *testing.T) {
	app := start(t)
	c := kit.NewChart(words, scores(8), 100)
	w, _ := window(t, kit.NewScreen(c))
	heights := map[float32]float32{}
	for _, scale := range []float32{0.8, 1, 1.6, 2} {
		for _, variant := range look.Variants() {
			for _, width := range []float32{400, 640, 1300} {
				l := look.New(look.Settings{Variant: variant, TextScale: scale})
				app.Settings().SetTheme(l)
				w.Resize(fyne.NewSize(width, 700))
				w.Canvas().Refresh(w.Content())
				c.Refresh()
				a := areaOf(c)
				heights[scale] = a.MinSize().Height
				inks := 0
				for _, o := range test.WidgetRenderer(a).Objects() {
					text, ok := o.(*canvas.Text)
					if !ok {
						continue
					}
					if text.Position().X < 0 || text.Position().X+text.MinSize().Width > a.Size().Width+1 || text.Position().Y+text.MinSize().Height > a.Size().Height+8 {
						t.Errorf("%q at %v does not fit %v", text.Text, text.Position(), a.Size())
					}
					if text.Color == l.Color(look.ColorInk, 0) {
						inks++
					}
				}
				if inks == 0 {
					t.Errorf("%s: no number has the ink of the look", variant)
				}
			}
		}
	}
	if heights[2] <= heights[1] || heights[1] <= heights[0.8] {
		t.Errorf("heights by text size: %v", heights)
	}
}

func TestAChartIsATableToo(t *testing.T) {
	start(t)
	c := kit.NewChart(words, scores(4), 100)
	toggled := 0
	c.OnToggled = func() { toggled++ }
	w, _ := window(t, kit.NewScreen(c))
	before := c.MinSize().Height
	link := find(fyne.CanvasObject(c), func(b *kit.Button) bool { return true })
	w.Canvas().Focus(link)
	key(w, fyne.KeyReturn)
	if !c.TableShown() || toggled != 1 || link.Text() != "Hide the table" {
		t.Fatalf("shown %v, told %d times, %q", c.TableShown(), toggled, link.Text())
	}
	if c.MinSize().Height < before+100 {
		t.Errorf("the chart with its table is %v high, %v before", c.MinSize().Height, before)
	}
	for _, want := range []string{"Date PHQ-9 Around it", "4 October 2024 18", "Session 1", "1 day after session 1."} {
		if !strings.Contains(drawn(c), want) {
			t.Errorf("the table lacks %q: %q", want, drawn(c))
		}
	}
	c.SetFigure(scores(2))
	if strings.Contains(drawn(c), "25 October 2024 15") || !strings.Contains(drawn(c), "11 October 2024 17") {
		t.Errorf("another figure left the table as it was: %q", drawn(c))
	}
	key(w, fyne.KeySpace)
	if c.TableShown() || c.MinSize().Height != before {
		t.Errorf("the table is not gone: %v high, %v before", c.MinSize().Height, before)
	}
}

func TestALongTableIsWalkedAndGrows(t *testing.T) {
	start(t)
	var rows [][]string
	for i := range 150 {
		rows = append(rows, []string{fmt.Sprint("row ", i), "1"})
	}
	table := kit.NewTable(words, []string{"Name", "Value"}, rows)
	screen := kit.NewScreen(table)
	w, escapes := window(t, screen)
	w.Canvas().Focus(table)
	scroll := find(fyne.CanvasObject(screen), func(*container.Scroll) bool { return true })
	for range 40 {
		key(w, fyne.KeyDown)
	}
	if scroll.Offset.Y == 0 {
		t.Error("the page does not follow the keyboard")
	}
	key(w, fyne.KeyHome)
	if scroll.Offset.Y > 60 {
		t.Errorf("the beginning is not in sight: %v", scroll.Offset.Y)
	}
	key(w, fyne.KeyEscape)
	if *escapes != 1 {
		t.Error("a table keeps Escape")
	}
	for range 5 {
		if more := find(fyne.CanvasObject(table), func(b *kit.Button) bool { return true }); more != nil {
			more.OnTapped()
		}
	}
	if table.Shown() != 150 || !strings.Contains(drawn(table), "row 149") {
		t.Errorf("%d rows are drawn", table.Shown())
	}
}

// A session's dotted line is one object, however high, with its dashes in it; and
// what marks a point is not there before one is read.
func TestABrokenLineIsOneObject(t *testing.T) {
	start(t)
	low, high := kit.NewChart(words, scores(4), 60), kit.NewChart(words, scores(4), 240)
	window(t, container.NewVBox(low, high))
	if a, b := len(test.WidgetRenderer(areaOf(low)).Objects()), len(test.WidgetRenderer(areaOf(high)).Objects()); a != b {
		t.Errorf("%d objects, and %d of the same chart drawn higher", a, b)
	}
	var line *canvas.Raster
	for _, o := range test.WidgetRenderer(areaOf(high)).Objects() {
		if r, ok := o.(*canvas.Raster); ok && (line == nil || r.Size().Height > line.Size().Height) {
			line = r
		}
		if c, ok := o.(*canvas.Circle); ok && c.FillColor == color.Transparent && c.Visible() {
			t.Error("a point is marked that nobody reads")
		}
	}
	if line == nil || line.Size().Height < 200 {
		t.Fatalf("there is no line of a session: %+v", line)
	}
	height := int(line.Size().Height)
	img, dashes, before := line.Generator(2, height), 0, false
	for y := range height {
		_, _, _, alpha := img.At(0, y).RGBA()
		if alpha > 0 && !before {
			dashes++
		}
		before = alpha > 0
	}
	if dashes < height/8 || dashes > height/6 {
		t.Errorf("%d dashes in %d", dashes, height)
	}
}

// A chart drawn again makes no new objects.
func TestAChartUsesItsObjectsAgain(t *testing.T) {
	start(t)
	c := kit.NewChart(words, scores(8), 100)
	window(t, container.NewVBox(c))
	objects := func() map[fyne.CanvasObject]bool {
		all := map[fyne.CanvasObject]bool{}
		for _, o := range test.WidgetRenderer(areaOf(c)).Objects() {
			all[o] = true
		}
		return all
	}
	before := objects()
	c.SetFigure(scores(7))
	for o := range objects() {
		if !before[o] {
			t.Fatalf("a new %T was made", o)
		}
	}
}

// TestTheWayToTheTableStandsLevelWithTheHint: also where room is kept for a
// sentence of two lines.
func TestTheWayToTheTableStandsLevelWithTheHint(t *testing.T) {
	app := start(t)
	beside := 0
	for _, scale := range []float32{0.8, 1, 1.6} {
		app.Settings().SetTheme(look.New(look.Settings{TextScale: scale}))
		long := scores(4)
		long.Sessions[0].Name = "session 1, lozenge under the tongue (sublingual), with an extra dose, at the clinic by the canal"
		c := kit.NewChart(words, long, 100)
		w, _ := window(t, kit.NewScreen(c))
		for _, width := range []float32{1300, 1000, 680} {
			w.Resize(fyne.NewSize(width, 700))
			c.Refresh()
			hint := find(fyne.CanvasObject(c), func(o *kit.Text) bool { return o.Text() == words.T("chart.hint") })
			link := find(fyne.CanvasObject(c), func(b *kit.Button) bool { return true })
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			if at(link).X < at(hint).X+hint.Size().Width {
				continue // below it: there is no room beside
			}
			beside++
			first := at(hint).Y + kit.Small("M").OneLine().MinSize().Height/2
			if off := at(link).Y + link.Size().Height/2 - first; off < -2 || off > 2 {
				t.Errorf("at %v, %v wide, it stands %v lower", scale, width, off)
			}
		}
	}
	if beside < 5 {
		t.Errorf("it stood beside the hint %d times only", beside)
	}
}
