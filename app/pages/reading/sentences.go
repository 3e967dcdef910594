package reading

import (
	"strings"
	"unicode"
)

// sentences cuts a paragraph after what ends a sentence, and at the ends of its
// lines. No letter is left out but the air between them.
func sentences(text string) []string {
	var out []string
	var now strings.Builder
	end := func() {
		if s := strings.TrimSpace(now.String()); s != "" {
			out = append(out, s)
		}
		now.Reset()
	}
	ended := false
	for _, r := range text {
		switch {
		case r == '\n':
			end()
			ended = false
			continue
		case strings.ContainsRune(".!?…", r):
			ended = true
		case ended && unicode.IsSpace(r):
			end()
			ended = false
			continue
		case ended && !strings.ContainsRune("”’»)\"'", r):
			ended = false // "3.5", "e.g."
		}
		now.WriteRune(r)
	}
	end()
	return out
}
