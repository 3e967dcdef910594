package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"afterglow/app/place"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// initCmd creates a journal.
type initCmd struct {
	Therapist   bool
	RecoveryOut string `placeholder:"FILE"`
}

// run keeps the recovery code from being lost: its file is there, empty, before
// the journal is; should writing to it fail after that, the code is printed.
func (c *initCmd) run(ctx context.Context, a *app) (err error) {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if vault.Exists(dir) {
		return vault.ErrExists // before anyone is asked for a passphrase
	}
	passphrase, err := a.passphrase(ctx, true)
	if err != nil {
		return err
	}
	defer crypto.Wipe(passphrase)
	var out *os.File
	if c.RecoveryOut != "" {
		if out, err = os.OpenFile(c.RecoveryOut, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
			return fileError(err)
		}
		defer out.Close()
	}
	j, code, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: passphrase, Therapist: c.Therapist, KDF: a.KDF, KnownFile: place.KnownFile()})
	if err != nil {
		if out != nil {
			os.Remove(c.RecoveryOut)
		}
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	if out == nil {
		return a.sayCode(code)
	}
	if err := writeDurably(out, code+"\n"); err != nil {
		if said := a.sayCode(code); said != nil {
			return said
		}
		return fmt.Errorf("%s: %w", a.words.T("cli.error.recovery_out"), fileError(err))
	}
	return nil
}

func (a *app) sayCode(code string) error {
	if err := a.say(code); err != nil {
		return errors.New(a.words.T("cli.error.code_lost"))
	}
	if isTerminal(a.Stdout) {
		fmt.Fprintln(a.Stderr, a.words.T("cli.init.code"))
	}
	return nil
}

// writeDurably writes to a new file and does not return before the text and the
// file's name are on the disk.
func writeDurably(f *os.File, text string) error {
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be flushed there
	}
	dir, err := os.Open(filepath.Dir(f.Name()))
	if err != nil {
		return err
	}
	defer dir.Close()
	_ = dir.Sync() // some file systems cannot
	return nil
}
