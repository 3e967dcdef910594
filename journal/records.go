package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"afterglow/journal/vault"
)

// The kinds of record in the vault. A kind added later is a new minor version.
const (
	recordEntry    = "entry"
	recordSession  = "dosing-session"
	recordContact  = "contact"
	recordShare    = "share"
	recordSettings = "settings"
	recordIdentity = "identity"
)

// recordSchema is the version of every record's JSON.
const recordSchema = 1

// shelf holds all records of one kind that are small enough to keep whole.
type shelf[T any] struct {
	kind string
	// at gives where a T keeps its id and revision.
	at func(*T) (*ID, *uint64)
	// clone gives a copy that shares nothing.
	clone func(T) T
	// trashedAt gives where it keeps when it went to the trash; nil if it cannot.
	trashedAt func(*T) *When
	// waited saves a record that waited for the next unlocking; nil if none can.
	waited func(context.Context, *Journal, unsavedOther) error

	mu     sync.RWMutex
	items  map[ID]T
	closed bool
}

func newShelf[T any](kind string, at func(*T) (*ID, *uint64), clone func(T) T) *shelf[T] {
	return &shelf[T]{kind: kind, at: at, clone: clone, items: map[ID]T{}}
}

// load enters a record read from the vault.
func (s *shelf[T]) load(r vault.Record) error {
	var t T
	if err := json.Unmarshal(r.Data, &t); err != nil {
		return err
	}
	id, revision := s.at(&t)
	*id, *revision = ID(r.ID.String()), r.Revision
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[*id] = t
	return nil
}

// list gives all that keep says yes to, in the order of compare; nil for all, in
// any order.
func (s *shelf[T]) list(keep func(T) bool, compare func(a, b T) int) []T {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []T
	for _, t := range s.items {
		if keep == nil || keep(t) {
			out = append(out, s.clone(t))
		}
	}
	if compare != nil {
		slices.SortFunc(out, compare)
	}
	return out
}

func (s *shelf[T]) get(id ID) (T, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	t, ok := s.items[id]
	switch {
	case s.closed:
		return t, vault.ErrClosed
	case !ok:
		return t, ErrNotFound
	}
	return s.clone(t), nil
}

// save writes t, new if it has no id, and gives it with id and revision.
func (s *shelf[T]) save(ctx context.Context, v *vault.Vault, t T) (T, error) {
	id, revision := s.at(&t)
	if *id == "" {
		*id = ID(vault.NewID().String())
	}
	*id = ID(strings.ToLower(string(*id)))
	c, err := change(s.kind, *id, *revision, t)
	if err != nil {
		return t, err
	}
	revisions, err := v.Apply(ctx, c)
	if err != nil {
		return t, saveError(err)
	}
	*revision = revisions[0]
	s.hold(t)
	return t, nil
}

// hold takes in what was saved.
func (s *shelf[T]) hold(t T) {
	id, revision := s.at(&t)
	s.mu.Lock()
	defer s.mu.Unlock()
	if old, ok := s.items[*id]; ok {
		if _, held := s.at(&old); *held > *revision {
			return // another save overtook this one
		}
	}
	if !s.closed {
		s.items[*id] = s.clone(t)
	}
}

// replace takes what other holds, unless it was closed meanwhile.
func (s *shelf[T]) replace(other *shelf[T]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.items = other.items
	}
}

func (s *shelf[T]) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.items)
	s.closed = true
}

// change is the vault's form of saving a value.
func change(kind string, id ID, base uint64, value any) (vault.Change, error) {
	rid, err := vault.ParseID(string(id))
	if err != nil {
		return vault.Change{}, err
	}
	data, err := json.Marshal(value)
	if err != nil {
		return vault.Change{}, fmt.Errorf("this cannot be saved: %w", err)
	}
	return vault.Change{Kind: kind, ID: rid, Base: base, Schema: recordSchema, Data: data}, nil
}
