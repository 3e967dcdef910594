package crypto

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strings"

	"filippo.io/age"
)

// The stored form of an identity: three lines, each ended by a line feed.
const (
	identityHeader   = "afterglow-identity/v1"
	identityMaxBytes = 1 << 10
)

// Identity is one person's pair of keys: a hybrid post-quantum age identity
// (ML-KEM-768 with X25519) to receive sealed files, and an Ed25519 key to sign
// what that person shares. Make one with [NewIdentity] or [ParseIdentity]; the
// zero value is of no use.
type Identity struct {
	age  *age.HybridIdentity
	sign ed25519.PrivateKey
}

// NewIdentity makes fresh random keys.
func NewIdentity() (*Identity, error) {
	receive, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("could not make a key to receive files: %w", err)
	}
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("could not make a key to sign with: %w", err)
	}
	return &Identity{age: receive, sign: sign}, nil
}

// ParseIdentity reads what [Identity.Marshal] wrote and nothing else; anything
// else is [ErrDamaged]. It keeps no part of b, which the caller wipes.
func ParseIdentity(b []byte) (*Identity, error) {
	if len(b) > identityMaxBytes {
		return nil, fmt.Errorf("%w: this is not an identity", ErrDamaged)
	}
	lines := bytes.Split(b, []byte("\n"))
	if len(lines) != 4 || string(lines[0]) != identityHeader || len(lines[3]) != 0 {
		return nil, fmt.Errorf("%w: this is not an identity", ErrDamaged)
	}
	receive, err := age.ParseHybridIdentity(string(lines[1]))
	if err != nil {
		return nil, fmt.Errorf("%w: the key to receive files is malformed", ErrDamaged)
	}
	seed := make([]byte, base64.StdEncoding.DecodedLen(len(lines[2])))
	defer Wipe(seed)
	n, err := base64.StdEncoding.Strict().Decode(seed, lines[2])
	if err != nil || n != ed25519.SeedSize || bytes.ContainsRune(lines[2], '\r') {
		return nil, fmt.Errorf("%w: the key to sign with is malformed", ErrDamaged)
	}
	return &Identity{age: receive, sign: ed25519.NewKeyFromSeed(seed[:n])}, nil
}

// Marshal returns the secret keys as three lines: a header with the version,
// the age identity as age writes it, and the Ed25519 seed (RFC 8032) in
// base64. It is a secret: the caller seals it and wipes it.
func (i *Identity) Marshal() []byte {
	var out bytes.Buffer
	out.Grow(identityMaxBytes) // so that no half-filled buffer is left behind
	out.WriteString(identityHeader + "\n")
	out.WriteString(i.age.String() + "\n")
	seed := i.sign.Seed()
	defer Wipe(seed)
	text := base64.StdEncoding.AppendEncode(nil, seed)
	defer Wipe(text)
	out.Write(text)
	out.WriteByte('\n')
	return out.Bytes()
}

// Recipient returns the public key that files are sealed for, "age1pq1…",
// 1,959 characters.
func (i *Identity) Recipient() string {
	return i.age.Recipient().String()
}

// SigningKey returns the public key that checks this person's signatures,
// "ssh-ed25519 AAAA…", without a comment.
func (i *Identity) SigningKey() string {
	return signingKeyLine(i.sign.Public().(ed25519.PublicKey))
}

// Sign returns an armoured SSHSIG (Ed25519, SHA-512) over message, which
// ssh-keygen -Y verify -n namespace accepts and [VerifySignature] checks. The
// namespace says what the signature is for and must not be empty.
func (i *Identity) Sign(namespace string, message []byte) (armored []byte, err error) {
	return signSSH(i.sign, namespace, message)
}

// Wipe clears the signing key and lets go of the other, which the age library
// offers no way to clear. The identity must not be used afterwards.
func (i *Identity) Wipe() {
	Wipe(i.sign)
	i.sign, i.age = nil, nil
}

// Format prints a placeholder whatever the verb, so that no log can hold keys.
func (i *Identity) Format(s fmt.State, _ rune) {
	fmt.Fprint(s, strings.TrimSuffix(identityHeader, "/v1"))
}
