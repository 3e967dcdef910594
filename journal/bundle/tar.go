package bundle

import (
	"archive/tar"
	"fmt"
	"io"
	"time"
)

// File is one file inside a sealed file.
type File struct {
	Path string
	Data []byte
}

const block = 512 // bytes; a tar is made of these

// writeTar writes the files as one USTAR archive: regular files, mode 0600,
// no owner, all of the same time.
func writeTar(w io.Writer, files []File, at time.Time) error {
	t := tar.NewWriter(w)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: f.Path, Mode: 0o600, Size: int64(len(f.Data)), ModTime: at, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(f.Data); err != nil {
			return err
		}
	}
	return t.Close()
}

// tarSize is how many bytes writeTar writes.
func tarSize(files []File) int64 {
	n := int64(2 * block)
	for _, f := range files {
		n += block + padded(int64(len(f.Data)))
	}
	return n
}

func padded(n int64) int64 { return (n + block - 1) / block * block }

// damaged wraps ErrDamaged with what was found.
func damaged(what string) error { return fmt.Errorf("%w (%s)", ErrDamaged, what) }
