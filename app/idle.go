package app

import (
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/journal"
)

const (
	// hideKey covers the window at once, and shows it again.
	hideKey = fyne.KeyF9
	// idleLook is the longest between two looks at the clock: the person may have
	// chosen a shorter time meanwhile.
	idleLook = 15 * time.Second
)

// touched is told of everything the person does in the window.
func (s *Shell) touched(key fyne.KeyName) {
	s.touchedAt = s.Now()
	if key == hideKey {
		s.hide()
	}
}

// watchIdle locks when nothing was done for as long as the person chose. It looks
// at the clock again and again until it has, and nothing turns it off.
func (s *Shell) watchIdle() {
	s.stopIdle()
	if !s.lockable() {
		return
	}
	after := s.lockAfter()
	left := after - s.Now().Sub(s.touchedAt)
	if left <= 0 {
		s.Lock()
		return
	}
	s.stopIdle = s.runner.After(min(left, after, idleLook), s.watchIdle)
}

// beginIdle begins to count from now.
func (s *Shell) beginIdle() {
	s.touchedAt = s.Now()
	s.watchIdle()
}

// lockAfter is the time of quiet that locks. A shared file that is read without
// a journal is put away after the time there is for everyone.
func (s *Shell) lockAfter() time.Duration {
	minutes := journal.DefaultLockAfter
	if s.journal != nil && s.journal.Settings().LockAfter > 0 {
		minutes = s.journal.Settings().LockAfter
	}
	return time.Duration(minutes) * time.Minute
}

// leftForeground is called when another window came to the front.
func (s *Shell) leftForeground() {
	if s.journal != nil && s.journal.Settings().LockInBackground {
		s.Lock()
	}
}

// hide covers the window at once, for when someone comes in; the same key, or
// Escape, shows it again. It is no lock: that comes when it is time.
func (s *Shell) hide() {
	switch {
	case s.locking:
	case s.veil != nil:
		s.veil.Lift()
		s.veil = nil
	case s.lockable():
		s.veil = kit.ShowVeil(s.window, s.words.T("app.hidden"), func(key fyne.KeyName) {
			if key == fyne.KeyEscape {
				s.hide()
			}
		})
	}
}
