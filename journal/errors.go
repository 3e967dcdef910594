package journal

import "errors"

// The errors a caller can act on. The window and the command line translate
// these, never the text of an error.
var (
	// ErrNotFound: no record of that id (or no longer: it was purged).
	ErrNotFound = errors.New("there is nothing with that id in this journal")
	// ErrEmpty: an entry without a title and without a word in it.
	ErrEmpty = errors.New("the entry is empty: write at least one word")
	// ErrTooLarge: an entry past MaxEntryBytes.
	ErrTooLarge = errors.New("the entry is larger than 16 MB: split it into several")
	// ErrNotUTF8: text that is not valid UTF-8.
	ErrNotUTF8 = errors.New("the text is not valid UTF-8: save it as UTF-8 and try again")
	// ErrReadOnly: the journal was opened for reading only.
	ErrReadOnly = errors.New("this journal is open for reading only")
	// ErrStale: the record was changed by someone else since it was read.
	ErrStale = errors.New("this was changed elsewhere since you opened it: open it again")
)

// MaxEntryBytes is the most text one entry may hold (DESIGN §5: an entry 16 MB).
const MaxEntryBytes = 16 << 20
