package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"afterglow/journal"
)

// showCmd shows one record whole.
type showCmd struct {
	ID   string `arg:"" name:"id"`
	JSON bool   `name:"json"`
}

func (c *showCmd) run(ctx context.Context, a *app) (err error) {
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	var broken []journal.ID
	for _, p := range j.Problems() {
		if p.ID != "" {
			broken = append(broken, journal.ID(p.ID))
		}
	}
	sessions, checkIns, responses := sessionIDs(j), checkInIDs(j), responseIDs(j)
	ids := slices.Concat(entryIDs(j, journal.Filter{}), entryIDs(j, journal.Filter{Trash: true}), sessions, checkIns, responses)
	for _, t := range journal.RecordTypes() {
		ids = append(ids, idsOf(j, t.Name)...)
	}
	for _, b := range broken {
		if !slices.Contains(ids, b) {
			ids = append(ids, b)
		}
	}
	id, err := a.resolve(c.ID, ids)
	if err != nil {
		return err
	}
	if slices.Contains(sessions, id) {
		s, err := j.Session(id)
		if err != nil {
			return err
		}
		return c.session(a, s)
	}
	if slices.Contains(checkIns, id) {
		one, err := j.CheckIn(id)
		if err != nil {
			return err
		}
		return c.fields(a, showCheckIn(one), journal.CheckInFields[1:len(journal.CheckInFields)-1])
	}
	if slices.Contains(responses, id) {
		r, err := j.Response(id)
		if err != nil {
			return err
		}
		return c.fields(a, showResponse(j, r), responseOrder(j, r))
	}
	if shown, err := c.record(a, j, id); shown || err != nil {
		return err
	}
	e, err := j.Entry(ctx, id)
	if isUnreadable(err) || errors.Is(err, journal.ErrNotFound) && slices.Contains(broken, id) {
		return fmt.Errorf("%s: %w", id, errRecordDamaged)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(a.Stdout, showEntry(e))
	}
	facts := []string{shortWhen(e.OccurredAt), string(e.Kind), string(e.Phase), tagList(e.Tags), string(e.Mark), a.words.N("cli.show.words", e.Words()), string(e.ID)}
	if !e.TrashedAt.IsZero() {
		facts = append(facts, a.words.T("cli.show.trash"))
	}
	return a.page(e.Title, facts, e.Text())
}

func (c *showCmd) session(a *app, s journal.DosingSession) error {
	shown := showSession(s)
	if c.JSON {
		return writeJSON(a.Stdout, shown)
	}
	var lines []string
	for _, name := range journal.SessionFields {
		if value, ok := shown.Fields[name]; ok && name != "note" {
			lines = append(lines, name+"="+oneLine(value))
		}
	}
	return a.page(s.Intention, []string{shortWhen(s.Date), typeSession, string(s.ID)}, strings.Join(append(lines, "", s.Note), "\n"))
}

// page writes a title, a line of facts, a blank line and a text as it is.
func (a *app) page(title string, facts []string, text string) error {
	var lines []string
	if strings.TrimSpace(title) != "" {
		lines = append(lines, oneLine(title))
	}
	facts = slices.DeleteFunc(facts, func(f string) bool { return f == "" })
	lines = append(lines, printable(strings.Join(facts, " · ")), "", strings.TrimSuffix(text, "\n"))
	return a.say(lines...)
}
