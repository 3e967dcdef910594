package crypto_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"afterglow/crypto"
)

func TestKDFCheckBounds(t *testing.T) {
	const machine = 1 << 20 // KiB that may be spent
	salt := func(n int) []byte { return make([]byte, n) }
	tests := []struct {
		name   string
		change func(k *crypto.KDF)
		want   error
	}{
		{"the least", func(k *crypto.KDF) {}, nil},
		{"the most", func(k *crypto.KDF) { k.Time, k.MemoryKiB, k.Threads, k.Salt = 16, machine, 8, salt(32) }, nil},
		{"one pass", func(k *crypto.KDF) { k.Time = 1 }, crypto.ErrTooWeak},
		{"no pass", func(k *crypto.KDF) { k.Time = 0 }, crypto.ErrTooWeak},
		{"17 passes", func(k *crypto.KDF) { k.Time = 17 }, crypto.ErrAbsurdWork},
		{"2^32 passes", func(k *crypto.KDF) { k.Time = 1<<32 - 1 }, crypto.ErrAbsurdWork},
		{"a KiB under 19 MiB", func(k *crypto.KDF) { k.MemoryKiB = 19<<10 - 1 }, crypto.ErrTooWeak},
		{"8 KiB", func(k *crypto.KDF) { k.MemoryKiB = 8 }, crypto.ErrTooWeak},
		{"a KiB over the limit", func(k *crypto.KDF) { k.MemoryKiB = machine + 1 }, crypto.ErrAbsurdWork},
		{"4 TiB", func(k *crypto.KDF) { k.MemoryKiB = 1<<32 - 1 }, crypto.ErrAbsurdWork},
		{"no lane", func(k *crypto.KDF) { k.Threads = 0 }, crypto.ErrTooWeak},
		{"9 lanes", func(k *crypto.KDF) { k.Threads = 9 }, crypto.ErrAbsurdWork},
		{"255 lanes", func(k *crypto.KDF) { k.Threads = 255 }, crypto.ErrAbsurdWork},
		{"no salt", func(k *crypto.KDF) { k.Salt = nil }, crypto.ErrTooWeak},
		{"short salt", func(k *crypto.KDF) { k.Salt = salt(15) }, crypto.ErrTooWeak},
		{"long salt", func(k *crypto.KDF) { k.Salt = salt(33) }, crypto.ErrAbsurdWork},
		{"another algorithm", func(k *crypto.KDF) { k.Algorithm = "argon2i" }, crypto.ErrTooWeak},
		{"no algorithm", func(k *crypto.KDF) { k.Algorithm = "" }, crypto.ErrTooWeak},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := crypto.CheapestKDF()
			tt.change(&k)
			if err := crypto.CheckWithin(k, machine); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestKDFCheckKnowsASmallMachine(t *testing.T) {
	k := crypto.FloorKDF()
	if err := crypto.CheckWithin(k, 63<<10); !errors.Is(err, crypto.ErrAbsurdWork) {
		t.Errorf("64 MiB on a machine with 126: %v", err)
	}
}

func TestDeriveChecksFirst(t *testing.T) {
	k := crypto.CheapestKDF()
	k.MemoryKiB = 1<<32 - 1 // would need 4 TiB
	if key, err := k.Derive([]byte("secret")); !errors.Is(err, crypto.ErrAbsurdWork) || key != nil {
		t.Errorf("%x, %v", key, err)
	}
}

func TestDeriveDependsOnEverything(t *testing.T) {
	base := crypto.CheapestKDF()
	derive := func(secret string, change func(k *crypto.KDF)) []byte {
		k := base
		change(&k)
		key, err := k.Derive([]byte(secret))
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	same := func(*crypto.KDF) {}
	first := derive("secret", same)
	if len(first) != crypto.KeySize || !bytes.Equal(first, derive("secret", same)) {
		t.Fatalf("not a stable 32-byte key: %x", first)
	}
	for name, other := range map[string][]byte{
		"secret": derive("Secret", same),
		"passes": derive("secret", func(k *crypto.KDF) { k.Time = 3 }),
		"memory": derive("secret", func(k *crypto.KDF) { k.MemoryKiB += 4 }),
		"lanes":  derive("secret", func(k *crypto.KDF) { k.Threads = 2 }),
		"salt":   derive("secret", func(k *crypto.KDF) { k.Salt = make([]byte, 16) }),
	} {
		if bytes.Equal(first, other) {
			t.Errorf("another %s gave the same key", name)
		}
	}
}

func TestPresetsAreWithinBounds(t *testing.T) {
	for name, k := range map[string]crypto.KDF{
		"floor": crypto.FloorKDF(), "cheapest": crypto.CheapestKDF(), "calibrated": crypto.CalibratedKDF(0),
	} {
		if err := k.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.Equal(k.Salt, make([]byte, len(k.Salt))) {
			t.Errorf("%s: no salt", name)
		}
	}
	if bytes.Equal(crypto.FloorKDF().Salt, crypto.FloorKDF().Salt) {
		t.Error("the same salt twice")
	}
	floor, hurried := crypto.FloorKDF(), crypto.CalibratedKDF(0)
	if hurried.Time != floor.Time || hurried.MemoryKiB != floor.MemoryKiB || hurried.Threads != floor.Threads {
		t.Errorf("in no time at all: %+v, want the floor", hurried)
	}
}

func TestCalibrationRaisesMemoryTowardsTheTarget(t *testing.T) {
	const plenty = 1 << 20
	tests := []struct {
		name          string
		floor, target time.Duration
		limitKiB      uint64
		wantMiB       uint32
	}{
		{"slow machine", 2 * time.Second, time.Second, plenty, 64},
		{"just not twice", 501 * time.Millisecond, time.Second, plenty, 64},
		{"twice", 500 * time.Millisecond, time.Second, plenty, 128},
		{"four times", 220 * time.Millisecond, time.Second, plenty, 256},
		{"never more than 256 MiB", time.Millisecond, time.Second, plenty, 256},
		{"little memory", time.Millisecond, time.Second, 128 << 10, 128},
		{"very little memory", time.Millisecond, time.Second, 100 << 10, 64},
	}
	for _, tt := range tests {
		if got := crypto.CalibratedMemory(tt.floor, tt.target, tt.limitKiB); got != tt.wantMiB<<10 {
			t.Errorf("%s: %d MiB, want %d", tt.name, got>>10, tt.wantMiB)
		}
	}
}
