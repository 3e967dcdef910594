package search

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// tableEnd is the first rune that is not looked up in the table. Below it are
// the Latin, Greek, Cyrillic, Hebrew and Arabic scripts with all their accented
// letters; further runes are folded one at a time as they occur.
const tableEnd = 0x2000

// Fold brings text into the form in which haystack and needle are compared: full
// Unicode case folding (ß is ss), compatibility decomposition (NFKD) and no
// combining marks (category Mn), so that é is e. Typographic quotes and
// apostrophes become ' and ", white space becomes a plain space, and what has no
// width (soft hyphens, direction marks, carriage returns) is left out. A byte
// that is not UTF-8 becomes U+FFFD. In scripts that write vowels as marks, words
// that differ only in those are found together: more is found, never less.
func Fold(s string) string {
	i := 0
	for i < len(s) && asciiFold[s[i]] == s[i] {
		i++
	}
	if i == len(s) {
		return s
	}
	return string(appendFold(append(make([]byte, 0, len(s)+16), s[:i]...), s[i:]))
}

// asciiFold holds the folding of every ASCII byte; 0 stands for a byte that
// needs another look (a carriage return, or the start of something longer).
var asciiFold = func() (t [256]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = c + 'a' - 'A'
		case c == '\t', c == '\n', c == '\v', c == '\f':
			t[c] = ' '
		case c == 0, c == '\r':
		default:
			t[c] = c
		}
	}
	return t
}()

// appendFold appends the folding of s to dst.
func appendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		start := len(dst)
		n := len(s) - i
		if cap(dst)-start < n {
			dst = append(dst, s[i:]...)[:start]
		}
		room := dst[start : start+n]
		k := 0
		for ; k < n; k++ {
			f := asciiFold[s[i+k]]
			if f == 0 {
				break
			}
			room[k] = f
		}
		dst = dst[:start+k]
		i += k
		if i == len(s) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		dst = appendRune(dst, r)
		i += size
	}
	return dst
}

// appendRune appends the folding of one rune to dst.
func appendRune(dst []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		if f := asciiFold[byte(r)]; f != 0 {
			return append(dst, f)
		}
		if r == 0 {
			return append(dst, 0)
		}
		return dst
	case r < tableEnd:
		return append(dst, table()[r]...)
	case r >= 0x4E00 && r <= 0x9FFF: // Han ideographs fold to themselves
		return utf8.AppendRune(dst, r)
	}
	if f, ok := punctuation(r); ok {
		return append(dst, f...)
	}
	return append(dst, foldRune(cases.Fold(), r)...)
}

// punctuation folds what typographers and word processors put where a keyboard
// has a plain sign; the second result says whether it is one of those.
func punctuation(r rune) (string, bool) {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ':
		return "'", true
	case '“', '”', '„', '‟':
		return `"`, true
	case '\u2010', '\u2011':
		return "-", true
	case '–', '—':
		return string(r), true
	case '\u00AD', '\uFEFF':
		return "", true
	}
	switch {
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return "", true
	case r > utf8.RuneSelf && unicode.IsSpace(r):
		return " ", true
	}
	return "", false
}

// table is the folding of every rune below tableEnd, made at first use.
var table = sync.OnceValue(func() *[tableEnd]string {
	var t [tableEnd]string
	fold := cases.Fold()
	for r := rune(utf8.RuneSelf); r < tableEnd; r++ {
		t[r] = foldRune(fold, r)
	}
	return &t
})

// foldRune folds one rune from first principles. Folding can make what must be
// decomposed and the other way round, so it goes on until nothing changes, which
// takes at most three rounds for any rune. Cherokee is folded here, to capitals
// as Unicode does: cases.Fold swaps its two cases.
func foldRune(fold cases.Caser, r rune) string {
	switch {
	case r >= 0x13A0 && r <= 0x13F5:
		return string(r)
	case r >= 0x13F8 && r <= 0x13FD:
		return string(r - 8)
	case r >= 0xAB70 && r <= 0xABBF:
		return string(r - 0xAB70 + 0x13A0)
	}
	s := string(r)
	for range 4 {
		var b []byte
		for _, q := range norm.NFKD.String(fold.String(s)) {
			if f, ok := punctuation(q); ok {
				b = append(b, f...)
			} else if !unicode.Is(unicode.Mn, q) {
				b = utf8.AppendRune(b, q)
			}
		}
		if string(b) == s {
			return s
		}
		s = string(b)
	}
	return s
}
