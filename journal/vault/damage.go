package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"afterglow/crypto"
)

// errRepairFirst: steps would be appended that the other copy has already.
var errRepairFirst = fmt.Errorf("both copies of the log are %w: repair it before writing on", ErrDamaged)

// lostOp is a revision that neither copy of the log gives.
type lostOp struct {
	op
	at time.Time
}

// gap is a stretch that neither copy of the log gives, between two saves. A zero
// time is none.
type gap struct{ after, before time.Time }

// gathering puts together what two damaged copies of the log and the working
// store give.
type gathering struct {
	v       *Vault
	saved   map[ID]map[uint64]time.Time // when each revision was saved
	changed map[ID]bool
	note    []byte
	lost    []lostOp
	gaps    []gap
	found   int // records that only the store had, of which no copy tells
}

// enterDamaged enters what there is of a log that has problems, and names what
// there is not. It gives the digest the store was last closed with and the ids
// that changed since.
func (v *Vault) enterDamaged(c *copies, readOnly bool) (note []byte, changed map[ID]bool) {
	g := &gathering{v: v, saved: map[ID]map[uint64]time.Time{}, changed: map[ID]bool{}}
	g.steps(c)
	g.lost = slices.DeleteFunc(g.lost, func(l lostOp) bool {
		_, gone := v.gone[l.id]
		return gone
	})
	if len(g.lost)+len(g.gaps) > 0 {
		g.askStore(readOnly)
	}
	for _, it := range v.index {
		slices.SortFunc(it.versions, func(a, b version) int { return int(int64(a.revision - b.revision)) })
	}
	v.problems = append(v.problems, c.reading.problems...)
	v.problems = append(v.problems, g.problems()...)
	return g.note, g.changed
}

// copyOf is a step as one copy has it.
type copyOf struct {
	step
	suspect bool
	log     bool // it is in the file that v.log reads
}

