package cli

import (
	"context"
	"errors"
	"os"

	"afterglow/crypto"
	"afterglow/journal"
)

// backupCmd writes everything into one sealed file, also beside an open window.
// Into a folder it goes with the moment in its name, and the oldest ones go.
type backupCmd struct {
	Backup string `arg:""`
	Keep   int
}

func (c *backupCmd) run(ctx context.Context, a *app) (err error) {
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if info, err := os.Stat(c.Backup); err == nil && info.IsDir() {
		path, err := j.BackupInto(ctx, c.Backup, c.Keep, nil)
		if err != nil {
			return fileError(err)
		}
		return a.say(path)
	}
	return fileError(j.Backup(ctx, c.Backup, nil))
}

// restoreCmd makes the journal that a backup holds.
type restoreCmd struct {
	Backup string `arg:""`
}

func (c *restoreCmd) run(ctx context.Context, a *app) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	passphrase, err := a.passphrase(ctx)
	if err != nil {
		return err
	}
	defer crypto.Wipe(passphrase)
	rep, err := journal.Restore(ctx, c.Backup, dir, passphrase, nil)
	if err != nil {
		return err
	}
	a.tellPlace(dir)
	lines := []string{a.words.N("cli.restore.done", rep.Records, "Date", rep.SavedAt.Local().Format(dateTime))}
	for _, p := range rep.Problems {
		lines = append(lines, oneLine(p.What+" "+p.ID+" "+p.Detail))
	}
	if err := a.say(lines...); err != nil {
		return err
	}
	if len(rep.Problems) > 0 {
		return errRestoreDamaged
	}
	return nil
}
