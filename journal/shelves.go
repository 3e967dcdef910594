package journal

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"afterglow/journal/measure"
	"afterglow/journal/vault"
)

// The kinds of record of the course, by the names FORMAT.md has for them.
const (
	recordCourse      = "course"
	recordVital       = "vital"
	recordSideEffect  = "side-effect"
	recordInsight     = "insight"
	recordPractice    = "practice"
	recordPracticeLog = "practice-log"
	recordQuestion    = "question"
	recordCheckIn     = "check-in"
	recordResponse    = "response"
	recordExternal    = "external-score"
	recordInstrument  = "instrument"
	recordFollowUp    = "follow-up"
	recordSkip        = "skip"
	recordPlan        = "support-plan"
	recordPerson      = "care-contact"
)

// treatment holds the records of the course of treatment and of support.
type treatment struct {
	courses      *shelf[Course]
	vitals       *shelf[Vital]
	effects      *shelf[SideEffect]
	insights     *shelf[Insight]
	practices    *shelf[Practice]
	practiceLogs *shelf[PracticeLog]
	questions    *shelf[Question]
	checkIns     *shelf[CheckIn]
	responses    *shelf[Response]
	externals    *shelf[ExternalScore]
	custom       *shelf[CustomInstrument]
	followUps    *shelf[FollowUp]
	skips        *shelf[Skip]
	plans        *shelf[SupportPlan]
	people       *shelf[CareContact]
}

func newTreatment() treatment {
	return treatment{
		courses:      newRecords(recordCourse, cloneCourse),
		vitals:       newRecords[Vital](recordVital, nil),
		effects:      newRecords[SideEffect](recordSideEffect, nil),
		insights:     newRecords[Insight](recordInsight, nil),
		practices:    newRecords[Practice](recordPractice, nil),
		practiceLogs: newRecords[PracticeLog](recordPracticeLog, nil),
		questions:    newRecords[Question](recordQuestion, nil),
		checkIns:     newRecords[CheckIn](recordCheckIn, nil),
		responses:    newRecords(recordResponse, cloneResponse),
		externals:    newRecords[ExternalScore](recordExternal, nil),
		custom: newRecords(recordInstrument, func(c CustomInstrument) CustomInstrument {
			c.File = slices.Clone(c.File)
			return c
		}),
		followUps: newRecords[FollowUp](recordFollowUp, nil),
		skips:     newRecords[Skip](recordSkip, nil),
		plans:     newRecords[SupportPlan](recordPlan, nil),
		people:    newRecords[CareContact](recordPerson, nil),
	}
}

// anyShelf is a shelf of whatever type.
type anyShelf interface {
	name() string
	load(vault.Record) error
	clear()
	setTrash(context.Context, *vault.Vault, ID, When) error
	setSharing(context.Context, *vault.Vault, ID, Sharing) error
	trashed() []TrashedRecord
	all() []any
	remove(ID)
	saveWaiting(context.Context, *Journal, unsavedOther) error
}

// shelves lists every shelf whose records can go to the trash.
func (j *Journal) shelves() []anyShelf {
	return []anyShelf{j.sessions, j.contacts, j.courses, j.vitals, j.effects, j.insights, j.practices, j.practiceLogs, j.questions,
		j.checkIns, j.responses, j.externals, j.custom, j.followUps, j.skips, j.plans, j.people, j.clients, j.received, j.notes}
}

// shelfOf is the shelf of a kind of record, or nil.
func (j *Journal) shelfOf(kind string) anyShelf {
	for _, s := range j.shelves() {
		if s.name() == kind {
			return s
		}
	}
	return nil
}

// TrashedRecord is something in the trash that is not an entry. Type is the
// name of its kind of record, Title what it says of itself, if anything.
type TrashedRecord struct {
	ID        ID
	Type      string
	Title     string
	TrashedAt When
	revision  uint64
}

// titled is a record that says something of itself in a list.
type titled interface{ title() string }

func (s DosingSession) title() string { return cmp.Or(s.Intention, s.Date.String()) }
func (c Contact) title() string       { return c.Name }
func (c Course) title() string        { return c.Title }
func (i Insight) title() string       { return i.Text }
func (p Practice) title() string      { return p.What }
func (q Question) title() string      { return q.Text }
func (c CheckIn) title() string       { return cmp.Or(c.Line, c.On.String()) }
func (s ExternalScore) title() string { return s.Label }
func (c CareContact) title() string   { return c.Label }
func (c CustomInstrument) title() string {
	in, _ := measure.Parse("file", c.File)
	return in.Title
}
func (r Response) title() string { return r.InstrumentID + " " + r.TakenAt.Date() }