// steps enters every step in the order of the counters, from whichever copy has
// it whole, and of one that is whole in neither each record from either.
func (g *gathering) steps(c *copies) {
	have := map[uint64][]copyOf{}
	last := g.v.counter
	for _, r := range []*reading{c.reading, c.other} {
		if r == nil {
			continue
		}
		for i, s := range r.steps {
			have[s.counter] = append(have[s.counter], copyOf{s, r.suspect[i], r == c.reading})
		}
		last = max(last, r.next-1)
	}
	g.v.counter = last
	next := binary.BigEndian.Uint64(c.file[32:40]) + 1
	var before time.Time
	for _, counter := range slices.Sorted(maps.Keys(have)) {
		list := have[counter]
		if counter > next {
			g.gaps = append(g.gaps, gap{before, list[0].at})
		}
		next, before = counter+1, list[0].at
		// The file that v.log reads comes first; a copy that is whole before it.
		slices.SortStableFunc(list, func(a, b copyOf) int { return compareBool(a.suspect, b.suspect) })
		g.step(list)
		g.v.savedAt = before
	}
	if last >= next {
		g.gaps = append(g.gaps, gap{after: before})
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// step enters one step of which there are these copies, the best first.
func (g *gathering) step(list []copyOf) {
	from := 0
	for i, o := range list[0].ops {
		to := from + int(o.length)
		switch {
		case o.typ == opNote && list[0].suspect:
		case o.typ == opPut && list[0].suspect:
			if !g.put(o, list, i, from, to) {
				g.lost = append(g.lost, lostOp{o, list[0].at})
			}
		case list[0].log || o.typ != opPut:
			if digest := g.v.applyOp(o, list[0].at, list[0].payloadAt+int64(from), list[0].payload[from:to], g.changed); digest != nil {
				g.note = digest
				clear(g.changed)
			}
		default:
			g.v.applyOp(o, list[0].at, g.v.keep(list[0].payload[from:to]), nil, g.changed)
		}
		if o.typ == opPut {
			g.savedOn(o, list[0].at)
		}
		from = to
	}
}

func (g *gathering) savedOn(o op, at time.Time) {
	if g.saved[o.id] == nil {
		g.saved[o.id] = map[uint64]time.Time{}
	}
	g.saved[o.id][o.revision] = at
}

// put enters a record of a step that was changed, from the first copy in which
// it opens: it is sealed by itself.
func (g *gathering) put(o op, list []copyOf, i, from, to int) bool {
	for _, s := range list {
		if i >= len(s.ops) || s.ops[i] != o || to > len(s.payload) || !g.opens(o, s.payload[from:to]) {
			continue
		}
		at := s.payloadAt + int64(from)
		if !s.log {
			at = g.v.keep(s.payload[from:to])
		}
		g.v.applyOp(o, s.at, at, nil, g.changed)
		return true
	}
	return false
}

func (g *gathering) opens(o op, sealed []byte) bool {
	v := g.v
	data, err := openRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, Record{Kind: o.kind, ID: o.id, Revision: o.revision, Schema: o.schema}, sealed)
	crypto.Wipe(data)
	return err == nil
}

// askStore looks for what is lost in the working store. What it gives need not be
// trusted: each record is sealed by itself.
func (g *gathering) askStore(readOnly bool) {
	v := g.v
	if v.disk == nil { // a backup has none
		return
	}
	dir := filepath.Join(v.dir, storeDir)
	digest, err := digestOf(v.disk, dir)
	whole := err == nil && g.note != nil && bytes.Equal(digest, g.note)
	// A damaged store can end the program. A reader cannot leave a mark that
	// keeps the next start from trying again.
	mark := dir + ".opening"
	if err != nil || readOnly && !whole || there(v.disk, mark) {
		return
	}
	if !readOnly {
		if writeFile(v.disk, mark, nil) != nil {
			return
		}
		defer v.disk.Remove(mark)
	}
	key := v.storeKey()
	defer crypto.Wipe(key)
	s, err := v.disk.OpenStore(dir, key, true)
	if err != nil {
		return
	}
	defer s.close()
	g.lost = slices.DeleteFunc(g.lost, func(l lostOp) bool {
		sealed, err := s.read(l.id, l.revision)
		return err == nil && g.enter(l.op, l.at, sealed)
	})
	if len(g.gaps) == 0 {
		return
	}
	revisions, err := s.revisions()
	if err != nil {
		return
	}
	for id, revision := range revisions {
		it := v.index[id]
		if _, gone := v.gone[id]; gone || it != nil && it.newest().revision >= revision {
			continue
		}
		if sealed, err := s.read(id, revision); err == nil && g.enterUnknown(id, revision, sealed) {
			g.found++
		}
	}
}

func (g *gathering) enter(o op, saved time.Time, sealed []byte) bool {
	if !g.opens(o, sealed) {
		return false
	}
	o.length = uint32(len(sealed))
	g.v.applyOp(o, saved, g.v.keep(sealed), nil, g.changed)
	it := g.v.index[o.id]
	slices.SortFunc(it.versions, func(a, b version) int { return int(int64(a.revision - b.revision)) })
	return true
}

// enterUnknown enters a record of which the log does not say what it is: it is
// what it opens as.
func (g *gathering) enterUnknown(id ID, revision uint64, sealed []byte) bool {
	type sort struct {
		kind   string
		schema uint16
	}
	sorts := map[sort]bool{}
	for other, it := range g.v.index {
		if known := g.v.index[id]; known == nil || other == id {
			sorts[sort{it.kind, it.newest().schema}] = true
		}
	}
	for s := range sorts {
		if g.enter(op{typ: opPut, kind: s.kind, id: id, revision: revision, schema: s.schema}, g.v.savedAt, sealed) {
			return true
		}
	}
	return false
}

// problems names what is lost, by when it was saved.
func (g *gathering) problems() []Problem {
	var out []Problem
	for _, l := range g.lost {
		p := Problem{What: "record", ID: l.id.String(), At: l.at, Lost: true}
		p.Detail = fmt.Sprintf("revision %d, saved on %s, was changed and cannot be read", l.revision, onDate(l.at))
		if it := g.v.index[l.id]; it != nil && it.newest().revision < l.revision {
			shown := it.newest().revision
			p.Detail += fmt.Sprintf("; revision %d, saved on %s, is shown instead", shown, onDate(g.saved[l.id][shown]))
		}
		out = append(out, p)
	}
	for _, s := range g.gaps {
		p := Problem{What: "log", Lost: true}
		switch {
		case s.after.IsZero() && s.before.IsZero():
			p.Detail = "what was saved cannot be read"
		case s.after.IsZero():
			p.Detail = fmt.Sprintf("what was saved before the save of %s cannot be read", onDate(s.before))
		case s.before.IsZero():
			p.Detail = fmt.Sprintf("what was saved after the save of %s cannot be read", onDate(s.after))
		default:
			p.Detail = fmt.Sprintf("what was saved between the saves of %s and %s cannot be read", onDate(s.after), onDate(s.before))
		}
		if g.found > 0 {
			p.Detail += fmt.Sprintf("; the working store gave %d records that are nowhere else", g.found)
		}
		out = append(out, p)
	}
	return out
}

// onDate is a moment as problems name it.
func onDate(at time.Time) string { return at.Local().Format("2006-01-02 15:04") }

// keep holds sealed bytes that are not in the file v.log reads, and gives the
// offset that stands for them.
func (v *Vault) keep(sealed []byte) int64 {
	v.rescued = append(v.rescued, bytes.Clone(sealed))
	return -int64(len(v.rescued))
}

// withHead is a log file with its head as it should be. Which counter it begins
// after is said by the other copy, or by its own first step.
func (k logKeys) withHead(file []byte, generation uint64, other []byte) ([]byte, error) {
	base, err := k.parseHead(other, generation)
	if err != nil {
		_, counter, ok := frameAt(file, headLen)
		if len(file) < headLen || !ok || counter == 0 {
			return nil, ErrDamaged
		}
		base = counter - 1
	}
	if len(file) < headLen {
		return nil, ErrDamaged
	}
	return append(k.logHead(generation, base), file[headLen:]...), nil
}

// readAnyLog is readLog, and where only the head does not hold reads on behind it.
func (k logKeys) readAnyLog(file []byte, generation uint64, other []byte) ([]byte, *reading, error) {
	r, err := k.readLog(file, generation)
	if !errors.Is(err, ErrDamaged) {
		return file, r, err
	}
	mended, herr := k.withHead(file, generation, other)
	if herr != nil {
		return file, nil, err
	}
	r, herr = k.readLog(mended, generation)
	if herr != nil || len(r.steps) == 0 {
		return file, nil, err
	}
	r.problem(time.Time{}, "its head was changed")
	return mended, r, nil
}
