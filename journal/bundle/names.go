package bundle

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"afterglow/journal/strict"
)

// The names of the files inside, in the order they stand.
const (
	nameManifest    = "manifest.json"
	nameSignature   = "manifest.json.sig"
	nameCover       = "data/cover.json"
	nameEntries     = "data/entries.json"
	nameSessions    = "data/sessions.json"
	nameInstruments = "data/instruments.json"
	nameAttachments = "data/attachments.json"

	// NameHTML and NamePDF are the readers' copies of the whole.
	NameHTML = "summary.html"
	NamePDF  = "summary.pdf"
)

// NameMarkdown is the name of the readers' copy of the entry at index i (from
// zero) of Content.Entries: entries/00001.md.
func NameMarkdown(i int) string { return fmt.Sprintf("entries/%05d.md", i+1) }

var (
	// readersCopy is every name a caller may add to a file beside its data.
	readersCopy = regexp.MustCompile(`^(summary\.(html|pdf)|entries/[0-9]{5}\.md|attachments/[0-9a-f]{32}\.(png|jpg))$`)
	// dataName is the data of this version.
	dataName = regexp.MustCompile(`^data/(cover|entries|sessions|questions|responses|external-scores|check-ins|side-effects|vitals|insights|practices|instruments|attachments)\.json$`)
	// laterName is every name a newer minor version may add: plain lower-case
	// words, at most two folders deep, one extension.
	laterName = regexp.MustCompile(`^([a-z0-9][a-z0-9_-]{0,39}/){0,2}[a-z0-9][a-z0-9_-]{0,39}\.[a-z0-9]{1,8}$`)
)

// known says whether this version knows what to do with a name.
func known(name string) bool {
	return name == nameManifest || name == nameSignature || dataName.MatchString(name) || readersCopy.MatchString(name)
}

// place orders the readers' copies: HTML, PDF, Markdown, attachments.
func place(name string) int {
	for i, prefix := range []string{NameHTML, NamePDF, "entries/", "attachments/"} {
		if strings.HasPrefix(name, prefix) {
			return i
		}
	}
	return -1
}

// orderCopies checks the names of the readers' copies and puts them in order.
func orderCopies(copies []File) ([]File, error) {
	out := append([]File(nil), copies...)
	sort.Slice(out, func(i, j int) bool {
		if a, b := place(out[i].Path), place(out[j].Path); a != b {
			return a < b
		}
		return out[i].Path < out[j].Path
	})
	for i, f := range out {
		if !readersCopy.MatchString(f.Path) {
			return nil, fmt.Errorf("a sealed file has no place for a file named %q", strict.Printable(f.Path))
		}
		if i > 0 && out[i-1].Path == f.Path {
			return nil, fmt.Errorf("the file %s is there twice", f.Path)
		}
	}
	return out, nil
}
