package crypto_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"afterglow/crypto"
)

func newTestSlot(t *testing.T, vaultID, secret, master []byte) crypto.Slot {
	t.Helper()
	slot, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, secret, crypto.CheapestKDF(), master)
	if err != nil {
		t.Fatal(err)
	}
	return slot
}

func TestSlotOpensWithItsSecretOnly(t *testing.T) {
	vault, secret, master := []byte("vault id"), []byte("a passphrase"), crypto.NewKey()
	slot := newTestSlot(t, vault, secret, master)

	text, err := json.Marshal(slot)
	if err != nil {
		t.Fatal(err)
	}
	var stored crypto.Slot
	if err := json.Unmarshal(text, &stored); err != nil {
		t.Fatal(err)
	}
	got, err := stored.Open(vault, secret)
	if err != nil || !bytes.Equal(got, master) {
		t.Fatalf("stored and read back: %x, %v", got, err)
	}
	for _, wrong := range []string{"", "A passphrase", "a passphrase "} {
		if got, err := slot.Open(vault, []byte(wrong)); !errors.Is(err, crypto.ErrWrongKey) || got != nil {
			t.Errorf("%q: %x, %v", wrong, got, err)
		}
	}
}

func TestMovedSlotDoesNotOpen(t *testing.T) {
	vault, secret := []byte("vault id"), []byte("a passphrase")
	slot := newTestSlot(t, vault, secret, crypto.NewKey())
	tests := map[string]func(s *crypto.Slot, vault *[]byte){
		"another vault":    func(_ *crypto.Slot, v *[]byte) { *v = []byte("vault iD") },
		"another id":       func(s *crypto.Slot, _ *[]byte) { s.ID = newTestSlot(t, vault, secret, crypto.NewKey()).ID },
		"another kind":     func(s *crypto.Slot, _ *[]byte) { s.Kind = crypto.SlotRecovery },
		"more passes":      func(s *crypto.Slot, _ *[]byte) { s.KDF.Time++ },
		"more memory":      func(s *crypto.Slot, _ *[]byte) { s.KDF.MemoryKiB += 4 },
		"more lanes":       func(s *crypto.Slot, _ *[]byte) { s.KDF.Threads++ },
		"another salt":     func(s *crypto.Slot, _ *[]byte) { s.KDF.Salt = bytes.Repeat([]byte{7}, 16) },
		"changed wrapping": func(s *crypto.Slot, _ *[]byte) { s.Wrapped = bytes.Repeat([]byte{7}, len(s.Wrapped)) },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			s, v := slot, vault
			change(&s, &v)
			if got, err := s.Open(v, secret); !errors.Is(err, crypto.ErrWrongKey) {
				t.Errorf("%x, %v", got, err)
			}
		})
	}
}

// The last line of a chain: even a slot whose stretched key is known and whose
// parameters were weakened must not unwrap, for they are bound to it.
func TestSlotBindsParametersBeyondTheDerivedKey(t *testing.T) {
	vault, secret, master := []byte("vault"), []byte("secret"), crypto.NewKey()
	slot := newTestSlot(t, vault, secret, master)
	key, err := slot.KDF.Derive(secret)
	if err != nil {
		t.Fatal(err)
	}
	context := crypto.Context("afterglow/slot/v1", vault, []byte(slot.ID), []byte("passphrase"),
		[]byte("argon2id"), []byte{0, 0, 0, 2}, []byte{0, 0, 0x4c, 0}, []byte{1}, slot.KDF.Salt)
	got, err := crypto.Open(key, slot.Wrapped, context)
	if err != nil || !bytes.Equal(got, master) {
		t.Fatalf("the slot is not sealed as FORMAT.md says: %v", err)
	}
}

func TestBadSlotsCostNothing(t *testing.T) {
	vault, secret := []byte("vault"), []byte("secret")
	slot := newTestSlot(t, vault, secret, crypto.NewKey())
	tests := []struct {
		name   string
		change func(s *crypto.Slot)
		want   error
	}{
		{"short wrapping", func(s *crypto.Slot) { s.Wrapped = s.Wrapped[:71] }, crypto.ErrDamaged},
		{"no wrapping", func(s *crypto.Slot) { s.Wrapped = nil }, crypto.ErrDamaged},
		{"4 TiB", func(s *crypto.Slot) { s.KDF.MemoryKiB = 1<<32 - 1 }, crypto.ErrAbsurdWork},
		{"2^32 passes", func(s *crypto.Slot) { s.KDF.Time = 1<<32 - 1 }, crypto.ErrAbsurdWork},
		{"8 KiB", func(s *crypto.Slot) { s.KDF.MemoryKiB = 8 }, crypto.ErrTooWeak},
		{"zero value", func(s *crypto.Slot) { s.KDF = crypto.KDF{} }, crypto.ErrTooWeak},
	}
	for _, tt := range tests {
		s := slot
		tt.change(&s)
		if _, err := s.Open(vault, secret); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestNewSlotRefusesWeakness(t *testing.T) {
	weak := crypto.CheapestKDF()
	weak.Time = 1
	tests := []struct {
		name, kind string
		secret     string
		kdf        crypto.KDF
	}{
		{"empty secret", crypto.SlotPassphrase, "", crypto.CheapestKDF()},
		{"weak parameters", crypto.SlotPassphrase, "secret", weak},
		{"unknown kind", "fingerprint", "secret", crypto.CheapestKDF()},
	}
	for _, tt := range tests {
		if _, err := crypto.NewSlot(tt.kind, nil, []byte(tt.secret), tt.kdf, crypto.NewKey()); !errors.Is(err, crypto.ErrTooWeak) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
