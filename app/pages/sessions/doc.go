// Package sessions is the Sessions page: the course as the person records it,
// one session's page, and a plain form. It records what was; it interprets,
// compares and advises nothing.
//
// The argument of its route is "" for the list, "new" for an empty form,
// "edit:ID" for a session's form, and an id for the session's page.
package sessions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
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
	Fail(error)
}

// Store is what this page asks of the journal.
type Store interface {
	Sessions() []journal.DosingSession
	Session(id journal.ID) (journal.DosingSession, error)
	SaveSession(ctx context.Context, s journal.DosingSession) (journal.DosingSession, error)
	Summaries(journal.Filter) []journal.Summary
}

const (
	argNew  = "new"
	argEdit = "edit:"
)

// NewRoute leads to an empty form.
func NewRoute() route.Route { return route.With(route.Sessions, argNew) }
