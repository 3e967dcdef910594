package vault

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"github.com/gofrs/flock"
)

// disk is everything the vault asks of the place its files lie in. The operating
// system is the one there is; trials put another below it, which fails at any
// call, fills up, or loses its power and with it what was not synced.
type disk interface {
	// OpenFile, MkdirAll, ReadDir, Stat, Rename, Remove and RemoveAll are those of
	// package os; files are made for their owner alone.
	OpenFile(name string, flag int) (diskFile, error)
	MkdirAll(dir string) error
	ReadDir(dir string) ([]fs.DirEntry, error)
	Stat(name string) (fs.FileInfo, error)
	Rename(from, to string) error
	Remove(name string) error
	RemoveAll(name string) error
	// SyncDir makes renames and new names in dir durable.
	SyncDir(dir string) error
	// Free is the room left on the disk that holds path, in bytes.
	Free(path string) uint64
	// Lock takes the one writer's lock, or gives ErrInUse.
	Lock(name string) (unlock func(), err error)
	// Locked says whether a writer holds it.
	Locked(name string) bool
	// OpenStore opens or makes the working store, which keeps its files itself.
	OpenStore(dir string, key []byte, readOnly bool) (workingStore, error)
}

// diskFile is an open file, as *os.File is.
type diskFile interface {
	io.Reader
	io.ReaderAt
	io.Writer
	io.WriterAt
	io.Closer
	Stat() (fs.FileInfo, error)
	Sync() error
	Truncate(size int64) error
}

// system is the operating system's disk.
type system struct{}

func (system) OpenFile(name string, flag int) (diskFile, error) {
	f, err := os.OpenFile(name, flag, fileMode)
	if err != nil { // an interface that holds a nil *os.File is not nil
		return nil, err
	}
	return f, nil
}

func (system) MkdirAll(dir string) error                 { return os.MkdirAll(dir, dirMode) }
func (system) ReadDir(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }
func (system) Stat(name string) (fs.FileInfo, error)     { return os.Stat(name) }
func (system) Rename(from, to string) error              { return os.Rename(from, to) }
func (system) Remove(name string) error                  { return os.Remove(name) }
func (system) RemoveAll(name string) error               { return os.RemoveAll(name) }
func (system) Free(path string) uint64                   { return freeBytes(path) }

// SyncDir: Windows has no such call and needs none, and the folder above a vault's
// may be one that this user cannot read.
func (system) SyncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, os.ErrPermission) {
		return nil
	}
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, os.ErrPermission) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}

func (system) Lock(name string) (unlock func(), err error) {
	l := flock.New(name, flock.SetPermissions(fileMode))
	ok, err := l.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrInUse
	}
	return func() { _ = l.Unlock() }, nil
}

func (system) Locked(name string) bool {
	l := flock.New(name, flock.SetFlag(os.O_RDONLY))
	ok, err := l.TryLock()
	if ok {
		_ = l.Unlock()
	}
	return err == nil && !ok
}

func (system) OpenStore(dir string, key []byte, readOnly bool) (workingStore, error) {
	s, err := openStoreWith(storeOptions(dir, key).WithReadOnly(readOnly))
	if err != nil {
		return nil, err
	}
	return s, nil
}
