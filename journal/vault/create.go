package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"afterglow/crypto"
)

// CreateOptions of Create.
type CreateOptions struct {
	Kind  Kind
	Slots func(vaultID, master []byte) ([]crypto.Slot, error)
	// KnownFile as in Options.
	KnownFile string
}

// Create makes a vault in dir, which must be missing, empty or what an
// interrupted Create left, and opens it for writing. The header is written last:
// until then the folder is no vault.
func Create(ctx context.Context, dir string, o CreateOptions) (*Vault, error) {
	return createOn(ctx, system{}, dir, o)
}

func createOn(ctx context.Context, d disk, dir string, o CreateOptions) (*Vault, error) {
	if !creatable(d, dir) {
		return nil, ErrExists
	}
	if err := makeDir(d, dir); err != nil {
		return nil, err
	}
	unlock, err := d.Lock(filepath.Join(dir, lockName))
	if err != nil {
		return nil, diskError(err)
	}
	if !creatable(d, dir) { // another program was quicker
		unlock()
		return nil, ErrExists
	}
	master, epochKey := crypto.NewKey(), crypto.NewKey()
	id := NewID()
	h := header{Format: formatName, Major: formatMajor, Minor: formatMinor, VaultID: id[:], Kind: o.Kind,
		Serial: 1, Generation: 1, Epoch: 1, EpochKey: sealEpochKey(master, id[:], 1, epochKey)}
	fail := func(err error) (*Vault, error) {
		crypto.Wipe(master)
		crypto.Wipe(epochKey)
		if clearFolder(d, dir) == nil {
			_ = d.Remove(filepath.Join(dir, lockName))
		}
		unlock()
		return nil, err
	}
	if h.Slots, err = o.Slots(id[:], master); err != nil {
		return fail(err)
	}
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	keys := newLogKeys(master, id[:])
	if err := createLog(d, logPath(dir, 1), keys, 1, 0); err != nil {
		return fail(err)
	}
	file, err := encodeHeader(h, master)
	if err == nil {
		err = diskError(d.SyncDir(dir))
	}
	if err == nil {
		err = writeHeader(d, dir, file)
	}
	if err != nil {
		return fail(err)
	}
	v := &Vault{disk: d, dir: dir, knownFile: o.KnownFile, hdr: h, master: master, epochKey: epochKey, keys: keys}
	if err := v.load(false); err != nil {
		v.release()
		return fail(err)
	}
	v.unlock = unlock
	return v, nil
}

// clearFolder takes back a vault that nobody was told of yet, its header first:
// from then on the folder is none.
func clearFolder(d disk, dir string) error {
	for _, name := range []string{headerName, backupName, headerName + ".new", backupName + ".new"} {
		if err := d.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := d.SyncDir(dir); err != nil {
		return diskError(err)
	}
	for _, name := range []string{storeDir + ".open", storeDir + ".opening", storeDir, mirrorDir, keptDir, blobsDir, logDir} {
		if err := d.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// creatable says that dir holds nothing, or only what Create leaves behind when
// it is cut off before the header: the lock, temporary files, and a first log
// without a single step.
func creatable(d disk, dir string) bool {
	list, err := d.ReadDir(dir)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	for _, e := range list {
		switch {
		case e.Type().IsRegular() && (e.Name() == lockName || e.Name() == headerName+".new" || e.Name() == restoringName+".new"):
		case (e.Name() == logDir || e.Name() == mirrorDir) && e.IsDir():
			logs, err := d.ReadDir(filepath.Join(dir, e.Name()))
			if err != nil {
				return false
			}
			for _, l := range logs {
				info, err := l.Info()
				if err != nil || info.Size() > headLen || l.Name() != logName(1) && l.Name() != logName(1)+".new" {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}
