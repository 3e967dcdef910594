package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A backup of a vault with attachments begins and ends with a magic of its own, its
// ends also say the size of all that the parts hold, and behind the log that is
//
//	list ‖ the files of attachments, in its order ‖ list
//	list:  number u32 ‖ for each: id(16) ‖ size u64 ‖ number u32
//
// The list is there twice so that one damaged part loses no more than the attachments
// that stand in it. The files are as they lie on the disk, sealed by themselves.
const backupMagicBlobs = "AGBACK\x02\n"

// stretch is where the file of an attachment stands in a backup.
type stretch struct {
	id   ID
	at   int64
	size int64
}

const stretchLen = 16 + 8

func listSize(n int64) int64 { return 4 + n*stretchLen + 4 }

func encodeList(list []stretch) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(list)))
	for _, s := range list {
		out = binary.BigEndian.AppendUint64(append(out, s.id[:]...), uint64(s.size))
	}
	return binary.BigEndian.AppendUint32(out, uint32(len(list)))
}

// blobFiles are the attachments that the log names now, with the size their files
// have, damaged ones too: none for one that is missing. It is called with mu held.
func (v *Vault) blobFiles() ([]stretch, error) {
	var out []stretch
	for id, it := range v.index {
		if it.kind != KindBlob {
			continue
		}
		s := stretch{id: id}
		info, err := v.disk.Stat(blobPath(v.dir, id))
		if err == nil {
			s.size = min(info.Size(), maxBlobFile)
		} else if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b stretch) int { return bytes.Compare(a.id[:], b.id[:]) })
	return out, nil
}

func idsOf(list []stretch) []ID {
	var out []ID
	for _, s := range list {
		out = append(out, s.id)
	}
	return out
}

// withBlobs adds attachments to what a backup is to hold.
func (b *backupFile) withBlobs(list []stretch) {
	b.blobs, b.size = list, b.logSize
	if len(list) == 0 {
		return
	}
	b.size += 2 * listSize(int64(len(list)))
	for _, s := range list {
		b.size += s.size
	}
}

// blobStream reads the files of attachments one after the other. What cannot be read,
// or is gone since, is zeros: one bad file must not be the end of all backups, and
// whoever reads this one names it.
type blobStream struct {
	v    *Vault
	list []stretch
	f    diskFile
	at   int64
}

func (s *blobStream) Read(p []byte) (int, error) {
	for len(s.list) > 0 && s.at == s.list[0].size {
		s.close()
		s.list, s.at = s.list[1:], 0
	}
	if len(s.list) == 0 {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), s.list[0].size-s.at)]
	if s.fill(p) != nil && s.fill(p) != nil { // a second time, in case it was a passing failure
		clear(p)
	}
	s.at += int64(len(p))
	return len(p), nil
}

func (s *blobStream) fill(p []byte) error {
	if s.f == nil {
		f, err := s.v.disk.OpenFile(blobPath(s.v.dir, s.list[0].id), os.O_RDONLY)
		if err != nil {
			return err
		}
		s.f = f
	}
	n, err := s.f.ReadAt(p, s.at)
	if n == len(p) {
		return nil
	}
	s.close()
	return err
}

func (s *blobStream) close() {
	if s.f != nil {
		s.f.Close()
		s.f = nil
	}
}

// inside reads what the parts of a backup hold, at any offset. What does not open
// reads as holes.
type inside struct {
	sealed parts
	from   io.ReaderAt
	start  int64
	n      int64 // the part in plain, or -1
	plain  []byte
	buf    []byte
}

func (b *backupFile) inside(from io.ReaderAt, key, vaultID []byte) *inside {
	return &inside{sealed: b.parts(key, vaultID), from: from, start: b.start(), n: -1, buf: make([]byte, sealedPart)}
}

