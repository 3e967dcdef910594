package kit

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
	"afterglow/journal/markdown"
)

// The most bytes in one of Fyne's segments and in one block. Every row costs
// as much as its segment is long, and every resize costs as much as the block.
const (
	segmentBytes = 1_000
	blockBytes   = 16_000
)

// segments are the pieces of one block as Fyne draws them.
func segments(b markdown.Block) []widget.RichTextSegment {
	var list []widget.RichTextSegment
	for _, span := range b.Spans {
		for _, piece := range cut(span.Text, segmentBytes) {
			list = append(list, &widget.TextSegment{Text: piece, Style: styleOf(b, span)})
		}
	}
	return list
}

func styleOf(b markdown.Block, s markdown.Span) widget.RichTextStyle {
	style := widget.RichTextStyle{Inline: true, SizeName: look.SizeReading, ColorName: look.ColorInk, TextStyle: look.Serif}
	switch {
	case b.Kind == markdown.Heading:
		style.TextStyle = look.SerifBold
		style.SizeName = look.SizeReading
		if b.Level <= 2 {
			style.SizeName = look.SizeTitle
		}
	case b.Kind == markdown.Code || s.Code:
		style.TextStyle = fyne.TextStyle{Monospace: true}
		style.SizeName = look.SizeBody
	case s.Bold:
		style.TextStyle = look.SerifBold
	case s.Italic:
		style.TextStyle = look.SerifItalic
	}
	if b.Kind == markdown.Quote {
		style.ColorName = look.ColorQuiet
	}
	return style
}

// cutLong makes several blocks of one that is too long to be drawn at once.
func cutLong(blocks []markdown.Block) []markdown.Block {
	var out []markdown.Block
	for _, b := range blocks {
		part := b
		part.Spans = nil
		length := 0
		for _, span := range b.Spans {
			for _, piece := range cut(span.Text, blockBytes) {
				if length > 0 && length+len(piece) > blockBytes {
					out = append(out, part)
					part.Spans, length = nil, 0
					part.Kind = continued(b.Kind)
				}
				s := span
				s.Text = piece
				part.Spans = append(part.Spans, s)
				length += len(piece)
			}
		}
		out = append(out, part)
	}
	return out
}

// continued is the kind of a block's second part: an item of a list is counted
// once.
func continued(k markdown.BlockKind) markdown.BlockKind {
	if k == markdown.ListItem {
		return markdown.Paragraph
	}
	return k
}

// cut makes pieces of at most most bytes, after a space where there is one and
// never inside a letter. Nothing is left out: the pieces together are s.
func cut(s string, most int) []string {
	var pieces []string
	for len(s) > most {
		at := most
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		for back := at; back > most/2; {
			r, size := utf8.DecodeLastRuneInString(s[:back])
			if unicode.IsSpace(r) {
				at = back
				break
			}
			back -= size
		}
		if at == 0 { // not text at all
			at = most
		}
		pieces = append(pieces, s[:at])
		s = s[at:]
	}
	return append(pieces, s)
}
