package vault

import (
	"slices"
	"time"
)

// version is one revision of a record, still sealed in the log.
type version struct {
	revision uint64
	schema   uint16
	at       int64
	length   uint32
	saved    int64 // in seconds since 1970
}

type item struct {
	kind     string
	versions []version // oldest first
}

func (it *item) newest() version { return it.versions[len(it.versions)-1] }

func (it *item) at(revision uint64) (version, bool) {
	for _, ver := range it.versions {
		if ver.revision == revision {
			return ver, true
		}
	}
	return version{}, false
}

// enter makes the index from what was read. It gives the digest the store was last
// closed with, and the ids that changed since.
func (v *Vault) enter(c *copies, readOnly bool) (note []byte, changed map[ID]bool) {
	v.index, v.gone, v.rescued, v.problems = map[ID]*item{}, map[ID]uint64{}, nil, nil
	v.counter, v.changed = c.reading.next-1, time.Time{}
	if len(c.reading.problems) > 0 {
		return v.enterDamaged(c, readOnly)
	}
	changed = map[ID]bool{}
	for _, s := range c.reading.steps {
		if digest := v.applyToIndex(s, changed); digest != nil {
			note = digest
			clear(changed)
		}
		v.savedAt = s.at
	}
	return note, changed
}

func mapKeys[V any](m map[ID]V) []ID {
	out := make([]ID, 0, len(m))
	for id := range m {
		out = append(out, id)
	}
	return out
}

// applyToIndex enters a step into the index; it gives the digest when the step
// says how the store was closed.
func (v *Vault) applyToIndex(s step, changed map[ID]bool) (closed []byte) {
	at := s.payloadAt
	rest := s.payload
	for _, o := range s.ops {
		if digest := v.applyOp(o, s.at, at, rest[:o.length], changed); digest != nil {
			closed = digest
		}
		at += int64(o.length)
		rest = rest[o.length:]
	}
	return closed
}

// applyOp enters one operation, whose sealed bytes stand at an offset of the log.
func (v *Vault) applyOp(o op, saved time.Time, at int64, payload []byte, changed map[ID]bool) (closed []byte) {
	if o.typ != opNote && saved.After(v.changed) {
		v.changed = saved
	}
	switch o.typ {
	case opPut:
		it := v.index[o.id]
		if it == nil {
			it = &item{kind: o.kind}
			v.index[o.id] = it
		}
		it.versions = append(it.versions, version{o.revision, o.schema, at, o.length, saved.Unix()})
		changed[o.id] = true
	case opForget:
		delete(v.index, o.id)
		v.gone[o.id] = o.revision
		changed[o.id] = true
	case opNote:
		if o.kind == noteStoreClosed {
			closed = slices.Clone(payload)
		}
	}
	return closed
}
