package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"afterglow/journal/vault"
)

// backupCmd writes everything into one sealed file, also beside an open window.
// Into a folder it goes with the moment in its name, and the oldest ones go.
type backupCmd struct {
	Backup string `arg:""`
	Keep   int
}

func (c *backupCmd) run(ctx context.Context, a *app) (err error) {
	folder, err := c.place(a)
	if err != nil {
		return err
	}
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	bar := a.bar("cli.backup.writing")
	defer bar.end()
	if !folder {
		return fileError(j.Backup(ctx, c.Backup, bar.at))
	}
	path, err := j.BackupInto(ctx, c.Backup, c.Keep, bar.at)
	if err != nil {
		return fileError(err)
	}
	bar.end()
	return a.say(path)
}

// place says whether the backup goes into a folder. It may replace a backup, but
// no other file, and lies where it is not lost with the journal.
func (c *backupCmd) place(a *app) (folder bool, err error) {
	dir, err := a.folder()
	if err != nil {
		return false, err
	}
	if within(c.Backup, dir) {
		return false, errors.New(a.words.T("cli.error.backup_inside"))
	}
	info, err := os.Stat(c.Backup)
	switch {
	case err != nil:
		return false, nil // a new name, or what writing there will say
	case info.IsDir():
		return true, nil
	case info.Size() > 0 && !vault.IsBackup(c.Backup):
		return false, errors.New(a.words.T("cli.error.backup_over", "Path", printable(c.Backup)))
	}
	return false, nil
}

// within says whether path lies in the folder dir, or is it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(whole(dir), filepath.Join(whole(filepath.Dir(path)), filepath.Base(path)))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// whole is a path from the root, through links where it is there.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path
}
