package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// unsavedOther is a record of the course that waits to be saved: what it is, the
// revision it was made from, and itself.
type unsavedOther struct {
	Kind string          `json:"kind"`
	Base uint64          `json:"base,omitempty"`
	Data json.RawMessage `json:"data"`
}

// waits says how each kind of record that can wait is saved.
var waits = map[string]func(context.Context, *Journal, unsavedOther) error{
	"course":       savesWaiting((*Journal).SaveCourse, func(j *Journal) *shelf[Course] { return j.courses }),
	"vital":        savesWaiting((*Journal).SaveVital, func(j *Journal) *shelf[Vital] { return j.vitals }),
	"side-effect":  savesWaiting((*Journal).SaveSideEffect, func(j *Journal) *shelf[SideEffect] { return j.effects }),
	"insight":      savesWaiting((*Journal).SaveInsight, func(j *Journal) *shelf[Insight] { return j.insights }),
	"practice":     savesWaiting((*Journal).SavePractice, func(j *Journal) *shelf[Practice] { return j.practices }),
	"practice-log": savesWaiting((*Journal).SavePracticeLog, func(j *Journal) *shelf[PracticeLog] { return j.practiceLogs }),
	"question":     savesWaiting((*Journal).SaveQuestion, func(j *Journal) *shelf[Question] { return j.questions }),
}

// savesWaiting saves one kind. What was changed elsewhere meanwhile stays beside
// it, as with sessions; a save that hung may have ended well after all.
func savesWaiting[T any, P headed[T]](save func(*Journal, context.Context, T) (T, error), of func(*Journal) *shelf[T]) func(context.Context, *Journal, unsavedOther) error {
	return func(ctx context.Context, j *Journal, one unsavedOther) error {
		var t T
		if err := json.Unmarshal(one.Data, &t); err != nil {
			return fmt.Errorf("the unsaved words cannot be read: %w", err)
		}
		h := P(&t).head()
		h.Revision = one.Base
		_, err := save(j, ctx, t)
		if !errors.Is(err, ErrStale) && !errors.Is(err, ErrNotFound) {
			return err
		}
		if there, err := of(j).get(h.ID); err == nil {
			if data, err := json.Marshal(there); err == nil && bytes.Equal(data, one.Data) {
				return nil
			}
		}
		h.ID, h.Revision = "", 0
		_, err = save(j, ctx, t)
		return err
	}
}

func (j *Journal) saveOther(ctx context.Context, one unsavedOther) error {
	save, ok := waits[one.Kind]
	if !ok {
		return fmt.Errorf("the unsaved words are of a kind this version does not know: %q", one.Kind)
	}
	return save(ctx, j, one)
}

// The records of the course that can wait. Each Add is Unsaved.Add for one kind.

// AddCourse is Add for a course.
func (u *Unsaved) AddCourse(c Course) { addOther(u, "course", c) }

// AddVital is Add for a reading.
func (u *Unsaved) AddVital(v Vital) { addOther(u, "vital", v) }

// AddSideEffect is Add for a side effect.
func (u *Unsaved) AddSideEffect(e SideEffect) { addOther(u, "side-effect", e) }

// AddInsight is Add for an insight.
func (u *Unsaved) AddInsight(i Insight) { addOther(u, "insight", i) }

// AddPractice is Add for a practice.
func (u *Unsaved) AddPractice(p Practice) { addOther(u, "practice", p) }

// AddPracticeLog is Add for a line about a practice.
func (u *Unsaved) AddPracticeLog(l PracticeLog) { addOther(u, "practice-log", l) }

// AddQuestion is Add for a question.
func (u *Unsaved) AddQuestion(q Question) { addOther(u, "question", q) }

func addOther[T any, P headed[T]](u *Unsaved, kind string, t T) {
	if data, err := json.Marshal(t); err == nil { // a record of ours always can be
		u.Records = append(u.Records, unsavedOther{Kind: kind, Base: P(&t).head().Revision, Data: data})
	}
}
