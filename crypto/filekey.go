package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"filippo.io/age"
)

const (
	// A stock key file holds a handful of lines of about 80 characters.
	keyFileMaxBytes = 64 << 10
	keyFileMaxKeys  = 64
)

// FileKey opens an age file: see [PassphraseKey], [Identity.FileKey] and
// [AgeIdentitiesKey]. It prints as a placeholder.
type FileKey interface {
	// identities returns what the age library tries, and whether trying takes
	// memory worth giving back.
	identities() (ids []age.Identity, work bool, err error)
}

// PassphraseKey opens a file sealed with a passphrase, used as it is: pass what
// [NormalizePassphrase] returns. It keeps a copy.
func PassphraseKey(passphrase []byte) FileKey {
	return &passphraseKey{passphrase: bytes.Clone(passphrase)}
}

// FileKey opens files sealed for this identity.
func (i *Identity) FileKey() FileKey {
	return &nativeKey{ids: []age.Identity{i.age}}
}

// AgeIdentitiesKey reads a key file of the stock age tool: lines of
// AGE-SECRET-KEY-1… or AGE-SECRET-KEY-PQ-1…, comments after #, at most 64 KiB
// and 64 keys. A file with anything else in it, a plugin's or an SSH key, or
// with no key, is [ErrWrongKey]; the text names the line.
func AgeIdentitiesKey(r io.Reader) (FileKey, error) {
	b, err := io.ReadAll(io.LimitReader(r, keyFileMaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("could not read the key file: %w", err)
	}
	defer Wipe(b)
	if len(b) > keyFileMaxBytes {
		return nil, fmt.Errorf("%w: the key file is too long to be one", ErrWrongKey)
	}
	key := &nativeKey{}
	number := 0
	for line := range bytes.Lines(b) {
		number++
		text := strings.TrimRight(string(line), " \t\r\n")
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		id, err := parseIdentityLine(text)
		if err != nil {
			return nil, fmt.Errorf("%w: line %d of the key file is not an age secret key", ErrWrongKey, number)
		}
		if len(key.ids) == keyFileMaxKeys {
			return nil, fmt.Errorf("%w: the key file holds more than %d keys", ErrWrongKey, keyFileMaxKeys)
		}
		key.ids = append(key.ids, id)
	}
	if len(key.ids) == 0 {
		return nil, fmt.Errorf("%w: the key file holds no age secret key", ErrWrongKey)
	}
	return key, nil
}

var errNoIdentity = errors.New("not a native age identity")

func parseIdentityLine(text string) (age.Identity, error) {
	switch {
	case strings.HasPrefix(text, secretPrefix+"PQ-1"):
		return age.ParseHybridIdentity(text)
	case strings.HasPrefix(text, secretPrefix+"1"):
		return age.ParseX25519Identity(text)
	}
	return nil, errNoIdentity
}

// nativeKey is one or more hybrid or X25519 identities.
type nativeKey struct {
	ids []age.Identity
}

func (k *nativeKey) identities() ([]age.Identity, bool, error) {
	return k.ids, false, nil
}

func (k *nativeKey) Format(s fmt.State, _ rune) {
	fmt.Fprint(s, "file key")
}

// passphraseKey is a passphrase.
type passphraseKey struct {
	passphrase []byte
}

func (k *passphraseKey) identities() ([]age.Identity, bool, error) {
	if len(k.passphrase) == 0 {
		return nil, false, ErrWrongKey
	}
	id, err := age.NewScryptIdentity(string(k.passphrase))
	if err != nil {
		return nil, false, ErrWrongKey
	}
	id.SetMaxWorkFactor(scryptWorkFactor)
	return []age.Identity{boundedScrypt{id}}, true, nil
}

func (k *passphraseKey) Format(s fmt.State, _ rune) {
	fmt.Fprint(s, "passphrase")
}

// boundedScrypt refuses a costly file with an error of our own; the library
// refuses it as well, but only in words.
type boundedScrypt struct {
	*age.ScryptIdentity
}

func (b boundedScrypt) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != "scrypt" || len(s.Args) != 2 {
			continue
		}
		factor, err := strconv.Atoi(s.Args[1])
		if errors.Is(err, strconv.ErrRange) || factor > scryptWorkFactor {
			return nil, ErrAbsurdWork
		}
	}
	return b.ScryptIdentity.Unwrap(stanzas)
}
