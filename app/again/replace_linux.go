package again

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// most bounds what is handed on: several entries of the largest size.
const most = 256 << 20

// Replace starts the program anew in this process, with these arguments and the
// same environment. Where there is something kept, the flag keptFlag and a number
// for Kept follow them. It returns only when that failed. The file is the one that
// runs, even when another took its name meanwhile; no other open file goes along.
func Replace(args []string, keptFlag string, kept []byte) error {
	along := -1
	if len(kept) > 0 {
		fd, err := inMemory(kept)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		along = fd
		args = append(args[:len(args):len(args)], keptFlag, strconv.Itoa(fd))
	}
	closeOnExec(along)
	return syscall.Exec("/proc/self/exe", append([]string{os.Args[0]}, args...), os.Environ())
}

// KeepName names the process after its program: one that replaced itself is called
// "exe" otherwise.
func KeepName() {
	if name, err := unix.ByteSliceFromString(filepath.Base(os.Args[0])); err == nil {
		_ = unix.Prctl(unix.PR_SET_NAME, uintptr(unsafe.Pointer(&name[0])), 0, 0, 0)
	}
}

// inMemory puts bytes where the next process finds them.
func inMemory(kept []byte) (fd int, err error) {
	fd, err = unix.MemfdCreate("", 0)
	if err != nil {
		return -1, err
	}
	for rest := kept; len(rest) > 0; {
		n, err := unix.Write(fd, rest)
		if err != nil {
			unix.Close(fd)
			return -1, err
		}
		rest = rest[n:]
	}
	return fd, nil
}

// Kept is what the process before this one handed on under a number, once; nil
// when there is no such thing.
func Kept(number int) []byte {
	if number <= 2 {
		return nil
	}
	f := os.NewFile(uintptr(number), "kept")
	if f == nil {
		return nil
	}
	defer f.Close()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	kept, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil
	}
	return kept
}

// closeOnExec marks every open file but the three standard ones and one more:
// libraries open some that Go knows nothing of.
func closeOnExec(but int) {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return // Go's own are marked already
	}
	for _, e := range list {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd > 2 && fd != but {
			unix.CloseOnExec(fd)
		}
	}
}
