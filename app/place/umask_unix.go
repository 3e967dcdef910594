//go:build unix

package place

import "syscall"

// KeepPrivate makes every file this process makes from now on readable by its
// own user only.
func KeepPrivate() { syscall.Umask(0o077) }
