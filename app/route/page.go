package route

import (
	"fyne.io/fyne/v2"

	"afterglow/journal"
)

// Page is one screen, ready to be shown.
type Page interface {
	// Content is the page's object tree. It is the same object each time.
	Content() fyne.CanvasObject
	// Route leads back to this page as it now stands.
	Route() Route
}

// Leaver is a page with something to finish before it goes: a draft to save.
// It calls done when it has, at once or later, and never refuses: what cannot
// be finished is said by the page that comes next.
type Leaver interface{ Leave(done func()) }

// Detour is a page that may want another one seen before whatever comes next,
// however it is left. It is asked after Leave; ok false is the usual way on.
type Detour interface{ Detour() (Route, bool) }

// Keeper is a page that may hold words which are on no disk yet. At lock there is
// nobody to ask: PutAway saves what can be saved and calls done, at once or later,
// whatever came of it. Unsaved, called then or when that takes too long, adds what
// is not on the disk.
type Keeper interface {
	PutAway(done func())
	Unsaved(*journal.Unsaved)
}

// Focuser says where the keyboard goes when the page is shown.
type Focuser interface{ Focus(c fyne.Canvas) }

// Escaper is asked first when Escape is pressed. True means it was dealt with;
// otherwise the shell goes back to the page before.
type Escaper interface{ Escape() bool }

// Refresher is told that the page is shown again, or that what it shows was
// changed elsewhere.
type Refresher interface{ Refresh() }

// FullScreen is a page that may want the whole window, without the rail.
type FullScreen interface{ WholeWindow() bool }

// Wiper empties every field and drops every text of the page. It is called at
// lock; the page is not used again.
type Wiper interface{ Wipe() }
