package vault

import (
	"bytes"
	"context"
	"errors"
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

// restoringMark is what stands in it: a file of that name in someone else's folder
// says nothing.
const restoringMark = "an Afterglow backup is being restored into this folder\n"

// isRestoring says that dir was left by a Restore that was cut off.
func isRestoring(d disk, dir string) bool {
	b, err := readFile(d, filepath.Join(dir, restoringName))
	return err == nil && string(b) == restoringMark
}

// Restore makes the vault that a backup holds in dir, which must be missing or
// empty (or left by a Restore that was cut off): a backup never overwrites a
// journal. The header is written last. From a damaged backup everything that can
// be read is restored and the rest named.
func Restore(ctx context.Context, file, dir string, s Secret, progress func(done, total int64)) (RestoreReport, error) {
	return restoreOn(ctx, system{}, file, dir, s, progress)
}

func restoreOn(ctx context.Context, d disk, file, dir string, s Secret, progress func(done, total int64)) (rep RestoreReport, err error) {
	f, err := d.OpenFile(file, os.O_RDONLY)
	if err != nil {
		return rep, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return rep, err
	}
	if !creatable(d, dir) && !isRestoring(d, dir) {
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
	if d.Free(existing(d, dir)) < MinFree+2*uint64(min(b.logSize, info.Size()))+uint64(min(b.size, info.Size())) {
		return rep, ErrDiskFull
	}
	key := crypto.Subkey(master, "backup")
	defer crypto.Wipe(key)
	if progress == nil {
		progress = func(int64, int64) {}
	}
	log, holes, err := b.read(ctx, f, key, p.VaultID, func(done int64) { progress(done, b.size) })
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
	if r, err := keys.readLog(log, p.Generation); err != nil || holes > 0 && len(r.steps) == 0 {
		return rep, fmt.Errorf("nothing of this backup can be read: it is %w", ErrDamaged)
	}
	if err := ctx.Err(); err != nil {
		return rep, err
	}
	blobs := func() error { return b.placeBlobs(ctx, d, dir, b.inside(f, key, p.VaultID)) }
	if err := place(d, dir, p, b.header, log, blobs); err != nil {
		return rep, err
	}
	ctx = context.WithoutCancel(ctx) // the journal is there: what is left is to look at it
	defer func() {
		if err == nil {
			err = removeMark(d, dir)
		}
		if err != nil && clearFolder(d, dir) == nil { // otherwise the mark lets it be done again
			_ = removeMark(d, dir)
		}
	}()
	v, err := openOn(ctx, d, dir, s, Options{restoring: true})
	if err != nil {
		return rep, err
	}
	defer v.Close()
	if holes > 0 {
		rep.Problems = append(rep.Problems, Problem{What: "backup", Detail: fmt.Sprintf("%d of %d parts of the backup are damaged", holes, b.parts(nil, nil).count())})
	}
	rep.Problems = append(rep.Problems, v.Problems()...)
	rep.SavedAt = v.changed
	if len(v.Problems()) > 0 {
		if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
			return rep, err
		}
		_ = d.RemoveAll(filepath.Join(dir, keptDir)) // the backup itself is what is kept
	}
	found, err := v.Check(ctx, nil)
	rep.Records = found.Records
	for _, p := range found.Problems {
		if p.What == "attachment" {
			rep.Problems = append(rep.Problems, p)
		}
	}
	return rep, err
}

// place puts header, attachments and both copies of the log into dir, the header last, and marks
// the folder as one that is being restored.
func place(d disk, dir string, p *parsedHeader, header, log []byte, blobs func() error) error {
	if err := makeDir(d, dir); err != nil {
		return err
	}
	err := writeAtomic(d, filepath.Join(dir, restoringName), []byte(restoringMark))
	if err == nil {
		err = clearFolder(d, dir)
	}
	if err == nil {
		err = blobs()
	}
	if err == nil {
		err = makeDir(d, filepath.Join(dir, mirrorDir))
	}
	if err == nil {
		err = writeAtomic(d, mirrorPath(dir, p.Generation), log)
	}
	if err == nil {
		err = makeDir(d, filepath.Join(dir, logDir))
	}
	if err == nil {
		err = writeAtomic(d, logPath(dir, p.Generation), log)
	}
	if err == nil {
		err = writeHeader(d, dir, header)
	}
	if err != nil && clearFolder(d, dir) == nil {
		_ = removeMark(d, dir)
	}
	return err
}

// removeMark says durably that the restoring into dir has ended.
func removeMark(d disk, dir string) error {
	mark := filepath.Join(dir, restoringName)
	if !there(d, mark) {
		return nil
	}
	if err := d.Remove(mark); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return diskError(d.SyncDir(dir))
}

// existing is the nearest folder above path that is there.
func existing(d disk, path string) string {
	for !there(d, path) && path != filepath.Dir(path) {
		path = filepath.Dir(path)
	}
	return path
}
