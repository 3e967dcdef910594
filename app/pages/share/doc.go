// Package share is the patient's way to hand something over: choose, keep parts
// back, look at exactly what the reader will see, say for whom, seal. And the log
// of what was sealed. What is shown as the preview is the very value that is sealed.
//
// What is promised, each held by a test:
//
//   - Nothing goes that was not ticked; what is private is ticked one by one only.
//   - A part that is kept back is out of the preview at once, and the journal stays
//     as it is. Where a thing was changed since, it is asked for again and the rest
//     of the choice stays.
//   - Escape and Back never lose the choice: it goes along with a lock too.
//   - Nothing leaves the encryption before it was said what that means.
//   - A share of the log is looked at as it was sealed, not as the journal is now.
package share

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/sharing"
)

// Shell is what these pages ask of the window.
type Shell interface {
	Go(route.Route)
	Back()
	Window() fyne.Window
	Words() *assets.Words
	Runner() run.Runner
	Now() time.Time
	Say(string)
	Fail(error)
	Copy(text string)
}

// Store is what these pages ask of the journal.
type Store interface {
	sharing.Library
	Tags() []journal.TagCount
	Contacts() []journal.Contact
	SaveEntry(ctx context.Context, e journal.Entry) (journal.Entry, error)
	SetSharing(ctx context.Context, id journal.ID, to journal.Sharing) error
	SharedContent(ctx context.Context, s journal.Share) ([]byte, error)
}
