package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
)

// unsavedOther is a record of the course that waits; Kind is its kind of record.
type unsavedOther struct {
	Kind string          `json:"kind"`
	Base uint64          `json:"base,omitempty"`
	Data json.RawMessage `json:"data"`
}

// CourseRecord is a pointer to any record of the course of treatment: *CheckIn,
// *Response, *Insight and so on; or to a *Client or *ClientNote.
type CourseRecord interface {
	head() *Head
	check() error
}

// kindOf is the kind of record of a value.
func kindOf(r CourseRecord) string {
	switch r.(type) {
	case *Course:
		return recordCourse
	case *Vital:
		return recordVital
	case *SideEffect:
		return recordSideEffect
	case *Insight:
		return recordInsight
	case *Practice:
		return recordPractice
	case *PracticeLog:
		return recordPracticeLog
	case *Question:
		return recordQuestion
	case *CheckIn:
		return recordCheckIn
	case *Response:
		return recordResponse
	case *ExternalScore:
		return recordExternal
	case *CustomInstrument:
		return recordInstrument
	case *FollowUp:
		return recordFollowUp
	case *Skip:
		return recordSkip
	case *SupportPlan:
		return recordPlan
	case *CareContact:
		return recordPerson
	case *Client:
		return recordClient
	case *ClientNote:
		return recordNote
	}
	return ""
}

// AddRecord is Add for a record of the course. A questionnaire that was begun
// becomes an incomplete response.
func (u *Unsaved) AddRecord(r CourseRecord) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	u.Others = append(u.Others, unsavedOther{kindOf(r), r.head().Revision, data})
	return nil
}

// saveOther saves a record of the course that waited, as saveWaiting does.
func (j *Journal) saveOther(ctx context.Context, o unsavedOther) error {
	if o.Kind == recordResponse {
		var r Response
		if err := json.Unmarshal(o.Data, &r); err != nil {
			return err
		}
		_, err := j.SaveResponse(ctx, r)
		return err
	}
	if s := j.shelfOf(o.Kind); s != nil {
		return s.saveWaiting(ctx, j, o)
	}
	return ErrNotFound
}

// waiting saves what waited on a shelf of records with a Head.
func waiting[T any, P headed[T]](s *shelf[T]) func(context.Context, *Journal, unsavedOther) error {
	return func(ctx context.Context, j *Journal, o unsavedOther) error {
		var t T
		if err := json.Unmarshal(o.Data, &t); err != nil {
			return err
		}
		h := P(&t).head()
		h.Revision = o.Base
		if now, err := s.get(h.ID); err == nil && P(&now).head().Revision > o.Base {
			if data, err := json.Marshal(now); err == nil && bytes.Equal(data, o.Data) {
				return nil // the save that hung ended well after all
			}
		}
		_, err := saveRecord[T, P](ctx, j, s, t)
		if errors.Is(err, ErrStale) || errors.Is(err, ErrNotFound) {
			h.ID, h.Revision = "", 0
			_, err = saveRecord[T, P](ctx, j, s, t)
		}
		return err
	}
}

func (s *shelf[T]) saveWaiting(ctx context.Context, j *Journal, o unsavedOther) error {
	if s.waited == nil {
		return ErrNotFound
	}
	return s.waited(ctx, j, o)
}
