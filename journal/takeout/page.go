package takeout

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"afterglow/journal"
	"afterglow/journal/transfer"
)

// page is an entry as a file of Markdown.
func page(e journal.Entry) []byte {
	return headed(e.Text(), []fact{
		{"id", e.ID, true},
		{"title", e.Title, e.Title != ""},
		{"kind", e.Kind, true},
		{"phase", e.Phase, e.Phase != ""},
		{"occurred_at", e.OccurredAt, true},
		{"written_at", e.WrittenAt, true},
		{"edited_at", e.EditedAt, !e.EditedAt.IsZero()},
		{"trashed_at", e.TrashedAt, !e.TrashedAt.IsZero()},
		{"tags", e.Tags, len(e.Tags) > 0},
		{"session_id", e.SessionID, e.SessionID != ""},
		{"mark", e.Mark, true},
	})
}

// notePage is a therapist's note as a file of Markdown.
func notePage(n journal.ClientNote) []byte {
	return headed(n.Text, []fact{
		{"id", n.ID, true},
		{"client_id", n.ClientID, true},
		{"entry_id", n.EntryID, n.EntryID != ""},
		{"bundle_id", n.BundleID, n.BundleID != ""},
		{"written_at", n.WrittenAt, true},
		{"edited_at", n.EditedAt, !n.EditedAt.IsZero()},
		{"trashed_at", n.TrashedAt, !n.TrashedAt.IsZero()},
	})
}

// fact is a line of what is known of a text.
type fact struct {
	name  string
	value any
	given bool
}

// headed is a text behind what is known of it, which stands between two lines of
// three dashes, each value as JSON, which YAML takes too; from the line after them
// the text, to the letter.
func headed(text string, facts []fact) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	for _, f := range facts {
		if f.given {
			value, _ := encode(f.value) // texts only
			fmt.Fprintf(&b, "%s: %s", f.name, value)
		}
	}
	b.WriteString("---\n" + text)
	return b.Bytes()
}

// errNoLine: an entry does not fit into a line.
var errNoLine = errors.New("no line can hold this entry")

// lines are the entries as lines that can be imported again: entries.jsonl, and
// entries-2.jsonl and so on where one import could not hold them all.
type lines struct {
	folder      *folder
	most        int // bytes of one file
	mostEntries int

	files, size, n int
	file           *os.File
}

func (l *lines) add(e journal.Entry) error {
	line, err := transfer.Line(e)
	if err != nil {
		return errNoLine
	}
	if l.file == nil || l.size+len(line) > l.most || l.n == l.mostEntries {
		if err := l.next(); err != nil {
			return err
		}
	}
	l.size, l.n = l.size+len(line), l.n+1
	_, err = l.file.Write(line)
	return err
}

// next begins a file.
func (l *lines) next() error {
	if err := l.close(); err != nil {
		return err
	}
	l.files, l.size, l.n = l.files+1, 0, 0
	name := "entries.jsonl"
	if l.files > 1 {
		name = fmt.Sprintf("entries-%d.jsonl", l.files)
	}
	var err error
	l.file, err = l.folder.create(name)
	return err
}

func (l *lines) close() error {
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

// end ends the last file; without an entry there is an empty one.
func (l *lines) end() error {
	if l.files == 0 {
		if err := l.next(); err != nil {
			return err
		}
	}
	return l.close()
}

// readme says what is in the folder.
func (o *out) readme() []byte {
	w := o.words
	var b bytes.Buffer
	fmt.Fprintln(&b, w.T("takeout.readme"))
	for _, left := range []struct {
		id  string
		ids []journal.ID
	}{{"takeout.readme.damaged", o.Damaged}, {"takeout.readme.no_line", o.NotInLines}} {
		if len(left.ids) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", w.T(left.id))
		for _, id := range left.ids {
			fmt.Fprintln(&b, "  "+id)
		}
	}
	return b.Bytes()
}
