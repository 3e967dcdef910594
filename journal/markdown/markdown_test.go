package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatPeopleWriteIsReadAsTheyMeanIt(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []Block
	}{
		{"line breaks stay", "the sea again\nsomeone humming", []Block{{Kind: Paragraph, Spans: []Span{{Text: "the sea again\nsomeone humming"}}}}},
		{"paragraphs", "one\n\ntwo", []Block{{Spans: []Span{{Text: "one"}}}, {Spans: []Span{{Text: "two"}}}}},
		{"heading", "## Body", []Block{{Kind: Heading, Level: 2, Spans: []Span{{Text: "Body"}}}}},
		{"emphasis", "I was *not* the **one**", []Block{{Spans: []Span{{Text: "I was "}, {Text: "not", Italic: true}, {Text: " the "}, {Text: "one", Bold: true}}}}},
		{"list", "- soup\n- rest", []Block{{Kind: ListItem, Level: 1, Spans: []Span{{Text: "soup"}}}, {Kind: ListItem, Level: 1, Spans: []Span{{Text: "rest"}}}}},
		{"numbers", "3. third\n4. fourth", []Block{{Kind: ListItem, Level: 1, Number: 3, Spans: []Span{{Text: "third"}}}, {Kind: ListItem, Level: 1, Number: 4, Spans: []Span{{Text: "fourth"}}}}},
		{"quote", "> carry it", []Block{{Kind: Quote, Level: 1, Spans: []Span{{Text: "carry it"}}}}},
		{"numbers as typed", "1. a\n1. b", []Block{{Spans: []Span{{Text: "1. a\n1. b"}}}}},
		{"a number and a point", "1660. A year.", []Block{{Kind: ListItem, Level: 1, Number: 1660, Spans: []Span{{Text: "A year."}}}}},
		{"rule", "---", []Block{{Kind: Rule}}},
		{"a line under words is no heading", "words\n---", []Block{{Spans: []Span{{Text: "words"}}}, {Kind: Rule}}},
		{"indent is no code", "    far from the margin", []Block{{Spans: []Span{{Text: "    far from the margin"}}}}},
		{"html is text", "<script>alert(1)</script> & <b>x</b>", []Block{{Spans: []Span{{Text: "<script>alert(1)</script> & <b>x</b>"}}}}},
		{"an image is its words", "![a lamp](http://evil.example/x.png)", []Block{{Spans: []Span{{Text: "[a lamp] (http://evil.example/x.png)"}}}}},
		{"a link shows where it points", "[here](javascript:alert(1))", []Block{{Spans: []Span{{Text: "here (javascript:alert(1))"}}}}},
		{"turning marks are gone", "ab\u202ecd\x00", []Block{{Spans: []Span{{Text: "abcd"}}}}},
		{"a task that begins in bold", "- [x] **bold** task", []Block{{Kind: ListItem, Level: 1, Spans: []Span{{Text: "[x] "}, {Text: "bold", Bold: true}, {Text: " task"}}}}},
	} {
		got := Parse(c.in)
		if !same(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func same(a, b []Block) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Kind != b[i].Kind || a[i].Level != b[i].Level || a[i].Number != b[i].Number || len(a[i].Spans) != len(b[i].Spans) {
			return false
		}
		for k := range a[i].Spans {
			if a[i].Spans[k] != b[i].Spans[k] {
				return false
			}
		}
	}
	return true
}

func TestNoWordIsLost(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "Meer", "été", "*", "**", "_", "`", "```", "#", "> ", "- ", "1. ", "[", "](", ")", "!", "\\", "<b>", "&amp;", "\n", "\n\n", " ", "    ", "~~~", "---", "| x |", "http://x.y", "7", "1) ", "1.", "0. ", "12", "e\u0301", "&#233;", "\\1", "=== "})
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(word, 0, 40).Draw(t, "words"), "")
		if got, want := wordsOf(numbered(Parse(in))), wordsOf(Clean(in)); got != want {
			t.Fatalf("%q became %q", in, got)
		}
	})
}

func TestHostileTextsTakeNoTime(t *testing.T) {
	for _, piece := range []string{"*a_ ", "[a](", "- ", "> ", "`", "![", "\\", "#"} {
		in := strings.Repeat(piece, 1<<20/len(piece))
		if got := wordsOf(numbered(Parse(in))); got != wordsOf(in) {
			t.Errorf("%q: letters are lost", piece)
		}
	}
}

// A long paragraph with some emphasis is no attack.
func TestALongParagraphKeepsItsEmphasis(t *testing.T) {
	in := strings.Repeat("There was a lantern and I was *not* the one holding it. ", 250)
	if blocks := Parse(in); len(blocks) != 1 || len(blocks[0].Spans) < 500 {
		t.Errorf("%d blocks, the first with %d spans", len(blocks), len(blocks[0].Spans))
	}
}

// Depth is bounded in what is drawn, and finding that out is bounded too.
func TestDepthIsBounded(t *testing.T) {
	for _, mark := range []string{"> ", "- ", "1. "} {
		for _, b := range Parse(strings.Repeat(mark, 500) + "deep") {
			if b.Level > maxDepth {
				t.Errorf("%q gives level %d", mark, b.Level)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"# a\n\n- b\n  1. c\n> d", "```\nx", "![a](b \"c\")", "- [x] **b**", "*a_ *a_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := wordsOf(numbered(Parse(s))), wordsOf(Clean(s)); got != want {
			t.Fatalf("%q became %q", s, got)
		}
		for _, b := range Parse(s) {
			if b.Text() != Clean(b.Text()) {
				t.Fatalf("a block holds what Clean takes out: %q", b.Text())
			}
		}
	})
}

func BenchmarkParseHostile(b *testing.B) {
	for _, piece := range []string{"*a_ ", "[a](", "- ", "> ", "`", "![", "1. ", "  - a\n", "a [b] "} {
		// As many pieces of the worst length as a megabyte holds.
		one := strings.Repeat(piece, maxMarks/countMarks(piece))
		in := strings.Repeat(one+"\n\n", 1<<20/(len(one)+2))
		b.Run(piece, func(b *testing.B) {
			for b.Loop() {
				Parse(in)
			}
		})
	}
}
