package bundle

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"afterglow/crypto"
)

// maxKeyFile is past what crypto.AgeIdentitiesKey accepts.
const maxKeyFile = 65 << 10

// ReadKeyFile reads a stock age key file (AGE-SECRET-KEY-1… and
// AGE-SECRET-KEY-PQ-1… lines) for Open: the key, and the recipients it belongs
// to. Errors are those of crypto.AgeIdentitiesKey.
func ReadKeyFile(r io.Reader) (key crypto.FileKey, me []string, err error) {
	b, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return nil, nil, fmt.Errorf("could not read the key file: %w", err)
	}
	defer crypto.Wipe(b)
	if key, err = crypto.AgeIdentitiesKey(bytes.NewReader(b)); err != nil {
		return nil, nil, err
	}
	for line := range bytes.Lines(b) {
		text := strings.TrimSpace(string(line))
		if hybrid, err := age.ParseHybridIdentity(text); err == nil {
			me = append(me, hybrid.Recipient().String())
		} else if classic, err := age.ParseX25519Identity(text); err == nil {
			me = append(me, classic.Recipient().String())
		}
	}
	return key, me, nil
}
