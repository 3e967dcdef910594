package again

import (
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// Replace starts the program anew in this process, with these arguments and the
// same environment. It returns only when that failed. The file is the one that
// runs, even when another took its name meanwhile; open files do not go along.
func Replace(args []string) error {
	closeOnExec()
	return syscall.Exec("/proc/self/exe", append([]string{os.Args[0]}, args...), os.Environ())
}

// closeOnExec marks every open file but the three standard ones: libraries
// open some that Go knows nothing of.
func closeOnExec() {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return // Go's own are marked already
	}
	for _, e := range list {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > 2 {
			unix.CloseOnExec(fd)
		}
	}
}
