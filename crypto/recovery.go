package crypto

import (
	"crypto/rand"
	"fmt"
	"strings"
	"unicode"
)

// A recovery code is 32 symbols of Crockford's base32 in eight groups of four:
// 26 random symbols (130 bits) and 6 of checksum. The checksum is the BCH code
// of bech32m (BIP 350) over the 26 symbols without a prefix; it notices every
// change of up to four symbols and misses one in 2^30 of the rest.
const (
	recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // without I, L, O, U
	recoveryRandom   = 26
	recoveryCheck    = 6
	recoverySymbols  = recoveryRandom + recoveryCheck
	recoveryGroup    = 4

	// Longer input is not read: no way of writing a code takes this much.
	recoveryMaxInput = 512

	bech32mConstant = 0x2bc830a3
)

// NewRecoveryCode returns a fresh code as it is shown to a person, such as
// "7K2M-…-9QXD": 130 random bits and a checksum. It is a secret as strong as a
// key. A string cannot be wiped; let go of it soon.
func NewRecoveryCode() string {
	values := make([]byte, recoveryRandom, recoverySymbols)
	rand.Read(values)
	for i := range values {
		values[i] &= 31
	}
	values = append(values, recoveryChecksum(values)...)
	defer Wipe(values)
	var b strings.Builder
	for i, v := range values {
		if i > 0 && i%recoveryGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(recoveryAlphabet[v])
	}
	return b.String()
}

// ParseRecoveryCode reads a code as a person types it: case, spaces, line ends
// and dashes do not matter, O is read as 0, I and L as 1. It returns the
// canonical form, 32 capital ASCII symbols without dashes, which is the secret
// for a slot; the caller wipes it. Anything else is [ErrRecoveryTypo].
func ParseRecoveryCode(s string) ([]byte, error) {
	if len(s) > recoveryMaxInput {
		return nil, fmt.Errorf("%w: it has %d letters and digits", ErrRecoveryTypo, recoverySymbols)
	}
	canonical := make([]byte, 0, recoverySymbols)
	values := make([]byte, 0, recoverySymbols)
	defer func() { Wipe(values) }()
	for _, r := range s {
		if unicode.IsSpace(r) || isDash(r) {
			continue
		}
		v := strings.IndexByte(recoveryAlphabet, recoverySymbol(r))
		if v < 0 {
			Wipe(canonical)
			return nil, fmt.Errorf("%w: it holds a sign that is in no recovery code", ErrRecoveryTypo)
		}
		if len(values) == recoverySymbols {
			Wipe(canonical)
			return nil, fmt.Errorf("%w: it has more than %d letters and digits", ErrRecoveryTypo, recoverySymbols)
		}
		values = append(values, byte(v))
		canonical = append(canonical, recoveryAlphabet[v])
	}
	if len(values) < recoverySymbols {
		Wipe(canonical)
		return nil, fmt.Errorf("%w: it has %d letters and digits of %d", ErrRecoveryTypo, len(values), recoverySymbols)
	}
	if bech32Polymod(values) != bech32mConstant {
		Wipe(canonical)
		return nil, ErrRecoveryTypo
	}
	return canonical, nil
}

// recoverySymbol maps what a person typed to the symbol that was meant, or to
// 0 which is none.
func recoverySymbol(r rune) byte {
	switch {
	case r == 'o' || r == 'O':
		return '0'
	case r == 'i' || r == 'I' || r == 'l' || r == 'L':
		return '1'
	case r >= 'a' && r <= 'z':
		return byte(r - 'a' + 'A')
	case r > 0 && r < unicode.MaxASCII:
		return byte(r)
	}
	return 0
}

// isDash reports the dashes that keyboards and word processors put for '-'.
func isDash(r rune) bool {
	return unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u00ad'
}

// recoveryChecksum returns the six symbols that make the polymod come out.
func recoveryChecksum(values []byte) []byte {
	all := append(append(make([]byte, 0, recoverySymbols), values...), make([]byte, recoveryCheck)...)
	defer Wipe(all)
	rest := bech32Polymod(all) ^ bech32mConstant
	check := make([]byte, recoveryCheck)
	for i := range check {
		check[i] = byte(rest>>(5*(recoveryCheck-1-i))) & 31
	}
	return check
}

// bech32Polymod is the checksum of BIP 173 over 5-bit values.
func bech32Polymod(values []byte) uint32 {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	state := uint32(1)
	for _, v := range values {
		top := state >> 25
		state = state&0x1ffffff<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				state ^= g
			}
		}
	}
	return state
}
