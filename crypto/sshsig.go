package crypto

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"
)

// The format is OpenSSH's PROTOCOL.sshsig, restricted to Ed25519 keys and
// SHA-512, which is what ssh-keygen -Y sign writes for them.
const (
	sshsigMagic   = "SSHSIG"
	sshsigVersion = 1
	sshsigHash    = "sha512"
	sshsigBegin   = "-----BEGIN SSH SIGNATURE-----\n"
	sshsigEnd     = "-----END SSH SIGNATURE-----\n"
	sshsigColumns = 70 // as ssh-keygen wraps them

	// No Ed25519 signature with a sensible namespace comes near this.
	sshsigMaxArmored = 8 << 10
)

// sshsigBlob is what stands between the armour lines.
type sshsigBlob struct {
	Magic     [6]byte
	Version   uint32
	PublicKey string
	Namespace string
	Reserved  string
	Hash      string
	Signature string
}

// sshsigSigned is what is signed.
type sshsigSigned struct {
	Magic     [6]byte
	Namespace string
	Reserved  string
	Hash      string
	Digest    string
}

// sshSignature is the wire form of an Ed25519 signature (RFC 8709, section 6).
type sshSignature struct {
	Format string
	Blob   []byte
}

// signSSH returns the armoured signature of message. Ed25519 is deterministic:
// the bytes are those that ssh-keygen would write.
func signSSH(key ed25519.PrivateKey, namespace string, message []byte) ([]byte, error) {
	if namespace == "" {
		return nil, fmt.Errorf("a signature needs a namespace")
	}
	blob := sshsigBlob{
		Magic:     [6]byte([]byte(sshsigMagic)),
		Version:   sshsigVersion,
		PublicKey: string(marshalSSHKey(key.Public().(ed25519.PublicKey))),
		Namespace: namespace,
		Hash:      sshsigHash,
	}
	signature := ed25519.Sign(key, blob.signed(message))
	blob.Signature = string(ssh.Marshal(sshSignature{Format: ssh.KeyAlgoED25519, Blob: signature}))

	var out bytes.Buffer
	out.WriteString(sshsigBegin)
	text := base64.StdEncoding.EncodeToString(ssh.Marshal(blob))
	for len(text) > 0 {
		n := min(sshsigColumns, len(text))
		out.WriteString(text[:n])
		out.WriteByte('\n')
		text = text[n:]
	}
	out.WriteString(sshsigEnd)
	return out.Bytes(), nil
}

// VerifySignature checks an armoured SSHSIG over message and returns the key
// that made it as "ssh-ed25519 AAAA…". Whether that key is anyone the reader
// knows is the caller's question. A signature for another namespace, with
// another kind of key or hash, or that does not verify, is [ErrDamaged].
func VerifySignature(namespace string, armored, message []byte) (signingKey string, err error) {
	if namespace == "" {
		return "", fmt.Errorf("%w: a signature needs a namespace", ErrDamaged)
	}
	blob, err := parseArmor(armored)
	if err != nil {
		return "", err
	}
	if blob.Namespace != namespace {
		return "", fmt.Errorf("%w: the signature was made for something else", ErrDamaged)
	}
	key, err := verifyWire([]byte(blob.PublicKey), []byte(blob.Signature), blob.signed(message))
	if err != nil {
		return "", err
	}
	return signingKeyLine(key), nil
}

// signed returns the bytes that the signature covers.
func (b sshsigBlob) signed(message []byte) []byte {
	digest := sha512.Sum512(message)
	return ssh.Marshal(sshsigSigned{
		Magic:     b.Magic,
		Namespace: b.Namespace,
		Reserved:  b.Reserved,
		Hash:      b.Hash,
		Digest:    string(digest[:]),
	})
}

// verifyWire checks a signature over signed, both key and signature in their
// wire form. Lengths are checked first: ed25519.Verify panics on a key of
// another length.
func verifyWire(publicKey, signature, signed []byte) (ed25519.PublicKey, error) {
	key, err := unmarshalSSHKey(publicKey)
	if err != nil {
		return nil, err
	}
	var sig sshSignature
	if err := ssh.Unmarshal(signature, &sig); err != nil || sig.Format != ssh.KeyAlgoED25519 || len(sig.Blob) != ed25519.SignatureSize {
		return nil, fmt.Errorf("%w: the signature is not an Ed25519 one", ErrDamaged)
	}
	if !ed25519.Verify(key, signed, sig.Blob) {
		return nil, fmt.Errorf("%w: the signature does not fit", ErrDamaged)
	}
	return key, nil
}

// parseArmor reads the armour and the blob in it and checks all that is fixed.
func parseArmor(armored []byte) (sshsigBlob, error) {
	var blob sshsigBlob
	if len(armored) > sshsigMaxArmored {
		return blob, fmt.Errorf("%w: the signature is too long", ErrDamaged)
	}
	text := strings.ReplaceAll(string(armored), "\r\n", "\n")
	body, ok := strings.CutPrefix(text, sshsigBegin)
	if !ok {
		return blob, fmt.Errorf("%w: this is not an SSH signature", ErrDamaged)
	}
	body, ok = strings.CutSuffix(strings.TrimSuffix(body, "\n"), "\n"+strings.TrimSuffix(sshsigEnd, "\n"))
	if !ok {
		return blob, fmt.Errorf("%w: the signature has no end", ErrDamaged)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(body) // skips line ends
	if err != nil {
		return blob, fmt.Errorf("%w: the signature is not base64", ErrDamaged)
	}
	if err := ssh.Unmarshal(raw, &blob); err != nil {
		return blob, fmt.Errorf("%w: the signature is malformed", ErrDamaged)
	}
	if string(blob.Magic[:]) != sshsigMagic || blob.Version != sshsigVersion || blob.Hash != sshsigHash {
		return blob, fmt.Errorf("%w: the signature is of an unknown kind", ErrDamaged)
	}
	return blob, nil
}
