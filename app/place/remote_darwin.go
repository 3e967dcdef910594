package place

import "golang.org/x/sys/unix"

// remote goes by what the system says of the volume.
func remote(dir string) bool {
	var at unix.Statfs_t
	return unix.Statfs(dir, &at) == nil && at.Flags&unix.MNT_LOCAL == 0
}
