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
//	file:   magic(8) ‖ ends ‖ sealed part, sealed part, … ‖ ends ‖ length of ends u32 ‖ magic(8)
//
// The header is vault.json with the slots it had, so that the same passphrase and
// recovery code open it. The parts are the log, sealed under a key of their own and
// bound to this backup. Both ends are the same, in case one is damaged.
const (
	backupMagic = "AGBACK\x03\n"
	// backupMagicOld begins the first form, which has parts of 1 MiB.
	backupMagicOld = "AGBACK\x01\n"
	oldPart        = 1 << 20
	// maxBackupSize bounds what a backup's ends may claim.
	maxBackupSize = 1 << 40
)

// Backup writes everything that was saved until now into one sealed file at path,
// replacing what is there only once the new file was read back and found whole.
// Writing to the vault goes on meanwhile. progress, if not nil, is called with
// bytes done of the total.
func (v *Vault) Backup(ctx context.Context, path string, progress func(done, total int64)) (err error) {
	v.mu.Lock()
	source, size, err := v.image()
	var blobs []stretch
	var file []byte
	var key []byte
	hdr := v.hdr
	keys := logKeys{vaultID: bytes.Clone(v.keys.vaultID), chain: bytes.Clone(v.keys.chain), meta: bytes.Clone(v.keys.meta)}
	if err == nil {
		key = crypto.Subkey(v.master, "backup")
		file, err = encodeHeader(hdr, v.master)
	}
	if err == nil {
		blobs, err = v.blobFiles()
	}
	held := idsOf(blobs)
	v.hold(held...)
	v.mu.Unlock()
	defer v.letGo(held...)
	defer crypto.Wipe(key)
	defer keys.wipe()
	if source != nil {
		defer source.Close()
	}
	if err != nil {
		return err
	}
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
	b.withBlobs(blobs)
	if progress == nil {
		progress = func(int64, int64) {}
	}
	files := &blobStream{v: v, list: blobs}
	defer files.close()
	if err := b.write(ctx, f, source, files, key, hdr.VaultID, func(done int64) { progress(done, 2*b.size) }); err != nil {
		return diskError(err)
	}
	if err := f.Sync(); err != nil {
		return diskError(err)
	}
	log, holes, err := b.read(ctx, f, key, hdr.VaultID, func(done int64) { progress(b.size+done, 2*b.size) })
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
	size    int64     // of all that the parts hold
	blobs   []stretch // once they were found
	old     bool      // of the first form
}

// magic also says whether there is more than the log.
func (b *backupFile) magic() string {
	if b.size > b.logSize {
		return backupMagicBlobs
	}
	if b.old {
		return backupMagicOld
	}
	return backupMagic
}

// start is where the parts begin.
func (b *backupFile) start() int64 { return int64(len(b.magic()) + len(b.ends())) }

func (b *backupFile) parts(key, vaultID []byte) parts {
	label := "afterglow/backup/v1"
	if b.size > b.logSize {
		label = "afterglow/backup/v2"
	}
	each := int64(partSize)
	if b.old {
		each = oldPart
	}
	return parts{label: label, vaultID: vaultID, id: b.id, key: key, size: b.size, each: each}
}

func (b *backupFile) ends() []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(b.header)))
	out = append(out, b.header...)
	out = append(out, b.id[:]...)
	out = binary.BigEndian.AppendUint64(out, uint64(b.logSize))
	if b.size > b.logSize {
		out = binary.BigEndian.AppendUint64(out, uint64(b.size))
	}
	return out
}

// endsTail is how long the ends are behind the header.
func endsTail(magic string) int {
	if magic == backupMagicBlobs {
		return 16 + 8 + 8
	}
	return 16 + 8
}

// parseEnds reads ends, which must be all of raw.
func parseEnds(raw []byte, magic string) (*backupFile, *parsedHeader, error) {
	bad := fmt.Errorf("the backup's header is %w", ErrDamaged)
	if len(raw) < 4+endsTail(magic) {
		return nil, nil, bad
	}
	n := int(binary.BigEndian.Uint32(raw))
	if n > maxHeaderBytes || len(raw) != 4+n+endsTail(magic) {
		return nil, nil, bad
	}
	tail := raw[4+n:]
	log := binary.BigEndian.Uint64(tail[16:])
	all := log
	if magic == backupMagicBlobs {
		if all = binary.BigEndian.Uint64(tail[24:]); all <= log {
			return nil, nil, bad
		}
	}
	if log < headLen || all > maxBackupSize {
		return nil, nil, bad
	}
	p, err := parseHeader(raw[4 : 4+n])
	if err != nil {
		return nil, nil, err
	}
	return &backupFile{header: raw[4 : 4+n], id: ID(tail[:16]), logSize: int64(log), size: int64(all), old: magic == backupMagicOld}, p, nil
}

