package alone

import (
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// sameUser says whether the other end is a process of this user.
func sameUser(conn net.Conn) bool {
	same := false
	onSocket(conn, func(fd int) {
		who, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
		same = err == nil && int(who.Uid) == os.Geteuid()
	})
	return same
}
