package writing

import (
	"time"

	"afterglow/journal"
)

// sessionNear is the session that writing at a phase is most likely about: the
// next one for words before it, the last one for words after it, none for
// anything else. Cancelled sessions are not meant.
func sessionNear(sessions []journal.DosingSession, phase journal.Phase, now time.Time) journal.ID {
	today := journal.On(now).Date()
	var last, next journal.ID
	for _, s := range sessions { // oldest first
		if s.Status == journal.SessionCancelled || s.Status == journal.SessionMoved {
			continue
		}
		date := s.Date.Date()
		if date <= today {
			last = s.ID
		}
		if date >= today && next == "" {
			next = s.ID
		}
	}
	switch phase {
	case journal.PhaseBefore:
		return next
	case journal.PhaseSameDay, journal.Phase24h, journal.Phase72h, journal.PhaseWeek:
		return last
	}
	return ""
}
