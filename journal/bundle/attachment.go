package bundle

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"afterglow/journal"
)

// Attachment is one element of data/attachments.json: a picture that belongs to
// an entry of the file. The picture itself is the file at Path; its hash stands
// in the manifest, as that of every file.
type Attachment struct {
	EntryID journal.ID `json:"entry_id"`
	Path    string     `json:"path"` // attachments/<32 hex>.png or .jpg
	MIME    string     `json:"mime"`
	Width   int        `json:"width"`
	Height  int        `json:"height"`
	Size    int64      `json:"size"` // in bytes
	Caption string     `json:"caption,omitempty"`
}

// The kinds of picture that may travel. What else a picture can be (SVG above
// all) may hold a script, or lead elsewhere.
const (
	mimePNG  = "image/png"
	mimeJPEG = "image/jpeg"
)

// endings are how the names of pictures end.
var endings = map[string]string{mimePNG: ".png", mimeJPEG: ".jpg"}

// isPicture says whether a name is that of an attachment.
func isPicture(name string) bool { return strings.HasPrefix(name, "attachments/") }

// checkAttachments looks at the list alone.
func (c Content) checkAttachments() error {
	entries, paths := map[journal.ID]bool{}, map[string]bool{}
	for _, e := range c.Entries {
		entries[e.ID] = true
	}
	for _, a := range c.Attachments {
		ending := endings[a.MIME]
		switch {
		case !entries[a.EntryID]:
			return errors.New("a picture belongs to an entry that is not in the file")
		case !isPicture(a.Path) || !readersCopy.MatchString(a.Path) || paths[a.Path]:
			return errors.New("a picture's name is wrong or there twice")
		case ending == "" || !strings.HasSuffix(a.Path, ending):
			return errors.New("a picture is not of the kind its name says")
		case a.Width < 1 || a.Height < 1 || a.Width > MaxSide || a.Height > MaxSide || a.Size < 1 || a.Size > MaxPicture:
			return fmt.Errorf("a picture's size: %w", ErrTooLarge)
		}
		paths[a.Path] = true
		if err := checkLine(a.Caption); err != nil {
			return err
		}
	}
	return nil
}

// checkPictures compares the list with the pictures that are there: each is
// listed, each listed one is there, and each begins as what it is said to be.
// No picture is decoded for that.
func (c Content) checkPictures(there map[string]*io.SectionReader) error {
	if len(there) != len(c.Attachments) {
		return errors.New("a picture is missing or is not listed")
	}
	for _, a := range c.Attachments {
		r, ok := there[a.Path]
		if !ok {
			return errors.New("a picture is missing or is not listed")
		}
		head, err := readPictureHead(r)
		if err != nil || head.mime != a.MIME || head.width != a.Width || head.height != a.Height || r.Size() != a.Size {
			return errors.New("a picture is not what the list says of it")
		}
	}
	return nil
}

// encodeAttachments makes data/attachments.json, one picture a line, or nothing.
func encodeAttachments(list []Attachment) ([]File, error) {
	var elements [][]byte
	for _, a := range list {
		b, err := encodeJSON(a)
		if err != nil {
			return nil, err
		}
		elements = append(elements, b)
	}
	if len(elements) == 0 {
		return nil, nil
	}
	return []File{{nameAttachments, lines(elements)}}, nil
}
