package kit_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/app/kit"
	"afterglow/journal/markdown"
)

func TestAReaderShowsEveryWord(t *testing.T) {
	start(t)
	const text = "# A dream\n\nThere was *a lantern* and **I** was not\nthe one holding it.\n\n1. one\n2. two\n\n> quoted\n\n---\n\n`code`"
	r := kit.NewReader(words, markdown.Parse(text))
	window(t, kit.NewReadingScreen(r))
	if got, want := r.Text(), markdown.Plain(text); got != want {
		t.Errorf("text to copy: %q, want %q", got, want)
	}
	if got := drawn(r); strip(got) != strip("A dream There was a lantern and I was not the one holding it. one two quoted code") {
		t.Errorf("drawn: %q", got)
	}
	r.Wipe()
	if r.Text() != "" || drawn(r) != "" {
		t.Error("words are left after wiping")
	}
}

func TestAVeryLongTextComesInParts(t *testing.T) {
	start(t)
	for name, text := range map[string]string{
		"one line":        strings.Repeat("lantern ", 25_000),
		"without a space": strings.Repeat("ü", 200_000),
		"many lines":      strings.Repeat("sea\n\n", 2_000),
	} {
		r := kit.NewReader(words, []markdown.Block{{Spans: []markdown.Span{{Text: text}}}})
		if name == "many lines" {
			r.SetBlocks(markdown.Parse(text))
		}
		window(t, kit.NewReadingScreen(r))
		if r.AllShown() {
			t.Errorf("%s: all of it was drawn at once", name)
		}
		for parts := 1; !r.AllShown(); parts++ {
			if parts > 100 {
				t.Fatalf("%s: it never ends", name)
			}
			r.ShowMore()
		}
		if strip(r.Text()) != strip(text) {
			t.Errorf("%s: words were lost", name)
		}
	}
}

func TestCuttingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		most := rapid.IntRange(4, 40).Draw(t, "most")
		pieces := kit.Cut(s, most)
		if strings.Join(pieces, "") != s {
			t.Fatalf("%q became %q", s, pieces)
		}
		for _, p := range pieces {
			if len(p) > most || strings.ToValidUTF8(p, "?") != p && strings.ToValidUTF8(s, "?") == s {
				t.Fatalf("piece %q of %q", p, s)
			}
		}
	})
}

func strip(s string) string { return strings.Join(strings.Fields(s), " ") }
