package journal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"afterglow/journal/vault"
)

// Deletion is the line that stays of a received file that was deleted: that there
// was one, and no word of it.
type Deletion struct {
	ID        ID     `json:"id"`
	Revision  uint64 `json:"-"`
	DeletedAt When   `json:"deleted_at"`
	ClientID  ID     `json:"client_id"`
	BundleID  string `json:"bundle_id"`
	// FingerprintWords are those of the key that the file was signed with.
	FingerprintWords []string       `json:"fingerprint_words"`
	Counts           map[string]int `json:"counts,omitempty"`
	// AskedToDeleteOn is the day the client had asked for, if they had.
	AskedToDeleteOn When `json:"asked_to_delete_on,omitzero"`
}

func cloneDeletion(d Deletion) Deletion {
	d.FingerprintWords, d.Counts = slices.Clone(d.FingerprintWords), maps.Clone(d.Counts)
	return d
}

// Deletions lists the lines of a client's deleted files, or of all with "", the
// newest first.
func (j *Journal) Deletions(client ID) []Deletion {
	return j.deletions.list(func(d Deletion) bool { return client == "" || d.ClientID == client }, func(a, b Deletion) int {
		return cmp.Or(b.DeletedAt.Time().Compare(a.DeletedAt.Time()), strings.Compare(string(a.ID), string(b.ID)))
	})
}

// DeleteReceived destroys a received file with what was in it, and the notes named,
// and leaves a line for the record. What it destroyed cannot be read again from
// anything left in the folder.
func (j *Journal) DeleteReceived(ctx context.Context, id ID, notes []ID) (Deletion, error) {
	if err := j.CheckTherapist(); err != nil {
		return Deletion{}, err
	}
	f, err := j.received.get(id)
	if err != nil {
		return Deletion{}, err
	}
	gone := []TrashedRecord{{ID: f.ID, Type: recordReceived, revision: f.Revision}}
	for _, id := range notes {
		n, err := j.notes.get(id)
		if err != nil {
			return Deletion{}, err
		}
		gone = append(gone, TrashedRecord{ID: n.ID, Type: recordNote, revision: n.Revision})
	}
	lines, err := j.forget(ctx, nil, gone)
	if err != nil {
		return Deletion{}, err
	}
	return lines[0], saveError(j.rewrite(ctx, vault.RewriteOptions{NewEpoch: true}))
}

// forget takes entries and other records away for good, each with what only it
// holds, and writes a line for every received file. Their bytes leave the disk when
// the log is written anew.
func (j *Journal) forget(ctx context.Context, entries []Summary, records []TrashedRecord) ([]Deletion, error) {
	var changes []vault.Change
	gone := func(kind string, id ID, base uint64) error {
		rid, err := vault.ParseID(string(id))
		if err == nil {
			changes = append(changes, vault.Change{Kind: kind, ID: rid, Base: base, Forget: true})
		}
		return err
	}
	for _, s := range entries {
		if err := gone(recordEntry, s.ID, s.Revision); err != nil {
			return nil, err
		}
	}
	for _, r := range records {
		if err := gone(r.Type, r.ID, r.revision); err != nil {
			return nil, err
		}
	}
	lines, blobs := j.deletionLines(records)
	for _, id := range blobs {
		if err := gone(vault.KindBlob, id, 0); err != nil {
			return nil, err
		}
	}
	for _, d := range lines {
		c, err := change(recordDeletion, d.ID, 0, d)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	revisions, err := j.vault.Apply(ctx, changes...)
	if err != nil {
		return nil, saveError(err)
	}
	for _, s := range entries {
		j.entries.remove(s.ID)
	}
	for _, r := range records {
		j.shelfOf(r.Type).remove(r.ID)
	}
	for i := range lines {
		lines[i].Revision = revisions[len(revisions)-len(lines)+i]
		j.deletions.hold(lines[i])
	}
	return lines, nil
}

// deletionLines are the lines for the received files among the records, and the
// attachments of the vault that go with them, as far as they are still there.
func (j *Journal) deletionLines(records []TrashedRecord) (lines []Deletion, blobs []ID) {
	there := map[ID]bool{}
	for _, id := range j.vault.IDs(vault.KindBlob) {
		there[ID(id.String())] = true
	}
	for _, r := range records {
		f, err := j.received.get(r.ID)
		if err != nil || r.Type != recordReceived {
			continue
		}
		lines = append(lines, Deletion{ID: ID(vault.NewID().String()), DeletedAt: At(j.now()), ClientID: f.ClientID, BundleID: f.BundleID,
			FingerprintWords: f.FingerprintWords, Counts: f.Counts, AskedToDeleteOn: f.AskedToDeleteOn})
		for _, id := range f.blobs() {
			if there[id] {
				blobs = append(blobs, id)
				there[id] = false
			}
		}
	}
	return lines, blobs
}
