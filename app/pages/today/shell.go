package today

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

// Shell is what this page asks of the window around it.
type Shell interface {
	Go(route.Route)
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Fail(error)
	Offer(text, action string, do func())
}

// Store is what this page asks of the journal.
type Store interface {
	course.Source
	Unfinished() []journal.Summary
	SaveFollowUp(context.Context, journal.FollowUp) (journal.FollowUp, error)
	Insight(journal.ID) (journal.Insight, error)
	LookAtInsight(context.Context, journal.ID, journal.InsightState, string) (journal.Insight, error)
	SaveInsight(context.Context, journal.Insight) (journal.Insight, error)
	SavePracticeLog(context.Context, journal.PracticeLog) (journal.PracticeLog, error)
	SkipMeasure(ctx context.Context, instrument string) (journal.Skip, error)
}

// View is what was put away on the page. The shell keeps one for as long as a
// journal is unlocked.
type View struct {
	notToday map[string]bool
	later    bool // the recovery code
	more     bool // what is folded is shown
}

// Wipe forgets it.
func (v *View) Wipe() { *v = View{} }
