package timeline

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
)

// Shell is what these pages ask of the window around them.
type Shell interface {
	Go(route.Route)
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(text string)
	Offer(text, action string, do func())
	Fail(error)
	Changed()
}

// Store is what these pages ask of the journal.
type Store interface {
	Search(ctx context.Context, query string, f journal.Filter) ([]journal.Summary, error)
	Hit(ctx context.Context, id journal.ID, query string) (journal.Hit, error)
	Sessions() []journal.DosingSession
	Tags() []journal.TagCount
	Trash(ctx context.Context, id journal.ID) error
	Untrash(ctx context.Context, id journal.ID) error
	TrashedRecords() []journal.TrashedRecord
	UntrashRecord(ctx context.Context, id journal.ID) error
	// ReceivedFiles are the files of a client, which go with them.
	ReceivedFiles(client journal.ID) []journal.ReceivedFile
	EmptyTrash(ctx context.Context) (int, error)
}

// View is what the Journal page is showing: search, filters and place. The
// shell keeps one for as long as a journal is unlocked, so that coming back
// from an entry finds the list as it was left, and wipes it at lock: it holds
// what a person searched for.
type View struct {
	query  string
	filter journal.Filter
	at     journal.ID // the entry the keyboard was on
}

// Wipe forgets what was searched for.
func (v *View) Wipe() { *v = View{} }
