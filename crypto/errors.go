package crypto

import "errors"

var (
	// ErrWrongKey says that a passphrase, recovery code or key does not fit.
	// Where the lock itself was altered, it cannot always be told from this.
	ErrWrongKey = errors.New("the passphrase or key does not fit")

	// ErrDamaged says that data was changed, cut short or never was what it
	// should be. Nothing of it may be used.
	ErrDamaged = errors.New("the data is damaged or was changed")

	// ErrAbsurdWork says that foreign parameters ask for more time or memory
	// than any honest file does. Nothing was spent on them.
	ErrAbsurdWork = errors.New("unlocking this would take an unreasonable amount of work")

	// ErrTooWeak says that parameters or a secret protect less than is allowed.
	ErrTooWeak = errors.New("the protection is weaker than is allowed")

	// ErrRecoveryTypo says that what was typed is no recovery code, most
	// likely for a slip of the finger: its check does not add up.
	ErrRecoveryTypo = errors.New("this is not a recovery code as it was written down; compare it letter by letter")

	// ErrBadRecipient says that a text is no age recipient this package seals
	// for: age1pq1… or age1…, nothing else.
	ErrBadRecipient = errors.New("this is not a key that can be sealed for; it should start with age1")

	// ErrMixedRecipients says that recipients of both kinds were named: one
	// classic recipient would undo the post-quantum protection of the others.
	ErrMixedRecipients = errors.New("a file cannot be sealed for age1pq1… and for older age1… keys together; make one file for each kind")
)
