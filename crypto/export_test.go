package crypto

import (
	"crypto/ed25519"
	"time"
)

// SigningPrivateKey lets a test hand the key to ssh-keygen.
func SigningPrivateKey(i *Identity) ed25519.PrivateKey { return i.sign }

// WordsOfDigest lets a test start from a fingerprint that ssh-keygen printed.
func WordsOfDigest(digest []byte) []string { return digestWords(digest) }

// CheckWithin checks k on a machine that may spend limitKiB.
func CheckWithin(k KDF, limitKiB uint64) error { return k.check(limitKiB) }

// CalibratedMemory is the decision of CalibratedKDF without the measuring.
func CalibratedMemory(floor, target time.Duration, limitKiB uint64) uint32 {
	return calibratedMemory(floor, target, limitKiB)
}
