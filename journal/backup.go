package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// backupTime is how a backup's name tells its moment, in UTC.
const backupTime = "2006-01-02-150405"

// BackupInto makes a backup with the moment in its name in folder, which must be
// there, and of this journal's backups there lets the newest keep stay. Nothing
// else in the folder is touched.
func (j *Journal) BackupInto(ctx context.Context, folder string, keep int, progress func(done, total int64)) (path string, err error) {
	if keep <= 0 {
		keep = DefaultBackupKeep
	}
	path = filepath.Join(folder, "afterglow-"+j.now().UTC().Format(backupTime)+j.backupMark())
	if err := j.vault.Backup(ctx, path, progress); err != nil {
		return "", err
	}
	list, err := j.Backups(folder)
	if err != nil {
		return path, nil // the backup is made; the folder only cannot be listed
	}
	for _, old := range list[min(len(list), keep):] {
		if old.Path != path {
			os.Remove(old.Path)
		}
	}
	return path, nil
}

// BackupFile is one backup of this journal in a folder.
type BackupFile struct {
	Path string
	At   time.Time // when it was made, to the second
}

// Backups are this journal's backups in folder that BackupInto made, the newest
// first.
func (j *Journal) Backups(folder string) ([]BackupFile, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []BackupFile
	for _, e := range list {
		name, mine := strings.CutSuffix(e.Name(), j.backupMark())
		at, err := time.Parse("afterglow-"+backupTime, name)
		if mine && err == nil && e.Type().IsRegular() {
			out = append(out, BackupFile{filepath.Join(folder, e.Name()), at})
		}
	}
	slices.SortFunc(out, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return out, nil
}

// backupMark ends the names of this journal's backups.
func (j *Journal) backupMark() string { return "-" + j.vault.ID().String()[:8] + BackupEnding }

// BackupDue says that the folder the person chose holds no backup yet of the
// newest changes. Without such a folder nothing is due.
func (j *Journal) BackupDue() (bool, error) {
	folder := j.Settings().BackupFolder
	if folder == "" {
		return false, nil
	}
	list, err := j.Backups(folder)
	if err != nil {
		return true, err
	}
	return len(list) == 0 || !list[0].At.After(j.vault.ChangedAt()), nil
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
