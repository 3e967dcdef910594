package sharing

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// Mark is what stands in a shared text for a part that was kept back. It is one
// whatever was there, and says neither how much nor what.
const Mark = "[kept private]"

// AnswersField names the answers of a response, which are no text: kept back, the
// total goes alone.
const AnswersField = "answers"

// TagsField names all tags of an entry.
const TagsField = "tags"

// ErrChangedSince: what a part was kept back of is not what it was any more.
var ErrChangedSince = errors.New("something was changed since a part of it was kept back: choose that part again")

// Field is one text of a thing that is shared, of which parts can be kept back.
type Field struct {
	Name string // as in journal.KeptBack
	Text *string
}

// Fields are the texts of an element of a content, in the order they are read. e is
// a pointer to it.
func Fields(e any) []Field {
	switch e := e.(type) {
	case *bundle.Entry:
		out := []Field{{"title", &e.Title}}
		for i := range e.Sections {
			out = append(out, Field{"sections/" + strconv.Itoa(i), &e.Sections[i].Text})
		}
		return out
	case *bundle.Session:
		return []Field{{"intention_line", &e.Intention}, {"dose_as_prescribed", &e.Dose}}
	case *bundle.Question:
		return []Field{{"text", &e.Text}}
	case *bundle.CheckIn:
		return []Field{{"line", &e.Line}}
	case *bundle.Insight:
		return []Field{{"text", &e.Text}}
	case *bundle.Practice:
		out := []Field{{"what", &e.What}, {"cadence", &e.Cadence}, {"tiny_version", &e.Tiny}, {"obstacles", &e.Obstacles}}
		for i := range e.Log {
			out = append(out, Field{"log/" + strconv.Itoa(i), &e.Log[i].Word})
		}
		return out
	case *bundle.SideEffect:
		return []Field{{"label", &e.Label}, {"onset", &e.Onset}, {"note", &e.Note}}
	case *bundle.ExternalScore:
		return []Field{{"source", &e.Source}}
	}
	return nil
}

// keeps is what is kept back, by what it is of.
type keeps map[journal.ItemRef][]journal.KeptBack

func keepsOf(list []journal.KeptBack) keeps {
	out := keeps{}
	for _, k := range list {
		out[k.ItemRef] = append(out[k.ItemRef], k)
	}
	return out
}

func ref(kind string, id journal.ID) journal.ItemRef { return journal.ItemRef{Type: kind, ID: id} }

// whole says whether a field of a thing is kept back altogether; "" is the thing.
func (k keeps) whole(of journal.ItemRef, field string) bool {
	return slices.ContainsFunc(k[of], func(b journal.KeptBack) bool { return b.Field == field && b.From == 0 && b.To == 0 })
}

// apply takes what is kept back out of an element, a pointer to it.
func (k keeps) apply(of journal.ItemRef, revision uint64, e any) error {
	list := k[of]
	for _, b := range list {
		if b.Revision != 0 && b.Revision != revision {
			return ErrChangedSince
		}
	}
	fields := Fields(e)
	for _, f := range fields {
		if *f.Text == "" {
			continue
		}
		if k.whole(of, f.Name) {
			*f.Text = Mark
			continue
		}
		var spans [][2]int
		for _, b := range list {
			if b.Field == f.Name {
				spans = append(spans, [2]int{b.From, b.To})
			}
		}
		shown, err := without(*f.Text, spans)
		if err != nil {
			return err
		}
		*f.Text = shown
	}
	for _, b := range list {
		if b.Field == "" || b.Field == AnswersField || b.Field == TagsField {
			continue
		}
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == b.Field }) {
			return fmt.Errorf("a part that was kept back is nowhere: %w", ErrChangedSince)
		}
	}
	return nil
}

// without is the text with every span of it, in bytes, behind one mark. Spans that
// touch, or have only white space between them, are one.
func without(text string, spans [][2]int) (string, error) {
	if len(spans) == 0 {
		return text, nil
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var b strings.Builder
	at, open := 0, false // open: a mark was the last thing written
	for _, s := range spans {
		if s[0] < 0 || s[1] > len(text) || s[0] >= s[1] || !boundary(text, s[0]) || !boundary(text, s[1]) {
			return "", ErrChangedSince
		}
		if s[0] > at || !open {
			between := text[at:max(at, s[0])]
			if !open || strings.TrimSpace(between) != "" {
				b.WriteString(between)
				b.WriteString(Mark)
			}
		}
		at, open = max(at, s[1]), true
	}
	b.WriteString(text[at:])
	return b.String(), nil
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }
