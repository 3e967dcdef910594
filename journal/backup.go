package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// DefaultBackupKeep is how many backups stay in a folder where nothing was said.
const DefaultBackupKeep = 5

// BackupEnding is the ending of a backup's name.
const BackupEnding = ".afterglow-backup"

// Backup writes everything that was saved until now into one sealed file, which
// opens with the passphrase and the recovery code of this moment. It works from a
// journal opened for reading too, and replaces the file only when the new one was
// read back whole.
func (j *Journal) Backup(ctx context.Context, path string, progress func(done, total int64)) error {
	return j.vault.Backup(ctx, path, progress)
}

// BackupInto makes a backup with the moment in its name in folder, which must be
// there, and of this journal's backups there lets the newest keep stay. Nothing
// else in the folder is touched.
func (j *Journal) BackupInto(ctx context.Context, folder string, keep int, progress func(done, total int64)) (path string, err error) {
	if keep <= 0 {
		keep = DefaultBackupKeep
	}
	j.clearAborted(folder)
	path = filepath.Join(folder, j.backupName(j.now()))
	if err := j.vault.Backup(ctx, path, progress); err != nil {
		return "", err
	}
	list, err := j.Backups(folder)
	if err != nil {
		return path, nil // the backup is made; the folder only cannot be listed
	}
	for _, old := range list[min(keep, len(list)):] {
		if old.Path != path {
			os.Remove(old.Path)
		}
	}
	return path, nil
}

// abortedAfter is how long a backup that is being written may stand untouched.
const abortedAfter = time.Hour

// clearAborted takes away what programs that were killed left of backups of this
// journal. One that another program is writing now is younger.
func (j *Journal) clearAborted(folder string) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range list {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasSuffix(e.Name(), j.backupTail()+".new") && time.Since(info.ModTime()) > abortedAfter {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// Restore makes the journal that a backup holds in dir, which must be missing or
// empty, with the passphrase (normalised) the journal had when it was backed up.
func Restore(ctx context.Context, file, dir string, passphrase []byte, progress func(done, total int64)) (vault.RestoreReport, error) {
	return restore(ctx, file, dir, vault.Passphrase(passphrase), progress)
}

// RestoreWithRecoveryCode is Restore with the recovery code of that time, as it
// was typed.
func RestoreWithRecoveryCode(ctx context.Context, file, dir, code string, progress func(done, total int64)) (vault.RestoreReport, error) {
	secret, err := crypto.ParseRecoveryCode(code)
	if err != nil {
		return vault.RestoreReport{}, err
	}
	defer crypto.Wipe(secret)
	return restore(ctx, file, dir, vault.Secret{Kind: crypto.SlotRecovery, Bytes: secret}, progress)
}

func restore(ctx context.Context, file, dir string, s vault.Secret, progress func(done, total int64)) (vault.RestoreReport, error) {
	rep, err := vault.Restore(ctx, file, dir, s, progress)
	var path *os.PathError
	if errors.As(err, &path) {
		return rep, fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return rep, err
}
