package journal

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// ReceivedFile is a sealed file that a therapist chose to keep: what is to be known
// of it without reading it. What was in it is in attachments of the vault, read only
// when asked for.
type ReceivedFile struct {
	Head
	BundleID   string `json:"bundle_id"`
	ClientID   ID     `json:"client_id"`
	ReceivedAt When   `json:"received_at"`
	OpenedAt   When   `json:"opened_at,omitzero"`
	MadeAt     When   `json:"made_at"`
	// MakerAlias is what the file calls its maker: a claim.
	MakerAlias       string   `json:"maker_alias,omitempty"`
	SigningKey       string   `json:"signing_key"`
	FingerprintWords []string `json:"fingerprint_words"`
	// SHA256 is of the sealed file as it came.
	SHA256     string `json:"sha256"`
	Purpose    string `json:"purpose,omitempty"`
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
	Sequence   int    `json:"sequence,omitempty"`
	Previous   string `json:"previous,omitempty"`
	Supersedes string `json:"supersedes,omitempty"`
	// AskedToDeleteOn is the day on which the client wishes this to be deleted.
	AskedToDeleteOn When `json:"asked_to_delete_on,omitzero"`
	// Counts is how much is in it, by kind.
	Counts map[string]int `json:"counts,omitempty"`
	// ContentSHA256 is of the content as it is kept; two that are alike are one.
	ContentSHA256 string `json:"content_sha256"`
	// Content are the attachments of the vault that hold the content, in their order.
	Content     []ID                 `json:"content"`
	Attachments []ReceivedAttachment `json:"attachments,omitempty"`
	// ReplacedBy is the newest file of this client that says it takes the place of
	// this one; it is not kept but seen.
	ReplacedBy string `json:"-"`
}

// ReceivedAttachment is a file that came inside a sealed file; Blob is the
// attachment of the vault that holds it.
type ReceivedAttachment struct {
	Path string `json:"path"`
	Blob ID     `json:"blob"`
	Size int64  `json:"size"`
}

func cloneReceived(f ReceivedFile) ReceivedFile {
	f.FingerprintWords, f.Content = slices.Clone(f.FingerprintWords), slices.Clone(f.Content)
	f.Counts, f.Attachments = maps.Clone(f.Counts), slices.Clone(f.Attachments)
	return f
}

func (f ReceivedFile) title() string { return cmp.Or(f.Purpose, f.ReceivedAt.Date()) }

func (f *ReceivedFile) check() error {
	if f.BundleID == "" || f.ClientID == "" {
		return errors.New("a received file belongs to a client: say which")
	}
	return checkTexts("purpose", f.Purpose, "maker_alias", f.MakerAlias)
}

// blobs are the attachments of the vault that go with a file.
func (f ReceivedFile) blobs() []ID {
	out := slices.Clone(f.Content)
	for _, a := range f.Attachments {
		out = append(out, a.Blob)
	}
	return out
}

// Arrival is a file to be kept: its client, new or known; what is to be known of it;
// its content; and what came with it, by path.
type Arrival struct {
	Client      Client
	File        ReceivedFile
	Content     []byte
	Attachments map[string][]byte
}

// Receive keeps a file and its client in one step: all of it is on the disk when it
// returns nil, and nothing of it otherwise. Whose file it is was decided by the
// caller.
func (j *Journal) Receive(ctx context.Context, a Arrival) (Client, ReceivedFile, error) {
	if err := j.CheckTherapist(); err != nil {
		return a.Client, a.File, err
	}
	now := At(j.now())
	c, f := cloneClient(a.Client), cloneReceived(a.File)
	if c.ID == "" {
		c.ID = ID(vault.NewID().String())
	}
	f.Head = Head{ID: ID(vault.NewID().String()), WrittenAt: now}
	f.ClientID = c.ID
	if c.WrittenAt.IsZero() {
		c.WrittenAt = now
	}
	if err := first(c.check(), f.check()); err != nil {
		return a.Client, a.File, err
	}
	padded := crypto.Pad(a.Content)
	defer crypto.Wipe(padded)
	var from []io.Reader
	for part := range slices.Chunk(padded, vault.MaxBlob) {
		from = append(from, bytes.NewReader(part))
	}
	contents := len(from)
	paths := slices.Sorted(maps.Keys(a.Attachments))
	for _, path := range paths {
		from = append(from, bytes.NewReader(a.Attachments[path]))
	}
	_, revisions, err := j.vault.PutBlobs(ctx, from, func(blobs []vault.Blob) ([]vault.Change, error) {
		f.Content, f.Attachments = nil, nil
		for i, b := range blobs {
			if id := ID(b.ID.String()); i < contents {
				f.Content = append(f.Content, id)
			} else {
				f.Attachments = append(f.Attachments, ReceivedAttachment{Path: paths[i-contents], Blob: id, Size: b.Size})
			}
		}
		client, err1 := change(recordClient, c.ID, c.Revision, c)
		file, err2 := change(recordReceived, f.ID, 0, f)
		return []vault.Change{client, file}, first(err1, err2)
	})
	if err != nil {
		return a.Client, a.File, saveError(err)
	}
	c.Revision, f.Revision = revisions[0], revisions[1]
	j.clients.hold(c)
	j.received.hold(f)
	return c, f, nil
}

