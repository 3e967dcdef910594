package journal

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// Contact is someone a file can be sealed for, or was received from.
type Contact struct {
	ID         ID       `json:"id"`
	Revision   uint64   `json:"-"`
	Name       string   `json:"name"`
	Role       string   `json:"role,omitempty"`
	Recipients []string `json:"recipients,omitempty"` // age recipients
	SigningKey string   `json:"signing_key,omitempty"`
	// ComparedAt is when the eight words were compared in person.
	ComparedAt When `json:"compared_at,omitzero"`
	// FormerKeys are those they had before, in the order they were replaced.
	FormerKeys []FormerKey `json:"former_keys,omitempty"`
	WrittenAt  When        `json:"written_at"`
	TrashedAt  When        `json:"trashed_at,omitzero"`
}

// ShareItem is one thing that went into a sealed file. SHA256 is of the bytes
// that stand in the file's data, in hexadecimal.
type ShareItem struct {
	Type     string `json:"type"`
	ID       ID     `json:"id"`
	Revision uint64 `json:"revision"`
	SHA256   string `json:"sha256"`
}

// ItemRef names one thing of the journal, by the name of its kind of record.
type ItemRef struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

// KeptBack is a part of something shared that stayed here. It is in the log of
// shares only: a sealed file says neither that there was more nor how much.
type KeptBack struct {
	ItemRef
	// Revision is what the thing was when the part was chosen.
	Revision uint64 `json:"revision,omitempty"`
	// Field names one text of it, as package sharing does; "" is the whole thing.
	Field string `json:"field,omitempty"`
	// From and To are the first byte and the one after the last; both 0 is all of it.
	From int `json:"from,omitempty"`
	To   int `json:"to,omitempty"`
}

// ShareDetail says what goes along with the things that were ticked.
type ShareDetail struct {
	Answers     bool `json:"answers,omitempty"`      // to each question of a measure, beside the total
	Dose        bool `json:"dose,omitempty"`         // as prescribed, of a session
	SideEffects bool `json:"side_effects,omitempty"` // of a session
	Vitals      bool `json:"vitals,omitempty"`       // readings, of a session
	Log         bool `json:"log,omitempty"`          // of a practice
}

// Share is a line in the log of what was sealed, for whom and why. It stays on
// this machine.
type Share struct {
	ID        ID     `json:"id"`
	Revision  uint64 `json:"-"`
	BundleID  string `json:"bundle_id"`
	CreatedAt When   `json:"created_at"`
	// Recipient: the contact's name, or "" for a passphrase.
	Recipient   string      `json:"recipient,omitempty"`
	ContactID   ID          `json:"contact_id,omitempty"`
	Fingerprint string      `json:"fingerprint,omitempty"`
	Sequence    int         `json:"sequence,omitempty"`
	Purpose     string      `json:"purpose,omitempty"`
	Line        string      `json:"line,omitempty"`
	Period      string      `json:"period,omitempty"`
	Items       []ShareItem `json:"items"`
	FileName    string      `json:"file_name"`
	// HandedOver is the person's own mark that they gave the file away.
	HandedOver When `json:"handed_over,omitzero"`

	Detail   ShareDetail `json:"detail,omitzero"`
	KeptBack []KeptBack  `json:"kept_back,omitempty"`
	// Supersedes is the bundle_id of an earlier one that this was made to replace.
	Supersedes string `json:"supersedes,omitempty"`
	// DeliveryNote is how it was given, in own words.
	DeliveryNote string `json:"delivery_note,omitempty"`
	// AskedToDelete is the day on which the person asked for it to be deleted.
	AskedToDelete When `json:"asked_to_delete_on,omitzero"`
	// Content are the attachments of the vault that hold what was sealed, in their
	// order.
	Content []ID `json:"content,omitempty"`
}

func cloneShare(s Share) Share {
	s.Items, s.KeptBack, s.Content = slices.Clone(s.Items), slices.Clone(s.KeptBack), slices.Clone(s.Content)
	return s
}

// Shares lists what was sealed, newest first.
func (j *Journal) Shares() []Share {
	return j.shares.list(func(Share) bool { return true }, func(a, b Share) int {
		return cmp.Or(b.CreatedAt.Time().Compare(a.CreatedAt.Time()), strings.Compare(string(b.ID), string(a.ID)))
	})
}

// SaveShare writes a line in the log of shares.
func (j *Journal) SaveShare(ctx context.Context, s Share) (Share, error) {
	if s.CreatedAt.IsZero() {
		s.CreatedAt = At(j.now())
	}
	return j.shares.save(ctx, j.vault, s)
}

// SaveShareWith makes a new line in the log of shares durable together with what
// was sealed, so that it can be looked at again: both or neither.
func (j *Journal) SaveShareWith(ctx context.Context, s Share, content []byte) (Share, error) {
	s = cloneShare(s)
	s.ID, s.Content = ID(vault.NewID().String()), nil
	var parts []io.Reader
	for part := range slices.Chunk(content, vault.MaxBlob) {
		parts = append(parts, bytes.NewReader(part))
	}
	_, revisions, err := j.vault.PutBlobs(ctx, parts, func(blobs []vault.Blob) ([]vault.Change, error) {
		for _, b := range blobs {
			s.Content = append(s.Content, ID(b.ID.String()))
		}
		c, err := change(recordShare, s.ID, 0, s)
		return []vault.Change{c}, err
	})
	if err != nil {
		return s, saveError(err)
	}
	s.Revision = revisions[0]
	j.shares.hold(s)
	return s, nil
}

// SharedContent is what was sealed, as SaveShareWith got it; nil for a share that
// kept none. It is the caller's to wipe.
func (j *Journal) SharedContent(ctx context.Context, s Share) ([]byte, error) {
	var whole []byte
	for _, id := range s.Content {
		rid, err := vault.ParseID(string(id))
		if err != nil {
			return nil, ErrNotFound
		}
		part, err := j.vault.OpenBlob(ctx, rid)
		if err != nil {
			return nil, err
		}
		whole = append(whole, part...)
		crypto.Wipe(part)
	}
	return whole, nil
}
