package clients

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/vault"
)

// Clients is the therapist's side of one open vault. It may be used from several
// goroutines.
type Clients struct {
	j   *journal.Journal
	now func() time.Time

	receiving sync.Mutex // whose file it is and keeping it are one step

	mu      sync.Mutex
	index   map[journal.ID]*texts
	changes uint64 // of what is kept, so that an index of before is not taken in
	closed  bool
}

// Of is the therapist's side of a vault, or journal.ErrNotTherapist.
func Of(j *journal.Journal) (*Clients, error) {
	if err := j.CheckTherapist(); err != nil {
		return nil, err
	}
	return &Clients{j: j, now: time.Now, index: map[journal.ID]*texts{}}, nil
}

// Close lets go of everything in memory.
func (c *Clients) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.index)
	c.closed = true
}

// check is an error once the vault, or this, was closed.
func (c *Clients) check() error {
	c.mu.Lock()
	closed := c.closed
	c.mu.Unlock()
	if closed {
		return vault.ErrClosed
	}
	return c.j.CheckTherapist()
}

func (c *Clients) moment() journal.When { return journal.At(c.now()) }

// encode is a content as it is kept, and its hash.
func encode(o *bundle.Opened) (data []byte, sum string, err error) {
	if data, err = json.Marshal(o.Content); err != nil {
		return nil, "", fmt.Errorf("this file cannot be kept: %w", err)
	}
	all := sha256.Sum256(data)
	return data, hex.EncodeToString(all[:]), nil
}

// Content is one file as it was opened.
func (c *Clients) Content(ctx context.Context, f journal.ReceivedFile) (bundle.Content, error) {
	var content bundle.Content
	if err := c.check(); err != nil {
		return content, err
	}
	data, err := c.j.ReceivedContent(ctx, f)
	if err != nil {
		return content, err
	}
	defer crypto.Wipe(data)
	if err := json.Unmarshal(data, &content); err != nil {
		return content, fmt.Errorf("the content of a file is %w", vault.ErrDamaged)
	}
	return content, nil
}

// Attachment is what came inside a client's files under a path, to be wiped by the
// caller; of several the newest.
func (c *Clients) Attachment(ctx context.Context, client journal.ID, path string) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	files := c.j.ReceivedFiles(client)
	for i := len(files) - 1; i >= 0; i-- {
		for _, a := range files[i].Attachments {
			if a.Path == path {
				return c.j.ReceivedAttachment(ctx, files[i], path)
			}
		}
	}
	return nil, journal.ErrNotFound
}

// attachments are the pictures inside, read once more from the sealed file.
func attachments(ctx context.Context, o *bundle.Opened) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, a := range o.Attachments {
		b, err := o.Read(ctx, a.Path)
		if err != nil {
			return nil, err
		}
		out[a.Path] = b
	}
	return out, nil
}

// counts is how much is in a content, by kind.
func counts(content *bundle.Content) map[string]int {
	out := map[string]int{}
	for _, s := range strands {
		if n := s.count(content); n > 0 {
			out[s.kind()] = n
		}
	}
	return out
}

// Delete destroys a file with what came only in it, with the notes on that if they
// are to go too, and leaves a line for the record. An error beside a line says that
// all of it is forgotten, and its bytes leave the disk at the next closing only.
func (c *Clients) Delete(ctx context.Context, file journal.ID, notesToo bool) (journal.Deletion, error) {
	if err := c.check(); err != nil {
		return journal.Deletion{}, err
	}
	c.receiving.Lock()
	defer c.receiving.Unlock()
	f, err := c.j.ReceivedFile(file)
	if err != nil {
		return journal.Deletion{}, err
	}
	var notes []journal.ID
	if notesToo {
		if notes, err = c.notesOnlyOn(ctx, f); err != nil {
			return journal.Deletion{}, err
		}
	}
	line, err := c.j.DeleteReceived(ctx, file, notes)
	c.changed(f.ClientID)
	return line, err
}

// notesOnlyOn are the notes on a file and on what no other file of the client has.
// Of a file that cannot be read any more they are those on the file.
func (c *Clients) notesOnlyOn(ctx context.Context, f journal.ReceivedFile) ([]journal.ID, error) {
	only := map[journal.ID]bool{}
	if content, err := c.Content(ctx, f); err == nil {
		only = elements(&content)
		for _, other := range c.j.ReceivedFiles(f.ClientID) {
			if other.ID == f.ID {
				continue
			}
			content, err := c.Content(ctx, other)
			if err != nil {
				return nil, err
			}
			for id := range maps.Keys(elements(&content)) {
				delete(only, id)
			}
		}
	}
	var out []journal.ID
	for _, n := range c.j.ClientNotes(f.ClientID) {
		if only[n.EntryID] || n.EntryID == "" && n.BundleID == f.BundleID {
			out = append(out, n.ID)
		}
	}
	return out, ctx.Err()
}

// elements are the ids of all that is in a content.
func elements(content *bundle.Content) map[journal.ID]bool {
	out := map[journal.ID]bool{}
	for _, s := range strands {
		s.each(content, func(i item) { out[i.id] = true })
	}
	return out
}
