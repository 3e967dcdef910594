package vault

import (
	"errors"
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
func writeAtomic(path string, data []byte) error {
	tmp := path + ".new"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
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
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp)
		return diskError(err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes renames and new names in dir durable. Windows has no such call
// and needs none.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, os.ErrPermission) && !errors.Is(err, syscall.EINVAL) {
		return diskError(err)
	}
	return nil
}

// diskError turns "no space left" of any kind into ErrDiskFull.
func diskError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || isDiskFull(err) {
		return ErrDiskFull
	}
	return err
}
