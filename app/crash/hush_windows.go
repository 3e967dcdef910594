package crash

import (
	"os"

	"golang.org/x/sys/windows"
)

// The runtime asks for the handle each time it prints; os.Stderr keeps the one it has.
var (
	nowhere *os.File // nil while all goes where it went
	kept    windows.Handle
)

// Hush sends what the runtime says to nowhere. Where the system refuses, all stays as
// it is.
func Hush() {
	if nowhere != nil {
		return
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	if kept, err = windows.GetStdHandle(windows.STD_ERROR_HANDLE); err == nil {
		err = windows.SetStdHandle(windows.STD_ERROR_HANDLE, windows.Handle(null.Fd()))
	}
	if err != nil {
		null.Close()
		return
	}
	nowhere = null
}

// Loud lets standard error go where it went before Hush.
func Loud() {
	if nowhere != nil && windows.SetStdHandle(windows.STD_ERROR_HANDLE, kept) == nil {
		nowhere.Close()
		nowhere = nil
	}
}
