package today

import (
	"context"
	"time"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/course"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Go(route.Route)
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Fail(error)
}

// Store is what this page asks of the journal.
type Store interface {
	course.Source
	Unfinished() []journal.Summary
	SkipMeasure(ctx context.Context, instrument string) (journal.Skip, error)
}

// View is what was put away on the page. The shell keeps one for as long as a
// journal is unlocked.
type View struct {
	notToday map[string]bool
	later    bool // the recovery code
}

// Wipe forgets it.
func (v *View) Wipe() { *v = View{} }
