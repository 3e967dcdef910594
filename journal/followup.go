package journal

import (
	"context"
	"fmt"
	"time"

	"afterglow/assets"
)

// FollowUpState is what the person did about a follow-up.
type FollowUpState string

// The states of a follow-up. There is none for being late.
const (
	FollowUpOpen    FollowUpState = "open"
	FollowUpDone    FollowUpState = "done"
	FollowUpSkipped FollowUpState = "skipped"
)

// FollowUpStates lists them.
var FollowUpStates = []FollowUpState{FollowUpOpen, FollowUpDone, FollowUpSkipped}

// FollowUpKinds are the moments after a session at which a look back is offered
// (domain.md §1.3), in their order.
var FollowUpKinds = []Phase{Phase24h, Phase72h, PhaseWeek}

// followUpAfter is how long after the end of a session each one comes due.
var followUpAfter = map[Phase]time.Duration{Phase24h: 24 * time.Hour, Phase72h: 72 * time.Hour, PhaseWeek: 7 * 24 * time.Hour}

// FollowUp is one of the three moments after a session. Only what the person did
// about it is kept; Due follows from the session's end as it stands, so that a
// corrected end moves it.
type FollowUp struct {
	Head
	SessionID ID            `json:"session_id"`
	Kind      Phase         `json:"kind"`
	State     FollowUpState `json:"state"`
	EntryID   ID            `json:"entry_id,omitempty"`
	// Due is by the clock on the wall where the session was. It is not kept.
	Due WallTime `json:"-"`
}

func (f *FollowUp) check() error {
	if f.SessionID == "" {
		return assets.Wrong("wrong.of_session", "session_id")
	}
	return first(setOneOf(new(Phase), "kind", string(f.Kind), FollowUpKinds),
		setOneOf(new(FollowUpState), "state", string(f.State), FollowUpStates))
}

// FollowUps gives the three follow-ups of a session that took place, with what
// was done about each: an entry of that moment is doing it.
func (j *Journal) FollowUps(s DosingSession) []FollowUp {
	if s.Status != SessionDone && s.Status != "" {
		return nil
	}
	kept := map[Phase]FollowUp{}
	for _, f := range j.followUpsOf(s.ID) {
		kept[f.Kind] = f
	}
	var out []FollowUp
	for _, kind := range FollowUpKinds {
		f, ok := kept[kind]
		if !ok {
			f = FollowUp{SessionID: s.ID, Kind: kind, State: FollowUpOpen}
		}
		f.Due = s.EndWall().Add(followUpAfter[kind])
		j.entries.each(Filter{SessionID: s.ID, Phase: kind}, func(h *held) bool {
			if f.State != FollowUpDone {
				f.State, f.EntryID = FollowUpDone, h.ID
			}
			return false
		})
		out = append(out, f)
	}
	return out
}

// followUpsOf lists what is kept of a session's follow-ups.
func (j *Journal) followUpsOf(session ID) []FollowUp {
	return there(j.followUps, func(f FollowUp) bool { return f.SessionID == session }, func(FollowUp) string { return "" })
}

// keptFollowUps lists what is kept of all sessions' follow-ups.
func (j *Journal) keptFollowUps() []FollowUp { return ofSessions((*Journal).followUpsOf)(j) }

// keepFollowUp saves what was done about a follow-up as a new record, or as what
// is kept of the same moment already.
func (j *Journal) keepFollowUp(ctx context.Context, f FollowUp) (FollowUp, error) {
	for _, kept := range j.followUpsOf(f.SessionID) {
		if f.ID == "" && kept.Kind == f.Kind {
			f.Head = kept.Head
		}
	}
	return j.SaveFollowUp(ctx, f)
}

// SaveFollowUp keeps what was done about a follow-up, given as FollowUps gave it.
func (j *Journal) SaveFollowUp(ctx context.Context, f FollowUp) (FollowUp, error) {
	return saveRecord(ctx, j, j.followUps, f)
}

// Skip notes that the person passed over a measure that was offered. It is
// offered again after its usual time, as if it had been taken.
type Skip struct {
	Head
	InstrumentID string `json:"instrument_id"`
	On           When   `json:"on"`
}

func (s *Skip) check() error {
	switch {
	case s.InstrumentID == "":
		return assets.Wrong("wrong.measure", "instrument_id")
	case s.On.IsZero():
		return assets.Wrong("wrong.day", "on")
	}
	return checkTexts("instrument_id", s.InstrumentID)
}

// Skips lists them, oldest first.
func (j *Journal) Skips() []Skip {
	return there(j.skips, nil, func(s Skip) string { return s.On.Wall() })
}

// SkipMeasure passes over a measure that was offered.
func (j *Journal) SkipMeasure(ctx context.Context, instrument string) (Skip, error) {
	return j.SaveSkip(ctx, Skip{InstrumentID: instrument})
}

// SaveSkip makes one durable; without a day it is of today.
func (j *Journal) SaveSkip(ctx context.Context, s Skip) (Skip, error) {
	if _, ok := j.Instrument(s.InstrumentID, ""); !ok && s.InstrumentID != "" {
		return s, fmt.Errorf("instrument_id: %w", j.noMeasure(s.InstrumentID))
	}
	if s.On.IsZero() {
		s.On = On(j.now())
	}
	return saveRecord(ctx, j, j.skips, s)
}
