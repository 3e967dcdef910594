// Package sessions is the Sessions page: the courses as the person records them,
// the story of one session, and plain forms. It records what was; it interprets,
// compares and advises nothing.
//
// The argument of its route is "" for the list, "new" for an empty form,
// "edit:ID" for a session's form, an id for the session's story,
// "effects:ID" for the side effects of a session, "reading:SESSION:ID" for a
// reading of one, and "course:ID" for a course, an empty ID being a new one.
package sessions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// Shell is what this page asks of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(string)
	Offer(text, action string, do func())
	Fail(error)
	Changed()
}

// Store is what this page asks of the journal.
type Store interface {
	course.Source
	SaveSession(context.Context, journal.DosingSession) (journal.DosingSession, error)
	Course(journal.ID) (journal.Course, error)
	SaveCourse(context.Context, journal.Course) (journal.Course, error)
	SaveVital(context.Context, journal.Vital) (journal.Vital, error)
	SaveSideEffect(context.Context, journal.SideEffect) (journal.SideEffect, error)
	SaveFollowUp(context.Context, journal.FollowUp) (journal.FollowUp, error)
	TrashRecord(context.Context, journal.ID) error
	UntrashRecord(context.Context, journal.ID) error
}

const (
	argNew     = "new"
	argEdit    = "edit:"
	argEffects = "effects:"
	argReading = "reading:"
	argCourse  = "course:"
)

// NewRoute leads to an empty form.
func NewRoute() route.Route { return route.With(route.Sessions, argNew) }

// EffectsRoute leads to the side effects of a session.
func EffectsRoute(session journal.ID) route.Route {
	return route.With(route.Sessions, argEffects+string(session))
}

// View is what is remembered between two visits, within one opening: what was
// ticked on the list of the day. It is kept nowhere else and counts nothing.
type View struct{ ticked map[tick]bool }

// tick is a line of the list, on a day. It holds no words.
type tick struct {
	session journal.ID
	day     string
	line    int
}
