package sharing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// files is the disk, so that tests can let each step fail.
type files interface {
	Create(path string) (file, error) // new, 0600, nothing followed
	Open(path string) (io.ReadCloser, error)
	Rename(from, to string) error
	Remove(path string) error
	SyncDir(path string) error
}

type file interface {
	io.WriteCloser
	Sync() error
}

type osFiles struct{}

func (osFiles) Create(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
func (osFiles) Open(path string) (io.ReadCloser, error) { return os.Open(path) }
func (osFiles) Rename(from, to string) error            { return os.Rename(from, to) }
func (osFiles) Remove(path string) error                { return os.Remove(path) }
func (osFiles) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be flushed there; the rename is journalled
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// target is where the file will be: past a link, and never over a device, a
// folder or anything else that is not a plain file.
func target(path string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", explain(err)
	}
	if !info.Mode().IsRegular() {
		return "", ErrNotAFile
	}
	resolved, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", explain(err)
	}
	return resolved, nil
}

// partName is the file beside path that is written first. It holds only what
// is sealed already.
func partName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
}

// part writes a new file with what fill writes, to the disk's own platter, and
// reads it back. On any error it leaves nothing.
func part(ctx context.Context, d files, path string, fill func(io.Writer) error) (err error) {
	if err := d.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain(err) // left by a crash, and it cannot go
	}
	f, err := d.Create(path)
	if err != nil {
		return explain(err)
	}
	defer func() {
		if err != nil {
			d.Remove(path)
		}
	}()
	w := &tally{ctx: ctx, w: f, sum: sha256.New()}
	err = fill(w)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return explain(err)
	}
	return explain(readBack(ctx, d, path, w))
}

// readBack compares what is on the disk with what was written.
func readBack(ctx context.Context, d files, path string, written *tally) error {
	r, err := d.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	again := &tally{ctx: ctx, w: io.Discard, sum: sha256.New()}
	if _, err := io.Copy(again, r); err != nil {
		return err
	}
	if again.n != written.n || !bytes.Equal(again.sum.Sum(nil), written.sum.Sum(nil)) {
		return errors.New("the disk did not keep what was written: choose another folder")
	}
	return nil
}

// tally passes bytes on until the context ends, and keeps their number and sum.
type tally struct {
	ctx context.Context
	w   io.Writer
	sum hash.Hash
	n   int64
}

func (t *tally) Write(p []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.w.Write(p)
	t.sum.Write(p[:n])
	t.n += int64(n)
	return n, err
}

// explain turns what the system says into a sentence. File names stay out.
func explain(err error) error {
	var number syscall.Errno
	isErrno := errors.As(err, &number)
	const windowsDiskFull = 112 // ERROR_DISK_FULL
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case isErrno && (number == syscall.ENOSPC || number == syscall.EDQUOT || runtime.GOOS == "windows" && number == windowsDiskFull):
		return ErrNoRoom
	case errors.Is(err, fs.ErrPermission), isErrno && number == syscall.EROFS:
		return ErrNotAllowed
	case errors.Is(err, fs.ErrNotExist), isErrno && number == syscall.ENOTDIR:
		return ErrNoFolder
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("the sealed file could not be written: %w", err)
}