func (b *backupFile) write(ctx context.Context, to io.Writer, log io.ReaderAt, blobs io.Reader, key, vaultID []byte, done func(int64)) error {
	ends := b.ends()
	if _, err := to.Write(append([]byte(b.magic()), ends...)); err != nil {
		return err
	}
	image := io.Reader(io.NewSectionReader(log, 0, b.logSize))
	if len(b.blobs) > 0 {
		list := encodeList(b.blobs)
		image = io.MultiReader(image, bytes.NewReader(list), blobs, bytes.NewReader(list))
	}
	sealed := b.parts(key, vaultID)
	buf := make([]byte, sealed.each)
	for n := range sealed.count() {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := buf[:sealed.plainSize(n)]
		if _, err := io.ReadFull(image, part); err != nil {
			return err
		}
		if _, err := to.Write(sealed.seal(n, part, n == sealed.count()-1)); err != nil {
			return err
		}
		done(n*sealed.each + int64(len(part)))
	}
	tail := binary.BigEndian.AppendUint32(ends, uint32(len(ends)))
	_, err := to.Write(append(tail, b.magic()...))
	return err
}

// hole stands in the log for what does not open. It is no zero: those could be
// taken for a step that a crash had left half written.
const hole = 0xff

// read opens every part and gives the log, as far as the file goes. Parts that do not
// open, or are not there, are counted by holes, and a list of attachments that is not
// there is one.
func (b *backupFile) read(ctx context.Context, from io.ReaderAt, key, vaultID []byte, done func(int64)) (log []byte, holes int, err error) {
	sealed := b.parts(key, vaultID)
	buf := sealed.buffer()
	read := int64(0)
	for n := range sealed.count() {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		plain, err := sealed.read(from, b.start(), n, buf)
		if err == io.EOF { // cut off here, or a size that is not true
			holes += int(sealed.count() - n)
			break
		}
		if err != nil {
			holes++
			plain = bytes.Repeat([]byte{hole}, int(sealed.plainSize(n)))
		}
		read += int64(len(plain))
		log = append(log, plain[:min(int64(len(plain)), b.logSize-int64(len(log)))]...)
		done(read)
	}
	if b.size > b.logSize && !b.findBlobs(b.inside(from, key, vaultID), read) {
		holes++
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
	if _, err := f.ReadAt(front, 0); err != nil || !isBackupMagic(front[:8]) {
		return nil, nil, errNoBackup
	}
	n := binary.BigEndian.Uint32(front[8:])
	if n > maxHeaderBytes {
		return nil, nil, errNoBackup
	}
	magic := string(front[:8])
	return endAt(f, 8, 4+int64(n)+int64(endsTail(magic)), magic)
}

func backEnd(f io.ReaderAt, size int64) (*backupFile, *parsedHeader, error) {
	back := make([]byte, 4+len(backupMagic))
	at := size - int64(len(back))
	if at < 0 {
		return nil, nil, errNoBackup
	}
	if _, err := f.ReadAt(back, at); err != nil || !isBackupMagic(back[4:]) {
		return nil, nil, errNoBackup
	}
	n := int64(binary.BigEndian.Uint32(back))
	magic := string(back[4:])
	if n > 4+maxHeaderBytes+int64(endsTail(magic)) || n > at {
		return nil, nil, errNoBackup
	}
	return endAt(f, at-n, n, magic)
}

func endAt(f io.ReaderAt, at, n int64, magic string) (*backupFile, *parsedHeader, error) {
	raw := make([]byte, n)
	if _, err := f.ReadAt(raw, at); err != nil {
		return nil, nil, errNoBackup
	}
	return parseEnds(raw, magic)
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
	return err == nil && isBackupMagic(magic)
}

func isBackupMagic(b []byte) bool {
	return string(b) == backupMagic || string(b) == backupMagicBlobs || string(b) == backupMagicOld
}
