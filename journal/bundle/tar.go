package bundle

import (
	"archive/tar"
	"bytes"
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

// walkTar hands every file of the archive to visit, in order. The bytes are
// slices of b. Anything but regular files, any trick with sizes, and anything
// but zeros between and after the files is an error.
func walkTar(b []byte, visit func(i int, name string, data []byte) error) error {
	src := bytes.NewReader(b)
	t := tar.NewReader(src)
	end := int64(0) // where the last file ended, padding included
	for i := 0; ; i++ {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return damaged("the archive inside cannot be read")
		}
		if i >= MaxFiles {
			return fmt.Errorf("there are more than %d files in it: %w", MaxFiles, ErrTooLarge)
		}
		if err := plainHeader(h); err != nil {
			return err
		}
		start := int64(len(b) - src.Len())
		if h.Size < 0 || h.Size > int64(len(b))-start {
			return damaged("a file inside claims more bytes than there are")
		}
		end = start + padded(h.Size)
		if end > int64(len(b)) || !allZero(b[start+h.Size:end]) {
			return damaged("there is something between the files inside")
		}
		if err := visit(i, h.Name, b[start:start+h.Size:start+h.Size]); err != nil {
			return err
		}
	}
	if rest := b[end:]; len(rest) < 2*block || !allZero(rest) {
		return damaged("the archive inside does not end as it should")
	}
	return nil
}

// plainHeader accepts a regular file and nothing clever. Extended headers are
// accepted only where they repeat times and owners, as some tar programs do.
func plainHeader(h *tar.Header) error {
	if h.Typeflag != tar.TypeReg || h.Linkname != "" || h.Devmajor != 0 || h.Devminor != 0 {
		return damaged("it holds something that is not a plain file")
	}
	for key := range h.PAXRecords {
		switch key {
		case "mtime", "atime", "ctime", "uid", "gid", "uname", "gname":
		default:
			return damaged("it holds something that is not a plain file")
		}
	}
	return nil
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// damaged wraps ErrDamaged with what was found.
func damaged(what string) error { return fmt.Errorf("%w (%s)", ErrDamaged, what) }
