package outfile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"afterglow/journal/sharing"
)

// Write puts data at path: a new file beside it, on disk to its last byte, then
// renamed. Mode 0600. On any error, or when ctx ends, nothing is left behind.
//
// Errors: sharing.ErrNoFolder, ErrNotAllowed, ErrNoRoom, the context's, others.
func Write(ctx context.Context, path string, data []byte) error {
	err := write(ctx, path, data)
	for _, one := range []struct{ found, told error }{
		{fs.ErrNotExist, sharing.ErrNoFolder},
		{fs.ErrPermission, sharing.ErrNotAllowed},
		{syscall.EROFS, sharing.ErrNotAllowed},
		{syscall.ENOSPC, sharing.ErrNoRoom},
	} {
		if errors.Is(err, one.found) {
			return one.told
		}
	}
	return err
}

func write(ctx context.Context, path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".afterglow-*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = ctx.Err(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
