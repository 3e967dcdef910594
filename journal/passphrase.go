package journal

import (
	"context"
	"errors"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// PassphraseOptions of ChangePassphrase.
type PassphraseOptions struct {
	KDF crypto.KDF // zero: calibrated to this machine
	// Renew is for when someone may know the old passphrase or the recovery code:
	// every key is made anew, so that an old copy of the header opens nothing
	// that is written from now on.
	Renew bool
}

// ChangePassphrase puts next (normalised; it stays the caller's) in the place of
// the passphrase there is. The recovery code stays, unless Renew is asked: then
// a new one is given, this once.
func (j *Journal) ChangePassphrase(ctx context.Context, next []byte, o PassphraseOptions) (code string, err error) {
	kdf, err := passphraseWork(next, o.KDF)
	if err != nil {
		return "", err
	}
	if !o.Renew {
		return "", j.vault.SetSlots(ctx, func(vaultID, master []byte, now []crypto.Slot) ([]crypto.Slot, error) {
			slot, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, next, kdf, master)
			return withSlot(now, slot), err
		})
	}
	code = crypto.NewRecoveryCode()
	err = j.rewrite(ctx, vault.RewriteOptions{NewMaster: func(vaultID, master []byte, _ []crypto.Slot) ([]crypto.Slot, error) {
		return freshSlots(vaultID, master, next, kdf, code)
	}})
	if err != nil {
		return "", err
	}
	crypto.Wipe(j.unsavedKey)
	j.unsavedKey = j.vault.Subkey(unsavedPurpose)
	return code, j.unconfirmRecovery(ctx)
}

// VerifyPassphrase says whether a passphrase opens this journal: nil or
// vault.ErrWrongPassphrase.
func (j *Journal) VerifyPassphrase(ctx context.Context, passphrase []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return j.vault.Verify(vault.Passphrase(passphrase))
}

// NewRecoveryCode gives a new recovery code, this once; the one before opens
// nothing any more.
func (j *Journal) NewRecoveryCode(ctx context.Context) (code string, err error) {
	code = crypto.NewRecoveryCode()
	err = j.vault.SetSlots(ctx, func(vaultID, master []byte, now []crypto.Slot) ([]crypto.Slot, error) {
		slot, err := recoverySlot(vaultID, master, code)
		return withSlot(now, slot), err
	})
	if err != nil {
		return "", err
	}
	return code, j.unconfirmRecovery(ctx)
}

// unconfirmRecovery remembers that the new code was not typed back yet.
func (j *Journal) unconfirmRecovery(ctx context.Context) error {
	s := j.Settings()
	s.RecoveryConfirmed = When{}
	_, err := j.SaveSettings(ctx, s)
	return err
}

// passphraseWork checks a new passphrase and says how its key is derived.
func passphraseWork(passphrase []byte, kdf crypto.KDF) (crypto.KDF, error) {
	if len(passphrase) == 0 {
		return kdf, errors.New("the passphrase is empty: choose one")
	}
	if kdf.Algorithm == "" {
		kdf = crypto.CalibratedKDF(calibrationTarget)
	}
	return kdf, nil
}

// freshSlots are the two slots of a journal under a new master key.
func freshSlots(vaultID, master, passphrase []byte, kdf crypto.KDF, code string) ([]crypto.Slot, error) {
	first, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, passphrase, kdf, master)
	if err != nil {
		return nil, err
	}
	second, err := recoverySlot(vaultID, master, code)
	return []crypto.Slot{first, second}, err
}

// recoverySlot is the slot that a recovery code opens. The code has more entropy
// than any work could add: the least is enough.
func recoverySlot(vaultID, master []byte, code string) (crypto.Slot, error) {
	secret, err := crypto.ParseRecoveryCode(code)
	if err != nil {
		return crypto.Slot{}, err
	}
	defer crypto.Wipe(secret)
	return crypto.NewSlot(crypto.SlotRecovery, vaultID, secret, crypto.CheapestKDF(), master)
}

// withSlot is slots with one in the place of those of its kind.
func withSlot(slots []crypto.Slot, one crypto.Slot) []crypto.Slot {
	out := []crypto.Slot{one}
	for _, s := range slots {
		if s.Kind != one.Kind {
			out = append(out, s)
		}
	}
	return out
}
