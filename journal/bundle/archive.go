package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
)

// piece is how much of an archive is in memory at once while it is looked
// through: what age seals in one go.
const piece = 64 << 10

// member is one file of an archive: where it stands, and the hash the signed
// manifest vouches for.
type member struct {
	name        string
	start, size int64
	sum         string
}

// archive is the decrypted tar, read in place.
type archive struct {
	r    io.ReaderAt
	size int64
}

// readThrough reads it to its end.
func (a archive) readThrough(ctx context.Context) error {
	_, err := io.Copy(io.Discard, a.window(ctx).all())
	return err
}

// read gives the bytes of a file, if they are still what the manifest says.
func (a archive) read(ctx context.Context, m member) ([]byte, error) {
	if m.size > MaxData {
		return nil, fmt.Errorf("%s: %w", m.name, ErrTooLarge)
	}
	b := make([]byte, m.size)
	if _, err := a.window(ctx).ReadAt(b, m.start); err != nil {
		return nil, err
	}
	if hexSum(b) != m.sum {
		return nil, damaged(m.name + " was changed")
	}
	return b, nil
}

func (a archive) window(ctx context.Context) *window {
	return &window{ctx: ctx, archive: a}
}

// walk hands every file to visit, in order. Anything but regular files, any
// trick with sizes, and anything but zeros between and after the files is an
// error.
func (a archive) walk(ctx context.Context, visit func(i int, m member) error) error {
	w := a.window(ctx)
	src := w.all()
	t := tar.NewReader(src)
	end := int64(0) // where the last file ended, padding included
	for i := 0; ; i++ {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if w.err != nil {
			return w.err
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
		start, err := src.Seek(0, io.SeekCurrent)
		if err != nil {
			return err
		}
		if h.Size < 0 || h.Size > a.size-start {
			return damaged("a file inside claims more bytes than there are")
		}
		end = start + padded(h.Size)
		if end > a.size {
			return damaged("the archive inside does not end as it should")
		}
		if err := w.zeros(start+h.Size, end, "there is something between the files inside"); err != nil {
			return err
		}
		if err := visit(i, member{name: h.Name, start: start, size: h.Size}); err != nil {
			return err
		}
	}
	if a.size-end < 2*block {
		return damaged("the archive inside does not end as it should")
	}
	return w.zeros(end, a.size, "there is something after the files inside")
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

// window reads an archive a piece at a time, so that many small reads open
// each piece once. It is not for two readers at once.
type window struct {
	archive
	ctx context.Context
	buf []byte
	at  int64 // where buf stands
	err error // what the archive, or a cancel, said
}

// all reads from the beginning to the end.
func (w *window) all() *io.SectionReader { return io.NewSectionReader(w, 0, w.size) }

func (w *window) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		if off >= w.size {
			return n, io.EOF
		}
		if off < w.at || off >= w.at+int64(len(w.buf)) {
			if err := w.load(off); err != nil {
				w.err = err
				return n, err
			}
		}
		c := copy(p[n:], w.buf[off-w.at:])
		n, off = n+c, off+int64(c)
	}
	return n, nil
}

// load reads the piece that holds off.
func (w *window) load(off int64) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.buf == nil {
		w.buf = make([]byte, min(piece, w.size))
	}
	w.at = off - off%piece
	w.buf = w.buf[:min(piece, w.size-w.at)]
	n, err := w.r.ReadAt(w.buf, w.at)
	if n == len(w.buf) {
		return nil
	}
	w.buf = w.buf[:0]
	if err == nil || err == io.EOF {
		err = damaged("it is shorter than it was")
	}
	return err
}

// zeros says what is wrong unless there are only zeros from start to end.
func (w *window) zeros(start, end int64, wrong string) error {
	var none [block]byte
	var b [block]byte
	for start < end {
		part := b[:min(block, end-start)]
		if _, err := w.ReadAt(part, start); err != nil {
			return err
		}
		if !bytes.Equal(part, none[:len(part)]) {
			return damaged(wrong)
		}
		start += int64(len(part))
	}
	return nil
}
