package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"

	"afterglow/journal/strict"
)

// EncodeContent is a content as bytes, to be kept in a vault; DecodeContent gives
// it back, field by field. No program but this one reads them.
func EncodeContent(c Content) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		return nil, fmt.Errorf("what is shared cannot be kept: %w", err)
	}
	return b.Bytes(), nil
}

// DecodeContent reads what EncodeContent wrote.
func DecodeContent(b []byte) (Content, error) {
	var c Content
	if err := json.Unmarshal(b, &c); err != nil {
		return Content{}, damaged("what was kept of a file cannot be read: " + strict.Printable(err.Error()))
	}
	return c, nil
}
