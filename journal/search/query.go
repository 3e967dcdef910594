package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is what a person looks for. The zero Query looks for nothing.
type Query struct {
	terms []string // folded, the longest first: it is the likeliest to be missing
}

// ParseQuery reads what was typed into a search box: words separated by white
// space, and phrases in plain or typographic double quotes. A phrase whose end
// is not typed yet runs to the end of the text; a quote inside a word is a sign
// like any other.
func ParseQuery(q string) Query {
	var terms []string
	add := func(term string) {
		term = Fold(term)
		if strings.TrimSpace(term) != "" && !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	for {
		q = strings.TrimLeftFunc(q, unicode.IsSpace)
		if q == "" {
			break
		}
		first, size := utf8.DecodeRuneInString(q)
		end, skip := 0, 0
		if isQuote(first) {
			q = q[size:]
			if end = strings.IndexFunc(q, isQuote); end >= 0 {
				_, skip = utf8.DecodeRuneInString(q[end:])
			}
		} else {
			end = strings.IndexFunc(q, unicode.IsSpace)
		}
		if end < 0 {
			end = len(q)
		}
		add(q[:end])
		q = q[end+skip:]
	}
	slices.SortStableFunc(terms, func(a, b string) int { return len(b) - len(a) })
	return Query{terms}
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// Empty says that nothing is looked for.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// Match says whether every word and phrase occurs in text that went through
// Fold. An empty query matches everything.
func (q Query) Match(folded string) bool {
	for _, t := range q.terms {
		if !strings.Contains(folded, t) {
			return false
		}
	}
	return true
}

// first is the place of the earliest hit of any term in folded text; length 0
// means that there is none.
func (q Query) first(folded string) (at, length int) {
	at = len(folded)
	for _, t := range q.terms {
		if i := strings.Index(folded[:min(at+len(t), len(folded))], t); i >= 0 && (i < at || length == 0) {
			at, length = i, len(t)
		}
	}
	return at, length
}
