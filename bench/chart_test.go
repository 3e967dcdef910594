package bench

import (
	"fmt"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/chart"
)

// The charts that are measured: five answers of 2,000 check-ins, the days after
// twelve sessions, and 200 responses to three measures.
const (
	checkIns  = 2_000
	responses = 200
)

// figures are those of a whole page, with the values turned by a little so
// that no two are alike.
func figures(turn int) []chart.Figure {
	first := chart.At(time.Date(2021, 6, 1, 20, 0, 0, 0, time.UTC))
	var sessions []chart.Mark
	for i := range 24 {
		sessions = append(sessions, chart.Mark{At: first + chart.Day(i*80), Number: fmt.Sprint(i + 1), Name: fmt.Sprintf("session %d", i+1), Route: "lozenge"})
	}
	value := func(i, of int, most float64) float64 {
		return math.Round(most * (0.5 + 0.3*math.Sin(float64(i+of+turn)/9) + 0.2*math.Sin(float64(i*i))))
	}
	var list []chart.Figure
	var mood []chart.Point
	for of := range 5 {
		p := chart.Panel{Title: "check-in", Max: 10, Gap: 2, Unnumbered: true, Sessions: sessions, Windows: chart.WindowsAfter(sessions, 1, 3)}
		for i := range checkIns {
			p.Points = append(p.Points, chart.Point{At: first + chart.Day(i), Value: value(i, of, 10)})
		}
		mood = p.Points
		list = append(list, p)
	}
	after := chart.After{Title: "mood", Max: 10, Days: 7}
	for _, s := range sessions {
		after.Runs = append(after.Runs, chart.Run{Name: s.Name, At: s.At, Points: mood})
	}
	list = append(list, after)
	for of := range 3 {
		p := chart.Panel{Title: "measure", Max: 27, Start: &chart.Start{Value: 18}, Sessions: sessions, Windows: chart.WindowsAfter(sessions, 1, 3)}
		for i := range responses / 3 {
			p.Points = append(p.Points, chart.Point{At: first + chart.Day(i*29), Value: value(i, of, 27)})
		}
		list = append(list, p)
	}
	return list
}

// BenchmarkCharts is from other values to their picture, for all charts of a
// page: where everything stands, the objects of the window for it, and a picture
// of what is in sight by the software painter. Floor: a picture of the same page
// without its charts. (On a screen the graphics card paints.)
func BenchmarkCharts(b *testing.B) {
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(look.New(look.Settings{}))
	var charts []*kit.Chart
	var objects []fyne.CanvasObject
	for _, f := range figures(0) {
		c := kit.NewChart(assets.English(), f, 90)
		charts = append(charts, c)
		objects = append(objects, c)
	}
	page := kit.NewScreen(objects...)
	win := show(page)
	defer win.Close()
	bare, drawn := withoutCharts(page)
	defer bare.Close()
	var ours, arranged, floor []time.Duration
	for turn := 0; b.Loop(); turn++ {
		turned := figures(turn)
		arrange := timed(func() {
			for i, c := range charts {
				c.SetFigure(turned[i])
			}
		})
		arranged = append(arranged, arrange)
		ours = append(ours, arrange+timed(func() { win.Canvas().Capture() }))
		floor = append(floor, timed(func() { bare.Canvas().Capture() }))
	}
	report(b, ours, floor, median(floor)+50*time.Millisecond)
	b.ReportMetric(ms(median(arranged)), "arrange-ms")
	b.ReportMetric(float64(drawn), "objects")
}

// withoutCharts is a window with all of a page but its charts, as bare objects of
// the toolkit, and how many objects the charts have.
func withoutCharts(page fyne.CanvasObject) (win fyne.Window, drawn int) {
	around := container.NewWithoutLayout()
	bareShapes(page, fyne.Position{}, func(o fyne.CanvasObject, ofChart bool) {
		if ofChart {
			drawn++
		} else {
			around.Add(o)
		}
	})
	return show(around), drawn
}

func show(o fyne.CanvasObject) fyne.Window {
	win := test.NewWindow(o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1180, 760))
	return win
}

// bareShapes copies every shape in sight that is drawn in o, which stands at a
// place, and says whether it belongs to a chart.
func bareShapes(o fyne.CanvasObject, at fyne.Position, add func(o fyne.CanvasObject, ofChart bool)) {
	if !o.Visible() {
		return
	}
	one := func(copied fyne.CanvasObject) { placed(copied, o, at); add(copied, false) }
	switch o := o.(type) {
	case *kit.Chart:
		for _, child := range test.WidgetRenderer(o).Objects() {
			bareShapes(child, at.Add(o.Position()), func(o fyne.CanvasObject, _ bool) { add(o, true) })
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			bareShapes(child, at.Add(o.Position()), add)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			bareShapes(child, at.Add(o.Position()), add)
		}
	case *canvas.Line:
		l := canvas.NewLine(o.StrokeColor)
		l.StrokeWidth, l.Position1, l.Position2 = o.StrokeWidth, at.Add(o.Position1), at.Add(o.Position2)
		add(l, false)
	case *canvas.Text:
		t := canvas.NewText(o.Text, o.Color)
		t.TextSize, t.TextStyle = o.TextSize, o.TextStyle
		one(t)
	case *canvas.Circle:
		c := canvas.NewCircle(o.FillColor)
		c.StrokeColor, c.StrokeWidth = o.StrokeColor, o.StrokeWidth
		one(c)
	case *canvas.Raster:
		one(canvas.NewRaster(o.Generator))
	case *canvas.Rectangle:
		r := canvas.NewRectangle(o.FillColor)
		r.StrokeColor, r.StrokeWidth, r.CornerRadius = o.StrokeColor, o.StrokeWidth, o.CornerRadius
		one(r)
	}
}

// placed puts a copy where the original is.
func placed(o, like fyne.CanvasObject, at fyne.Position) {
	o.Move(at.Add(like.Position()))
	o.Resize(like.Size())
}
