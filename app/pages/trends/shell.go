package trends

import (
	"time"

	"afterglow/app/pages/measure"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/trend"
)

// Shell is what this page asks of the window around it.
type Shell interface {
	Go(route.Route)
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Fail(error)
}

// Store is what this page asks of the journal.
type Store interface {
	trend.Source
	measure.Choices
}

// View is what was chosen on the page. The shell keeps one for as long as a
// journal is unlocked.
type View struct {
	span  trend.Range // "" for the first
	field string      // the answer of the check-in that is shown, "" for the first
}

// Wipe forgets it.
func (v *View) Wipe() { *v = View{} }
