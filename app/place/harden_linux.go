package place

import (
	"errors"

	"golang.org/x/sys/unix"
)

// Harden keeps this process's memory to itself: no core file, and no other
// process of the same user can read it through /proc or attach to it. The mark
// is lost when a process replaces itself, so it is the first thing each does.
func Harden() error {
	return errors.Join(
		unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}),
		unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0),
	)
}
