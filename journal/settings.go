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
}
