package journal

import (
	"cmp"
	"context"

	"afterglow/journal/vault"
)

// Mark is what the writer said of sharing something. It decides what is offered,
// never what is sealed: only ticking does that.
type Mark string

// The marks.
const (
	MarkPrivate Mark = "private" // never offered in bulk
	MarkAsk     Mark = "ask"     // offered, unticked
	MarkShare   Mark = "share"   // "for my therapist"
)

// Marks lists them in the order they are offered.
var Marks = []Mark{MarkPrivate, MarkAsk, MarkShare}

// RecordPref is what the writer asks of a therapist who keeps what was shared
// (domain.md §6.4). It is a request, shown with the thing, and binds nobody.
type RecordPref string

// The preferences.
const (
	RecordFine  RecordPref = ""             // fine for the record
	SessionOnly RecordPref = "session_only" // for our session only, please
)

// RecordPrefs lists them in the order they are offered.
var RecordPrefs = []RecordPref{RecordFine, SessionOnly}

// Sharing is what a record that is not an entry says of being shared.
type Sharing struct {
	// Mark is "" where nothing was said: ask Marked.
	Mark       Mark       `json:"mark,omitempty"`
	RecordPref RecordPref `json:"record_pref,omitempty"`
}

// Marked is the mark, which is to ask where nothing was said.
func (s Sharing) Marked() Mark { return cmp.Or(s.Mark, MarkAsk) }

func (s *Sharing) sharing() *Sharing { return s }

// marked is a record that can be shared by itself.
type marked interface{ sharing() *Sharing }

// SetSharing says of a record that is not an entry how it is to be offered, and
// nothing else of it changes: of a response neither.
//
// Errors: ErrNotFound, also for a record that cannot be shared by itself.
func (j *Journal) SetSharing(ctx context.Context, id ID, to Sharing) error {
	if err := to.check(); err != nil {
		return err
	}
	for _, s := range j.shelves() {
		if err := s.setSharing(ctx, j.vault, id, to); err != ErrNotFound {
			return err
		}
	}
	return ErrNotFound
}

func (s *shelf[T]) setSharing(ctx context.Context, v *vault.Vault, id ID, to Sharing) error {
	t, err := s.get(id)
	if err != nil {
		return err
	}
	m, ok := any(&t).(marked)
	if !ok {
		return ErrNotFound
	}
	*m.sharing() = to
	_, err = s.save(ctx, v, t)
	return err
}

func (s Sharing) check() error {
	return first(checkOneOf("mark", s.Mark, Marks), checkOneOf("record_pref", s.RecordPref, RecordPrefs))
}
