package clients

import (
	"context"
	"slices"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// Story is all that a client shared, as one continuous whole.
type Story struct {
	Client journal.Client
	// Files are what it was read from, the oldest first.
	Files []journal.ReceivedFile
	// Content has every thing once, in its newest version. What it says of the file
	// as a whole (maker, cover, purpose and so on) is of the newest one, and the period
	// is that of all.
	Content bundle.Content
	// Versions are those of every thing, by its id, the newest first.
	Versions map[journal.ID][]Version
	// From are the bundle ids of the files that have a thing, the oldest first.
	From map[journal.ID][]string
	// Unreadable are the files that are damaged. The rest is told without them.
	Unreadable []journal.ReceivedFile
}

// Version is one thing as it stood in some of the files. Element is a bundle.Entry, a
// bundle.Session, and so on, as Kind says.
type Version struct {
	Kind    string
	Element any
	// Files are the bundle ids of those files, the oldest first.
	Files []string
}

// Story is what one client shared in all their files, also those that were replaced.
func (c *Clients) Story(ctx context.Context, client journal.ID) (Story, error) {
	if err := c.check(); err != nil {
		return Story{}, err
	}
	cl, err := c.j.Client(client)
	if err != nil {
		return Story{}, err
	}
	var files, unreadable []journal.ReceivedFile
	var contents []bundle.Content
	for _, f := range c.j.ReceivedFiles(client) {
		content, err := c.Content(ctx, f)
		switch {
		case ctx.Err() != nil:
			return Story{}, ctx.Err()
		case err != nil && c.check() != nil:
			return Story{}, c.check()
		case err != nil:
			unreadable = append(unreadable, f)
			continue
		}
		files, contents = append(files, f), append(contents, content)
	}
	s := tell(contents)
	s.Client, s.Files, s.Unreadable = cl, files, unreadable
	return s, nil
}

// tell puts contents together, which stand from the oldest to the newest.
func tell(contents []bundle.Content) Story {
	s := Story{Versions: map[journal.ID][]Version{}, From: map[journal.ID][]string{}}
	if len(contents) == 0 {
		return s
	}
	s.Content = head(contents)
	for _, one := range strands {
		one.merge(&s, contents)
	}
	return s
}

// head is what a story says as a whole.
func head(contents []bundle.Content) bundle.Content {
	newest := contents[len(contents)-1]
	h := bundle.Content{
		BundleID: newest.BundleID, MadeAt: newest.MadeAt, Maker: newest.Maker, Recipients: newest.Recipients,
		Sequence: newest.Sequence, Previous: newest.Previous, Purpose: newest.Purpose, Supersedes: newest.Supersedes, Cover: newest.Cover,
	}
	for _, c := range slices.Backward(contents) {
		for _, in := range c.Instruments { // under one id and version the newest file's
			if !slices.ContainsFunc(h.Instruments, func(i measure.Instrument) bool { return i.ID == in.ID && i.Version == in.Version }) {
				h.Instruments = append(h.Instruments, in)
			}
		}
		if h.Period.From == "" || c.Period.From != "" && c.Period.From < h.Period.From {
			h.Period.From = c.Period.From
		}
		h.Period.To = max(h.Period.To, c.Period.To)
		for _, u := range c.Unknown {
			if !slices.Contains(h.Unknown, u) {
				h.Unknown = append(h.Unknown, u)
			}
		}
	}
	return h
}
