package received

import (
	"fyne.io/fyne/v2"

	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// EntryView is one entry as it is read, with what was parsed of its text.
func EntryView(c bundle.Content, e bundle.Entry, w *assets.Words, blocks []markdown.Block) fyne.CanvasObject {
	return entryView(c, e, w, blocks)
}

// Plain is a foreign text on one line, without characters that steer how it is
// shown.
func Plain(s string) string { return plain(s) }
