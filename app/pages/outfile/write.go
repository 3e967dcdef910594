package outfile

import (
	"context"
	"os"
	"path/filepath"
)

// Write puts data at path: a new file beside it, on disk to its last byte, then
// renamed. Mode 0600. On any error, or when ctx ends, nothing is left behind.
func Write(ctx context.Context, path string, data []byte) (err error) {
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
