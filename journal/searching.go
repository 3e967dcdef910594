package journal

import (
	"context"
	"strings"

	"afterglow/journal/search"
)

// snippetWidth is about how many characters of text a result shows.
const snippetWidth = 120

// Search lists the entries in which every word of the query occurs, in title,
// tags or text, newest first. An empty query finds everything.
func (j *Journal) Search(ctx context.Context, query string, f Filter) ([]Summary, error) {
	if err := j.vault.Closed(); err != nil {
		return nil, err
	}
	q := search.ParseQuery(query)
	var out []Summary
	n := 0
	j.entries.each(f, func(h *held) bool {
		if n++; n%256 == 0 && ctx.Err() != nil {
			return false
		}
		if q.Empty() || q.Match(h.folded) {
			out = append(out, h.summary())
		}
		return true
	})
	return out, ctx.Err()
}

// Hit is one result of Search as it is shown: the text around what was found,
// or the opening where only title or tags match.
func (j *Journal) Hit(ctx context.Context, id ID, query string) (Hit, error) {
	e, err := j.Entry(ctx, id)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Summary: hold(e).Summary}
	snippet, from, to := search.ParseQuery(query).Snippet(e.Text(), snippetWidth)
	if from == to {
		snippet, from, to = strings.TrimSpace(h.Opening), 0, 0
	}
	h.Snippet, h.From, h.To = snippet, from, to
	return h, nil
}
