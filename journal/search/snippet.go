package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// chunkBytes is how much of a text is folded at a time in search of the first
// hit, so that a long text costs only as much as lies before the hit.
const chunkBytes = 32 << 10

// ellipsis stands where a snippet was cut.
const ellipsis = "…"

// Snippet is one line of about width runes around the first hit of any of the
// words in text that has not been folded, in its own spelling: line breaks are
// spaces, control and direction characters are left out, and the ends are cut
// between words and marked with "…". snippet[from:to] is the hit, cut short
// when it alone is longer than width. Where nothing is found (the hit was in
// the title, say) the snippet is the beginning of the text and from and to are 0.
func (q Query) Snippet(original string, width int) (snippet string, from, to int) {
	width = max(width, 1)
	start, end, found := q.locate(original)
	if !found {
		after, cut := collect(original, width)
		return finish("", "", after, false, cut)
	}
	hit, cutHit := collect(original[start:end], width)
	if utf8.RuneCountInString(hit) > width {
		hit = strings.TrimSuffix(hit, " ")
	}
	rest := width - utf8.RuneCountInString(hit)
	// A third of the line is for what comes before, and what the other side
	// does not need.
	after, cutAfter := "", cutHit
	if !cutHit {
		after, cutAfter = collect(original[end:], rest-rest/3)
	}
	before, cutBefore := collectBack(original[:start], max(0, rest-utf8.RuneCountInString(after)))
	if !cutBefore && cutAfter && !cutHit {
		after, cutAfter = collect(original[end:], max(0, rest-utf8.RuneCountInString(before)))
	}
	return finish(before, hit, after, cutBefore, cutAfter)
}

// locate is the byte range of the first hit in text that has not been folded.
func (q Query) locate(original string) (start, end int, found bool) {
	if q.Empty() {
		return 0, 0, false
	}
	longest := len(q.terms[0])
	step := max(chunkBytes, 2*longest)
	var folded []byte
	tail := 0 // bytes of folded that come from the chunk before
	prev := 0 // where that chunk begins
	for at := 0; at < len(original); {
		next := runeBorder(original, at+step)
		folded = appendFold(folded, original[at:next])
		if i, n := q.first(string(folded)); n > 0 {
			// Fold both chunks again, from where the kept tail began, and count.
			skip := len(appendFold(nil, original[prev:at])) - tail
			start, end = unfold(original[prev:], skip+i, n)
			return prev + start, prev + end, true
		}
		// Keep what a hit across the border could begin in. A chunk of nothing
		// but marks may fold to less than that: then the one before stays too.
		if fresh := len(folded) - tail; fresh >= longest-1 {
			prev = at
			folded = append(folded[:0], folded[len(folded)-longest+1:]...)
		}
		tail = len(folded)
		at = next
	}
	return 0, 0, false
}

// unfold is the byte range in s of the n bytes at position at of its folding. A
// rune that folds to more than one byte belongs to the range as a whole, and so
// do the marks standing on its last letter.
func unfold(s string, at, n int) (start, end int) {
	start, length := -1, 0
	var f []byte
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		f = appendRune(f[:0], r)
		if length >= at+n && (len(f) > 0 || !unicode.Is(unicode.Mn, r)) {
			break
		}
		length += len(f)
		i += size
		if start < 0 && length > at {
			start = i - size
		}
		if start >= 0 {
			end = i
		}
	}
	return max(start, 0), end
}

// runeBorder is the first border between runes at or after i, at most len(s).
func runeBorder(s string, i int) int {
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return min(i, len(s))
}

// collect is the beginning of s as one line of at most n runes, and whether
// anything that can be seen was left out.
func collect(s string, n int) (line string, cut bool) {
	var b strings.Builder
	count, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if !space && count <= n { // one more, to see that a word ends here
				b.WriteByte(' ')
				count++
			}
			space = true
			continue
		case hidden(r):
			continue
		case count >= n:
			return b.String(), true
		}
		b.WriteRune(r)
		count++
		space = false
	}
	return b.String(), false
}

// collectBack is collect for the end of s.
func collectBack(s string, n int) (line string, cut bool) {
	var runes []rune
	space := false
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		switch {
		case unicode.IsSpace(r):
			if !space && len(runes) <= n {
				runes = append(runes, ' ')
			}
			space = true
			continue
		case hidden(r):
			continue
		case len(runes) >= n:
			cut = true
		}
		if cut {
			break
		}
		runes = append(runes, r)
		space = false
	}
	slices.Reverse(runes)
	return string(runes), cut
}

// hidden says that a rune has no place in one line of plain text: controls (an
// escape could drive a terminal) and direction overrides.
func hidden(r rune) bool {
	return unicode.Is(unicode.Cc, r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// finish puts the parts together, moving cuts back to the border of a word
// unless that would leave nothing.
func finish(before, hit, after string, cutBefore, cutAfter bool) (snippet string, from, to int) {
	if cutBefore {
		if i := strings.IndexByte(before, ' '); i >= 0 {
			before = before[i+1:]
		}
		before = ellipsis + before
	} else {
		before = strings.TrimLeft(before, " ")
	}
	if cutAfter {
		if i := strings.LastIndexByte(after, ' '); i >= 0 && (i > 0 || hit != "") {
			after = after[:i]
		}
		after += ellipsis
	} else {
		after = strings.TrimRight(after, " ")
	}
	if hit == "" {
		return strings.TrimLeft(before+after, " "), 0, 0
	}
	return before + hit + after, len(before), len(before) + len(hit)
}
