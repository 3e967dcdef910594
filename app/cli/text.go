package cli

import (
	"strings"
	"unicode"

	"afterglow/journal"
)

// printable is a text that does nothing to a terminal: control characters and
// those that turn the direction of writing become a mark.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return '\ufffd'
		}
		return r
	}, text)
}

// cut is the first n characters of a text, on one line.
func cut(text string, n int) string {
	runes := []rune(oneLine(text))
	if len(runes) <= n {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:n-1]), " ") + "…"
}

// shortWhen is a moment as a column shows it: 2026-11-21 16:42.
func shortWhen(w journal.When) string {
	return strings.Replace(w.Wall()[:min(len(w.Wall()), len("2006-01-02T15:04"))], "T", " ", 1)
}

// tagList is tags as people write them: #sea #night.
func tagList(tags []string) string {
	var out []string
	for _, t := range tags {
		out = append(out, "#"+oneLine(t))
	}
	return strings.Join(out, " ")
}
