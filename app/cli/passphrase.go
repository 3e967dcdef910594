package cli

import (
	"context"
	"errors"

	"afterglow/crypto"
	"afterglow/journal"
)

// passphraseCmd changes the passphrase.
type passphraseCmd struct {
	NewPassphraseFile string `placeholder:"FILE"`
	Renew             bool
	RecoveryOut       string `placeholder:"FILE"`
}

func (c *passphraseCmd) run(ctx context.Context, a *app) (err error) {
	if c.RecoveryOut != "" && !c.Renew {
		return a.usage("cli.error.recovery_out_alone")
	}
	j, err := a.writing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	next, err := a.newPassphrase(ctx, c.NewPassphraseFile)
	if err != nil {
		return err
	}
	defer crypto.Wipe(next)
	out, err := createSecretFile(c.RecoveryOut)
	if err != nil {
		return err
	}
	code, err := j.ChangePassphrase(ctx, next, journal.PassphraseOptions{KDF: a.KDF, Renew: c.Renew})
	if code == "" {
		out.discard()
		return err
	}
	// The new code is told whatever else failed: the old one is gone.
	return errors.Join(a.tellCode(code, out), err)
}
