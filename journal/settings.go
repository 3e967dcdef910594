package journal

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
}

// DefaultLockAfter is how many minutes of quiet lock a journal where nothing was said.
const DefaultLockAfter = 5
