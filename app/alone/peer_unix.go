//go:build linux || darwin

package alone

import (
	"net"
	"syscall"
)

// onSocket calls f with the file of a connection, or not at all.
func onSocket(conn net.Conn, f func(fd int)) {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return
	}
	if raw, err := c.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { f(int(fd)) })
	}
}
