package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// form is the part of a widget that is a column of other objects. A type that
// merely embeds *fyne.Container would not do: Fyne draws only the type itself.
type form struct {
	widget.BaseWidget

	// Container holds what the widget shows, one below the other.
	Container *fyne.Container
}

// fill is called by the constructor of the embedding widget.
func (f *form) fill(self fyne.Widget, gap float32, objects ...fyne.CanvasObject) {
	f.Container = Column(gap, objects...)
	f.ExtendBaseWidget(self)
}

// CreateRenderer implements fyne.Widget.
func (f *form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.Container) }

// Children implements the search for what the keyboard is on.
func (f *form) Children() []fyne.CanvasObject { return []fyne.CanvasObject{f.Container} }

// Hide takes the widget away, however it was put into a layout.
func (f *form) Hide() {
	f.Container.Hide()
	f.BaseWidget.Hide()
}

// Show brings the widget back.
func (f *form) Show() {
	f.Container.Show()
	f.BaseWidget.Show()
}

// Refresh implements fyne.CanvasObject.
func (f *form) Refresh() {
	f.Container.Refresh()
	f.BaseWidget.Refresh()
}
