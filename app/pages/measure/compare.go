package measure

import (
	"context"

	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/trend"
)

// Chooser is what choosing another score to compare with asks of the window.
type Chooser interface {
	Words() *assets.Words
	Runner() run.Runner
	Say(text string)
	Fail(error)
}

// Choices is where the choice is kept.
type Choices interface {
	Baselines() []journal.ID
	SaveBaselines(context.Context, []journal.ID) error
}

// CompareWith makes a value the one that s is compared with, says so, and then
// calls done. The first of the course is no choice but what is usual.
func CompareWith(shell Chooser, store Choices, s trend.Series, id journal.ID, done func()) {
	w := shell.Words()
	said := w.T("measure.compared_first")
	for _, p := range s.All {
		if p.ID == id && id != s.First {
			said = w.T("measure.compared", "Date", Date(p))
		}
	}
	shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
		return store.SaveBaselines(ctx, s.CompareWith(store.Baselines(), id))
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		shell.Say(said)
		done()
	})
}

// Date is the day of a value, in full: "3 May 2026".
func Date(p trend.Point) string { return p.When.Time().Format("2 January 2006") }
