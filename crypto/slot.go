package crypto

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// The kinds of slot. The kind is bound into what the slot seals.
const (
	SlotPassphrase = "passphrase"
	SlotRecovery   = "recovery"
)

const (
	slotLabel   = "afterglow/slot/v1"
	slotIDBytes = 16
)

// Slot is one way into a vault: a master key wrapped under a stretched secret.
// A vault has several, and a new passphrase replaces a slot, not the vault.
// Nothing in it is secret.
type Slot struct {
	ID      string `json:"id"`      // 32 hexadecimal digits, random
	Kind    string `json:"kind"`    // SlotPassphrase or SlotRecovery
	KDF     KDF    `json:"kdf"`     // how the secret is stretched
	Wrapped []byte `json:"wrapped"` // Seal of the 32-byte master key: 72 bytes
}

// NewSlot wraps master under secret. For a passphrase the secret is what
// [NormalizePassphrase] returns, for a recovery code what [ParseRecoveryCode]
// returns. An empty secret or too weak parameters are [ErrTooWeak]. The
// caller keeps both secret and master, and wipes them. It runs the KDF.
func NewSlot(kind string, vaultID []byte, secret []byte, kdf KDF, master []byte) (Slot, error) {
	mustBeKey(master)
	if kind != SlotPassphrase && kind != SlotRecovery {
		return Slot{}, fmt.Errorf("%w: a slot is of kind %s or %s", ErrTooWeak, SlotPassphrase, SlotRecovery)
	}
	if len(secret) == 0 {
		return Slot{}, fmt.Errorf("%w: the passphrase is empty", ErrTooWeak)
	}
	id := make([]byte, slotIDBytes)
	rand.Read(id)
	s := Slot{ID: hex.EncodeToString(id), Kind: kind, KDF: kdf}
	key, err := kdf.Derive(secret)
	if err != nil {
		return Slot{}, err
	}
	defer Wipe(key)
	s.Wrapped = Seal(key, master, s.context(vaultID))
	return s, nil
}

// Open unwraps the master key. [ErrWrongKey] means that the secret does not
// fit, or that the vault's id, the slot's id or kind, the wrapped key or a
// parameter was altered: from inside a slot these cannot be told apart, so the
// vault keeps a plain checksum of its header to know damage by. Parameters out
// of bounds are [ErrTooWeak] or [ErrAbsurdWork], a wrapped key of the wrong
// length is [ErrDamaged], all before any work. The caller wipes the master key.
func (s Slot) Open(vaultID []byte, secret []byte) (master []byte, err error) {
	if len(s.Wrapped) != KeySize+SealOverhead {
		return nil, ErrDamaged
	}
	key, err := s.KDF.Derive(secret)
	if err != nil {
		return nil, err
	}
	defer Wipe(key)
	master, err = Open(key, s.Wrapped, s.context(vaultID))
	if err != nil {
		return nil, ErrWrongKey
	}
	return master, nil
}

// context binds the wrapped key to the vault, to this slot, and to every
// parameter, so that none can be swapped or weakened.
func (s Slot) context(vaultID []byte) []byte {
	return Context(slotLabel,
		vaultID,
		[]byte(s.ID),
		[]byte(s.Kind),
		[]byte(s.KDF.Algorithm),
		binary.BigEndian.AppendUint32(nil, s.KDF.Time),
		binary.BigEndian.AppendUint32(nil, s.KDF.MemoryKiB),
		[]byte{s.KDF.Threads},
		s.KDF.Salt,
	)
}
