package crypto

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
)

// KeySize is the length in bytes of every symmetric key of this package.
const KeySize = 32

// subkeyPrefix versions the labels of derived keys.
const subkeyPrefix = "afterglow/v1/"

// NewKey returns 32 random bytes. The caller owns and wipes them.
func NewKey() []byte {
	key := make([]byte, KeySize)
	rand.Read(key) // never fails: the program is ended if the system has no randomness
	return key
}

// Subkey derives the 32-byte key for one purpose from a master key: HKDF-SHA256
// (RFC 5869) without salt, info "afterglow/v1/" + purpose. Knowing one subkey
// reveals neither the master key nor another. It panics if master is not 32
// bytes. The caller owns and wipes the result.
func Subkey(master []byte, purpose string) []byte {
	mustBeKey(master)
	key, err := deriveKey(master, nil, subkeyPrefix+purpose, KeySize)
	if err != nil {
		panic("crypto: HKDF refused fixed lengths: " + err.Error())
	}
	return key
}

// deriveKey is HKDF-SHA256 as RFC 5869 has it.
func deriveKey(secret, salt []byte, info string, size int) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, salt, info, size)
}

// mustBeKey stops a program that mistakes something else for a key.
func mustBeKey(key []byte) {
	if len(key) != KeySize {
		panic("crypto: a key must be 32 bytes")
	}
}
