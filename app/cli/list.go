package cli

import (
	"fmt"
	"slices"
	"strings"

	"afterglow/journal"
	"afterglow/journal/markdown"
	"afterglow/journal/vault"
)

type listCommand struct {
	Type string `default:"entry" placeholder:"T" help:"entry (default) or dosing-session."`
	JSON bool   `name:"json" help:"As JSON."`
}

// Run lists, newest first.
func (c listCommand) Run(e *env) error {
	if c.Type != typeEntry && c.Type != typeSession {
		return usage("there is no type %q in this version: use %s or %s", c.Type, typeEntry, typeSession)
	}
	j, err := e.read()
	if err != nil {
		return err
	}
	defer j.Close()
	out := []listed{}
	openings := []string{}
	if c.Type == typeEntry {
		for _, s := range j.Summaries(journal.Filter{}) {
			out = append(out, listSummary(s))
			openings = append(openings, s.Opening)
		}
	} else {
		for _, s := range slices.Backward(j.Sessions()) {
			out = append(out, listSession(s))
			openings = append(openings, fmt.Sprintf("session %d", s.Seq))
		}
	}
	if c.JSON {
		return writeJSON(e.Out, out)
	}
	for i, l := range out {
		title := l.Title
		if title == "" {
			title = openings[i]
		}
		fmt.Fprintf(e.Out, "%s  %-25s  %-12s  %s\n", l.ID, l.OccurredAt, l.Kind, line(title))
	}
	return nil
}

// line is a text on one line, safe for a terminal.
func line(s string) string { return strings.Join(strings.Fields(markdown.Clean(s)), " ") }

type showCommand struct {
	ID   string `arg:"" help:"An id, or at least six digits of it."`
	JSON bool   `name:"json" help:"As JSON."`
}

// Run shows one record.
func (c showCommand) Run(e *env) error {
	j, err := e.read()
	if err != nil {
		return err
	}
	defer j.Close()
	if id, err := findSession(j, c.ID); err == nil {
		s, err := j.Session(id)
		if err != nil {
			return err
		}
		return c.session(e, s)
	}
	id, err := findEntry(j, c.ID)
	if err != nil {
		if damaged(j, c.ID) {
			return fmt.Errorf("this record cannot be read: %w", vault.ErrDamaged)
		}
		return err
	}
	entry, err := j.Entry(e.ctx, id)
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(e.Out, showEntry(entry))
	}
	facts := []string{entry.OccurredAt.String(), string(entry.Kind)}
	facts = append(facts, entry.Tags...)
	fmt.Fprintf(e.Out, "%s\n%s\n\n%s", line(entry.Title), line(strings.Join(facts, " · ")), entry.Text())
	if !strings.HasSuffix(entry.Text(), "\n") {
		fmt.Fprintln(e.Out)
	}
	return nil
}

func (c showCommand) session(e *env, s journal.DosingSession) error {
	out := showSession(s)
	if c.JSON {
		return writeJSON(e.Out, out)
	}
	for _, name := range journal.SessionFields {
		if v := out.Fields[name]; v != "" {
			fmt.Fprintf(e.Out, "%s=%s\n", name, line(v))
		}
	}
	return nil
}

// damaged says whether that record is one of those that could not be read.
func damaged(j *journal.Journal, id string) bool {
	return slices.ContainsFunc(j.Problems(), func(p journal.Problem) bool {
		return p.ID != "" && len(id) >= shortestPrefix && strings.HasPrefix(p.ID, strings.ToLower(id))
	})
}

type searchCommand struct {
	Query []string `arg:"" help:"Words that all occur, or a \"quoted phrase\"."`
	JSON  bool     `name:"json" help:"As JSON."`
}

// found is an element of search --json.
type found struct {
	ID         journal.ID `json:"id"`
	Title      string     `json:"title"`
	OccurredAt string     `json:"occurred_at"`
	Snippet    string     `json:"snippet"`
}

// Run searches, newest first.
func (c searchCommand) Run(e *env) error {
	query := strings.Join(c.Query, " ")
	if strings.TrimSpace(query) == "" {
		return usage("search for what?")
	}
	j, err := e.read()
	if err != nil {
		return err
	}
	defer j.Close()
	hits, err := j.Search(e.ctx, query, journal.Filter{})
	if err != nil {
		return err
	}
	out := make([]found, 0, len(hits))
	for _, s := range hits {
		h, err := j.Hit(e.ctx, s.ID, query)
		if err != nil {
			return err
		}
		out = append(out, found{s.ID, s.Title, s.OccurredAt.String(), h.Snippet})
	}
	if c.JSON {
		return writeJSON(e.Out, out)
	}
	for _, f := range out {
		fmt.Fprintf(e.Out, "%s  %-25s  %s\n", f.ID, f.OccurredAt, strings.Trim(line(f.Title)+" — "+line(f.Snippet), " —"))
	}
	return nil
}
