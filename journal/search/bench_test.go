package search_test

import (
	"strings"
	"testing"

	"afterglow/journal/search"
)

// diary is about 25 MB of English prose with the punctuation of a diary, in
// entries of about 250 words.
func diary() (entries []string, size int) {
	const line = "There was a lantern, and I wasn’t the one holding it. “Stay,” I said; the café by the Sea was closed, and my shoulders dropped before I noticed the room. "
	entry := strings.Repeat(line, 9)
	for size < 25<<20 {
		entries = append(entries, strings.Clone(entry))
		size += len(entry)
	}
	return entries, size
}

func BenchmarkFold(b *testing.B) {
	entries, size := diary()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range entries {
			search.Fold(e)
		}
	}
}

func BenchmarkFoldCyrillic(b *testing.B) {
	s := strings.Repeat("Сегодня я снова видел море, и оно было Тихим. ", 500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		search.Fold(s)
	}
}

func BenchmarkMatch(b *testing.B) {
	entries, size := diary()
	for i, e := range entries {
		entries[i] = search.Fold(e)
	}
	for _, query := range []string{"zanzibar", "the", "e", "shoulderz", "holding lantern sea", `"stay," I shouted`} {
		q := search.ParseQuery(query)
		b.Run(query, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, e := range entries {
					q.Match(e)
				}
			}
		})
	}
}

func BenchmarkSnippet(b *testing.B) {
	text := strings.Repeat("I noticed my shoulders before I noticed the room. ", 100_000) + "zanzibar"
	for _, query := range []string{"shoulders", "zanzibar"} {
		q := search.ParseQuery(query)
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				q.Snippet(text, 120)
			}
		})
	}
}
