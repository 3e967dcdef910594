package vault

import "errors"

// What can go wrong, as a caller can act on it.
var (
	// ErrWrongPassphrase: no slot of that kind opens with this secret.
	ErrWrongPassphrase = errors.New("wrong passphrase")
	// ErrDamaged: bytes are not what this program wrote.
	ErrDamaged = errors.New("damaged")
	// ErrNotAVault: the folder holds no journal.
	ErrNotAVault = errors.New("there is no journal in this folder")
	// ErrExists: the folder to create a journal in is not empty.
	ErrExists = errors.New("this folder is not empty: choose a new or an empty one")
	// ErrInUse: another process is writing here.
	ErrInUse = errors.New("this journal is in use by another window or program: close it there first")
	// ErrAbsurdWork: the header asks for more work than any journal made here.
	ErrAbsurdWork = errors.New("the header asks for an absurd amount of work or too little: it was not made by this program")
	// ErrOtherKeys: a backup of another journal, or of this one before its keys
	// were renewed.
	ErrOtherKeys = errors.New("this backup is not of this journal, or was made before its keys were renewed: restore it into an empty folder to see what is in it")
	// ErrNewer: a later version of the program wrote this.
	ErrNewer = errors.New("this journal was written by a newer Afterglow: update the program to open it")
	// ErrDiskFull: there is no room to write; nothing was half-written.
	ErrDiskFull = errors.New("the disk is full: nothing was lost; make room and save again")
	// ErrReadOnly: the vault was opened for reading.
	ErrReadOnly = errors.New("opened for reading only")
	// ErrStale: the record is not at the revision the change was based on.
	ErrStale = errors.New("changed elsewhere since it was read")
	// ErrNotFound: no such record.
	ErrNotFound = errors.New("no such record")
	// ErrClosed: the vault was closed.
	ErrClosed = errors.New("the journal is locked")
	// ErrTooLarge: a step past MaxStep.
	ErrTooLarge = errors.New("too large to be saved in one step")
)
