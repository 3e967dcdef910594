package cli

import (
	"fmt"
	"os"

	"afterglow/app/place"
	"afterglow/crypto"
	"afterglow/journal"
)

type initCommand struct {
	Therapist   bool   `help:"Make a therapist's vault."`
	RecoveryOut string `placeholder:"FILE" help:"Write the recovery code into a new file instead of printing it."`
}

// Run creates the journal. The file for the recovery code is made before the
// journal, so that the code always has a place; if it cannot be written after
// all, the code is printed.
func (c initCommand) Run(e *env) error {
	passphrase, err := e.newPassphrase()
	if err != nil {
		return err
	}
	defer crypto.Wipe(passphrase)
	var out *os.File
	if c.RecoveryOut != "" {
		if out, err = os.OpenFile(c.RecoveryOut, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			if os.IsExist(err) {
				return fmt.Errorf("the file %s exists already: name a new one for the recovery code", c.RecoveryOut)
			}
			return plainPath(err)
		}
		defer out.Close()
	}
	j, code, err := journal.Create(e.ctx, e.folder, journal.CreateOptions{Passphrase: passphrase, Therapist: c.Therapist, KDF: e.KDF, KnownFile: place.KnownFile()})
	if err != nil {
		if out != nil {
			os.Remove(c.RecoveryOut)
		}
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	fmt.Fprintln(e.Out, e.words.T("cli.init.made", "Folder", e.folder))
	if out != nil {
		_, err = fmt.Fprintln(out, code)
		if err == nil {
			err = out.Sync()
		}
		if err == nil {
			fmt.Fprintln(e.Out, e.words.T("cli.init.code_in", "File", c.RecoveryOut))
			return nil
		}
	}
	fmt.Fprintln(e.Out, e.words.T("cli.init.code"))
	fmt.Fprintln(e.Out, code)
	if err != nil {
		return fmt.Errorf("the recovery code could not be written to the file and stands above instead: %w", err)
	}
	return nil
}
