package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"afterglow/journal"
)

// listCmd lists records, newest first.
type listCmd struct {
	Type string `default:"entry"`
	JSON bool   `name:"json"`
}

func (c *listCmd) run(ctx context.Context, a *app) (err error) {
	course, isCourse := courseType(c.Type)
	if !isCourse && !slices.Contains(types, c.Type) && c.Type != typeContact {
		return a.usage("cli.error.type", "Type", printable(c.Type), "Types", typeNames()+", "+typeContact)
	}
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	list := []listed{}
	var openings []string
	var records any = &list // what JSON gives: with the records' own fields, where they have some
	switch c.Type {
	case typeEntry:
		for _, s := range j.Summaries(journal.Filter{}) {
			list = append(list, listEntry(s))
			openings = append(openings, s.Opening)
		}
	case typeSession:
		whole := []listedRecord{}
		for _, s := range slices.Backward(j.Sessions()) {
			whole = append(whole, listedRecord{listSession(s), showSession(s).Fields})
			list = append(list, whole[len(whole)-1].listed)
			openings = append(openings, s.Note)
		}
		records = whole
	case typeCheckIn:
		whole := []listedCheckIn{}
		for _, one := range slices.Backward(j.CheckIns()) {
			whole = append(whole, listCheckIn(one))
			list = append(list, whole[len(whole)-1].listed)
			openings = append(openings, numbers(one))
		}
		records = whole
	case typeResponse:
		whole := []listedResponse{}
		for _, r := range slices.Backward(j.Responses()) {
			whole = append(whole, listResponse(j, r))
			list = append(list, whole[len(whole)-1].listed)
			openings = append(openings, "")
		}
		records = whole
	case typeContact:
		whole := listContacts(j)
		for _, one := range whole {
			list = append(list, one.listed)
			openings = append(openings, "")
		}
		records = whole
	default:
		whole := listRecords(j, course)
		for _, one := range whole {
			list = append(list, one.listed)
			openings = append(openings, one.opening(course.Fields))
		}
		records = whole
	}
	if c.JSON {
		return writeJSON(a.Stdout, records)
	}
	return a.table(list, openings)
}

// Widths of the columns of a list, in characters.
const (
	idWidth    = 10 // enough to be told apart, and to name it by
	whenWidth  = len("2006-01-02 15:04")
	kindWidth  = 20
	titleWidth = 60
)

// table writes one line for each record: id, date, kind, words, title or opening.
func (a *app) table(list []listed, openings []string) error {
	kinds := 0
	for _, l := range list {
		kinds = max(kinds, min(utf8.RuneCountInString(l.Kind), kindWidth))
	}
	out := bufio.NewWriter(a.Stdout)
	for i, l := range list {
		title := l.Title
		if strings.TrimSpace(title) == "" {
			title = openings[i]
		}
		line := fmt.Sprintf("%s  %-*s  %-*s  %6d  %s", l.ID[:idWidth], whenWidth, shortWhen(l.OccurredAt), kinds, l.Kind, l.Words, cut(title, titleWidth))
		fmt.Fprintln(out, strings.TrimRight(line, " "))
	}
	return out.Flush()
}

// searchCmd finds entries.
type searchCmd struct {
	Query []string `arg:"" sep:"none"`
	JSON  bool     `name:"json"`
}

func (c *searchCmd) run(ctx context.Context, a *app) (err error) {
	query := strings.Join(c.Query, " ")
	if strings.TrimSpace(query) == "" {
		return a.usage("cli.error.empty_query")
	}
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	results, err := j.Search(ctx, query, journal.Filter{})
	if err != nil {
		return err
	}
	list := []found{}
	for _, s := range results {
		hit, err := j.Hit(ctx, s.ID, query)
		if isUnreadable(err) {
			continue // told of when the journal was opened
		}
		if err != nil {
			return err
		}
		list = append(list, found{s.ID, s.Title, s.OccurredAt, hit.Snippet})
	}
	if c.JSON {
		return writeJSON(a.Stdout, list)
	}
	out := bufio.NewWriter(a.Stdout)
	for _, f := range list {
		parts := []string{string(f.ID[:idWidth]), fmt.Sprintf("%-*s", whenWidth, shortWhen(f.OccurredAt))}
		if strings.TrimSpace(f.Title) != "" {
			parts = append(parts, cut(f.Title, titleWidth)+":")
		}
		fmt.Fprintln(out, strings.TrimRight(strings.Join(append(parts, cut(f.Snippet, 200)), "  "), " "))
	}
	return out.Flush()
}
