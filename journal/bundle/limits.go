package bundle

import (
	"errors"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/strict"
)

// The errors a caller can act on. [crypto.ErrWrongKey] and
// [crypto.ErrAbsurdWork] come through from the outer layer as they are.
var (
	// ErrDamaged: changed, cut short, or never a sealed file. Damage inside
	// age's own header can also be crypto.ErrWrongKey.
	ErrDamaged = crypto.ErrDamaged
	// ErrNewerFormat: a newer major version; nothing was read.
	ErrNewerFormat = errors.New("this file was made by a newer Afterglow: update Afterglow to open it")
	// ErrTooLarge: past one of the limits below.
	ErrTooLarge = strict.ErrTooLarge
	// ErrNotForYou: the signed manifest names other recipients than the reader.
	ErrNotForYou = errors.New("this file was made for someone else: ask its maker to seal it for you")
	// ErrAddressee: To names both keys and a passphrase, or neither.
	ErrAddressee = errors.New("choose either a contact or a passphrase to seal it for")
)

// The limits, held when sealing and when opening.
const (
	// MaxFile is the most a sealed file may weigh, in bytes (DESIGN §5).
	MaxFile = 2 << 30
	// MaxInside is the most bytes a file may hold that this version makes: it
	// makes them in memory. What others made may be as large as MaxFile.
	MaxInside = 512 << 20
	// MaxData is the most bytes of data (data/…) in one file. All of it is in
	// memory once it is opened; it is room for ten million words.
	MaxData = 64 << 20
	// MaxSide is the most pixels along one side of a picture, and MaxPicture the
	// most bytes of one: no PNG of that side with eight bits a colour has more.
	MaxSide    = 2560
	MaxPicture = 32 << 20
	// MaxFiles is the most files inside, manifest and signature among them.
	MaxFiles = 20_000
	// MaxEntry is the most bytes of text in one entry (DESIGN §5: 16 MB).
	MaxEntry = journal.MaxEntryBytes
	// MaxLine is the most bytes of an alias, a purpose or the cover's line.
	MaxLine = 16 << 10

	maxManifest  = 8 << 20 // 20,000 lines of about 150 bytes, and room
	maxSignature = 4 << 10 // an armoured Ed25519 signature is about 300 bytes
)
