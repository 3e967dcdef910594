package crypto

import (
	"crypto/rand"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"
)

// SealOverhead is how many bytes longer than its plaintext a sealed message
// is: a 24-byte nonce before it and a 16-byte tag after it.
const SealOverhead = chacha20poly1305.NonceSizeX + chacha20poly1305.Overhead

// Context returns associated data for [Seal]: label and parts, each behind its
// length as 8 bytes, big-endian. Different labels or parts never give the same
// bytes, however they are split.
func Context(label string, parts ...[]byte) []byte {
	size := 8 + len(label)
	for _, p := range parts {
		size += 8 + len(p)
	}
	out := make([]byte, 0, size)
	out = binary.BigEndian.AppendUint64(out, uint64(len(label)))
	out = append(out, label...)
	for _, p := range parts {
		out = binary.BigEndian.AppendUint64(out, uint64(len(p)))
		out = append(out, p...)
	}
	return out
}

// Seal encrypts and authenticates plaintext with XChaCha20-Poly1305 under a
// fresh random nonce, bound to context, and returns nonce ‖ ciphertext ‖ tag.
// It panics if key is not 32 bytes. One key may seal any practical number of
// messages: random 24-byte nonces do not repeat.
func Seal(key, plaintext, context []byte) []byte {
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	rand.Read(nonce)
	return sealUnder(nonce, key, plaintext, context)
}

// sealUnder is Seal with a given nonce. Only Seal may call it: the same nonce
// twice under one key gives both messages away.
func sealUnder(nonce, key, plaintext, context []byte) []byte {
	mustBeKey(key)
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic("crypto: XChaCha20-Poly1305 refused a 32-byte key: " + err.Error())
	}
	out := make([]byte, 0, len(plaintext)+SealOverhead)
	out = append(out, nonce...)
	return aead.Seal(out, nonce, plaintext, context)
}

// Open reverses [Seal]. It returns [ErrDamaged] unless sealed was made with
// this key and this context and is unchanged; with a wrong key no more can be
// said than that. It never panics, whatever the lengths. The caller owns and
// wipes the plaintext.
func Open(key, sealed, context []byte) ([]byte, error) {
	if len(key) != KeySize || len(sealed) < SealOverhead {
		return nil, ErrDamaged
	}
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, ErrDamaged
	}
	nonce, ciphertext := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	plaintext, err := aead.Open(nil, nonce, ciphertext, context)
	if err != nil {
		return nil, ErrDamaged
	}
	return plaintext, nil
}
