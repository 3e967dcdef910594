//go:build unix

package vault

import (
	"errors"

	"golang.org/x/sys/unix"
)

// freeBytes is the room left for this user on the disk that holds path, or a
// very large number when the system does not say.
func freeBytes(path string) uint64 {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return 1 << 62
	}
	return uint64(s.Bavail) * uint64(s.Bsize)
}

func isDiskFull(err error) bool { return errors.Is(err, unix.EDQUOT) }
