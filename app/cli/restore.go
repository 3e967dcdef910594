package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// restoreCmd makes the journal that a backup holds, where there is none.
type restoreCmd struct {
	Backup       string `arg:""`
	RecoveryFile string `placeholder:"FILE"`
}

func (c *restoreCmd) run(ctx context.Context, a *app) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if vault.Exists(dir) { // before anyone is asked for a passphrase
		return errors.New(a.words.T("cli.error.restore_over"))
	}
	if _, err := os.Stat(c.Backup); err != nil {
		return fileError(err)
	}
	rep, err := c.restore(ctx, a, dir)
	if err != nil {
		return err
	}
	a.tellPlace(dir)
	return a.sayRestored(rep)
}

// restore does it with the recovery code, or else with the passphrase.
func (c *restoreCmd) restore(ctx context.Context, a *app, dir string) (rep vault.RestoreReport, err error) {
	if c.RecoveryFile != "" {
		code, err := a.secretFile(c.RecoveryFile)
		if err != nil {
			return rep, err
		}
		defer crypto.Wipe(code)
		bar := a.bar("cli.restore.reading")
		defer bar.end()
		rep, err = journal.RestoreWithRecoveryCode(ctx, c.Backup, dir, string(code), bar.at)
		if errors.Is(err, vault.ErrWrongPassphrase) {
			err = errWrongBackupCode
		}
		return rep, err
	}
	passphrase, err := a.passphrase(ctx)
	if err != nil {
		return rep, err
	}
	defer crypto.Wipe(passphrase)
	bar := a.bar("cli.restore.reading")
	defer bar.end()
	rep, err = journal.Restore(ctx, c.Backup, dir, passphrase, bar.at)
	if errors.Is(err, vault.ErrWrongPassphrase) {
		err = errWrongBackupPassphrase
	}
	return rep, err
}

// sayRestored is the report: what is there again, of when, and what is not.
func (a *app) sayRestored(rep vault.RestoreReport) error {
	lines := []string{a.words.N("cli.restore.done", rep.Records, "Date", rep.SavedAt.Local().Format(dateTime))}
	for _, p := range rep.Problems {
		lines = append(lines, a.problem(p))
	}
	if err := a.say(lines...); err != nil {
		return err
	}
	if len(rep.Problems) > 0 {
		return errRestoreDamaged
	}
	return nil
}

// problem is one thing found wrong, on one line, with its date where that is known
// and not said already.
func (a *app) problem(p journal.Problem) string {
	line := oneLine(p.What + " " + p.ID + " " + p.Detail)
	if p.At.IsZero() || strings.Contains(line, p.At.Local().Format(dateTime)) {
		return line
	}
	return a.words.T("cli.problem.dated", "Problem", line, "Date", p.At.Local().Format(dateTime))
}
