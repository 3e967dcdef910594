package course

import (
	"time"

	"afterglow/journal"
	"afterglow/journal/measure"
	"afterglow/journal/trend"
)

// Source is what this package reads; *journal.Journal is one.
type Source interface {
	trend.Source
	Instruments() []measure.Instrument
	Summaries(journal.Filter) []journal.Summary
	Session(journal.ID) (journal.DosingSession, error)
	Vitals(session journal.ID) []journal.Vital
	SideEffects(session journal.ID) []journal.SideEffect
	FollowUps(journal.DosingSession) []journal.FollowUp
	Insights() []journal.Insight
	Practices() []journal.Practice
	PracticeLogs(practice journal.ID) []journal.PracticeLog
	Questions() []journal.Question
	Skips() []journal.Skip
	Settings() journal.Settings
}

var _ Source = (*journal.Journal)(nil)

const day = 24 * time.Hour

// Current is the course that is going on, or the last one there was.
func Current(src trend.Source) (journal.Course, bool) {
	return journal.CurrentCourse(src.Courses())
}

// DayOf is the list for the day of a session, as the clinic gave it: its
// course's, else that of the settings.
func DayOf(src Source, s journal.DosingSession) string {
	for _, c := range src.Courses() {
		if c.ID == s.CourseID && c.DayOf != "" {
			return c.DayOf
		}
	}
	if c, ok := Current(src); ok && s.CourseID == "" && c.DayOf != "" {
		return c.DayOf
	}
	return src.Settings().DayOf
}

// holds says whether a session takes place or took place.
func holds(s journal.DosingSession) bool {
	return s.Status != journal.SessionCancelled && s.Status != journal.SessionMoved
}

// took says whether a session took place.
func took(s journal.DosingSession) bool {
	return s.Status == journal.SessionDone || s.Status == ""
}
