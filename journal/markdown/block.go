package markdown

import (
	"strconv"
	"strings"
)

// BlockKind says what a block is.
type BlockKind int

// The kinds.
const (
	Paragraph BlockKind = iota
	Heading             // Level 1 to 6
	ListItem            // Level is the depth from 1; Number is 0 for a bullet
	Quote               // Level is the depth from 1
	Code                // fenced; one span, lines as they are
	Rule                // a line across; no spans
)

// Block is one piece of a text, from top to bottom.
type Block struct {
	Kind   BlockKind
	Level  int
	Number int
	Spans  []Span
}

// Span is a run of text in one style. Text may hold line breaks.
type Span struct {
	Text               string
	Bold, Italic, Code bool
}

// Text is the block's words without style.
func (b Block) Text() string {
	var s strings.Builder
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}

// Plain is a text without its markup, paragraphs apart by an empty line.
func Plain(text string) string {
	var out []string
	for _, b := range Parse(text) {
		if t := b.Text(); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n\n")
}

// numbered is the words of blocks, each item with the number before it.
func numbered(blocks []Block) string {
	var out strings.Builder
	for _, b := range blocks {
		t := b.Text()
		if t != "" && b.Number > 0 {
			out.WriteString(strconv.Itoa(b.Number))
		}
		out.WriteString(t)
	}
	return out.String()
}

// Clean takes out what can deceive the eye or break a page: control characters
// but line break and tab, and marks that turn the direction of writing.
// Line ends become "\n"; bytes that are no UTF-8 become U+FFFD.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsRune(s, '\r') {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20, r >= 0x7f && r < 0xa0,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069,
			r == 0x200e, r == 0x200f, r == 0x061c, r == 0xfeff,
			r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, s)
}
