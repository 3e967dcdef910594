package crypto_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

func TestPadRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "b")
		padded := crypto.Pad(b)
		got, err := crypto.Unpad(padded)
		if err != nil || !bytes.Equal(got, b) {
			t.Fatalf("got %x, %v", got, err)
		}
	})
}

func TestPadHidesLength(t *testing.T) {
	tests := []struct{ length, padded int }{
		{0, 256}, {1, 256}, {252, 256}, {253, 272}, {268, 272}, {269, 288},
		{1000, 1024}, {1020, 1024}, {1021, 1088}, {5000, 5120}, {1 << 20, 1<<20 + 1<<15},
	}
	for _, tt := range tests {
		if got := len(crypto.Pad(make([]byte, tt.length))); got != tt.padded {
			t.Errorf("%d bytes become %d, want %d", tt.length, got, tt.padded)
		}
	}
}

func TestPadCostsLittle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(256, 1<<20).Draw(t, "n")
		size := len(crypto.Pad(make([]byte, n-4)))
		if size < n || float64(size) > float64(n)*1.12 {
			t.Fatalf("%d bytes become %d", n, size)
		}
		if longer := len(crypto.Pad(make([]byte, n-3))); longer < size {
			t.Fatalf("%d bytes take %d, one more takes %d", n, size, longer)
		}
	})
}

func TestUnpadRefusesWhatPadDoesNotWrite(t *testing.T) {
	with := func(change func(b []byte) []byte) []byte { return change(crypto.Pad([]byte("words"))) }
	for name, b := range map[string][]byte{
		"empty":          nil,
		"too short":      make([]byte, 255),
		"stray byte":     with(func(b []byte) []byte { b[255] = 1; return b }),
		"cut":            with(func(b []byte) []byte { return b[:128] }),
		"one block more": with(func(b []byte) []byte { return append(b, make([]byte, 16)...) }),
		"length beyond":  with(func(b []byte) []byte { b[2] = 1; return b }),
		"huge length":    with(func(b []byte) []byte { copy(b, "\xff\xff\xff\xff"); return b }),
	} {
		if got, err := crypto.Unpad(b); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func FuzzUnpad(f *testing.F) {
	f.Add([]byte(nil))
	f.Add(crypto.Pad([]byte("words")))
	f.Add(bytes.Repeat([]byte{0xff}, 256))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := crypto.Unpad(b)
		if err != nil {
			if !errors.Is(err, crypto.ErrDamaged) {
				t.Error(err)
			}
			return
		}
		if !bytes.Equal(crypto.Pad(got), b) {
			t.Error("there are two ways to pad this")
		}
	})
}
