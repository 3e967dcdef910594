package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"afterglow/journal"
)

// The types of record that have commands of their own; journal.RecordTypes are
// the others.
const (
	typeEntry    = "entry"
	typeSession  = "dosing-session"
	typeCheckIn  = "check-in"
	typeResponse = "response"
)

var types = []string{typeEntry, typeSession, typeCheckIn, typeResponse}

// entryFields lists what --field can set of an entry.
var entryFields = []string{"phase", "mark"}

// addCmd writes a new record.
type addCmd struct {
	Type    string   `default:"entry"`
	Kind    string   `placeholder:"K"`
	At      string   `placeholder:"TIME"`
	Title   string   `placeholder:"T"`
	Tag     []string `sep:"none" placeholder:"T"`
	Session string   `placeholder:"ID"`
	Field   []string `sep:"none" placeholder:"NAME=VALUE"`
	File    string   `arg:"" optional:""`
}

func (c *addCmd) run(ctx context.Context, a *app) error {
	switch c.Type {
	case typeEntry:
		return c.addEntry(ctx, a)
	case typeSession:
		return c.addSession(ctx, a)
	case typeCheckIn:
		return c.addCheckIn(ctx, a)
	case typeResponse:
		return c.addResponse(ctx, a)
	}
	if t, ok := courseType(c.Type); ok {
		return c.addRecord(ctx, a, t)
	}
	return a.usage("cli.error.type", "Type", printable(c.Type), "Types", typeNames())
}

func (c *addCmd) addEntry(ctx context.Context, a *app) (err error) {
	e := journal.Entry{Kind: journal.KindFree, Title: c.Title, Tags: c.Tag}
	if c.Kind != "" {
		if e.Kind = journal.Kind(c.Kind); !slices.Contains(journal.Kinds, e.Kind) {
			return a.usage("cli.error.kind", "Kind", printable(c.Kind), "Kinds", joined(journal.Kinds))
		}
	}
	if e.OccurredAt, err = journal.ParseWhen(c.At); err != nil {
		return usageError{fmt.Errorf("--at: %w", err)}
	}
	for _, t := range e.Tags {
		if strings.TrimSpace(t) == "" {
			return a.usage("cli.error.empty_tag")
		}
	}
	for _, f := range c.Field {
		name, value, _ := strings.Cut(f, "=")
		switch {
		case name == "phase" && (value == "" || slices.Contains(journal.Phases, journal.Phase(value))):
			e.Phase = journal.Phase(value)
		case name == "phase":
			return a.usage("cli.error.field_value", "Name", name, "Values", joined(journal.Phases))
		case name == "mark" && slices.Contains(marks, journal.Mark(value)):
			e.Mark = journal.Mark(value)
		case name == "mark":
			return a.usage("cli.error.field_value", "Name", name, "Values", joined(marks))
		default:
			return a.usage("cli.error.field", "Name", printable(name), "Names", strings.Join(entryFields, ", "))
		}
	}
	text, err := c.text(ctx, a)
	if err != nil {
		return err
	}
	e.Sections = []journal.Section{{Key: "text", Text: text}}
	if e.Blank() {
		return journal.ErrEmpty // before anyone is asked for a passphrase
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if c.Session != "" {
		if e.SessionID, err = a.resolve(c.Session, sessionIDs(j)); err != nil {
			return fmt.Errorf("--session %w", err)
		}
	}
	if e, err = j.SaveEntry(ctx, e); err != nil {
		return err
	}
	return a.say(string(e.ID))
}

// marks lists the marks as --field takes them.
var marks = []journal.Mark{journal.MarkPrivate, journal.MarkAsk, journal.MarkShare}

func (c *addCmd) addSession(ctx context.Context, a *app) (err error) {
	if c.Kind != "" || c.Title != "" || len(c.Tag) > 0 || c.Session != "" {
		return a.usage("cli.error.session_flags", "Names", strings.Join(journal.SessionFields, ", "))
	}
	var s journal.DosingSession
	if err := c.setFields("date", s.SetField); err != nil {
		return err
	}
	if s.Date.IsZero() {
		return a.usage("cli.error.session_date")
	}
	if c.File != "" {
		if s.Note, err = c.text(ctx, a); err != nil {
			return err
		}
		if !utf8.ValidString(s.Note) {
			return journal.ErrNotUTF8
		}
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if s.CourseID != "" {
		if s.CourseID, err = a.resolve(string(s.CourseID), idsOf(j, "course")); err != nil {
			return fmt.Errorf("course_id: %w", err)
		}
	}
	if s, err = j.SaveSession(ctx, s); err != nil {
		return err
	}
	return a.say(string(s.ID))
}

// setFields tells a record its fields, --at being the one named first.
func (c *addCmd) setFields(at string, set func(name, value string) error) error {
	fields := c.Field
	if c.At != "" {
		fields = append([]string{at + "=" + c.At}, fields...)
	}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, "=")
		if !utf8.ValidString(value) {
			return journal.ErrNotUTF8
		}
		if err := set(name, value); err != nil {
			return usageError{err}
		}
	}
	return nil
}

// text is what to write, to the letter: a file's, or what stands on stdin to
// its end.
func (c *addCmd) text(ctx context.Context, a *app) (string, error) {
	in := a.Stdin
	if c.File != "" && c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return "", fileError(err)
		}
		defer f.Close()
		in = f
	} else if isTerminal(in) {
		fmt.Fprintln(a.Stderr, a.words.T("cli.add.hint"))
	}
	b, err := readAll(ctx, io.LimitReader(in, journal.MaxEntryBytes+1))
	if err != nil {
		return "", fileError(err)
	}
	switch {
	case len(b) > journal.MaxEntryBytes:
		return "", journal.ErrTooLarge
	case !utf8.Valid(b):
		return "", journal.ErrNotUTF8
	}
	return string(b), nil
}

// readAll reads to the end, or until the context ends.
func readAll(ctx context.Context, r io.Reader) ([]byte, error) {
	return typed(ctx, func() ([]byte, error) { return io.ReadAll(r) })
}

// typed is what read gives, unless the context ends first: someone may be typing.
func typed(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b, err := read()
		done <- result{b, err}
	}()
	select {
	case got := <-done:
		return got.b, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func joined[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}
