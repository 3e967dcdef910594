package vault

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"afterglow/crypto"
)

// RestoreReport says what a backup gave.
type RestoreReport struct {
	Records int       // that open
	SavedAt time.Time // the last step in the backup
	// Problems are what was damaged in the backup and could not be restored.
	Problems []Problem
}

// restoringName marks a folder whose restoring has not ended.
const restoringName = "restoring"

// Restore makes the vault that a backup holds in dir, which must be missing or
// empty (or left by a Restore that was cut off): a backup never overwrites a
// journal. The header is written last. From a damaged backup everything that can
// be read is restored and the rest named.
func Restore(ctx context.Context, file, dir string, s Secret, progress func(done, total int64)) (rep RestoreReport, err error) {
	f, err := os.Open(file)
	if err != nil {
		return rep, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return rep, err
	}
	if !creatable(dir) && !(exists(filepath.Join(dir, restoringName)) && !hasHeader(dir)) {
		return rep, ErrExists
	}
	b, p, err := openBackup(f, info.Size())
	if err != nil {
		return rep, err
	}
	master, err := p.unlock(s)
	if err != nil {
		// The front may be someone's who has no key but put slots of their own there.
		back, q, berr := backEnd(f, info.Size())
		if berr != nil || bytes.Equal(q.raw, p.raw) {
			return rep, err
		}
		if master, berr = q.unlock(s); berr != nil {
			return rep, err
		}
		b, p = back, q
	}
	defer crypto.Wipe(master)
	if freeBytes(existing(dir)) < MinFree+2*uint64(b.logSize) {
		return rep, ErrDiskFull
	}
	key := crypto.Subkey(master, "backup")
	defer crypto.Wipe(key)
	if progress == nil {
		progress = func(int64, int64) {}
	}
	log, holes, err := b.read(ctx, f, key, p.VaultID, func(done int64) { progress(done, b.logSize) })
	if err != nil {
		return rep, err
	}
	if holes > 0 {
		if other, better, fewer := b.otherwise(ctx, f, info.Size(), key, p.VaultID, holes); other != nil {
			b, log, holes = other, better, fewer
		}
	}
	keys := newLogKeys(master, p.VaultID)
	defer keys.wipe()
	if _, err := keys.parseHead(log, p.Generation); err != nil {
		copy(log, keys.logHead(p.Generation, 0)) // the first chunk is a hole
	}
	if err := place(dir, p, b.header, log); err != nil {
		return rep, err
	}
	v, err := Open(ctx, dir, s, Options{})
	if err != nil {
		return rep, err
	}
	defer v.Close()
	if holes > 0 {
		rep.Problems = append(rep.Problems, Problem{What: "backup", Detail: fmt.Sprintf("%d of %d parts of the backup are damaged", holes, b.chunks())})
	}
	rep.Problems = append(rep.Problems, v.Problems()...)
	rep.SavedAt = v.savedAt
	if len(v.Problems()) > 0 {
		if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
			return rep, err
		}
	}
	found, err := v.Check(ctx, nil)
	rep.Records = found.Records
	return rep, err
}

// place puts header and log into dir, the header last.
func place(dir string, p *parsedHeader, header, log []byte) error {
	mark := filepath.Join(dir, restoringName)
	if err := os.MkdirAll(filepath.Join(dir, logDir), dirMode); err != nil {
		return diskError(err)
	}
	if err := os.WriteFile(mark, nil, fileMode); err != nil {
		return diskError(err)
	}
	err := writeAtomic(logPath(dir, p.Generation), log)
	if err == nil {
		err = writeHeader(dir, header)
	}
	if err != nil && !hasHeader(dir) {
		os.Remove(logPath(dir, p.Generation))
	}
	os.Remove(mark)
	return err
}

// existing is the nearest folder above path that is there.
func existing(path string) string {
	for !exists(path) && path != filepath.Dir(path) {
		path = filepath.Dir(path)
	}
	return path
}
