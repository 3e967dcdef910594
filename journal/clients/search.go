package clients

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"afterglow/journal"
	"afterglow/journal/search"
)

// KindNote is the Kind of a Hit that is a therapist's own note.
const KindNote = "client-note"

// snippetWidth is about how many characters of text a result shows.
const snippetWidth = 120

// Hit is one thing in which all that was looked for occurs: something a client
// shared, or a note. Older says that it stands so in an older version only.
type Hit struct {
	Client journal.ID
	ID     journal.ID
	Kind   string
	Title  string
	When   journal.When
	Older  bool
	// Files are the bundle ids of the files that have it so.
	Files []string
}

// texts are a client's things folded for search.
type texts struct{ all []text }

type text struct {
	Hit
	folded string
}

// Warm makes the index of all clients, so that the first Search need not.
func (c *Clients) Warm(ctx context.Context) error {
	for _, client := range c.j.Clients() {
		if _, err := c.textsOf(ctx, client.ID); err != nil {
			return err
		}
	}
	return c.check()
}

// Search lists where every word of the query occurs, in what one client shared and
// the notes on them, or with "" in those of all; the newest first. An empty query
// finds everything.
func (c *Clients) Search(ctx context.Context, query string, client journal.ID) ([]Hit, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	q := search.ParseQuery(query)
	var out []Hit
	for _, cl := range c.j.Clients() {
		if client != "" && cl.ID != client {
			continue
		}
		t, err := c.textsOf(ctx, cl.ID)
		if err != nil {
			return nil, err
		}
		for _, one := range t.all {
			if q.Match(one.folded) {
				out = append(out, one.Hit)
			}
		}
		for _, n := range c.j.ClientNotes(cl.ID) {
			if q.Match(search.Fold(n.Text)) {
				out = append(out, Hit{Client: cl.ID, ID: n.ID, Kind: KindNote, When: n.WrittenAt})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Hit) int {
		return cmp.Or(strings.Compare(b.When.Wall(), a.When.Wall()), strings.Compare(string(a.ID), string(b.ID)))
	})
	return out, nil
}

// Snippet is one line of the text around what was found, with the place of the hit in
// it; from and to are 0 where it was in the title.
func (c *Clients) Snippet(ctx context.Context, h Hit, query string) (snippet string, from, to int, err error) {
	if err := c.check(); err != nil {
		return "", 0, 0, err
	}
	whole, err := c.whole(ctx, h)
	if err != nil {
		return "", 0, 0, err
	}
	snippet, from, to = search.ParseQuery(query).Snippet(whole, snippetWidth)
	return snippet, from, to, nil
}

// whole is all the text of a hit.
func (c *Clients) whole(ctx context.Context, h Hit) (string, error) {
	if h.Kind == KindNote {
		n, err := c.j.ClientNote(h.ID)
		return n.Text, err
	}
	for _, f := range c.j.ReceivedFiles(h.Client) {
		if !slices.Contains(h.Files, f.BundleID) {
			continue
		}
		content, err := c.Content(ctx, f)
		if err != nil {
			return "", err
		}
		found, text := false, ""
		strandNamed(h.Kind).each(&content, func(i item) {
			if i.id == h.ID {
				found, text = true, i.text
			}
		})
		if found {
			return text, nil
		}
	}
	return "", journal.ErrNotFound
}

// textsOf gives the texts of a client, and makes them where that was not done yet.
func (c *Clients) textsOf(ctx context.Context, client journal.ID) (*texts, error) {
	c.mu.Lock()
	t, changes := c.index[client], c.changes
	c.mu.Unlock()
	if t != nil {
		return t, nil
	}
	t = &texts{}
	s, err := c.Story(ctx, client)
	if err != nil {
		return nil, err
	}
	for id, versions := range s.Versions {
		for n, v := range versions {
			i := strandNamed(v.Kind).item(v.Element)
			t.all = append(t.all, text{Hit{Client: client, ID: id, Kind: v.Kind, Title: i.title, When: i.when, Older: n > 0, Files: v.Files},
				search.Fold(i.title + "\n" + i.text)})
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed && changes == c.changes { // else a file went meanwhile
		c.index[client] = t
	}
	return t, nil
}

// changed lets go of the texts of a client whose files are others now.
func (c *Clients) changed(client journal.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.index, client)
	c.changes++
}
