package journal

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"

	"afterglow/crypto"
	"afterglow/journal/search"
	"afterglow/journal/vault"
)

// held is what memory keeps of an entry: its summary and its words folded for
// search. The words as written stay in the vault.
type held struct {
	Summary
	folded string
}

// entries is the list of all entries, newest first.
type entries struct {
	mu    sync.RWMutex
	byID  map[ID]*held
	order []*held
	// closed: nothing is taken in any more, so that nothing stays after Close.
	closed bool
}

// openingRunes is how much of an entry's beginning a list shows.
const openingRunes = 160

// decodeEntry reads an entry from its record.
func decodeEntry(r vault.Record) (Entry, error) {
	var e Entry
	if err := json.Unmarshal(r.Data, &e); err != nil {
		return e, err
	}
	e.ID, e.Revision = ID(r.ID.String()), r.Revision
	return e, nil
}

// hold makes the memory's part of an entry.
func hold(e Entry) *held {
	text := e.Text()
	s := Summary{ID: e.ID, Kind: e.Kind, Phase: e.Phase, Title: e.Title, Opening: opening(e.Sections),
		OccurredAt: e.OccurredAt, WrittenAt: e.WrittenAt, SessionID: e.SessionID, Tags: slices.Clone(e.Tags),
		Words: e.Words(), Bytes: len(text), Revision: e.Revision, Mark: e.Mark, RecordPref: e.RecordPref,
		Unfinished: e.Unfinished, TrashedAt: e.TrashedAt}
	return &held{s, search.Fold(e.Title + "\n" + strings.Join(e.Tags, "\n") + "\n" + text)}
}

// summary is a copy that shares nothing with what is held.
func (h *held) summary() Summary {
	s := h.Summary
	s.Tags = slices.Clone(s.Tags)
	return s
}

// opening is the first words of the first section that has any, on one line.
func opening(sections []Section) string {
	for _, s := range sections {
		head := s.Text[:min(len(s.Text), 8*openingRunes)]
		words := strings.Join(strings.Fields(strings.ToValidUTF8(head, "")), " ")
		if words == "" {
			continue
		}
		runes := []rune(words)
		if len(runes) <= openingRunes {
			return words
		}
		cut := string(runes[:openingRunes])
		if i := strings.LastIndexByte(cut, ' '); i > openingRunes/2 {
			cut = cut[:i]
		}
		return cut + "…"
	}
	return ""
}

// newestFirst orders by the moment as entered, then by when it was written.
func newestFirst(a, b *held) int {
	return cmp.Or(
		strings.Compare(b.OccurredAt.Wall(), a.OccurredAt.Wall()),
		strings.Compare(b.WrittenAt.Wall(), a.WrittenAt.Wall()),
		strings.Compare(string(b.ID), string(a.ID)))
}

func (es *entries) fill(loaded [][]*held) {
	es.mu.Lock()
	defer es.mu.Unlock()
	for _, list := range loaded {
		for _, h := range list {
			es.byID[h.ID] = h
		}
		es.order = append(es.order, list...)
	}
	slices.SortFunc(es.order, newestFirst)
}

// replace takes the entries of other, unless it was closed meanwhile.
func (es *entries) replace(other *entries) {
	es.mu.Lock()
	defer es.mu.Unlock()
	if !es.closed {
		es.byID, es.order = other.byID, other.order
	}
}

// put enters entries or replaces them. A revision older than the one held came
// too late, from a save that another overtook.
func (es *entries) put(list ...*held) {
	es.mu.Lock()
	defer es.mu.Unlock()
	if es.closed {
		return
	}
	list = slices.DeleteFunc(list, func(h *held) bool {
		old := es.byID[h.ID]
		return old != nil && old.Revision > h.Revision
	})
	if len(list) > 100 {
		for _, h := range list {
			es.removeLocked(h.ID)
		}
		for _, h := range list {
			es.byID[h.ID] = h
			es.order = append(es.order, h)
		}
		slices.SortFunc(es.order, newestFirst)
		return
	}
	for _, h := range list {
		es.removeLocked(h.ID)
		es.byID[h.ID] = h
		i, _ := slices.BinarySearchFunc(es.order, h, newestFirst)
		es.order = slices.Insert(es.order, i, h)
	}
}

