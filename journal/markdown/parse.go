package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark's time grows with the square of the marks in some texts (measured:
// 150 KB of "*a_ " take over 4 s). So it sees pieces with few marks, and not too
// many of them: the worst text of a megabyte takes less than half a second.
const (
	maxPiece = 32 << 10 // bytes; a paragraph longer than this is plain
	maxMarks = 600      // a paragraph with more of them is plain
	maxTotal = 150_000  // marks read in a text; what comes after is plain
	maxDepth = 8        // of quotes and lists; deeper ones are shown at this depth
)

// marks are the characters without which a piece has no markup.
const marks = "*_`#>[]<!+-~\\0123456789"

// grammar reads the part of Markdown that diaries use. There is no HTML in it,
// no indented code, no underlined heading and no link definition, so that such
// lines stay the words they are.
var grammar = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	),
)

// Parse reads a text.
func Parse(source string) []Block {
	var out []Block
	total := 0
	for _, piece := range pieces(Clean(source)) {
		n := countMarks(piece)
		if n == 0 || n > maxMarks || len(piece) > maxPiece || total > maxTotal {
			out = append(out, plain(piece))
			continue
		}
		total += n
		out = append(out, parsePiece(piece)...)
	}
	return out
}

func countMarks(s string) (n int) {
	for i := range len(s) {
		if strings.IndexByte(marks, s[i]) >= 0 {
			n++
		}
	}
	return n
}

func plain(piece string) Block {
	return Block{Kind: Paragraph, Spans: []Span{{Text: strings.Trim(piece, "\n")}}}
}

// pieces cuts a text at empty lines, but not inside a fence of code.
func pieces(s string) []string {
	var out []string
	var piece strings.Builder
	fence := ""
	flush := func() {
		if strings.TrimSpace(piece.String()) != "" {
			out = append(out, piece.String())
		}
		piece.Reset()
	}
	for line := range strings.Lines(s) {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:3]
		case trimmed == "":
			flush()
			continue
		}
		piece.WriteString(line)
	}
	flush()
	return out
}

// parsePiece reads one small piece. Should goldmark ever fail on it, it is
// plain text: a reader must not lose a page over a mark.
func parsePiece(piece string) (blocks []Block) {
	defer func() {
		if recover() != nil {
			blocks = []Block{plain(piece)}
		}
	}()
	r := reader{source: []byte(piece)}
	r.blocks(grammar.Parse(text.NewReader(r.source)), 0, nil)
	if wordsOf(piece) != wordsOf(numbered(r.out)) {
		return []Block{plain(piece)} // shown as typed where the grammar would swallow a letter
	}
	return r.out
}

// wordsOf is what must not be lost of a text: letters, their marks, and digits.
func wordsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) {
			return r
		}
		return -1
	}, s)
}

// reader turns goldmark's tree into blocks.
type reader struct {
	source []byte
	out    []Block
}

// blocks reads the children of a node; as is the kind that paragraphs in it get.
func (r *reader) blocks(n ast.Node, depth int, as *Block) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c, depth, as)
	}
}

func (r *reader) block(n ast.Node, depth int, as *Block) {
	switch n := n.(type) {
	case *ast.Heading:
		r.add(Block{Kind: Heading, Level: n.Level}, n)
	case *ast.ThematicBreak:
		r.out = append(r.out, Block{Kind: Rule})
	case *ast.Blockquote:
		depth = min(depth+1, maxDepth)
		r.blocks(n, depth, &Block{Kind: Quote, Level: depth})
	case *ast.List:
		depth = min(depth+1, maxDepth)
		number := 0
		if n.IsOrdered() {
			number = n.Start
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			r.blocks(item, depth, &Block{Kind: ListItem, Level: depth, Number: number})
			if n.IsOrdered() {
				number++
			}
		}
	case *ast.FencedCodeBlock:
		var b strings.Builder
		if n.Info != nil {
			b.WriteString(string(n.Info.Segment.Value(r.source)) + "\n")
		}
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			b.Write(line.Value(r.source))
		}
		r.out = append(r.out, Block{Kind: Code, Spans: []Span{{Text: strings.TrimRight(b.String(), "\n"), Code: true}}})
	default:
		b := Block{Kind: Paragraph}
		if as != nil {
			b = *as
		}
		r.add(b, n)
	}
}

// add takes a block's inline content, if it has any.
func (r *reader) add(b Block, n ast.Node) {
	r.inline(n, Span{}, &b)
	if len(b.Spans) > 0 {
		last := &b.Spans[len(b.Spans)-1]
		last.Text = strings.TrimRight(last.Text, "\n")
	}
	if b.Text() != "" {
		r.out = append(r.out, b)
	}
}

func (r *reader) inline(n ast.Node, style Span, b *Block) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			t := string(c.Segment.Value(r.source))
			if !style.Code {
				t = unescape(t)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				t = strings.TrimRight(t, " ") + "\n"
			}
			b.push(t, style)
		case *ast.String:
			b.push(string(c.Value), style)
		case *ast.Emphasis:
			s := style
			if c.Level >= 2 {
				s.Bold = true
			} else {
				s.Italic = true
			}
			r.inline(c, s, b)
		case *ast.CodeSpan:
			s := style
			s.Code = true
			r.inline(c, s, b)
		case *ast.Image:
			b.push("[", style)
			r.inline(c, style, b)
			b.push("]", style)
			b.push(address(c.Destination, c.Title), style)
		case *ast.Link:
			r.inline(c, style, b)
			b.push(address(c.Destination, c.Title), style)
		default:
			r.inline(c, style, b)
		}
	}
}

// address shows where a link points, as text.
func address(destination, title []byte) string {
	parts := strings.TrimSpace(string(destination) + " " + string(title))
	if parts == "" {
		return ""
	}
	return " (" + parts + ")"
}

// push adds text, joining it to the span before when the style is the same.
func (b *Block) push(t string, style Span) {
	if t == "" {
		return
	}
	if n := len(b.Spans); n > 0 {
		last := &b.Spans[n-1]
		if last.Bold == style.Bold && last.Italic == style.Italic && last.Code == style.Code {
			last.Text += t
			return
		}
	}
	style.Text = t
	b.Spans = append(b.Spans, style)
}

// unescape drops the backslash before punctuation, as Markdown does.
func unescape(s string) string {
	if !strings.ContainsRune(s, '\\') {
		return s
	}
	return string(util.UnescapePunctuations([]byte(s)))
}
