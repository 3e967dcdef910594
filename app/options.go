package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"afterglow/app/look"
	"afterglow/app/pages/support"
	"afterglow/app/run"
	"afterglow/crypto"
)

// Options are what main decides for the window.
type Options struct {
	// Folder is where the journal is, or would be made.
	Folder string
	// SealedFile is opened at the start, "" for none.
	SealedFile string
	// KnownFile and LookFile are in the user's configuration folder. They hold
	// nothing a person wrote.
	KnownFile, LookFile string
	// Demo, if set, makes the fictional journal in Folder and enters it.
	Demo bool
	// Practice, with Demo, makes a fictional therapist's vault instead.
	Practice bool
	// KDF for a new journal; the zero value is calibrated to the machine.
	KDF crypto.KDF
	// Replace, if set, starts the program anew in this process on a folder's Open
	// page, and hands it what was kept; it returns only when that failed. Without it
	// the window stays.
	Replace func(folder string, kept []byte) error
	// Kept is what the process before this one handed on, sealed.
	Kept []byte
	// Chosen, if set, is told when another folder is chosen.
	Chosen func(folder string)
	// Ending, if set, is told when the window is being closed for good: from then on
	// another start is not this one's business.
	Ending func()
	// Warning, if set, says what speaks against keeping a journal in a folder, "" for
	// nothing.
	Warning func(folder string) string
	// Now is the clock; nil is the machine's.
	Now func() time.Time
	// Runner makes the runner for each opening; nil is the real one.
	Runner func(run.Display) run.Runner
}

// outside is what is remembered outside the journal: how the window looks, the
// country whose crisis lines Support shows before unlocking, and the numbers of
// that list that the person put right and lets be seen there.
type outside struct {
	look.Settings
	Country string            `json:"country,omitempty"`
	Lines   map[string]string `json:"lines,omitempty"`
}

// readOutside reads it; anything unreadable is the default.
func readOutside(path string) (o outside) {
	if b, err := os.ReadFile(path); err == nil {
		_ = json.Unmarshal(b, &o)
	}
	o.Settings, o.Lines = o.Settings.Sound(), support.Sound(o.Lines, o.Country)
	return o
}

// writeOutside remembers it. Losing it loses nothing but comfort, so errors are
// not told.
func writeOutside(path string, o outside) {
	if path == "" {
		return
	}
	b, err := json.Marshal(o)
	if err != nil || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	_ = os.WriteFile(path, b, 0o600)
}
