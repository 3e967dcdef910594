package pagetest

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/look"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
)

// Shell stands in for the window's shell. Its clock stands still at Clock, and
// its runner does everything at once.
type Shell struct {
	Clock  time.Time
	Inline run.Inline
	Win    fyne.Window

	Went    []route.Route // every Go, in order
	Backs   int
	Said    []string
	Offers  []Offer
	Failed  []error
	Copied  string
	Changes int
	Word    string // for a session; "" is the usual one

	late *Late
}

// Runner does everything at once, or, after BeLate, answers late.
func (s *Shell) Runner() run.Runner {
	if s.late != nil {
		return s.late
	}
	return &s.Inline
}

// Offer is a toast with an action.
type Offer struct {
	Text, Action string
	Do           func()
}

// New is a shell with a window of 1180×760 in the given look.
func New(t testing.TB, settings look.Settings) *Shell {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(settings))
	w := app.NewWindow("")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1180, 760))
	t.Cleanup(w.Close)
	return &Shell{Clock: time.Date(2026, 11, 21, 18, 30, 0, 0, time.FixedZone("", 3600)), Win: w}
}

// Go and the other methods are what pages ask of a shell.
func (s *Shell) Go(r route.Route)    { s.Went = append(s.Went, r) }
func (s *Shell) Back()               { s.Backs++ }
func (s *Shell) Window() fyne.Window { return s.Win }
func (s *Shell) Now() time.Time      { return s.Clock }
func (s *Shell) Say(text string)     { s.Said = append(s.Said, text) }
func (s *Shell) Fail(err error)      { s.Failed = append(s.Failed, err) }
func (s *Shell) Copy(text string)    { s.Copied = text }
func (s *Shell) Changed()            { s.Changes++ }
func (s *Shell) Offer(text, action string, do func()) {
	s.Offers = append(s.Offers, Offer{text, action, do})
}

// Advance moves both clocks.
func (s *Shell) Advance(d time.Duration) {
	s.Clock = s.Clock.Add(d)
	s.Inline.Advance(d)
}

// Words says things with the person's word for a session.
func (s *Shell) Words() *assets.Words {
	if s.Word == "" {
		return assets.English()
	}
	return assets.English().Called(s.Word)
}

// Show puts a page into the window and the keyboard on it.
func (s *Shell) Show(p route.Page) {
	s.Win.SetContent(p.Content())
	if f, ok := p.(route.Focuser); ok {
		f.Focus(s.Win.Canvas())
	}
}

// Leave leaves a page and says whether the next one may be shown.
func (s *Shell) Leave(p route.Page) (left bool) {
	l, ok := p.(route.Leaver)
	if !ok {
		return true
	}
	l.Leave(func() { left = true })
	return left
}
