package journal

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// The kinds of record that only a therapist's vault has.
const (
	recordClient   = "client"
	recordReceived = "received-file"
	recordNote     = "client-note"
	recordDeletion = "deletion"
)

// ErrNotTherapist: this is a person's own journal, which keeps nobody's files.
var ErrNotTherapist = errors.New("this is a journal of one's own: clients are kept in a therapist's vault, made with “afterglow init --therapist”")

// clientele holds the records of a therapist's vault.
type clientele struct {
	clients   *shelf[Client]
	received  *shelf[ReceivedFile]
	notes     *shelf[ClientNote]
	deletions *shelf[Deletion]
}

func newClientele() clientele {
	return clientele{
		clients:  newRecords(recordClient, cloneClient),
		received: newRecords(recordReceived, cloneReceived),
		notes:    newRecords[ClientNote](recordNote, nil),
		// A line for the record does not go to the trash.
		deletions: newShelf(recordDeletion, func(d *Deletion) (*ID, *uint64) { return &d.ID, &d.Revision }, cloneDeletion),
	}
}

// Client is someone whose files a therapist keeps. Alias is the therapist's own
// name for them, whatever a file says.
type Client struct {
	Head
	Alias string      `json:"alias"`
	Note  string      `json:"note,omitempty"`
	Keys  []ClientKey `json:"keys,omitempty"`
}

// ClientKey is a signing key under which a client's files came, the first one
// first.
type ClientKey struct {
	Key       string `json:"key"`
	FirstSeen When   `json:"first_seen"`
	// ComparedAt is when the eight words were compared in person.
	ComparedAt When `json:"compared_at,omitzero"`
	// ToldAt is when the client said in person that this key is a new one of theirs.
	ToldAt When `json:"told_at,omitzero"`
}

// HasKey says whether files under this signing key are known to be this client's.
func (c Client) HasKey(key string) bool {
	return slices.ContainsFunc(c.Keys, func(k ClientKey) bool { return k.Key == key })
}

func cloneClient(c Client) Client {
	c.Keys = slices.Clone(c.Keys)
	return c
}

func (c Client) title() string { return c.Alias }

func (c *Client) check() error {
	if strings.TrimSpace(c.Alias) == "" {
		return errors.New("a client needs a name: a first name or two letters are enough")
	}
	return checkTexts("alias", c.Alias, "note", c.Note)
}

// CheckTherapist is nil for a therapist's vault that is open, and else says why
// nothing of a client can be asked of it.
func (j *Journal) CheckTherapist() error {
	if err := j.vault.Closed(); err != nil {
		return err
	}
	if !j.Therapist() {
		return ErrNotTherapist
	}
	return nil
}

// Clients lists them by name.
func (j *Journal) Clients() []Client {
	return there(j.clients, nil, func(c Client) string { return strings.ToLower(c.Alias) })
}

// TrashedClients are the clients in the trash.
func (j *Journal) TrashedClients() []Client {
	return j.clients.list(func(c Client) bool { return !c.TrashedAt.IsZero() }, func(a, b Client) int {
		return strings.Compare(string(a.ID), string(b.ID))
	})
}

// Client is one client, from the trash too.
func (j *Journal) Client(id ID) (Client, error) { return j.clients.get(id) }

// SaveClient makes a client durable.
func (j *Journal) SaveClient(ctx context.Context, c Client) (Client, error) {
	if err := j.CheckTherapist(); err != nil {
		return c, err
	}
	return saveRecord(ctx, j, j.clients, c)
}
