package cli

import (
	"context"
	"errors"

	"afterglow/app/place"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// recoverCmd sets a new passphrase by the recovery code.
type recoverCmd struct {
	RecoveryFile      string `required:"" placeholder:"FILE"`
	NewPassphraseFile string `placeholder:"FILE"`
}

func (c *recoverCmd) run(ctx context.Context, a *app) (err error) {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if !vault.Exists(dir) {
		return vault.ErrNotAVault
	}
	code, err := a.secretFile(c.RecoveryFile)
	if err != nil {
		return err
	}
	defer crypto.Wipe(code)
	j, err := journal.OpenWithRecoveryCode(ctx, dir, string(code), journal.OpenOptions{KnownFile: place.KnownFile()})
	if errors.Is(err, vault.ErrWrongPassphrase) {
		return errWrongCode
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	a.tellNotices(j, false)
	j.AcceptOlderCopy()
	next, err := a.newPassphrase(ctx, c.NewPassphraseFile)
	if err != nil {
		return err
	}
	defer crypto.Wipe(next)
	_, err = j.ChangePassphrase(ctx, next, journal.PassphraseOptions{KDF: a.KDF})
	return err
}
