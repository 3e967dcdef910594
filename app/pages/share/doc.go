// Package share is the patient's way to hand something over: choose, look at
// exactly what the reader will see, say for whom, seal. And the log of what was
// sealed. What is shown as the preview is the very value that is sealed.
package share

import (
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/sharing"
)

// Shell is what these pages ask of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(string)
	Fail(error)
	Copy(text string)
}

// Store is what these pages ask of the journal.
type Store interface {
	sharing.Source
	Summaries(journal.Filter) []journal.Summary
	Tags() []journal.TagCount
	Contacts() []journal.Contact
}
