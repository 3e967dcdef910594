//go:build unix

package alone

import (
	"io/fs"
	"os"
	"syscall"
)

// ours says whether a folder belongs to this user.
func ours(info fs.FileInfo) bool {
	who, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(who.Uid) == os.Geteuid()
}
