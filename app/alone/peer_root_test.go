//go:build root && linux

package alone

import (
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// Needs root: it becomes another user, for whom the folder is opened.
func TestAnotherUserIsNotHeard(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("this trial needs root")
	}
	dir := home(t)
	path := filepath.Join(dir, "open.sock")
	socket, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{dir, path} {
		if err := os.Chmod(p, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	told := make(chan Message, 2)
	c := &claim{socket: socket, ended: make(chan struct{})}
	go c.listen(func(_ context.Context, m Message) error { told <- m; return nil })
	defer func() {
		socket.Close()
		<-c.ended
	}()
	for user, want := range map[int]string{0: answer, 65534: ""} {
		if got, err := asUser(user, path, head); err != nil || got != want {
			t.Errorf("user %d was answered %q, %v", user, got, err)
		}
	}
	if len(told) != 1 {
		t.Errorf("%d messages were heard", len(told))
	}
}

// asUser says something on a socket as a thread of another user, and gives the answer.
func asUser(user int, path, text string) (got string, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		if _, _, failed := unix.RawSyscall(unix.SYS_SETRESUID, uintptr(user), uintptr(user), uintptr(user)); failed != 0 {
			err = failed
			return
		}
		fd, e := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if e == nil {
			e = unix.Connect(fd, &unix.SockaddrUnix{Name: path})
		}
		if e != nil {
			err = e
			return
		}
		f := os.NewFile(uintptr(fd), path)
		defer f.Close()
		_, _ = io.WriteString(f, text) // it may hang up before
		_ = unix.Shutdown(fd, unix.SHUT_WR)
		b, _ := io.ReadAll(f)
		got = string(b)
	}()
	<-done
	return got, err
}
