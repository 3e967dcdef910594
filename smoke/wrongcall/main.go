//go:build smoke

// Command wrongcall makes, on purpose, the mistake that the smoke test looks for:
// it changes a label from a goroutine, without fyne.Do.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("afterglow.wrongcall")
	w := a.NewWindow("Wrong call")
	label := widget.NewLabel("before")
	w.SetContent(label)
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			label.SetText("after")
			fyne.Do(a.Quit)
		}()
	})
	w.ShowAndRun()
}
