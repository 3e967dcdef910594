//go:build root && linux

package trials

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// disk is a small ext4 of its own, in a file on a loop device.
type disk struct {
	t          *testing.T
	image, dir string
	mounted    bool
}

// newDisk makes one of so many megabytes and mounts it.
func newDisk(t *testing.T, megabytes int64) *disk {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("this trial makes and mounts a disk of its own, which takes root: sudo make test-root")
	}
	root := t.TempDir()
	d := &disk{t: t, image: filepath.Join(root, "image"), dir: filepath.Join(root, "disk")}
	if err := os.Mkdir(d.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, megabytes<<20); err != nil {
		t.Fatal(err)
	}
	d.must("mkfs.ext4", "-q", "-F", "-m", "0", d.image)
	d.mount()
	t.Cleanup(d.unmount)
	return d
}

func (d *disk) must(name string, args ...string) {
	d.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		d.t.Fatalf("%s: %v: %s", name, err, out)
	}
}

func (d *disk) mount() {
	d.t.Helper()
	d.must("mount", "-o", "loop", d.image, d.dir)
	d.mounted = true
}

// unmount waits for the kernel to let go of the files of a program that just ended.
func (d *disk) unmount() {
	d.t.Helper()
	if !d.mounted {
		return
	}
	var err error
	for range 100 {
		if err = unix.Unmount(d.dir, 0); !errors.Is(err, syscall.EBUSY) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		d.t.Fatalf("unmounting: %v", err)
	}
	d.mounted = false
}

// cutPower takes the file system down at once: what has not reached the disk is
// gone, the file system's own log included (linux/fs/ext4/ext4.h: EXT4_IOC_SHUTDOWN).
func (d *disk) cutPower() error {
	const shutdown, withoutFlushingTheLog = 0x8004587d, 2 // _IOR('X', 125, __u32)
	f, err := os.Open(d.dir)
	if err != nil {
		return err
	}
	defer f.Close()
	how := uint32(withoutFlushingTheLog)
	if _, _, no := unix.Syscall(unix.SYS_IOCTL, f.Fd(), shutdown, uintptr(unsafe.Pointer(&how))); no != 0 {
		return no
	}
	return nil
}

// fill takes every byte that is left, at once; it gives how to make room again.
func (d *disk) fill() (makeRoom func(), err error) {
	path := filepath.Join(d.dir, "filler-"+strconv.FormatInt(time.Now().UnixNano(), 36))
	f, err := os.Create(path)
	if errors.Is(err, syscall.ENOSPC) {
		return func() {}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for size, end := int64(1<<30), int64(0); size >= 1024; {
		switch err := unix.Fallocate(int(f.Fd()), 0, end, size); {
		case err == nil:
			end += size
		case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG):
			size /= 2
		default:
			return nil, err
		}
	}
	return func() {
		if err := os.Remove(path); err != nil {
			d.t.Error(err)
		}
	}, nil
}
