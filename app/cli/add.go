package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"afterglow/journal"
)

type addCommand struct {
	Type    string   `default:"entry" placeholder:"T" help:"entry (default) or dosing-session."`
	Kind    string   `placeholder:"K" help:"The entry's template: free, intention, session, insight, dream, body, gratitude, practice, letter."`
	At      string   `placeholder:"TIME" help:"When it was: 2026-11-21, or 2026-11-21T16:42:00+01:00 (default: now)."`
	Title   string   `placeholder:"T" help:"A title."`
	Tag     []string `sep:"none" placeholder:"T" help:"A tag; give it several times for several."`
	Session string   `placeholder:"ID" help:"The session the entry belongs to."`
	Field   []string `sep:"none" placeholder:"NAME=VALUE" help:"A field. Of a session: date, seq, phase, start, end, route, dose_as_prescribed, place, music, companions, intention_line, status, note. Of an entry: phase, mark."`
	File    string   `arg:"" optional:"" help:"The text; - or nothing for standard input."`
}

// Run adds one record; the last line printed is its id.
func (c addCommand) Run(e *env) error {
	fields, err := c.fields()
	if err != nil {
		return err
	}
	switch c.Type {
	case typeEntry:
		return c.entry(e, fields)
	case typeSession:
		return c.session(e, fields)
	}
	return usage("there is no type %q in this version: use %s or %s", c.Type, typeEntry, typeSession)
}

// fields takes NAME=VALUE apart.
func (c addCommand) fields() ([][2]string, error) {
	var out [][2]string
	for _, f := range c.Field {
		name, value, ok := strings.Cut(f, "=")
		if !ok {
			return nil, usage("--field %q is not NAME=VALUE", f)
		}
		out = append(out, [2]string{name, value})
	}
	return out, nil
}

func (c addCommand) entry(e *env, fields [][2]string) error {
	entry := journal.Entry{Kind: journal.KindFree, Title: c.Title, Tags: c.Tag}
	if c.Kind != "" {
		entry.Kind = journal.Kind(c.Kind)
		if !slices.Contains(journal.Kinds, entry.Kind) {
			return usage("there is no kind %q: use %s", c.Kind, names(journal.Kinds))
		}
	}
	var err error
	if entry.OccurredAt, err = journal.ParseWhen(c.At); err != nil {
		return usage("--at: %s", err)
	}
	for _, f := range fields {
		switch f[0] {
		case "phase":
			if entry.Phase = journal.Phase(f[1]); !slices.Contains(journal.Phases, entry.Phase) {
				return usage("phase: %q is not one of %s", f[1], names(journal.Phases))
			}
		case "mark":
			marks := []journal.Mark{journal.MarkPrivate, journal.MarkAsk, journal.MarkShare}
			if entry.Mark = journal.Mark(f[1]); !slices.Contains(marks, entry.Mark) {
				return usage("mark: %q is not one of %s", f[1], names(marks))
			}
		default:
			return usage("an entry has no field %q: use phase or mark", f[0])
		}
	}
	text, err := c.text(e)
	if err != nil {
		return err
	}
	entry.Sections = []journal.Section{{Key: "text", Text: string(text)}}
	j, err := e.write()
	if err != nil {
		return err
	}
	defer j.Close()
	if c.Session != "" {
		if entry.SessionID, err = findSession(j, c.Session); err != nil {
			return err
		}
	}
	saved, err := j.SaveEntry(e.ctx, entry)
	if err != nil {
		return err
	}
	return e.printID(j, saved.ID)
}

// printID closes the journal and prints an id as the last line.
func (e *env) printID(j io.Closer, id journal.ID) error {
	if err := j.Close(); err != nil {
		return err
	}
	fmt.Fprintln(e.Out, id)
	return nil
}

// text is the entry's words to the letter.
func (c addCommand) text(e *env) ([]byte, error) {
	if f, ok := e.In.(*os.File); ok && (c.File == "" || c.File == "-") && term.IsTerminal(int(f.Fd())) {
		fmt.Fprintln(e.Err, e.words.T("cli.add.typing"))
	}
	return e.readLimited(c.File, journal.MaxEntryBytes)
}

func (c addCommand) session(e *env, fields [][2]string) error {
	if c.Kind != "" || c.Title != "" || len(c.Tag) > 0 || c.Session != "" || c.File != "" {
		return usage("a dosing-session has fields only: --field NAME=VALUE")
	}
	var s journal.DosingSession
	if c.At != "" {
		fields = append([][2]string{{"date", c.At}}, fields...)
	}
	for _, f := range fields {
		if err := s.SetField(f[0], f[1]); err != nil {
			return usage("%s", err)
		}
	}
	if s.Date.IsZero() {
		return usage("a session needs a date: --field date=2026-11-21")
	}
	j, err := e.write()
	if err != nil {
		return err
	}
	defer j.Close()
	saved, err := j.SaveSession(e.ctx, s)
	if err != nil {
		return err
	}
	return e.printID(j, saved.ID)
}

func names[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}
