package crypto

import (
	"runtime"

	"golang.org/x/text/unicode/norm"
)

// NormalizePassphrase returns the passphrase in Unicode form NFC as bytes, so
// that an é typed on one keyboard equals an é typed on another. Spaces and
// case are kept. The caller owns the bytes and should [Wipe] them; the string
// itself cannot be cleared.
func NormalizePassphrase(s string) []byte {
	return norm.NFC.AppendString(nil, s)
}

// Wipe overwrites b with zeros. See the package comment for what it cannot
// reach.
func Wipe(b []byte) {
	clear(b)
	runtime.KeepAlive(b)
}
