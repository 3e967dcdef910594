package vault

import (
	"context"
	"fmt"
	"time"
)

// Change is one part of a step. Base is the revision it was made from, 0 for a
// new record. With Forget the record and its history leave the index; their
// bytes leave the disk at the next Rewrite. Base 0 forgets whatever the revision.
type Change struct {
	Kind   string
	ID     ID
	Base   uint64
	Schema uint16
	Data   []byte
	Forget bool
}

// Apply makes all changes durable as one step, or none. It gives the new
// revision of each, in order (0 for a forgotten one).
func (v *Vault) Apply(ctx context.Context, changes ...Change) ([]uint64, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v.writing.Lock()
	defer v.writing.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return nil, err
	}
	if len(changes) == 0 {
		return nil, nil
	}
	s := step{at: time.Now()}
	revisions := make([]uint64, 0, len(changes))
	ids := make([]ID, 0, len(changes))
	seen := map[ID]bool{}
	for _, c := range changes {
		it := v.index[c.ID]
		var now uint64
		if it != nil {
			now = it.newest().revision
		}
		if seen[c.ID] || len(c.Kind) > 255 || it != nil && it.kind != c.Kind {
			return nil, fmt.Errorf("a step may change a record once, and not its kind: %s", c.ID)
		}
		seen[c.ID] = true
		ids = append(ids, c.ID)
		if c.Forget {
			if it == nil {
				return nil, ErrNotFound
			}
			if c.Base != 0 && c.Base != now {
				return nil, ErrStale
			}
			s.ops = append(s.ops, op{typ: opForget, kind: c.Kind, id: c.ID, revision: now})
			revisions = append(revisions, 0)
			continue
		}
		if now != c.Base {
			return nil, ErrStale
		}
		r := Record{Kind: c.Kind, ID: c.ID, Revision: now + 1, Schema: c.Schema, Data: c.Data}
		sealed := sealRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, r)
		s.ops = append(s.ops, op{opPut, c.Kind, c.ID, r.Revision, c.Schema, uint32(len(sealed))})
		s.payload = append(s.payload, sealed...)
		revisions = append(revisions, r.Revision)
		if len(s.payload) > MaxStep {
			return nil, ErrTooLarge
		}
	}
	s, _, err := v.writer.append(s)
	if err != nil {
		return nil, err
	}
	v.applyToIndex(s, map[ID]bool{})
	v.counter, v.savedAt = s.counter, s.at
	v.follower.changed(ids...)
	return revisions, nil
}

// Get is the newest revision of a record.
func (v *Vault) Get(ctx context.Context, id ID) (Record, error) {
	return v.get(ctx, id, func(it *item) (version, bool) { return it.newest(), true }, true)
}

// GetRevision is one revision of a record.
func (v *Vault) GetRevision(ctx context.Context, id ID, revision uint64) (Record, error) {
	return v.get(ctx, id, func(it *item) (version, bool) { return it.at(revision) }, true)
}

// Revisions are the revisions there are of a record, oldest first.
func (v *Vault) Revisions(id ID) []uint64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var out []uint64
	if it := v.index[id]; it != nil {
		for _, ver := range it.versions {
			out = append(out, ver.revision)
		}
	}
	return out
}

// get reads what pick picks, from the store where that is asked and it can.
func (v *Vault) get(ctx context.Context, id ID, pick func(*item) (version, bool), fromStore bool) (Record, error) {
	if err := ctx.Err(); err != nil {
		return Record{}, err
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return Record{}, ErrClosed
	}
	it := v.index[id]
	if it == nil {
		return Record{}, ErrNotFound
	}
	ver, ok := pick(it)
	if !ok {
		return Record{}, ErrNotFound
	}
	r := Record{Kind: it.kind, ID: id, Revision: ver.revision, Schema: ver.schema}
	if fromStore && v.follower != nil && ver == it.newest() {
		if sealed, ok := v.follower.read(id, ver.revision); ok {
			data, err := openRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, r, sealed)
			if err == nil {
				r.Data = data
				return r, nil
			}
			v.follower.giveUp()
		}
	}
	sealed, err := v.sealedAt(ver)
	if err != nil {
		return Record{}, err
	}
	r.Data, err = openRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, r, sealed)
	return r, err
}

// sealedAt reads a version's sealed bytes from the log.
func (v *Vault) sealedAt(ver version) ([]byte, error) {
	if ver.at < 0 {
		return v.rescued[-ver.at-1], nil
	}
	if v.fresh != nil && ver.at+int64(ver.length) <= int64(len(v.fresh)) {
		return v.fresh[ver.at : ver.at+int64(ver.length)], nil
	}
	sealed := make([]byte, ver.length)
	if _, err := v.log.ReadAt(sealed, ver.at); err != nil {
		return nil, fmt.Errorf("the log is %w: a record cannot be read", ErrDamaged)
	}
	return sealed, nil
}

// sealedNow is what the store should hold for an id.
func (v *Vault) sealedNow(id ID) (stored, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return stored{}, ErrClosed
	}
	it := v.index[id]
	if it == nil {
		return stored{id: id}, nil
	}
	ver := it.newest()
	sealed, err := v.sealedAt(ver)
	return stored{id, ver.revision, sealed}, err
}

// Load gives every record's newest revision to fn, several at a time: fn is
// called concurrently by at most workers goroutines, each with its own number
// from 0, and owns the record. Records that do not open are given to bad. It is
// meant to be called once, after Open, while the log just read is in memory.
func (v *Vault) Load(ctx context.Context, workers int, fn func(worker int, r Record), bad func(id ID)) error {
	v.mu.Lock()
	if v.closed {
		v.mu.Unlock()
		return ErrClosed
	}
	ids := mapKeys(v.index)
	v.mu.Unlock()
	failed := make([][]ID, workers)
	parallel(workers, func(w int) {
		for i := w * len(ids) / workers; i < (w+1)*len(ids)/workers && ctx.Err() == nil; i++ {
			v.mu.RLock()
			it := v.index[ids[i]]
			if it == nil {
				v.mu.RUnlock()
				continue
			}
			ver := it.newest()
			r := Record{Kind: it.kind, ID: ids[i], Revision: ver.revision, Schema: ver.schema}
			sealed, err := v.sealedAt(ver)
			if err == nil {
				r.Data, err = openRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, r, sealed)
			}
			v.mu.RUnlock()
			if err != nil {
				failed[w] = append(failed[w], ids[i])
				continue
			}
			fn(w, r)
		}
	})
	v.mu.Lock()
	v.fresh = nil
	v.mu.Unlock()
	for _, list := range failed {
		for _, id := range list {
			bad(id)
		}
	}
	return ctx.Err()
}

// Size is the log's size in bytes and how many of them hold newest revisions.
func (v *Vault) Size() (log, newest int64) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, it := range v.index {
		newest += int64(it.newest().length)
	}
	if v.writer != nil {
		return v.writer.end, newest
	}
	if info, err := v.disk.Stat(logPath(v.dir, v.hdr.Generation)); err == nil {
		log = info.Size()
	}
	return log, newest
}

// writable says whether a step can be appended.
func (v *Vault) writable() error {
	switch {
	case v.closed:
		return ErrClosed
	case v.writer == nil:
		return ErrReadOnly
	}
	return nil
}

// IDs lists the records of one kind, in no order.
func (v *Vault) IDs(kind string) []ID {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var out []ID
	for id, it := range v.index {
		if it.kind == kind {
			out = append(out, id)
		}
	}
	return out
}
