package journal

import (
	"context"
	"errors"
	"slices"
	"strings"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// ClientNote is a therapist's own note on a client, or on one thing that a client
// shared. It stays in this vault: nothing that is sealed is made from it.
type ClientNote struct {
	Head
	ClientID ID `json:"client_id"`
	// EntryID is the entry, or other element of a file, that it is about.
	EntryID ID `json:"entry_id,omitempty"`
	// BundleID is the file that it is about.
	BundleID string `json:"bundle_id,omitempty"`
	Text     string `json:"text"`
	EditedAt When   `json:"edited_at,omitzero"`
}

func (n ClientNote) title() string { return opening([]Section{{Text: n.Text}}) }

func (n *ClientNote) check() error {
	switch {
	case n.ClientID == "":
		return errors.New("a note belongs to a client: say which")
	case strings.TrimSpace(n.Text) == "":
		return errors.New("the note is empty: write at least one word")
	}
	return checkTexts("text", n.Text)
}

// ClientNotes lists the notes on a client, the oldest first.
func (j *Journal) ClientNotes(client ID) []ClientNote {
	return there(j.notes, func(n ClientNote) bool { return n.ClientID == client },
		func(n ClientNote) string { return n.WrittenAt.Wall() })
}

// ClientNote is one note, from the trash too.
func (j *Journal) ClientNote(id ID) (ClientNote, error) { return j.notes.get(id) }

// SaveClientNote makes a note durable; what it was before stays in its history.
func (j *Journal) SaveClientNote(ctx context.Context, n ClientNote) (ClientNote, error) {
	if err := j.CheckTherapist(); err != nil {
		return n, err
	}
	if _, err := j.Client(n.ClientID); err != nil && n.ClientID != "" {
		return n, err
	}
	if n.Revision > 0 {
		n.EditedAt = At(j.now())
	}
	return saveRecord(ctx, j, j.notes, n)
}

// ClientNoteHistory is every revision of a note, the newest first.
func (j *Journal) ClientNoteHistory(ctx context.Context, id ID) ([]ClientNote, error) {
	if _, err := j.ClientNote(id); err != nil {
		return nil, err
	}
	rid, err := vault.ParseID(string(id))
	if err != nil {
		return nil, ErrNotFound
	}
	var out []ClientNote
	for _, revision := range slices.Backward(j.vault.Revisions(rid)) {
		r, err := j.vault.GetRevision(ctx, rid, revision)
		if err != nil {
			return nil, err
		}
		one := newRecords[ClientNote](recordNote, nil)
		err = one.load(r)
		crypto.Wipe(r.Data)
		if err != nil {
			return nil, err
		}
		out = append(out, one.items[id])
	}
	return out, nil
}
