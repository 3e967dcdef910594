package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"afterglow/crypto"
)

// A backup is one file:
//
//	ends:   header length u32 ‖ header ‖ backup id(16) ‖ log size u64
//	file:   magic(8) ‖ ends ‖ sealed chunk, sealed chunk, … ‖ ends ‖ length of ends u32 ‖ magic(8)
//
// The header is vault.json with the slots it had, so that the same passphrase and
// recovery code open it. The chunks are the log, backupChunk bytes each but the
// last, sealed under a key of their own and bound to vault, backup, number and
// whether it is the last. Both ends are the same, in case one is damaged.
const (
	backupMagic = "AGBACK\x01\n"
	backupChunk = 1 << 20
	sealedChunk = backupChunk + crypto.SealOverhead
	// maxBackupLog bounds what a backup's ends may claim.
	maxBackupLog = 1 << 40
)

// Backup writes everything that was saved until now into one sealed file at path,
// replacing what is there only once the new file was read back and found whole.
// Writing to the vault goes on meanwhile. progress, if not nil, is called with
// bytes done of the total.
func (v *Vault) Backup(ctx context.Context, path string, progress func(done, total int64)) (err error) {
	v.mu.RLock()
	source, size, err := v.image()
	var file []byte
	var key []byte
	hdr := v.hdr
	keys := logKeys{vaultID: bytes.Clone(v.keys.vaultID), chain: bytes.Clone(v.keys.chain), meta: bytes.Clone(v.keys.meta)}
	if err == nil {
		key = crypto.Subkey(v.master, "backup")
		file, err = encodeHeader(hdr, v.master)
	}
	v.mu.RUnlock()
	defer crypto.Wipe(key)
	defer keys.wipe()
	if err != nil {
		return err
	}
	defer source.Close()
	tmp := path + ".new"
	f, err := createFile(v.disk, tmp)
	if err != nil {
		return diskError(err)
	}
	defer func() {
		f.Close()
		if err != nil {
			_ = v.disk.Remove(tmp)
		}
	}()
	b := &backupFile{header: file, id: NewID(), logSize: size}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	if err := b.write(ctx, f, source, key, hdr.VaultID, func(done int64) { progress(done, 2*size) }); err != nil {
		return diskError(err)
	}
	if err := f.Sync(); err != nil {
		return diskError(err)
	}
	log, holes, err := b.read(ctx, f, key, hdr.VaultID, func(done int64) { progress(size+done, 2*size) })
	if err != nil {
		return err
	}
	r, err := keys.readLog(log, hdr.Generation)
	if holes > 0 || err != nil || r.end != size {
		return fmt.Errorf("the backup was %w while it was written: try another place", ErrDamaged)
	}
	if err := v.disk.Rename(tmp, path); err != nil {
		return diskError(err)
	}
	return diskError(v.disk.SyncDir(filepath.Dir(path)))
}

// image is the log as it stands: everything that was acknowledged.
func (v *Vault) image() (source logSource, size int64, err error) {
	switch {
	case v.closed:
		return nil, 0, ErrClosed
	case v.writer != nil:
		f, err := v.disk.OpenFile(logPath(v.dir, v.hdr.Generation), os.O_RDONLY)
		return f, v.writer.end, err
	}
	return unclosed{v.log}, v.readEnd, nil
}

// unclosed is a source that belongs to someone else.
type unclosed struct{ logSource }

func (unclosed) Close() error { return nil }

// backupFile is what the ends of a backup say.
type backupFile struct {
	header  []byte
	id      ID
	logSize int64
}

func (b *backupFile) ends() []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(b.header)))
	out = append(out, b.header...)
	out = append(out, b.id[:]...)
	return binary.BigEndian.AppendUint64(out, uint64(b.logSize))
}

// parseEnds reads ends, which must be all of raw.
func parseEnds(raw []byte) (*backupFile, *parsedHeader, error) {
	bad := fmt.Errorf("the backup's header is %w", ErrDamaged)
	if len(raw) < 4+16+8 {
		return nil, nil, bad
	}
	n := int(binary.BigEndian.Uint32(raw))
	if n > maxHeaderBytes || len(raw) != 4+n+16+8 {
		return nil, nil, bad
	}
	size := binary.BigEndian.Uint64(raw[4+n+16:])
	if size < headLen || size > maxBackupLog {
		return nil, nil, bad
	}
	p, err := parseHeader(raw[4 : 4+n])
	if err != nil {
		return nil, nil, err
	}
	return &backupFile{raw[4 : 4+n], ID(raw[4+n : 4+n+16]), int64(size)}, p, nil
}

// chunks is how many chunks the log fills.
func (b *backupFile) chunks() int64 { return (b.logSize + backupChunk - 1) / backupChunk }

func (b *backupFile) context(vaultID []byte, n int64) []byte {
	last := byte(0)
	if n == b.chunks()-1 {
		last = 1
	}
	return crypto.Context("afterglow/backup/v1", vaultID, b.id[:], binary.BigEndian.AppendUint64(nil, uint64(n)), []byte{last})
}

