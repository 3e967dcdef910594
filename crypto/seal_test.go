package crypto_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

func drawBytes(t *rapid.T, label string) []byte {
	return rapid.SliceOfN(rapid.Byte(), 0, 600).Draw(t, label)
}

func TestSealOpenRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, plain, context := crypto.NewKey(), drawBytes(t, "plain"), drawBytes(t, "context")
		sealed := crypto.Seal(key, plain, context)
		if len(sealed) != len(plain)+crypto.SealOverhead {
			t.Fatalf("sealed %d bytes into %d", len(plain), len(sealed))
		}
		got, err := crypto.Open(key, sealed, context)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %x, %v", got, err)
		}
		if again := crypto.Seal(key, plain, context); bytes.Equal(again, sealed) {
			t.Fatal("the same nonce twice")
		}
	})
}

func TestAnyFlippedBitIsDamage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, plain, context := crypto.NewKey(), drawBytes(t, "plain"), drawBytes(t, "context")
		sealed := crypto.Seal(key, plain, context)
		message := [][]byte{sealed, key, context}
		part := message[rapid.IntRange(0, 2).Draw(t, "part")]
		if len(part) == 0 {
			part = sealed
		}
		bit := rapid.IntRange(0, len(part)*8-1).Draw(t, "bit")
		part[bit/8] ^= 1 << (bit % 8)
		if got, err := crypto.Open(key, sealed, context); !errors.Is(err, crypto.ErrDamaged) || got != nil {
			t.Fatalf("opened %x, %v", got, err)
		}
	})
}

func TestOpenNeverPanicsOnLengths(t *testing.T) {
	sealed := crypto.Seal(crypto.NewKey(), []byte("words"), nil)
	for n := range len(sealed) {
		if _, err := crypto.Open(crypto.NewKey(), sealed[:n], nil); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := crypto.Open(make([]byte, n), sealed, nil); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("key of %d bytes: %v", n, err)
		}
	}
}

// Few short parts over a tiny alphabet, so that collisions would be found.
func drawContext(t *rapid.T, label string) (string, [][]byte) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune{0, 1, 'a'}), 0, 9, -1)
	parts := rapid.SliceOfN(rapid.Map(text, func(s string) []byte { return []byte(s) }), 0, 3)
	return text.Draw(t, label+" label"), parts.Draw(t, label+" parts")
}

func TestContextIsInjective(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label1, parts1 := drawContext(t, "first")
		label2, parts2 := drawContext(t, "second")
		same := label1 == label2 && len(parts1) == len(parts2)
		for i := range parts1 {
			same = same && bytes.Equal(parts1[i], parts2[i])
		}
		if got := bytes.Equal(crypto.Context(label1, parts1...), crypto.Context(label2, parts2...)); got != same {
			t.Fatalf("equal contexts: %v, equal parts: %v", got, same)
		}
	})
	if bytes.Equal(crypto.Context("a", []byte("bc")), crypto.Context("ab", []byte("c"))) {
		t.Error("label and part run together")
	}
}

func TestContextIsFrozen(t *testing.T) {
	want := "\x00\x00\x00\x00\x00\x00\x00\x01a" + "\x00\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x02bc"
	if got := crypto.Context("a", nil, []byte("bc")); string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzOpen(f *testing.F) {
	key := crypto.NewKey()
	f.Add([]byte(nil), []byte(nil), []byte(nil))
	f.Add(key, crypto.Seal(key, []byte("words"), []byte("context")), []byte("context"))
	f.Fuzz(func(t *testing.T, key, sealed, context []byte) {
		plain, err := crypto.Open(key, sealed, context)
		if err == nil && len(plain) != len(sealed)-crypto.SealOverhead {
			t.Errorf("opened %d bytes of %d", len(plain), len(sealed))
		}
		if err != nil && !errors.Is(err, crypto.ErrDamaged) {
			t.Error(err)
		}
	})
}
