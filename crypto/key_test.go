package crypto_test

import (
	"bytes"
	"encoding/hex"
	"testing"

	"afterglow/crypto"
)

func TestNormalizePassphraseJoinsAccents(t *testing.T) {
	composed, decomposed := "caf\u00e9 ", "cafe\u0301 "
	a, b := crypto.NormalizePassphrase(composed), crypto.NormalizePassphrase(decomposed)
	if !bytes.Equal(a, b) {
		t.Errorf("the two ways to type é differ: %x and %x", a, b)
	}
	if string(a) != "caf\u00e9 " {
		t.Errorf("got %q: spaces and letters must stay", a)
	}
	if n := crypto.NormalizePassphrase(""); len(n) != 0 {
		t.Errorf("an empty passphrase became %x", n)
	}
}

func TestNewKeyIsFresh(t *testing.T) {
	a, b := crypto.NewKey(), crypto.NewKey()
	if len(a) != crypto.KeySize || bytes.Equal(a, b) || bytes.Equal(a, make([]byte, crypto.KeySize)) {
		t.Errorf("keys %x and %x", a, b)
	}
}

// The derivation is part of the vault's format: computed once with Python's
// hmac module after RFC 5869.
func TestSubkeyIsFrozen(t *testing.T) {
	master, err := hex.DecodeString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	if err != nil {
		t.Fatal(err)
	}
	const want = "4ceed767fb91e6b9805c9eb3e071069ded2a9a1ff604e8220f8008b413ffe99a"
	if got := hex.EncodeToString(crypto.Subkey(master, "header")); got != want {
		t.Errorf("Subkey(…, header) = %s, want %s", got, want)
	}
	if bytes.Equal(crypto.Subkey(master, "header"), crypto.Subkey(master, "log")) {
		t.Error("two purposes gave one key")
	}
}

func TestWrongKeyLengthsPanic(t *testing.T) {
	for name, f := range map[string]func(){
		"Subkey":  func() { crypto.Subkey(make([]byte, 31), "x") },
		"Seal":    func() { crypto.Seal(make([]byte, 16), nil, nil) },
		"NewSlot": func() { _, _ = crypto.NewSlot(crypto.SlotPassphrase, nil, []byte("x"), crypto.CheapestKDF(), nil) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("a key of the wrong length was used")
				}
			}()
			f()
		})
	}
}

func TestWipe(t *testing.T) {
	b := []byte("secret")
	crypto.Wipe(b)
	if !bytes.Equal(b, make([]byte, 6)) {
		t.Errorf("left %q", b)
	}
	crypto.Wipe(nil)
}
