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
	ItemEntry      = "entry"
	ItemSession    = "dosing-session"
	ItemQuestion   = "question"
	ItemResponse   = "response"
	ItemExternal   = "external-score"
	ItemCheckIn    = "check-in"
	ItemSideEffect = "side-effect"
	ItemVital      = "vital"
	ItemInsight    = "insight"
	ItemPractice   = "practice"
)

// part is a data file that holds a list of one type.
type part struct {
	name string // of the file
	kind string // of a journal.ShareItem
	// target is where in a content the list stands.
	target func(*Content) any
	// elements are the list's, as JSON, and what the log of shares says of them.
	elements func(Content) ([][]byte, []journal.ShareItem, error)
	// items are the ids and the like of the list.
	items func(Content) []Item
}

// element is what a list is of.
type element interface{ item() Item }

func partOf[T element](name, kind string, list func(*Content) *[]T) part {
	return part{
		name: name, kind: kind,
		target: func(c *Content) any { return list(c) },
		elements: func(c Content) (lines [][]byte, items []journal.ShareItem, err error) {
			for _, e := range *list(&c) {
				b, err := encodeJSON(e)
				if err != nil {
					return nil, nil, err
				}
				lines = append(lines, b)
				items = append(items, journal.ShareItem{Type: kind, ID: e.item().ID, Revision: e.item().Revision, SHA256: hexSum(b)})
			}
			return lines, items, nil
		},
		items: func(c Content) (out []Item) {
			for _, e := range *list(&c) {
				out = append(out, e.item())
			}
			return out
		},
	}
}

// parts are the lists, in the order their files stand.
var parts = []part{
	partOf(nameEntries, ItemEntry, func(c *Content) *[]Entry { return &c.Entries }),
	partOf(nameSessions, ItemSession, func(c *Content) *[]Session { return &c.Sessions }),
	partOf("data/questions.json", ItemQuestion, func(c *Content) *[]Question { return &c.Questions }),
	partOf("data/responses.json", ItemResponse, func(c *Content) *[]Response { return &c.Responses }),
	partOf("data/external-scores.json", ItemExternal, func(c *Content) *[]ExternalScore { return &c.ExternalScores }),
	partOf("data/check-ins.json", ItemCheckIn, func(c *Content) *[]CheckIn { return &c.CheckIns }),
	partOf("data/side-effects.json", ItemSideEffect, func(c *Content) *[]SideEffect { return &c.SideEffects }),
	partOf("data/vitals.json", ItemVital, func(c *Content) *[]Vital { return &c.Vitals }),
	partOf("data/insights.json", ItemInsight, func(c *Content) *[]Insight { return &c.Insights }),
	partOf("data/practices.json", ItemPractice, func(c *Content) *[]Practice { return &c.Practices }),
}

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
	c.Entries = append([]Entry(nil), c.Entries...)
	for i, e := range c.Entries {
		if e.Sections == nil {
			c.Entries[i].Sections = []journal.Section{}
		}
		c.Entries[i].Words = journal.CountWords(e.Sections)
	}
	for _, p := range parts {
		elements, of, err := p.elements(c)
		if err != nil {
			return nil, nil, err
		}
		if len(elements) > 0 {
			files, items = append(files, File{p.name, lines(elements)}), append(items, of...)
		}
	}
	var instruments [][]byte
	for _, in := range c.Instruments {
		b, err := encodeJSON(in)
		if err != nil {
			return nil, nil, err
		}
		instruments = append(instruments, b)
	}
	if len(instruments) > 0 {
		files = append(files, File{nameInstruments, lines(instruments)})
	}
	return files, items, nil
}

// Items lists what is in a content as the log of shares keeps it: type, id,
// revision, and the hash of the element's bytes as they stand in a sealed file.
func (c Content) Items() ([]journal.ShareItem, error) {
	_, items, err := encodeData(c)
	return items, err
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
	case nameInstruments:
		dst = &c.Instruments
	case nameAttachments:
		dst = &c.Attachments
	default:
		for _, p := range parts {
			if p.name == f.Path {
				dst = p.target(c)
			}
		}
	}
	if dst == nil {
		return nil // a readers' copy
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
