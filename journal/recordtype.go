package journal

import (
	"context"
	"slices"
)

// RecordType is a type of record of the course for whoever makes and reads
// records by the names of their fields, and has no form for each of them.
// CheckIn and Response have a SetField of their own.
type RecordType struct {
	Name   string   // as FORMAT.md has it
	Fields []string // what SetField knows, in the order of FORMAT.md
	When   string   // the field that says when it was; "" where there is none
	File   string   // the field that a file fills; "" where there is none

	blank func() CourseRecord
	begin func(*Journal) CourseRecord
	list  func(*Journal) []CourseRecord
	save  func(context.Context, *Journal, CourseRecord) (CourseRecord, error)
}

// New is a record in which nothing is written.
func (t RecordType) New() CourseRecord { return t.blank() }

// Begin is what a new record starts from in a journal: nothing, but for what
// there is one of.
func (t RecordType) Begin(j *Journal) CourseRecord {
	if t.begin != nil {
		return t.begin(j)
	}
	return t.blank()
}

// List is every record of the type that is kept and not in the trash.
func (t RecordType) List(j *Journal) []CourseRecord { return t.list(j) }

// Save makes a record of the type durable and gives it back with its id.
func (t RecordType) Save(ctx context.Context, j *Journal, r CourseRecord) (CourseRecord, error) {
	return t.save(ctx, j, r)
}

// HeadOf is what every record of the course has.
func HeadOf(r CourseRecord) Head { return *r.head() }

// TitleOf is what a record says of itself in a list, or "".
func TitleOf(r CourseRecord) string {
	if says, ok := r.(titled); ok {
		return says.title()
	}
	return ""
}

// RecordTypes lists them in the order of a course.
func RecordTypes() []RecordType { return slices.Clone(recordTypes) }

var recordTypes = []RecordType{
	typed(recordCourse, "started_on", (*Journal).Courses, (*Journal).SaveCourse),
	typed(recordVital, "at", ofSessions((*Journal).Vitals), (*Journal).SaveVital),
	typed(recordSideEffect, "", ofSessions((*Journal).SideEffects), (*Journal).SaveSideEffect),
	typed(recordFollowUp, "", (*Journal).keptFollowUps, (*Journal).keepFollowUp),
	typed(recordInsight, "", (*Journal).Insights, (*Journal).SaveInsight),
	typed(recordPractice, "", (*Journal).Practices, (*Journal).SavePractice),
	typed(recordPracticeLog, "on", (*Journal).allPracticeLogs, (*Journal).SavePracticeLog),
	typed(recordQuestion, "", (*Journal).Questions, (*Journal).SaveQuestion),
	typed(recordExternal, "on", (*Journal).ExternalScores, (*Journal).SaveExternalScore),
	filled("file", typed(recordInstrument, "", (*Journal).customFiles, (*Journal).SaveInstrument)),
	begun((*Journal).SupportPlan, typed(recordPlan, "", (*Journal).keptPlan, (*Journal).SaveSupportPlan)),
	typed(recordPerson, "", (*Journal).CareContacts, (*Journal).SaveCareContact),
	typed(recordSkip, "on", (*Journal).Skips, (*Journal).SaveSkip),
}

// typed is the type of T, whose moment stands in the field when.
func typed[T any, P headed[T]](name, when string, list func(*Journal) []T, save func(*Journal, context.Context, T) (T, error)) RecordType {
	return RecordType{
		Name: name, When: when, Fields: fieldNames[T](),
		blank: func() CourseRecord { return P(new(T)) },
		list: func(j *Journal) []CourseRecord {
			var out []CourseRecord
			for _, t := range list(j) {
				out = append(out, P(&t))
			}
			return out
		},
		save: func(ctx context.Context, j *Journal, r CourseRecord) (CourseRecord, error) {
			t, err := save(j, ctx, *r.(P))
			return P(&t), err
		},
	}
}

// filled is a type of which a file fills a field.
func filled(field string, t RecordType) RecordType {
	t.File = field
	return t
}

// begun is a type of which there is one, that is gone on with.
func begun[T any, P headed[T]](one func(*Journal) T, t RecordType) RecordType {
	t.begin = func(j *Journal) CourseRecord {
		now := one(j)
		return P(&now)
	}
	return t
}

// ofSessions lists what belongs to sessions, session by session.
func ofSessions[T any](list func(*Journal, ID) []T) func(*Journal) []T {
	return func(j *Journal) []T {
		var out []T
		for _, s := range j.Sessions() {
			out = append(out, list(j, s.ID)...)
		}
		return out
	}
}

func (j *Journal) allPracticeLogs() []PracticeLog {
	var out []PracticeLog
	for _, p := range j.Practices() {
		out = append(out, j.PracticeLogs(p.ID)...)
	}
	return out
}

// keptPlan is the support plan once there is one.
func (j *Journal) keptPlan() []SupportPlan {
	if p := j.SupportPlan(); p.ID != "" {
		return []SupportPlan{p}
	}
	return nil
}
