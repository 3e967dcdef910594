package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// handicapped are programs that run afterglow with less than it is used to.
var handicapped = map[string]func(){
	// As a user whom folders' permissions bind, also where the tests run as root.
	"ordinary": func() {
		if os.Geteuid() == 0 {
			runtime.LockOSThread()
			for _, c := range []uintptr{unix.CAP_DAC_OVERRIDE, unix.CAP_DAC_READ_SEARCH} {
				if err := unix.Prctl(unix.PR_CAPBSET_DROP, c, 0, 0, 0); err != nil {
					giveUp(err)
				}
			}
		}
		become(os.Args[1:])
	},
	// With a disk on which no file can grow past the first argument, in bytes.
	"cramped": func() {
		n, err := strconv.ParseUint(os.Args[1], 10, 64)
		if err == nil {
			err = unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: n})
		}
		if err != nil {
			giveUp(err)
		}
		become(os.Args[2:])
	},
	// For someone whose new files are open to everybody.
	"careless": func() {
		unix.Umask(0)
		become(os.Args[1:])
	},
	// For someone whose new files are closed even to their owner.
	"overcareful": func() {
		unix.Umask(0o777)
		become(os.Args[1:])
	},
	// Without a terminal.
	"alone": func() {
		if _, err := syscall.Setsid(); err != nil {
			giveUp(err)
		}
		become(os.Args[1:])
	},
}

func become(args []string) {
	path, err := exec.LookPath("afterglow")
	if err == nil {
		err = syscall.Exec(path, append([]string{"afterglow"}, args...), os.Environ())
	}
	giveUp(err)
}

func giveUp(err error) {
	fmt.Fprintln(os.Stderr, "the handicap could not be set up:", err)
	os.Exit(99)
}
