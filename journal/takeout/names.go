package takeout

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"afterglow/journal"
)

// maxName is the most bytes of a title in a file's name; systems take 255 in all.
const maxName = 120

// names gives everything in one folder a name of its own, on systems too that do
// not tell capitals apart.
type names map[string]int

// of is the name of a file, without an ending: 2026-03-04 The sea.
func (n names) of(on journal.When, title string) string {
	return n.free(strings.TrimSpace(on.Date() + " " + safe(title)))
}

// free is the name, or where it is taken one that is not.
func (n names) free(name string) string {
	for {
		key := strings.ToLower(norm.NFKC.String(name))
		n[key]++
		if n[key] == 1 {
			return name
		}
		name = fmt.Sprintf("%s (%d)", name, n[key])
	}
}

// safe is a title as every system takes it in a file's name: letters, digits and
// a few signs; what else there is becomes a space.
func safe(title string) string {
	title = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || strings.ContainsRune("-_'’,!()&+", r) {
			return r
		}
		return ' '
	}, norm.NFC.String(title))
	var b strings.Builder
	for i, word := range strings.Fields(title) {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, r := range word {
			if b.Len()+len(string(r)) > maxName {
				return strings.TrimSpace(b.String())
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}
