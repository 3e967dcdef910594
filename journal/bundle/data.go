package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"afterglow/journal"
	"afterglow/journal/strict"
)

// The types of a journal.ShareItem, as the command line names them.
const (
	ItemEntry   = "entry"
	ItemSession = "dosing-session"
)

// encodeData makes the data files of a content, leaving out empty ones, and the
// list of what is in them with the hash of each element's bytes.
func encodeData(c Content) (files []File, items []journal.ShareItem, err error) {
	if c.Cover != (Cover{}) {
		b, err := encodeJSON(c.Cover)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, File{nameCover, append(b, '\n')})
	}
	entries := make([][]byte, len(c.Entries))
	for i, e := range c.Entries {
		if e.Sections == nil {
			e.Sections = []journal.Section{}
		}
		e.Words = journal.CountWords(e.Sections)
		if entries[i], err = encodeJSON(e); err != nil {
			return nil, nil, err
		}
		items = append(items, journal.ShareItem{Type: ItemEntry, ID: e.ID, Revision: e.Revision, SHA256: hexSum(entries[i])})
	}
	sessions := make([][]byte, len(c.Sessions))
	for i, s := range c.Sessions {
		if sessions[i], err = encodeJSON(s); err != nil {
			return nil, nil, err
		}
		items = append(items, journal.ShareItem{Type: ItemSession, ID: s.ID, SHA256: hexSum(sessions[i])})
	}
	if len(entries) > 0 {
		files = append(files, File{nameEntries, lines(entries)})
	}
	if len(sessions) > 0 {
		files = append(files, File{nameSessions, lines(sessions)})
	}
	return files, items, nil
}

// lines is a JSON array with each element on a line of its own.
func lines(elements [][]byte) []byte {
	var b bytes.Buffer
	b.WriteString("[\n")
	b.Write(bytes.Join(elements, []byte(",\n")))
	b.WriteString("\n]\n")
	return b.Bytes()
}

// decodeData reads a data file into the content. Names this version does not
// know, and keys of a newer minor version, go to c.Unknown.
func decodeData(c *Content, f File, newerMinor bool) error {
	var dst any
	switch f.Path {
	case nameCover:
		dst = &c.Cover
	case nameEntries:
		dst = &c.Entries
	case nameSessions:
		dst = &c.Sessions
	case nameAttachments:
		dst = &c.Attachments
	default:
		return nil
	}
	unknown, err := strict.Decode(f.Data, dst, newerMinor)
	if err != nil {
		return inside(f.Path, err)
	}
	for _, u := range unknown {
		c.Unknown = append(c.Unknown, f.Path+": "+u)
	}
	return nil
}

// inside says which file inside an error is about.
func inside(path string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("%s: %w", path, err)
	}
	return damaged(path + ": " + err.Error())
}

// encodeJSON is compact JSON without HTML escapes and without a newline.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
