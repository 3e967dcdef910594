package app

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/clients"
)

// windowSize is the window's first size, in Fyne's units.
var windowSize = fyne.NewSize(1180, 760)

// Shell is the window and all that pages ask of it.
type Shell struct {
	app     fyne.App
	window  fyne.Window
	options Options
	words   *assets.Words
	look    look.Settings

	area   *fyne.Container // the page
	frame  *fyne.Container // rail and area
	rail   *rail
	toasts *kit.Toasts
	busy   *kit.Busy

	runner  run.Runner
	journal *journal.Journal // nil while locked
	clients *clients.Clients // of a therapist's vault, else nil
	// opened is a journal the Open page unlocked and has not entered yet. It is
	// set by work of the Runner.
	opened atomic.Pointer[journal.Journal]

	current route.Page
	built   []route.Page // of this opening, to be wiped at lock
	history []route.Route
	leaving int // number of the newest leaving
	// quitting: a page is seen before the program ends; Back then ends it.
	quitting bool
	country  string            // for Support; kept outside the journal too,
	lines    map[string]string // as are numbers of it that were put right
	views    views
	// opening is the Open page while it is on the way in: it may hold the
	// recovery code, which is shown once.
	opening route.Page
	// received is the shared file that was opened last: no route can make its
	// page anew, so Back finds it here.
	received route.Page
	card     string  // the file of a contact card that is to be added
	sealed   *opener // what it is read from

	copied       string // what we put on the clipboard last
	stopClearing func() // of the clipboard, after a while

	touchedAt time.Time // when the person last did something here
	stopIdle  func()
	veil      *kit.Veil // over a hidden window
	locking   bool
	hurried   bool     // because the computer is about to sleep
	locked    []func() // to be told when the lock under way has ended
	// kept waits, sealed, for the next unlocking; rest are words that waited and
	// could not be saved yet.
	kept []byte
	rest journal.Unsaved
}

// New makes the window. Show it with ShowAndRun of its Window.
func New(a fyne.App, o Options) *Shell {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Runner == nil {
		o.Runner = func(d run.Display) run.Runner { return run.NewAsync(fyne.Do, d) }
	}
	s := &Shell{app: a, options: o, words: assets.English(), stopIdle: func() {}, stopClearing: func() {}, kept: o.Kept}
	remembered := readOutside(o.LookFile)
	s.look, s.country, s.lines = remembered.Settings, remembered.Country, remembered.Lines
	a.Settings().SetTheme(look.New(s.look))
	a.SetIcon(fyne.NewStaticResource("afterglow.png", assets.Icon))
	s.window = a.NewWindow(s.words.T("app.window_title"))
	s.window.SetPadded(false)
	s.window.Resize(windowSize)
	s.window.SetMaster()
	s.area = container.NewStack()
	s.rail = newRail(s)
	s.toasts = kit.NewToasts()
	s.busy = kit.NewBusy(s.words)
	s.frame = container.NewBorder(nil, nil, s.rail.object, nil, container.NewStack(s.area, s.toasts.Object()))
	s.window.SetContent(kit.NewWatched(s.frame))
	s.runner = o.Runner(s.busy.On(s.window))
	s.menu()
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	kit.Watch(s.window, kit.Watcher{Touched: s.touched, Copied: func(text string) { s.copied = text }})
	a.Lifecycle().SetOnExitedForeground(s.leftForeground)
	s.window.SetOnDropped(s.dropped)
	s.window.SetCloseIntercept(s.Quit)
	s.start()
	return s
}

// start shows the first page.
func (s *Shell) start() {
	switch {
	case s.options.Demo:
		s.enterDemo()
	case s.options.SealedFile != "":
		s.openSealed(s.options.SealedFile)
	default:
		s.Go(route.To(route.Open))
	}
}

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.window }

// Words are the texts of the chosen language.
func (s *Shell) Words() *assets.Words { return s.words }

// Runner does long work.
func (s *Shell) Runner() run.Runner { return s.runner }

// Now is the time.
func (s *Shell) Now() time.Time { return s.options.Now() }

// Look is how the window looks.
func (s *Shell) Look() look.Settings { return s.look }

// SetLook changes how the window looks, at once, and remembers it.
func (s *Shell) SetLook(l look.Settings) {
	grown := s.look.TextScale != l.Sound().TextScale
	s.look = l.Sound()
	s.app.Settings().SetTheme(look.New(s.look))
	if grown {
		s.menu() // Fyne gives the page the room below a menu bar as high as before
	}
	s.keepOutside()
}

// Journal is the open journal, nil while it is locked.
func (s *Shell) Journal() *journal.Journal { return s.journal }

// Unlocked says whether a journal is open.
func (s *Shell) Unlocked() bool { return s.journal != nil }

// Changed tells the page that is shown that the journal changed under it.
func (s *Shell) Changed() {
	if r, ok := s.current.(route.Refresher); ok {
		r.Refresh()
	}
}
