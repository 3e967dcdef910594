package takeout

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/transfer"
	"afterglow/journal/vault"
)

// Report is what was written.
type Report struct {
	Entries int // those in the trash too
	Records int // that are not entries
	// Damaged could not be read and are not there.
	Damaged []journal.ID
	// NotInLines are whole in entries and data, but too large or too strange for a
	// line of entries.jsonl.
	NotInLines []journal.ID
}

// Source is the journal that everything is read from.
type Source interface {
	Summaries(journal.Filter) []journal.Summary
	Entry(context.Context, journal.ID) (journal.Entry, error)
	History(context.Context, journal.ID) ([]journal.Entry, error)
	Kept() []journal.Kept
	SharedContent(context.Context, journal.Share) ([]byte, error)
	ReceivedContent(context.Context, journal.ReceivedFile) ([]byte, error)
	ReceivedAttachment(ctx context.Context, f journal.ReceivedFile, path string) ([]byte, error)
	ClientNoteHistory(context.Context, journal.ID) ([]journal.ClientNote, error)
	Problems() []journal.Problem
}

var _ Source = (*journal.Journal)(nil)

// Write writes everything in j to dir, which is new or empty, for the journal in
// the folder home. progress, if not nil, is told how many entries and
// sealed files are done.
func Write(ctx context.Context, j Source, dir, home string, words *assets.Words, progress func(done, total int64)) (rep Report, err error) {
	to, err := place(dir, home)
	if err != nil {
		return rep, err
	}
	f, err := newFolder(to)
	if err != nil {
		return rep, err
	}
	defer func() {
		if err != nil {
			f.undo()
			err = unnamed(err)
		}
	}()
	o := out{folder: f, journal: j, words: words, kept: j.Kept(), names: map[string]names{}, clients: map[journal.ID]string{}, lines: lines{folder: f, most: transfer.MaxText, mostEntries: transfer.MaxEntries}}
	if err := o.everything(ctx, progress); err != nil {
		return rep, err
	}
	for _, p := range j.Problems() {
		if p.Lost && p.ID != "" && !slices.Contains(o.Damaged, journal.ID(p.ID)) {
			o.Damaged = append(o.Damaged, journal.ID(p.ID))
		}
	}
	if err := f.write("README.txt", o.readme()); err != nil {
		return rep, err
	}
	if err := ctx.Err(); err != nil {
		return rep, err
	}
	return o.Report, f.finish()
}

// out is everything on its way out.
type out struct {
	Report
	folder  *folder
	journal Source
	words   *assets.Words
	kept    []journal.Kept
	lines   lines
	names   map[string]names      // by folder
	clients map[journal.ID]string // the folder of each
	step    func()
}

// everything writes all of it, and says after each entry and sealed file how far
// it is.
func (o *out) everything(ctx context.Context, progress func(done, total int64)) error {
	list := slices.Concat(o.journal.Summaries(journal.Filter{}), o.journal.Summaries(journal.Filter{Trash: true}))
	done, total := int64(0), int64(len(list)+o.sealed())
	o.step = func() {
		if done++; progress != nil {
			progress(done, total)
		}
	}
	if err := o.entries(ctx, list); err != nil {
		return err
	}
	if err := o.records(ctx); err != nil {
		return err
	}
	return o.beside(ctx)
}

// nameIn is a name in a folder that nothing else in it has.
func (o *out) nameIn(folder string) names {
	if o.names[folder] == nil {
		o.names[folder] = names{}
	}
	return o.names[folder]
}

// entries writes each entry, oldest first: as a page, as data, and as a line.
func (o *out) entries(ctx context.Context, list []journal.Summary) (err error) {
	slices.SortStableFunc(list, func(a, b journal.Summary) int {
		return bytes.Compare([]byte(a.OccurredAt.Wall()), []byte(b.OccurredAt.Wall()))
	})
	data, err := o.newList("data/entry.json")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, data.end(), o.lines.end()) }()
	for _, s := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := o.journal.Entry(ctx, s.ID)
		if errors.Is(err, journal.ErrNotFound) {
			continue // destroyed since the list was made, or told among the problems
		}
		if damaged(err) {
			o.Damaged = append(o.Damaged, s.ID)
			continue
		}
		if err != nil {
			return err
		}
		if err := o.entry(ctx, e, data); err != nil {
			return err
		}
		o.Entries++
		o.step()
	}
	return nil
}

func (o *out) entry(ctx context.Context, e journal.Entry, data *list) error {
	in := "entries"
	if !e.TrashedAt.IsZero() {
		in = "trash"
	}
	name := in + "/" + o.nameIn(in).of(e.OccurredAt, e.Title)
	if err := o.folder.write(name+".md", page(e)); err != nil {
		return err
	}
	if err := data.add(e); err != nil {
		return err
	}
	if err := o.history(ctx, e, "history/"+name); err != nil {
		return err
	}
	if in == "trash" {
		return nil
	}
	err := o.lines.add(e)
	if errors.Is(err, errNoLine) {
		o.NotInLines, err = append(o.NotInLines, e.ID), nil
	}
	return err
}

// history writes what an entry was before, each as a page.
func (o *out) history(ctx context.Context, e journal.Entry, in string) error {
	if e.Revision == 1 {
		return nil
	}
	past, err := o.journal.History(ctx, e.ID)
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return nil
	case damaged(err):
		o.Damaged = append(o.Damaged, e.ID)
		return nil
	case err != nil:
		return err
	}
	for _, old := range past {
		if old.Revision == e.Revision {
			continue
		}
		if err := o.folder.write(fmt.Sprintf("%s/%d.md", in, old.Revision), page(old)); err != nil {
			return err
		}
	}
	return nil
}

// records writes all that is not an entry, a file for each type.
func (o *out) records(ctx context.Context) error {
	for _, kept := range o.kept {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := o.newList("data/" + kept.Type + ".json")
		if err != nil {
			return err
		}
		for _, r := range kept.Records {
			if err = data.add(r); err != nil {
				break
			}
			o.Records++
		}
		if err = errors.Join(err, data.end()); err != nil {
			return err
		}
	}
	return nil
}

// damaged says whether reading one record failed for what was done to it.
func damaged(err error) bool {
	return errors.Is(err, vault.ErrDamaged) || errors.Is(err, crypto.ErrDamaged)
}

// list is a file that is one JSON array, written as it comes.
type list struct {
	file *os.File
	to   *bufio.Writer
	n    int
}

func (o *out) newList(name string) (*list, error) {
	file, err := o.folder.create(name)
	if err != nil {
		return nil, err
	}
	return &list{file: file, to: bufio.NewWriter(file)}, nil
}

func (l *list) add(record any) error {
	before := ",\n"
	if l.n++; l.n == 1 {
		before = "[\n"
	}
	b, err := encode(record)
	if err == nil {
		_, err = l.to.WriteString(before)
	}
	if err == nil {
		_, err = l.to.Write(bytes.TrimRight(b, "\n"))
	}
	return err
}

func (l *list) end() error {
	last := "\n]\n"
	if l.n == 0 {
		last = "[]\n"
	}
	_, err := l.to.WriteString(last)
	return errors.Join(err, l.to.Flush(), l.file.Close())
}

// encode is a value as JSON, every letter as it is.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	err := to.Encode(v)
	return b.Bytes(), err
}
