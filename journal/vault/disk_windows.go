package vault

import (
	"errors"

	"golang.org/x/sys/windows"
)

// freeBytes is the room left for this user on the disk that holds path, or a
// very large number when the system does not say.
func freeBytes(path string) uint64 {
	var free uint64
	p, err := windows.UTF16PtrFromString(path)
	if err != nil || windows.GetDiskFreeSpaceEx(p, &free, nil, nil) != nil {
		return 1 << 62
	}
	return free
}

func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