func (es *entries) removeLocked(id ID) {
	if old := es.byID[id]; old != nil {
		if i, ok := slices.BinarySearchFunc(es.order, old, newestFirst); ok {
			es.order = slices.Delete(es.order, i, i+1)
		}
		delete(es.byID, id)
	}
}

func (es *entries) remove(id ID) {
	es.mu.Lock()
	defer es.mu.Unlock()
	es.removeLocked(id)
}

func (es *entries) clear() {
	es.mu.Lock()
	defer es.mu.Unlock()
	clear(es.byID)
	es.order, es.closed = nil, true
}

// each calls f for those that pass the filter, newest first, until it says no.
func (es *entries) each(f Filter, fn func(*held) bool) {
	es.mu.RLock()
	defer es.mu.RUnlock()
	for _, h := range es.order {
		if f.admits(&h.Summary) && !fn(h) {
			return
		}
	}
}

// admits says whether a summary passes the filter.
func (f Filter) admits(s *Summary) bool {
	date := s.OccurredAt.Date()
	return f.Trash == !s.TrashedAt.IsZero() &&
		(f.Kind == "" || f.Kind == s.Kind) &&
		(f.Phase == "" || f.Phase == s.Phase) &&
		(f.SessionID == "" || f.SessionID == s.SessionID) &&
		(f.Tag == "" || slices.Contains(s.Tags, f.Tag)) &&
		(f.Mark == "" || f.Mark == s.Mark) &&
		(f.From == "" || date >= f.From) &&
		(f.To == "" || date <= f.To)
}

// Summaries lists entries, newest first.
func (j *Journal) Summaries(f Filter) []Summary {
	var out []Summary
	j.entries.each(f, func(h *held) bool {
		out = append(out, h.summary())
		return true
	})
	return out
}

// Unfinished lists entries whose writing was cut off, newest first.
func (j *Journal) Unfinished() []Summary {
	var out []Summary
	j.entries.each(Filter{}, func(h *held) bool {
		if h.Summary.Unfinished {
			out = append(out, h.summary())
		}
		return true
	})
	return out
}

// Tags lists every tag in use, by name.
func (j *Journal) Tags() []TagCount {
	counts := map[string]int{}
	j.entries.each(Filter{}, func(h *held) bool {
		for _, t := range h.Summary.Tags {
			counts[t]++
		}
		return true
	})
	out := make([]TagCount, 0, len(counts))
	for tag, n := range counts {
		out = append(out, TagCount{tag, n})
	}
	slices.SortFunc(out, func(a, b TagCount) int { return strings.Compare(a.Tag, b.Tag) })
	return out
}

// Entry is one entry, to the letter, from the trash too.
func (j *Journal) Entry(ctx context.Context, id ID) (Entry, error) {
	rid, err := vault.ParseID(string(id))
	if err != nil {
		return Entry{}, ErrNotFound
	}
	r, err := j.vault.Get(ctx, rid)
	if errors.Is(err, vault.ErrNotFound) || err == nil && r.Kind != recordEntry {
		return Entry{}, ErrNotFound
	}
	if err != nil {
		return Entry{}, err
	}
	defer crypto.Wipe(r.Data)
	return decodeEntry(r)
}

// SaveEntry makes an entry durable. Without an ID it is new; otherwise Revision
// must be the one it was read at. Missing moments are now.
func (j *Journal) SaveEntry(ctx context.Context, e Entry) (Entry, error) {
	saved, err := j.SaveEntries(ctx, []Entry{e})
	if err != nil {
		return e, err
	}
	return saved[0], nil
}

