package transfer

import (
	"bytes"
	"encoding/json"
	"fmt"

	"afterglow/journal"
)

// Line is an entry as the line that JSONL reads, with its line feed: its date,
// title, tags and kind, and its whole text to the letter. What no line can hold
// is an error that says why.
func Line(e journal.Entry) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	if err := to.Encode(struct {
		Date  journal.When `json:"date"`
		Title string       `json:"title,omitempty"`
		Text  string       `json:"text"`
		Tags  []string     `json:"tags,omitempty"`
		Kind  journal.Kind `json:"kind"`
	}{e.OccurredAt, e.Title, e.Text(), e.Tags, e.Kind}); err != nil {
		return nil, err
	}
	if b.Len() > MaxLine {
		return nil, journal.ErrTooLarge
	}
	if _, err := entry(b.Bytes()); err != nil {
		return nil, fmt.Errorf("this entry has no place in a line: %w", err)
	}
	return b.Bytes(), nil
}
