package vault

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

const (
	dirMode  = 0o700
	fileMode = 0o600
)

// writeAtomic puts data at path so that at any moment either the old or the new
// content is there whole: temporary file beside it, fsync, rename, fsync of the
// folder.
func writeAtomic(d disk, path string, data []byte) error {
	tmp := path + ".new"
	err := writeFile(d, tmp, data)
	if err == nil {
		err = d.Rename(tmp, path)
	}
	if err != nil {
		_ = d.Remove(tmp)
		return diskError(err)
	}
	return diskError(d.SyncDir(filepath.Dir(path)))
}

// createFile makes a file anew. What had the name before is taken away, not written
// into: it may be a link that someone else put there, or open to others.
func createFile(d disk, path string) (diskFile, error) {
	if err := d.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return d.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL)
}

// writeFile writes a file anew and syncs it.
func writeFile(d disk, path string, data []byte) error {
	f, err := createFile(d, path)
	if err != nil {
		return diskError(err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return diskError(err)
}

// makeDir makes a folder, and what is missing above it, lasting.
func makeDir(d disk, dir string) error {
	made := []string{dir}
	for at := filepath.Dir(dir); !there(d, at) && at != filepath.Dir(at); at = filepath.Dir(at) {
		made = append(made, at)
	}
	if err := d.MkdirAll(dir); err != nil {
		return diskError(err)
	}
	for _, at := range made {
		if err := d.SyncDir(filepath.Dir(at)); err != nil {
			return diskError(err)
		}
	}
	return nil
}

// readFile gives all of a file.
func readFile(d disk, path string) ([]byte, error) {
	f, err := d.OpenFile(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := make([]byte, info.Size())
	n, err := io.ReadFull(io.NewSectionReader(f, 0, info.Size()), b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) { // cut meanwhile
		err = nil
	}
	return b[:n], err
}

// there says whether something lies at path; what cannot be looked at does.
func there(d disk, path string) bool {
	_, err := d.Stat(path)
	return !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR)
}

// diskError turns "no space left" of any kind into ErrDiskFull.
func diskError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || isDiskFull(err) {
		return ErrDiskFull
	}
	return err
}
