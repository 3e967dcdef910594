package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterglow/journal"
)

// listedRecord is a record that is told in fields as `list --json` gives it.
type listedRecord struct {
	listed
	// Fields by the names of --field.
	Fields map[string]string `json:"fields,omitempty"`
}

// courseType is the type of record of the course of that name.
func courseType(name string) (journal.RecordType, bool) {
	for _, t := range journal.RecordTypes() {
		if t.Name == name {
			return t, true
		}
	}
	return journal.RecordType{}, false
}

// typeNames are all types there are.
func typeNames() string {
	all := slices.Clone(types)
	for _, t := range journal.RecordTypes() {
		all = append(all, t.Name)
	}
	return strings.Join(all, ", ")
}

// addRecord makes a record of the course from its fields. They are read twice:
// once before anyone is asked for a passphrase.
func (c *addCmd) addRecord(ctx context.Context, a *app, t journal.RecordType) (err error) {
	names := strings.Join(t.Fields, ", ")
	switch {
	case c.Kind != "" || c.Title != "" || len(c.Tag) > 0 || c.File != "" && t.File == "",
		c.Session != "" && !slices.Contains(t.Fields, "session_id"), c.At != "" && t.When == "":
		return a.usage("cli.error.record_fields", "Type", c.Type, "Names", names)
	case len(c.Field) == 0 && c.File == "" && t.File != "":
		return a.usage("cli.error.file", "Type", c.Type)
	case len(c.Field) == 0 && c.File == "":
		return a.usage("cli.error.no_fields", "Names", names)
	}
	if c.File != "" {
		text, err := c.text(ctx, a)
		if err != nil {
			return err
		}
		c.Field = append(c.Field, t.File+"="+text)
	}
	if c.Session != "" {
		c.Field = append(c.Field, "session_id="+c.Session)
	}
	fill := func(r journal.CourseRecord) error {
		return c.setFields(t.When, func(name, value string) error { return t.SetField(r, name, value) })
	}
	if err := fill(t.New()); err != nil {
		return err
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	r := t.Begin(j)
	if err := fill(r); err != nil {
		return err
	}
	if err := journal.Refer(r, func(field, recordType string, id journal.ID) (journal.ID, error) {
		id, err := a.resolve(string(id), idsOf(j, recordType))
		if err != nil {
			err = fmt.Errorf("%s: %w", field, err)
		}
		return id, err
	}); err != nil {
		return err
	}
	if r, err = t.Save(ctx, j, r); err != nil {
		return err
	}
	return a.say(string(journal.HeadOf(r).ID))
}

// idsOf are the ids of all records of a type.
func idsOf(j *journal.Journal, recordType string) []journal.ID {
	switch recordType {
	case typeEntry:
		return entryIDs(j, journal.Filter{})
	case typeSession:
		return sessionIDs(j)
	case typeResponse:
		return responseIDs(j)
	}
	t, _ := courseType(recordType)
	var out []journal.ID
	for _, r := range t.List(j) {
		out = append(out, journal.HeadOf(r).ID)
	}
	return out
}

// listRecords lists all records of a type, newest first.
func listRecords(j *journal.Journal, t journal.RecordType) []listedRecord {
	out := []listedRecord{}
	for _, r := range t.List(j) {
		out = append(out, listRecord(t, r))
	}
	slices.SortStableFunc(out, func(a, b listedRecord) int {
		return cmp.Or(strings.Compare(b.OccurredAt.Wall(), a.OccurredAt.Wall()), strings.Compare(b.WrittenAt.Wall(), a.WrittenAt.Wall()))
	})
	return out
}

// kinds are the fields that say of what kind a record is; the first that is
// there counts.
var kinds = []string{"kind", "code", "role", "moment", "done", "instrument_id", "state", "status"}

func listRecord(t journal.RecordType, r journal.CourseRecord) listedRecord {
	head, fields, title := journal.HeadOf(r), journal.FieldsOf(r), journal.TitleOf(r)
	kind, at := "", head.WrittenAt
	for _, name := range slices.Backward(kinds) {
		kind = cmp.Or(fields[name], kind)
	}
	if when, err := journal.ParseWhen(fields[t.When]); err == nil && !when.IsZero() {
		at = when
	}
	words := journal.CountWords([]journal.Section{{Text: title}})
	return listedRecord{listed{head.ID, t.Name, kind, title, at, head.WrittenAt, journal.ID(fields["session_id"]), []string{}, words, head.Revision}, fields}
}

// opening is a record in one line, for a list: its fields by their names.
func (l listedRecord) opening(names []string) string {
	var out []string
	for _, name := range names {
		if value, ok := l.Fields[name]; ok && value != l.Kind && name != "session_id" {
			out = append(out, name+"="+value)
		}
	}
	return strings.Join(out, " ")
}

// record shows a record of the course, if it is one of that id.
func (c *showCmd) record(a *app, j *journal.Journal, id journal.ID) (shownHere bool, err error) {
	for _, t := range journal.RecordTypes() {
		for _, r := range t.List(j) {
			if journal.HeadOf(r).ID == id {
				l := listRecord(t, r)
				return true, c.fields(a, shown{listed: l.listed, Sections: []section{}, Fields: l.Fields}, t.Fields)
			}
		}
	}
	return false, nil
}