func (b *backupFile) write(ctx context.Context, to io.Writer, log io.ReaderAt, key, vaultID []byte, done func(int64)) error {
	ends := b.ends()
	if _, err := to.Write(append([]byte(backupMagic), ends...)); err != nil {
		return err
	}
	buf := make([]byte, backupChunk)
	for n := range b.chunks() {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := buf[:min(backupChunk, b.logSize-n*backupChunk)]
		if _, err := log.ReadAt(part, n*backupChunk); err != nil {
			return err
		}
		if _, err := to.Write(crypto.Seal(key, part, b.context(vaultID, n))); err != nil {
			return err
		}
		done(n*backupChunk + int64(len(part)))
	}
	tail := binary.BigEndian.AppendUint32(ends, uint32(len(ends)))
	_, err := to.Write(append(tail, backupMagic...))
	return err
}

// hole stands in the log for what does not open. It is no zero: those could be
// taken for a step that a crash had left half written.
const hole = 0xff

// read gives the log, as far as the file goes. Chunks that do not open, or are
// not there, are counted by holes.
func (b *backupFile) read(ctx context.Context, from io.ReaderAt, key, vaultID []byte, done func(int64)) (log []byte, holes int, err error) {
	start := int64(len(backupMagic) + len(b.ends()))
	buf := make([]byte, sealedChunk)
	for n := range b.chunks() {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		size := min(backupChunk, b.logSize-n*backupChunk)
		part := buf[:size+crypto.SealOverhead]
		var plain []byte
		got, err := from.ReadAt(part, start+n*sealedChunk)
		if err == io.EOF && got == 0 { // cut off here, or a size that is not true
			return log, holes + int(b.chunks()-n), nil
		}
		if err == nil {
			plain, err = crypto.Open(key, part, b.context(vaultID, n))
		}
		if err != nil {
			holes++
			plain = bytes.Repeat([]byte{hole}, int(size))
		}
		log = append(log, plain...)
		done(int64(len(log)))
	}
	return log, holes, nil
}

// openBackup finds an end that holds, in a file of size bytes: the front, or
// where that is damaged the back.
func openBackup(f io.ReaderAt, size int64) (*backupFile, *parsedHeader, error) {
	if b, p, err := frontEnd(f); err == nil {
		return b, p, nil
	}
	return backEnd(f, size)
}

var errNoBackup = fmt.Errorf("this file is %w, or is no backup", ErrDamaged)

func frontEnd(f io.ReaderAt) (*backupFile, *parsedHeader, error) {
	front := make([]byte, len(backupMagic)+4)
	if _, err := f.ReadAt(front, 0); err != nil || string(front[:8]) != backupMagic {
		return nil, nil, errNoBackup
	}
	n := binary.BigEndian.Uint32(front[8:])
	if n > maxHeaderBytes {
		return nil, nil, errNoBackup
	}
	return endAt(f, 8, 4+int64(n)+16+8)
}

func backEnd(f io.ReaderAt, size int64) (*backupFile, *parsedHeader, error) {
	back := make([]byte, 4+len(backupMagic))
	at := size - int64(len(back))
	if at < 0 {
		return nil, nil, errNoBackup
	}
	if _, err := f.ReadAt(back, at); err != nil || string(back[4:]) != backupMagic {
		return nil, nil, errNoBackup
	}
	n := int64(binary.BigEndian.Uint32(back))
	if n > 4+maxHeaderBytes+16+8 || n > at {
		return nil, nil, errNoBackup
	}
	return endAt(f, at-n, n)
}

func endAt(f io.ReaderAt, at, n int64) (*backupFile, *parsedHeader, error) {
	raw := make([]byte, n)
	if _, err := f.ReadAt(raw, at); err != nil {
		return nil, nil, errNoBackup
	}
	return parseEnds(raw)
}

// otherwise is the back end and the log by it, where it says something else than
// b and more opens by it. Id and size stand under no checksum of their own: only
// the sealed parts tell which end is right.
func (b *backupFile) otherwise(ctx context.Context, f io.ReaderAt, size int64, key, vaultID []byte, holes int) (other *backupFile, log []byte, fewer int) {
	other, _, err := backEnd(f, size)
	if err != nil || !bytes.Equal(other.header, b.header) || bytes.Equal(other.ends(), b.ends()) {
		return nil, nil, 0
	}
	if log, fewer, err = other.read(ctx, f, key, vaultID, func(int64) {}); err != nil || fewer >= holes {
		return nil, nil, 0
	}
	return other, log, fewer
}

// IsBackup says whether the file at path begins as a backup does: another file is
// not to be replaced by one.
func IsBackup(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	magic := make([]byte, len(backupMagic))
	_, err = io.ReadFull(f, magic)
	return err == nil && string(magic) == backupMagic
}
