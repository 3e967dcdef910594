package journal

import "time"

// Settings are the person's choices that are kept inside the vault.
type Settings struct {
	Revision uint64 `json:"-"`
	// Alias is how the person is called in a sealed file ("R."); never a legal name by default.
	Alias string `json:"alias,omitempty"`
	// Country is an ISO 3166 code chosen by hand for the Support page.
	Country string `json:"country,omitempty"`
	// RecoveryConfirmed is when the recovery code was typed back.
	RecoveryConfirmed When `json:"recovery_confirmed,omitzero"`
	// LockAfterMinutes of quiet the journal locks itself; 0 is DefaultLockAfter.
	LockAfterMinutes int `json:"lock_after_minutes,omitempty"`
	// LockOnFocusLoss locks it when another window comes to the front.
	LockOnFocusLoss bool `json:"lock_on_focus_loss,omitempty"`
	// BackupFolder takes a backup at each lock, "" for none; BackupKeep of them
	// stay, 0 is DefaultBackupKeep.
	BackupFolder string `json:"backup_folder,omitempty"`
	BackupKeep   int    `json:"backup_keep,omitempty"`
}

// What a journal does where nothing was chosen.
const (
	DefaultLockAfter  = 5 * time.Minute
	DefaultBackupKeep = 5
	maxLockMinutes    = 12 * 60
)

// LockAfter is how long the journal may lie quiet before it locks itself. It is
// never endless.
func (s Settings) LockAfter() time.Duration {
	if s.LockAfterMinutes <= 0 {
		return DefaultLockAfter
	}
	return time.Duration(min(s.LockAfterMinutes, maxLockMinutes)) * time.Minute
}
