package report

import (
	"afterglow/assets"
	"afterglow/journal/bundle"
)

// Markdown is one entry as a file for plain readers: its title, the quiet line,
// and its text to the letter.
func Markdown(e bundle.Entry, w *assets.Words) []byte {
	head := "# " + EntryTitle(e, w) + "\n\n" + EntryFacts(bundle.Content{}, e, w) + "\n"
	if t := tags(e.Tags); t != "" {
		head += t + "\n"
	}
	return []byte(head + "\n" + e.Text() + "\n")
}