// SaveEntries makes several entries durable in one step: all or none.
func (j *Journal) SaveEntries(ctx context.Context, list []Entry) ([]Entry, error) {
	if len(list) == 0 {
		return nil, nil
	}
	changes := make([]vault.Change, 0, len(list))
	saved := slices.Clone(list)
	for i := range saved {
		e := &saved[i]
		if err := e.check(); err != nil {
			return nil, err
		}
		j.complete(e)
		c, err := change(recordEntry, e.ID, e.Revision, e)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	revisions, err := j.vault.Apply(ctx, changes...)
	for _, c := range changes {
		crypto.Wipe(c.Data)
	}
	if err != nil {
		return nil, saveError(err)
	}
	holds := make([]*held, len(saved))
	for i := range saved {
		saved[i].Revision = revisions[i]
		holds[i] = hold(saved[i])
	}
	j.entries.put(holds...)
	return saved, nil
}

// complete fills in what a caller may leave out.
func (j *Journal) complete(e *Entry) {
	now := j.now()
	if e.ID == "" {
		e.ID = ID(vault.NewID().String())
	}
	e.ID = ID(strings.ToLower(string(e.ID)))
	if e.Kind == "" {
		e.Kind = KindFree
	}
	if e.Mark == "" {
		e.Mark = MarkPrivate
	}
	if e.WrittenAt.IsZero() {
		e.WrittenAt = At(now)
	}
	if e.OccurredAt.IsZero() {
		e.OccurredAt = e.WrittenAt
	}
}

// History is an entry's past, newest first: the last revision of each sitting.
func (j *Journal) History(ctx context.Context, id ID) ([]Entry, error) {
	rid, err := vault.ParseID(string(id))
	if err != nil {
		return nil, ErrNotFound
	}
	if _, err := j.Entry(ctx, id); errors.Is(err, ErrNotFound) || errors.Is(err, vault.ErrClosed) {
		return nil, err
	}
	revisions := j.vault.Revisions(rid)
	var out []Entry
	for _, rev := range slices.Backward(revisions) {
		r, err := j.vault.GetRevision(ctx, rid, rev)
		if err != nil {
			return nil, err
		}
		e, err := decodeEntry(r)
		crypto.Wipe(r.Data)
		if err != nil {
			return nil, err
		}
		if n := len(out); n > 0 && e.Sitting != "" && out[n-1].Sitting == e.Sitting {
			continue
		}
		out = append(out, e)
	}
	return out, nil
}

// Trash moves an entry to the trash.
func (j *Journal) Trash(ctx context.Context, id ID) error {
	return j.edit(ctx, id, func(e *Entry) { e.TrashedAt, e.Unfinished = At(j.now()), false })
}

// Untrash brings an entry back from the trash.
func (j *Journal) Untrash(ctx context.Context, id ID) error {
	return j.edit(ctx, id, func(e *Entry) { e.TrashedAt = When{} })
}

// edit changes an entry's newest revision.
func (j *Journal) edit(ctx context.Context, id ID, f func(*Entry)) error {
	e, err := j.Entry(ctx, id)
	if err != nil {
		return err
	}
	f(&e)
	_, err = j.SaveEntry(ctx, e)
	return err
}

// EmptyTrash destroys what is in the trash and says how much that was. What it
// destroyed cannot be read again from anything left in the folder.
func (j *Journal) EmptyTrash(ctx context.Context) (int, error) {
	trashed, records := j.Summaries(Filter{Trash: true}), j.purge()
	if len(trashed)+len(records) == 0 {
		// An earlier one may have forgotten and found no room to write the log anew.
		if err := j.vault.Closed(); err != nil || !j.vault.Forgotten() {
			return 0, err
		}
		return 0, saveError(j.rewrite(ctx, vault.RewriteOptions{NewEpoch: true}))
	}
	if _, err := j.forget(ctx, trashed, records); err != nil {
		return 0, err
	}
	return len(trashed) + len(records), saveError(j.rewrite(ctx, vault.RewriteOptions{NewEpoch: true}))
}
