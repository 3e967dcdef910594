package crypto

import (
	"crypto/ed25519"
	"time"

	"golang.org/x/crypto/ssh"
)

// SealUnder is Seal with the nonce of a published vector.
func SealUnder(nonce, key, plaintext, context []byte) []byte {
	return sealUnder(nonce, key, plaintext, context)
}

// DeriveKey is what Subkey derives with, for lengths and salts that Subkey has not.
func DeriveKey(secret, salt []byte, info string, size int) ([]byte, error) {
	return deriveKey(secret, salt, info, size)
}

// VerifyRaw is how VerifySignature checks, for a message that was signed as it
// is, without SSHSIG around it.
func VerifyRaw(publicKey, message, signature []byte) error {
	_, err := verifyWire(marshalSSHKey(publicKey), ssh.Marshal(sshSignature{Format: ssh.KeyAlgoED25519, Blob: signature}), message)
	return err
}

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
