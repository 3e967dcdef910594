package cli

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"afterglow/app/place"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal/bundle"
	"afterglow/journal/transfer"
	"afterglow/journal/vault"
)

// The exit codes.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitWrongKey = 3
	exitDamaged  = 4
	exitInUse    = 5
)

// endings says for each error which code ends the program and which message
// tells it; "" lets the error tell itself. The first that matches counts, and
// what is not here is exitFailed.
var endings = []struct {
	err  error
	code int
	id   string
}{
	{vault.ErrWrongPassphrase, exitWrongKey, "cli.error.wrong_passphrase"},
	{crypto.ErrWrongKey, exitWrongKey, "cli.error.wrong_key"},
	{errWrongCode, exitWrongKey, ""},
	{errWrongBackupCode, exitWrongKey, ""},
	{errWrongBackupPassphrase, exitWrongKey, ""},
	{vault.ErrOtherKeys, exitWrongKey, ""},
	{crypto.ErrRecoveryTypo, exitWrongKey, "cli.error.recovery_typo"},
	{vault.ErrInUse, exitInUse, "cli.error.in_use"},
	// A key that fits a file which was signed for another: someone sealed it anew.
	{bundle.ErrNotForYou, exitDamaged, "cli.error.not_for_you"},
	{vault.ErrAbsurdWork, exitDamaged, "cli.error.absurd_work"},
	{crypto.ErrAbsurdWork, exitDamaged, ""},
	{bundle.ErrNewerFormat, exitDamaged, ""},
	{errNotCard, exitDamaged, ""},
	{errRecordDamaged, exitDamaged, ""},
	{errCheckFailed, exitDamaged, ""},
	{errRestoreDamaged, exitDamaged, ""},
	{errExportDamaged, exitDamaged, ""},
	{vault.ErrDamaged, exitDamaged, ""},
	{crypto.ErrDamaged, exitDamaged, ""},
	{vault.ErrNotAVault, exitFailed, "cli.error.not_a_journal"},
	{vault.ErrExists, exitFailed, "cli.error.folder_not_empty"},
	{vault.ErrDiskFull, exitFailed, "cli.error.disk_full"},
	{place.ErrNoHome, exitUsage, ""},
	{context.Canceled, exitFailed, "cli.error.stopped"},
}

// usageError is an error in how the command line was used.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// silentError is an exit code of the window, which told its errors itself.
type silentError int

func (e silentError) Error() string { return "the window ended with an error" }

// end tells an error in one line and gives the exit code.
func (a *app) end(err error) int {
	if err == nil {
		return exitDone
	}
	var silent silentError
	if errors.As(err, &silent) {
		return int(silent)
	}
	var usage usageError
	if errors.As(err, &usage) {
		a.tell(err.Error())
		return exitUsage
	}
	var line *transfer.LineError
	if errors.As(err, &line) {
		a.tell(err.Error())
		return exitFailed
	}
	for _, e := range endings {
		if !errors.Is(err, e.err) {
			continue
		}
		if e.id != "" {
			a.tell(a.words.T(e.id))
		} else {
			a.tell(err.Error())
		}
		return e.code
	}
	a.tell(err.Error())
	return exitFailed
}

// oneLine makes an error one line that does nothing to a terminal.
func oneLine(text string) string {
	return strings.TrimSpace(printable(strings.Join(strings.Fields(text), " ")))
}

// fileError is what the system says of a file, without what it was doing.
func fileError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return errors.New(path.Path + ": " + path.Err.Error())
	}
	return err
}

// isUnreadable says whether reading a journal or a record failed for damage.
func isUnreadable(err error) bool {
	return errors.Is(err, vault.ErrDamaged) || errors.Is(err, crypto.ErrDamaged) || errors.Is(err, vault.ErrAbsurdWork)
}

var (
	// errWrongCode: a recovery code without a slip in it, but of another journal.
	errWrongCode = assets.Wrong("cli.error.wrong_code", "")
	// errWrongBackupCode and errWrongBackupPassphrase: a backup opens with what the
	// journal had when it was made.
	errWrongBackupCode       = assets.Wrong("cli.error.wrong_backup_code", "")
	errWrongBackupPassphrase = assets.Wrong("cli.error.wrong_backup_passphrase", "")
	// errNotCard: a contact card that cannot be read.
	errNotCard = assets.Wrong("cli.error.not_card", "")
	// errRecordDamaged: this record cannot be read; others can.
	errRecordDamaged = assets.Wrong("cli.error.record_damaged", "")
	// errRestoreDamaged: a backup gave less than was in it.
	errRestoreDamaged = assets.Wrong("cli.error.restore_damaged", "")
	// errExportDamaged: not all of the journal could be written out.
	errExportDamaged = assets.Wrong("cli.error.export_damaged", "")
	// errCheckFailed: check found something.
	errCheckFailed = assets.Wrong("cli.error.check_failed", "")
	// errNoTerminal: a passphrase is needed and there is nobody to ask.
	errNoTerminal = assets.Wrong("cli.error.no_terminal", "")
)
