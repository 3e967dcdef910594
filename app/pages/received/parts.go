package received

import (
	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// PageOne is what stands before all else that was shared.
func PageOne(c bundle.Content, w *assets.Words) fyne.CanvasObject {
	return kit.Column(look.CardGap, opening(c, w)...)
}

// EntryView is one entry as it is read, with what was parsed of its text.
func EntryView(c bundle.Content, e bundle.Entry, w *assets.Words, blocks []markdown.Block) fyne.CanvasObject {
	return entryView(c, e, w, blocks)
}

// Plain is a foreign text on one line, without characters that steer how it is
// shown.
func Plain(s string) string { return plain(s) }
