//go:build unix

package crash

import (
	"log"
	"os"

	"golang.org/x/sys/unix"
)

var (
	// first is os.Stderr as it was. It is held for good: once it was collected,
	// file 2 would be closed, and the next file that is opened would have its place.
	first *os.File
	// kept is where standard error went, nil before the first Hush.
	kept *os.File
)

// Hush sends what the runtime says to nowhere. Where the system refuses, all stays as
// it is. It is for the beginning of main, before there is a second goroutine.
func Hush() {
	if os.Stderr == kept && kept != nil {
		return
	}
	null, err := unix.Open(os.DevNull, unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	defer unix.Close(null)
	if kept == nil {
		to, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, 3)
		if err != nil {
			return
		}
		first, kept = os.Stderr, os.NewFile(uintptr(to), os.Stderr.Name())
	}
	if unix.Dup2(null, 2) == nil {
		os.Stderr = kept
		log.SetOutput(kept)
	}
}

// Loud lets standard error go where it went before Hush.
func Loud() {
	if kept != nil && unix.Dup2(int(kept.Fd()), 2) == nil {
		os.Stderr = first
		log.SetOutput(first)
	}
}