func (r *inside) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) {
		if at >= r.sealed.size {
			return n, io.EOF
		}
		if part := at / partSize; part != r.n {
			r.n = part
			if r.plain, err = r.sealed.read(r.from, r.start, part, r.buf); err != nil {
				r.plain = bytes.Repeat([]byte{hole}, int(r.sealed.plainSize(part)))
			}
		}
		got := copy(p[n:], r.plain[at%partSize:])
		n, at = n+got, at+int64(got)
	}
	return n, nil
}

// findBlobs reads where the attachments stand, from either list, in a file that gave
// the first limit bytes. Only a list that accounts for every byte is believed: that also
// says that the log ends where the ends say.
func (b *backupFile) findBlobs(r *inside, limit int64) bool {
	read := func(at, n int64) []byte {
		if at < b.logSize || n < 0 || at+n > b.size || n > limit {
			return nil
		}
		out := make([]byte, n)
		if _, err := r.ReadAt(out, at); err != nil {
			return nil
		}
		return out
	}
	for _, countAt := range []int64{b.logSize, b.size - 4} {
		raw := read(countAt, 4)
		if raw == nil {
			continue
		}
		count := int64(binary.BigEndian.Uint32(raw))
		listAt := b.logSize
		if countAt != b.logSize {
			listAt = b.size - listSize(count)
		}
		if list, ok := decodeList(read(listAt, listSize(count)), b.logSize, b.size); ok {
			// Of a file that was cut off, what is behind the cut is no claim to fill a disk by.
			b.blobs = slices.DeleteFunc(list, func(s stretch) bool { return s.at >= limit })
			return true
		}
	}
	return false
}

func decodeList(raw []byte, from, to int64) (out []stretch, ok bool) {
	if len(raw) < 8 || !bytes.Equal(raw[:4], raw[len(raw)-4:]) || int64(len(raw)) != listSize(int64(binary.BigEndian.Uint32(raw))) {
		return nil, false
	}
	at := from + int64(len(raw))
	for rest := raw[4 : len(raw)-4]; len(rest) > 0; rest = rest[stretchLen:] {
		s := stretch{ID(rest[:16]), at, int64(binary.BigEndian.Uint64(rest[16:]))}
		if s.size < 0 || s.size > maxBlobFile {
			return nil, false
		}
		at += s.size
		out = append(out, s)
	}
	return out, at+int64(len(raw)) == to
}

// placeBlobs writes the files of attachments into the folder that is being restored.
func (b *backupFile) placeBlobs(ctx context.Context, d disk, dir string, r *inside) error {
	if len(b.blobs) == 0 {
		return nil
	}
	to := filepath.Join(dir, blobsDir)
	if err := makeDir(d, to); err != nil {
		return err
	}
	buf := make([]byte, partSize)
	for _, s := range b.blobs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s.size == 0 { // it was missing when the backup was made
			continue
		}
		if err := copyFile(d, blobPath(dir, s.id), io.NewSectionReader(r, s.at, s.size), buf); err != nil {
			return err
		}
	}
	return diskError(d.SyncDir(to))
}

// copyFile writes a file anew and syncs it.
func copyFile(d disk, path string, from io.Reader, buf []byte) error {
	f, err := d.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return diskError(err)
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{f}, struct{ io.Reader }{from}, buf)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return diskError(err)
}

// checkBlobsIn reads every attachment of a backup that the log in it names.
func (v *Vault) checkBlobsIn(ctx context.Context, rep *Report, b *backupFile, r *inside) error {
	where := map[ID]stretch{}
	for _, s := range b.blobs {
		where[s.id] = s
	}
	return v.eachBlob(ctx, rep, func(id ID, rec blobRecord) error {
		s := where[id]
		if s.size == 0 {
			return fmt.Errorf("an attachment is %w: it is missing", ErrDamaged)
		}
		err := verifyBlob(ctx, io.NewSectionReader(r, s.at, s.size), s.size, rec.parts(v.hdr.VaultID, id), rec.SHA256, func([]byte) {})
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("an attachment is %w: it was changed", ErrDamaged)
		}
		return err
	})
}
