package reading

import (
	"context"
	"time"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what these pages ask of the window around them.
type Shell interface {
	Go(route.Route)
	Back()
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Offer(text, action string, do func())
	Fail(error)
	Copy(text string)
	Changed()
}

// Store is what these pages ask of the journal.
type Store interface {
	Entry(ctx context.Context, id journal.ID) (journal.Entry, error)
	SaveEntry(ctx context.Context, e journal.Entry) (journal.Entry, error)
	History(ctx context.Context, id journal.ID) ([]journal.Entry, error)
	Trash(ctx context.Context, id journal.ID) error
	Untrash(ctx context.Context, id journal.ID) error
	Sessions() []journal.DosingSession
	Insights() []journal.Insight
	SaveInsight(context.Context, journal.Insight) (journal.Insight, error)
	Practices() []journal.Practice
	SavePractice(context.Context, journal.Practice) (journal.Practice, error)
	Questions() []journal.Question
	SaveQuestion(context.Context, journal.Question) (journal.Question, error)
}
