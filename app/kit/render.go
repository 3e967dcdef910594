package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// drawing is a widget's renderer made of three functions.
type drawing struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	colours func(paint) // sets what depends on theme and state
	self    fyne.Widget
}

var _ fyne.WidgetRenderer = (*drawing)(nil)

// paint answers for colours and sizes as the widget's theme has them.
type paint struct{ theme fyne.Theme }

func (p paint) colour(name fyne.ThemeColorName) color.Color {
	return p.theme.Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

func (p paint) size(name fyne.ThemeSizeName) float32 { return p.theme.Size(name) }

// themed is every widget that embeds widget.BaseWidget.
type themed interface {
	fyne.Widget
	Theme() fyne.Theme
}

func newDrawing(self themed, objects []fyne.CanvasObject, min func() fyne.Size, layout func(fyne.Size), colours func(paint)) *drawing {
	d := &drawing{objects: objects, layout: layout, min: min, self: self,
		colours: colours}
	colours(paint{self.Theme()})
	return d
}

func (d *drawing) Destroy()                     {}
func (d *drawing) Layout(s fyne.Size)           { d.layout(s) }
func (d *drawing) MinSize() fyne.Size           { return d.min() }
func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }

func (d *drawing) Refresh() {
	d.colours(paint{d.self.(themed).Theme()})
	d.layout(d.self.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
}
