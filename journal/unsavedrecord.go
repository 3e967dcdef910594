package journal

import (
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
	"course":       savesWaiting((*Journal).SaveCourse),
	"vital":        savesWaiting((*Journal).SaveVital),
	"side-effect":  savesWaiting((*Journal).SaveSideEffect),
	"insight":      savesWaiting((*Journal).SaveInsight),
	"practice":     savesWaiting((*Journal).SavePractice),
	"practice-log": savesWaiting((*Journal).SavePracticeLog),
	"question":     savesWaiting((*Journal).SaveQuestion),
}

// savesWaiting saves one kind. What was changed elsewhere meanwhile stays beside
// it, as with sessions.
func savesWaiting[T any, P headed[T]](save func(*Journal, context.Context, T) (T, error)) func(context.Context, *Journal, unsavedOther) error {
	return func(ctx context.Context, j *Journal, one unsavedOther) error {
		var t T
		if err := json.Unmarshal(one.Data, &t); err != nil {
			return fmt.Errorf("the unsaved words cannot be read: %w", err)
		}
		h := P(&t).head()
		h.Revision = one.Base
		_, err := save(j, ctx, t)
		if errors.Is(err, ErrStale) || errors.Is(err, ErrNotFound) {
			h.ID, h.Revision = "", 0
			_, err = save(j, ctx, t)
		}
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
