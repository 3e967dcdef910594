package journal

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Why a folder is not used for backups.
var (
	// ErrNoFolder: there is no folder of that name.
	ErrNoFolder = errors.New("there is no such folder: make it first, or choose another one")
	// ErrInsideJournal: it lies in the journal's own folder.
	ErrInsideJournal = errors.New("this folder is inside the journal's own, where a backup would be lost together with it: choose one elsewhere")
)

// BackupFile is one backup that BackupInto made. At is the moment in its name.
type BackupFile struct {
	Path string
	At   time.Time
}

// backupMoment is how the moment stands in a backup's name.
const backupMoment = "2006-01-02-150405"

// backupName is how BackupInto names a backup of this journal.
func (j *Journal) backupName(at time.Time) string {
	return "afterglow-" + at.UTC().Format(backupMoment) + j.backupTail()
}

// backupTail tells the backups of this journal from those of others.
func (j *Journal) backupTail() string { return "-" + j.vault.ID().String()[:8] + BackupEnding }

// Backups are the backups of this journal that BackupInto made in folder, the
// newest first.
func (j *Journal) Backups(folder string) ([]BackupFile, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var found []BackupFile
	for _, e := range list {
		moment, named := strings.CutPrefix(e.Name(), "afterglow-")
		moment, mine := strings.CutSuffix(moment, j.backupTail())
		at, err := time.Parse(backupMoment, moment)
		if named && mine && err == nil && e.Type().IsRegular() {
			found = append(found, BackupFile{filepath.Join(folder, e.Name()), at})
		}
	}
	slices.SortFunc(found, func(a, b BackupFile) int { return b.At.Compare(a.At) })
	return found, nil
}

// ofNow are backups without those that a clock which was wrong dated ahead.
func ofNow(list []BackupFile, now time.Time) []BackupFile {
	return slices.DeleteFunc(slices.Clone(list), func(b BackupFile) bool { return b.At.After(now) })
}

// FitForBackups says whether backups of the journal in dir can lie in folder:
// nil, ErrNoFolder or ErrInsideJournal. A way around through a link is seen.
func FitForBackups(folder, dir string) error {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return ErrNoFolder
	}
	home, err := os.Stat(dir)
	if err != nil {
		return nil // a journal that lies nowhere holds no folder
	}
	real, err := filepath.EvalSymlinks(folder)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return ErrNoFolder
	}
	for {
		if at, err := os.Stat(real); err == nil && os.SameFile(at, home) {
			return ErrInsideJournal
		}
		up := filepath.Dir(real)
		if up == real {
			return nil
		}
		real = up
	}
}

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
	list = ofNow(list, j.now())
	return len(list) == 0 || !list[0].At.After(j.vault.ChangedAt()), nil
}