func (s *shelf[T]) name() string { return s.kind }

// setTrash moves a record to the trash, or back with the zero moment.
func (s *shelf[T]) setTrash(ctx context.Context, v *vault.Vault, id ID, at When) error {
	t, err := s.get(id)
	if err != nil {
		return err
	}
	*s.trashedAt(&t) = at
	_, err = s.save(ctx, v, t)
	return err
}

func (s *shelf[T]) trashed() []TrashedRecord {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []TrashedRecord
	for id, t := range s.items {
		at := *s.trashedAt(&t)
		if at.IsZero() {
			continue
		}
		_, revision := s.at(&t)
		r := TrashedRecord{ID: id, Type: s.kind, TrashedAt: at, revision: *revision}
		if says, ok := any(t).(titled); ok {
			r.Title = says.title()
		}
		out = append(out, r)
	}
	return out
}

// all is every record, in the trash too, in the order of writing.
func (s *shelf[T]) all() []any {
	list := s.list(nil, func(a, b T) int {
		idA, _ := s.at(&a)
		idB, _ := s.at(&b)
		return cmp.Or(strings.Compare(writtenAt(a), writtenAt(b)), strings.Compare(string(*idA), string(*idB)))
	})
	var out []any
	for _, t := range list {
		out = append(out, t)
	}
	return out
}

func (s *shelf[T]) remove(id ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.items, id)
}

// TrashRecord moves a record that is not an entry to the trash, whatever its
// type. What belongs to it alone (a session's readings and side effects, a
// practice's log) is seen no more with it, and goes when the trash is emptied.
func (j *Journal) TrashRecord(ctx context.Context, id ID) error {
	return j.setTrash(ctx, id, At(j.now()))
}

// UntrashRecord brings a record back from the trash.
func (j *Journal) UntrashRecord(ctx context.Context, id ID) error {
	return j.setTrash(ctx, id, When{})
}

func (j *Journal) setTrash(ctx context.Context, id ID, at When) error {
	for _, s := range j.shelves() {
		if err := s.setTrash(ctx, j.vault, id, at); err != ErrNotFound {
			return err
		}
	}
	return ErrNotFound
}

// TrashedRecords lists what is in the trash and not an entry, newest first.
func (j *Journal) TrashedRecords() []TrashedRecord {
	var out []TrashedRecord
	for _, s := range j.shelves() {
		out = append(out, s.trashed()...)
	}
	slices.SortFunc(out, func(a, b TrashedRecord) int {
		return cmp.Or(strings.Compare(b.TrashedAt.Wall(), a.TrashedAt.Wall()), strings.Compare(string(a.ID), string(b.ID)))
	})
	return out
}

// purge is what emptying the trash destroys beside entries: what is in it, and
// what belongs to that alone.
func (j *Journal) purge() []TrashedRecord {
	out := j.TrashedRecords()
	gone := map[ID]bool{}
	for _, r := range out {
		gone[r.ID] = true
	}
	belongs := func(kind string, id, owner ID, revision uint64) {
		if gone[owner] && !gone[id] {
			out = append(out, TrashedRecord{ID: id, Type: kind, revision: revision})
		}
	}
	for _, v := range j.vitals.list(nil, nil) {
		belongs(recordVital, v.ID, v.SessionID, v.Revision)
	}
	for _, e := range j.effects.list(nil, nil) {
		belongs(recordSideEffect, e.ID, e.SessionID, e.Revision)
	}
	for _, f := range j.followUps.list(nil, nil) {
		belongs(recordFollowUp, f.ID, f.SessionID, f.Revision)
	}
	for _, l := range j.practiceLogs.list(nil, nil) {
		belongs(recordPracticeLog, l.ID, l.PracticeID, l.Revision)
	}
	for _, f := range j.received.list(nil, nil) {
		belongs(recordReceived, f.ID, f.ClientID, f.Revision)
	}
	for _, n := range j.notes.list(nil, nil) {
		belongs(recordNote, n.ID, n.ClientID, n.Revision)
	}
	return out
}
