package clients

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"afterglow/journal"
	"afterglow/journal/bundle"
)

// strand is one kind of things in a file.
type strand interface {
	kind() string
	// list is where a content has them.
	list(*bundle.Content) any
	count(*bundle.Content) int
	each(*bundle.Content, func(item))
	// item is an element of this strand as a search sees it.
	item(element any) item
	merge(*Story, []bundle.Content)
}

// item is one thing in a file, as a search sees it.
type item struct {
	id          journal.ID
	when        journal.When
	title, text string
}

// strandOf is a strand of elements of type T. Only name, of and id are always there.
type strandOf[T any] struct {
	name string
	of   func(*bundle.Content) *[]T
	id   func(T) journal.ID
	// order is by what a story sorts; without it things stand as in the newest file,
	// and behind them what only older ones have.
	order func(T) string
	// newer grows with each version; without it the newest file has the newest one.
	newer func(T) uint64
	title func(T) string
	text  func(T) string
	when  func(T) journal.When
	// links name other things, and only where those are in the same file: two that
	// differ in nothing else are one version.
	links func(*T) []*journal.ID
}

func (s strandOf[T]) kind() string { return s.name }

func (s strandOf[T]) list(c *bundle.Content) any { return s.of(c) }

func (s strandOf[T]) count(c *bundle.Content) int { return len(*s.of(c)) }

func (s strandOf[T]) each(c *bundle.Content, f func(item)) {
	for _, t := range *s.of(c) {
		f(s.item(t))
	}
}

func (s strandOf[T]) item(element any) item {
	t := element.(T)
	i := item{id: s.id(t)}
	if s.title != nil {
		i.title = s.title(t)
	}
	if s.text != nil {
		i.text = s.text(t)
	}
	if s.when != nil {
		i.when = s.when(t)
	}
	return i
}

// told is one version while a story is put together.
type told[T any] struct {
	element T
	bare    string
	last    int // the newest file that has it
	files   []string
}

// merge tells every element of the contents, which stand from the oldest to the
// newest, once: in its newest version, with all versions beside it.
func (s strandOf[T]) merge(story *Story, contents []bundle.Content) {
	versions := map[journal.ID][]*told[T]{}
	place := map[journal.ID]string{}
	for n := range contents {
		for at, t := range *s.of(&contents[n]) {
			id := s.id(t)
			place[id] = fmt.Sprintf("%09d %09d", len(contents)-n, at)
			story.From[id] = append(story.From[id], contents[n].BundleID)
			bare := s.bare(t)
			i := slices.IndexFunc(versions[id], func(v *told[T]) bool { return v.bare == bare })
			if i < 0 {
				versions[id] = append(versions[id], &told[T]{element: t, bare: bare})
				i = len(versions[id]) - 1
			}
			v := versions[id][i]
			v.last, v.files = n, append(v.files, contents[n].BundleID)
			s.join(&v.element, t)
		}
	}
	ids := make([]journal.ID, 0, len(versions))
	for id, list := range versions {
		slices.SortStableFunc(list, func(a, b *told[T]) int { // the newest first
			if s.newer != nil {
				if c := cmp.Compare(s.newer(b.element), s.newer(a.element)); c != 0 {
					return c
				}
			}
			return cmp.Compare(b.last, a.last)
		})
		if s.order != nil {
			place[id] = s.order(list[0].element)
		}
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b journal.ID) int {
		return cmp.Or(strings.Compare(place[a], place[b]), strings.Compare(string(a), string(b)))
	})
	into := s.of(&story.Content)
	for _, id := range ids {
		*into = append(*into, versions[id][0].element)
		for _, v := range versions[id] {
			story.Versions[id] = append(story.Versions[id], Version{Kind: s.name, Element: v.element, Files: v.files})
		}
	}
}

// join gives a version the links that a newer file has of it.
func (s strandOf[T]) join(version *T, newer T) {
	if s.links == nil {
		return
	}
	for i, link := range s.links(&newer) {
		if *link != "" {
			*s.links(version)[i] = *link
		}
	}
}

// bare is what makes a version: all of it but the links.
func (s strandOf[T]) bare(t T) string {
	if s.links != nil {
		for _, link := range s.links(&t) {
			*link = ""
		}
	}
	b, err := json.Marshal(t)
	if err != nil { // it came from JSON
		panic(err)
	}
	return string(b)
}
