package cli

import (
	"context"
	"errors"

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
	passphrase, err := a.newPassphrase(ctx, a.PassphraseFile)
	if err != nil {
		return err
	}
	defer crypto.Wipe(passphrase)
	out, err := createSecretFile(c.RecoveryOut)
	if err != nil {
		return err
	}
	j, code, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: passphrase, Therapist: c.Therapist, KDF: a.KDF, KnownFile: place.KnownFile()})
	if err != nil {
		out.discard()
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	a.tellPlace(dir)
	return a.tellCode(code, out)
}
