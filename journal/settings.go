package journal

import (
	"cmp"
	"maps"
	"slices"
)

// SessionWord is what the person calls a session (domain.md §4.6: let them choose).
type SessionWord string

// SessionWords lists the words in the order they are offered; "" is the first.
var SessionWords = []SessionWord{"session", "treatment", "journey"}

// Settings are the person's choices that are kept inside the vault.
type Settings struct {
	Revision uint64 `json:"-"`
	// Alias is how the person is called in a sealed file ("R."); never a legal name by default.
	Alias string `json:"alias,omitempty"`
	// Country is an ISO 3166 code chosen by hand for the Support page.
	Country string `json:"country,omitempty"`
	// RecoveryConfirmed is when the recovery code was typed back.
	RecoveryConfirmed When `json:"recovery_confirmed,omitzero"`
	// LockAfter is how many minutes of quiet lock the journal; 0 is DefaultLockAfter.
	LockAfter int `json:"lock_after,omitempty"`
	// LockInBackground locks when the window is no longer the one in front.
	LockInBackground bool `json:"lock_in_background,omitempty"`
	// BackupFolder is where a backup is made at each lock, "" for nowhere; the
	// newest BackupKeep of them stay there, 0 being DefaultBackupKeep.
	BackupFolder string `json:"backup_folder,omitempty"`
	BackupKeep   int    `json:"backup_keep,omitempty"`
	// SessionWord is the person's word for a session.
	SessionWord SessionWord `json:"session_term,omitempty"`
	// DayOf is the list for the day of a session where no course has its own, as
	// the clinic gave it.
	DayOf string `json:"day_of,omitempty"`
	// MeasureEvery is after how many days a measure is offered again, by its id,
	// where that is not what is usual; 0 is never (domain.md §3.6: all editable).
	MeasureEvery map[string]int `json:"measure_every,omitempty"`
	// BaselineIDs is Course.BaselineIDs where there is no course.
	BaselineIDs []ID `json:"baseline_response_ids,omitempty"`
	// LinesChecked is when the person checked the numbers in Support, by country.
	LinesChecked map[string]When `json:"lines_checked,omitempty"`
	// LinesChanged is what the person put in the place of a number of the list, by
	// country and number, "GB 116 123"; "" is left out.
	LinesChanged map[string]string `json:"lines_changed,omitempty"`
	// LinesOutside lets those numbers be seen before unlocking too.
	LinesOutside bool `json:"lines_outside,omitempty"`
}

// clone is a copy that shares nothing.
func (s Settings) clone() Settings {
	s.MeasureEvery, s.LinesChecked, s.LinesChanged = maps.Clone(s.MeasureEvery), maps.Clone(s.LinesChecked), maps.Clone(s.LinesChanged)
	s.BaselineIDs = slices.Clone(s.BaselineIDs)
	return s
}

// Term is the person's word for a session; its texts are "session_term.WORD".
func (s Settings) Term() SessionWord { return cmp.Or(s.SessionWord, SessionWords[0]) }

// DefaultLockAfter is how many minutes of quiet lock a journal where nothing was said.
const DefaultLockAfter = 5
