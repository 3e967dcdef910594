// Command barewindow opens an empty window of the toolkit and nothing else: the
// floor that the start of Afterglow is measured against.
package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("org.afterglow.barewindow").NewWindow("barewindow")
	w.SetContent(widget.NewLabel("bare"))
	w.ShowAndRun()
}
