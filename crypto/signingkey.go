package crypto

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// sshKey is the wire form of an Ed25519 public key (RFC 8709, section 4).
type sshKey struct {
	Format string
	Key    []byte
}

const signingKeyPrefix = ssh.KeyAlgoED25519 + " "

// SigningKeyWords returns the eight words of a signing key's line, taken over
// the same bytes as the SHA-256 fingerprint that ssh-keygen -l prints. The
// line must be "ssh-ed25519 AAAA…" with no comment, as [Identity.SigningKey]
// writes it, since keys are compared as text; else [ErrDamaged].
func SigningKeyWords(line string) ([]string, error) {
	key, err := parseSigningKey(line)
	if err != nil {
		return nil, err
	}
	return FingerprintWords(marshalSSHKey(key)), nil
}

// signingKeyLine is the one way to write a key.
func signingKeyLine(key ed25519.PublicKey) string {
	return signingKeyPrefix + base64.StdEncoding.EncodeToString(marshalSSHKey(key))
}

// parseSigningKey accepts exactly what signingKeyLine writes.
func parseSigningKey(line string) (ed25519.PublicKey, error) {
	text, ok := strings.CutPrefix(line, signingKeyPrefix)
	if !ok || len(line) != signingKeyLength {
		return nil, fmt.Errorf("%w: a signing key is one line that starts with ssh-ed25519", ErrDamaged)
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%w: the signing key is not base64", ErrDamaged)
	}
	key, err := unmarshalSSHKey(blob)
	if err != nil {
		return nil, err
	}
	if signingKeyLine(key) != line {
		return nil, fmt.Errorf("%w: the signing key is not written the usual way", ErrDamaged)
	}
	return key, nil
}

// signingKeyLength: two length-prefixed strings, "ssh-ed25519" and 32 bytes,
// in base64 behind the prefix.
var signingKeyLength = len(signingKeyPrefix) + base64.StdEncoding.EncodedLen(4+len(ssh.KeyAlgoED25519)+4+ed25519.PublicKeySize)

func marshalSSHKey(key ed25519.PublicKey) []byte {
	return ssh.Marshal(sshKey{Format: ssh.KeyAlgoED25519, Key: key})
}

func unmarshalSSHKey(blob []byte) (ed25519.PublicKey, error) {
	var key sshKey
	if err := ssh.Unmarshal(blob, &key); err != nil || key.Format != ssh.KeyAlgoED25519 || len(key.Key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("%w: only Ed25519 signing keys are known", ErrDamaged)
	}
	return ed25519.PublicKey(key.Key), nil
}
