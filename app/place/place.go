package place

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// EnvJournal names the environment variable that says where the journal is,
// instead of the user's data folder.
const EnvJournal = "AFTERGLOW_JOURNAL"

// ErrNoHome says that the system does not tell where this user's files belong.
var ErrNoHome = errors.New("the system names no folder for your files: say --journal DIR")

// Journal is the folder of this user's journal: what AFTERGLOW_JOURNAL says,
// or a folder under the user's data folder.
func Journal() (string, error) {
	if dir := os.Getenv(EnvJournal); dir != "" {
		return filepath.Abs(dir)
	}
	return inData(runtime.GOOS, "journal")
}

// Demo is the folder in which the fictional journal is made. It is never the
// folder of a real one.
func Demo() (string, error) { return inData(runtime.GOOS, "demo") }

// KnownFile remembers how far each journal had come, so that a folder replaced
// by an older copy of itself is noticed. "" where there is no such place.
func KnownFile() string { return inConfig("known.json") }

// LookFile remembers how the window looks. "" where there is no such place.
func LookFile() string { return inConfig("look.json") }

// inData is a folder of ours among the user's data: XDG_DATA_HOME or
// ~/.local/share (XDG Base Directory Specification 0.8), ~/Library/Application
// Support, or %LocalAppData%, which Windows does not carry to other machines.
// The configuration may be in the same folder: on macOS and Windows names that
// differ in case are one.
func inData(system, name string) (string, error) {
	switch system {
	case "windows":
		if base := os.Getenv("LocalAppData"); base != "" {
			return filepath.Join(base, "Afterglow", name), nil
		}
		return "", ErrNoHome
	case "darwin":
		home, err := os.UserHomeDir()
		if err != nil {
			return "", ErrNoHome
		}
		return filepath.Join(home, "Library", "Application Support", "Afterglow", name), nil
	}
	// The specification has relative paths ignored.
	if base := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "afterglow", name), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", ErrNoHome
	}
	return filepath.Join(home, ".local", "share", "afterglow", name), nil
}

func inConfig(name string) string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "afterglow", name)
}
