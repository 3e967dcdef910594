package crypto

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// The frame of a padded message: its length in 4 bytes, and at least 256 bytes
// in all, so that a one-word note looks like a one-paragraph note.
const (
	padPrefix  = 4
	padMinimum = 256
)

// Pad returns a 4-byte big-endian length, b, and zeros up to a length of
// Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files",
// PETS 2019, section 4), at least 256 bytes. The size then reveals only
// O(log log n) bits of the length, for at most 12 % more bytes. It panics on
// 4 GiB or more. The result holds a copy of b; the caller wipes it.
func Pad(b []byte) []byte {
	if uint64(len(b)) > math.MaxUint32-padPrefix {
		panic("crypto: too long to pad")
	}
	out := make([]byte, paddedSize(uint64(len(b))+padPrefix))
	binary.BigEndian.PutUint32(out, uint32(len(b)))
	copy(out[padPrefix:], b)
	return out
}

// Unpad reverses [Pad]. Anything that Pad would not have written, a wrong size
// or a stray byte in the zeros, is [ErrDamaged]. The result is a part of b, not
// a copy: wiping b wipes it.
func Unpad(b []byte) ([]byte, error) {
	if len(b) < padMinimum {
		return nil, ErrDamaged
	}
	n := uint64(binary.BigEndian.Uint32(b)) + padPrefix
	if n > uint64(len(b)) || paddedSize(n) != uint64(len(b)) {
		return nil, ErrDamaged
	}
	for _, zero := range b[n:] {
		if zero != 0 {
			return nil, ErrDamaged
		}
	}
	return b[padPrefix:n:n], nil
}

// paddedSize rounds n up to a number whose binary form has no more significant
// digits than the exponent of n has, and to the minimum.
func paddedSize(n uint64) uint64 {
	if n <= padMinimum {
		return padMinimum
	}
	exponent := bits.Len64(n) - 1
	keep := bits.Len64(uint64(exponent))
	mask := uint64(1)<<(exponent-keep) - 1
	return (n + mask) &^ mask
}
