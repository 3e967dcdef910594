package vault

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
)

// Which files of blobs/ stay and which go. A file goes when no record of the log, also
// none that was forgotten since, ever named it: then it is what an interrupted PutBlob
// left, or its record left the log with a Rewrite.

// holdNew keeps the files of attachments that no record names yet, and gives the
// vault's id.
func (v *Vault) holdNew(ids ...ID) (vaultID []byte, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return nil, err
	}
	// A log that takes no step any more is known before a file is written for nothing.
	if err := v.writer.broken; err != nil && !errors.Is(err, ErrDiskFull) {
		return nil, err
	}
	v.hold(ids...)
	return bytes.Clone(v.hdr.VaultID), nil
}

// hold lets no Rewrite of this vault take files away. It is called with mu held.
func (v *Vault) hold(ids ...ID) {
	if v.held == nil {
		v.held = map[ID]int{}
	}
	for _, id := range ids {
		v.held[id]++
	}
}

// letGo ends hold, and takes away what was to go meanwhile.
func (v *Vault) letGo(ids ...ID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	late := false
	for _, id := range ids {
		if v.held[id]--; v.held[id] == 0 {
			delete(v.held, id)
		}
		late = late || v.index[id] == nil
	}
	if late && v.writable() == nil && v.writer.broken == nil {
		v.removeStrayBlobs()
	}
}

// undecided says that a step that failed may be in the log all the same: only the
// next opening knows.
func (v *Vault) undecided() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.writer != nil && v.writer.broken != nil
}

// forgottenSince says that an attachment is missing for a good reason: it was forgotten
// here, or by a writer that has begun another log.
func (v *Vault) forgottenSince(id ID) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return !v.closed && (v.index[id] == nil || v.writer == nil && v.overtaken())
}

// strayBlobs are the files in blobs/ with a name of ours that nothing stands for.
func (v *Vault) strayBlobs() []ID {
	list, err := v.disk.ReadDir(filepath.Join(v.dir, blobsDir))
	if err != nil {
		return nil
	}
	var out []ID
	for _, e := range list {
		id, ok := blobOf(e)
		if _, gone := v.gone[id]; ok && !gone && v.index[id] == nil && v.held[id] == 0 {
			out = append(out, id)
		}
	}
	return out
}

// blobOf is the attachment that a file has the name of.
func blobOf(e fs.DirEntry) (ID, bool) {
	id, err := ParseID(e.Name())
	return id, err == nil && id.String() == e.Name() && e.Type().IsRegular()
}

// removeStrayBlobs takes them away. While the log has problems, or is an older copy
// that nobody has chosen to go on with, a record that names them may only not be
// there just now.
func (v *Vault) removeStrayBlobs() {
	if len(v.problems) > 0 || v.older {
		return
	}
	strays := v.strayBlobs()
	for _, id := range strays {
		_ = v.disk.Remove(blobPath(v.dir, id))
	}
	if len(strays) > 0 {
		_ = v.disk.SyncDir(filepath.Join(v.dir, blobsDir))
	}
}

// keepStrayBlobs puts them beside the damaged logs in which their records may be.
func (v *Vault) keepStrayBlobs() error {
	for _, id := range v.strayBlobs() {
		if err := v.keepAside(blobPath(v.dir, id)); err != nil {
			return err
		}
	}
	return nil
}