// ReceivedFiles lists what was received from a client, or from all with "", in the
// order in which it was made.
func (j *Journal) ReceivedFiles(client ID) []ReceivedFile {
	out := there(j.received, func(f ReceivedFile) bool { return client == "" || f.ClientID == client }, func(ReceivedFile) string { return "" })
	slices.SortStableFunc(out, func(a, b ReceivedFile) int {
		return cmp.Or(a.MadeAt.Time().Compare(b.MadeAt.Time()), cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.BundleID, b.BundleID))
	})
	type file struct {
		client ID
		bundle string
	}
	replaced := map[file]string{}
	for _, f := range out {
		if f.Supersedes != "" && f.Supersedes != f.BundleID {
			replaced[file{f.ClientID, f.Supersedes}] = f.BundleID
		}
	}
	for i, f := range out {
		out[i].ReplacedBy = replaced[file{f.ClientID, f.BundleID}]
	}
	return out
}

// ReceivedFile is one of them.
func (j *Journal) ReceivedFile(id ID) (ReceivedFile, error) {
	f, err := j.received.get(id)
	if err != nil {
		return f, err
	}
	for _, other := range j.ReceivedFiles(f.ClientID) {
		if other.ID == id {
			return other, nil
		}
	}
	return f, nil // it is in the trash
}

// AskToDelete notes the day on which a client wishes a file to be deleted; the zero
// When takes it back. Nothing is deleted by itself.
func (j *Journal) AskToDelete(ctx context.Context, id ID, on When) (ReceivedFile, error) {
	if err := j.CheckTherapist(); err != nil {
		return ReceivedFile{}, err
	}
	f, err := j.received.get(id)
	if err != nil {
		return f, err
	}
	f.AskedToDeleteOn = on
	if _, err := saveRecord(ctx, j, j.received, f); err != nil {
		return f, err
	}
	return j.ReceivedFile(id)
}

// ReceivedContent is the content of a file as it was given to Receive, to be wiped
// by the caller.
func (j *Journal) ReceivedContent(ctx context.Context, f ReceivedFile) ([]byte, error) {
	var padded []byte
	for _, id := range f.Content {
		part, err := j.receivedBlob(ctx, id)
		if err != nil {
			crypto.Wipe(padded)
			return nil, err
		}
		if padded == nil {
			padded = part
			continue
		}
		whole := slices.Concat(padded, part)
		crypto.Wipe(padded)
		crypto.Wipe(part)
		padded = whole
	}
	b, err := crypto.Unpad(padded)
	if err != nil {
		return nil, fmt.Errorf("the content of a file is %w", vault.ErrDamaged)
	}
	return b, nil
}

// ReceivedAttachment is what came inside a file under a path, to be wiped by the
// caller.
func (j *Journal) ReceivedAttachment(ctx context.Context, f ReceivedFile, path string) ([]byte, error) {
	for _, a := range f.Attachments {
		if a.Path == path {
			return j.receivedBlob(ctx, a.Blob)
		}
	}
	return nil, ErrNotFound
}

func (j *Journal) receivedBlob(ctx context.Context, id ID) ([]byte, error) {
	rid, err := vault.ParseID(string(id))
	if err != nil {
		return nil, ErrNotFound
	}
	b, err := j.vault.OpenBlob(ctx, rid)
	if errors.Is(err, vault.ErrNotFound) {
		return nil, ErrNotFound
	}
	return b, err
}
