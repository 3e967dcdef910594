package crypto_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

// Published vectors and other people's programs judge our own functions here:
// what wraps a library can be wrong where the library is not.

// hexed is bytes as the vectors write them.
type hexed []byte

func (h *hexed) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	got, err := hex.DecodeString(text)
	*h = got
	return err
}

// vector is one line of testdata/wycheproof; each file fills the fields it has.
type vector struct {
	ID      int `json:"tcId"`
	Comment string
	Flags   []string
	Result  string

	Key, IV, AAD, Msg, CT, Tag hexed
	IKM, Salt, Info, OKM       hexed
	Size                       int
	PK, Sig                    hexed
}

func (v vector) String() string { return fmt.Sprintf("vector %d (%s %v)", v.ID, v.Comment, v.Flags) }

// vectors reads a file of them and holds it to its number, of which that many
// are to be refused.
func vectors(t *testing.T, name string, count, invalid int) []vector {
	t.Helper()
	file, err := os.ReadFile("testdata/wycheproof/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []vector
	for line := range bytes.Lines(file) {
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		var v vector
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		if v.Result == "invalid" {
			invalid--
		} else if v.Result != "valid" {
			t.Fatalf("%v is neither valid nor invalid", v)
		}
		out = append(out, v)
	}
	if len(out) != count || invalid != 0 {
		t.Fatalf("%s holds %d vectors, and %d too few to be refused", name, len(out), invalid)
	}
	return out
}

func TestWycheproofSealing(t *testing.T) {
	for _, v := range vectors(t, "xchacha20_poly1305.jsonl", 315, 69) {
		sealed := bytes.Join([][]byte{v.IV, v.CT, v.Tag}, nil)
		got, err := crypto.Open(v.Key, sealed, v.AAD)
		if v.Result == "invalid" {
			if !errors.Is(err, crypto.ErrDamaged) || got != nil {
				t.Errorf("%v: opened %x, %v", v, got, err)
			}
			continue
		}
		if err != nil || !bytes.Equal(got, v.Msg) {
			t.Errorf("%v: opened %x, %v", v, got, err)
		}
		if ours := crypto.SealUnder(v.IV, v.Key, v.Msg, v.AAD); !bytes.Equal(ours, sealed) {
			t.Errorf("%v: sealed as %x", v, ours)
		}
		again, err := crypto.Open(v.Key, crypto.Seal(v.Key, v.Msg, v.AAD), v.AAD)
		if err != nil || !bytes.Equal(again, v.Msg) {
			t.Errorf("%v: what Seal made opened as %x, %v", v, again, err)
		}
	}
}

func TestWycheproofKeyDerivation(t *testing.T) {
	for _, v := range vectors(t, "hkdf_sha256.jsonl", 86, 3) {
		got, err := crypto.DeriveKey(v.IKM, v.Salt, string(v.Info), v.Size)
		if v.Result == "invalid" {
			if err == nil {
				t.Errorf("%v: derived %d bytes", v, len(got))
			}
			continue
		}
		if err != nil || !bytes.Equal(got, v.OKM) {
			t.Errorf("%v: derived %x, %v", v, got, err)
		}
	}
}

// Subkey is what the rest of the house calls: RFC 5869 by hand must give the same.
func TestSubkeyIsHKDFWithoutSalt(t *testing.T) {
	mac := func(key []byte, parts ...[]byte) []byte {
		m := hmac.New(sha256.New, key)
		for _, p := range parts {
			m.Write(p)
		}
		return m.Sum(nil)
	}
	rapid.Check(t, func(t *rapid.T) {
		master, purpose := crypto.NewKey(), rapid.String().Draw(t, "purpose")
		want := mac(mac(make([]byte, sha256.Size), master), []byte("afterglow/v1/"), []byte(purpose), []byte{1})
		if got := crypto.Subkey(master, purpose); !bytes.Equal(got, want) {
			t.Fatalf("%x, want %x", got, want)
		}
	})
}

func TestWycheproofSignatures(t *testing.T) {
	for _, v := range vectors(t, "ed25519.jsonl", 151, 63) {
		err := crypto.VerifyRaw(v.PK, v.Msg, v.Sig)
		if v.Result == "invalid" && !errors.Is(err, crypto.ErrDamaged) || v.Result == "valid" && err != nil {
			t.Errorf("%v, %s: %v", v, v.Result, err)
		}
	}
}

// lengths are all that could be mistaken for the right one, and large ones.
func lengths() []int {
	out := []int{71, 72, 73, 127, 128, 255, 256, 1 << 16, 1 << 20}
	for n := range 65 {
		out = append(out, n)
	}
	return out
}

// The libraries underneath panic on a key, nonce or signature of another length.
func TestNoLengthReachesALibraryThatPanics(t *testing.T) {
	key, vault := crypto.NewKey(), make([]byte, 16)
	sealed := crypto.Seal(key, []byte("words"), nil)
	slot := newTestSlot(t, vault, []byte("secret"), key)
	pub := newIdentity(t).SigningKey()
	raw := make([]byte, 32)
	some := func(n int) []byte {
		b := make([]byte, n)
		rand.Read(b)
		return b
	}
	for _, n := range lengths() {
		if got, err := crypto.Open(some(n), sealed, nil); !errors.Is(err, crypto.ErrDamaged) || got != nil {
			t.Errorf("a key of %d bytes: %x, %v", n, got, err)
		}
		if got, err := crypto.Open(key, some(n), nil); !errors.Is(err, crypto.ErrDamaged) || got != nil {
			t.Errorf("a sealed message of %d bytes: %x, %v", n, got, err)
		}
		if err := crypto.VerifyRaw(some(n), []byte("words"), some(64)); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("a public key of %d bytes: %v", n, err)
		}
		if err := crypto.VerifyRaw(raw, []byte("words"), some(n)); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("a signature of %d bytes: %v", n, err)
		}
		if words, err := crypto.SigningKeyWords(strings.Repeat(pub, 1+n/len(pub))[:n]); n != len(pub) && (err == nil || words != nil) {
			t.Errorf("a signing key of %d characters: %v, %v", n, words, err)
		}
		if n != crypto.KeySize+crypto.SealOverhead {
			bad := slot
			bad.Wrapped = some(n)
			if got, err := bad.Open(vault, []byte("secret")); !errors.Is(err, crypto.ErrDamaged) || got != nil {
				t.Errorf("a wrapped key of %d bytes: %x, %v", n, got, err)
			}
		}
		if n < 16 || n > 32 {
			bad := slot
			bad.KDF.Salt = some(n)
			if got, err := bad.Open(vault, []byte("secret")); !errors.Is(err, crypto.ErrTooWeak) && !errors.Is(err, crypto.ErrAbsurdWork) || got != nil {
				t.Errorf("a salt of %d bytes: %x, %v", n, got, err)
			}
		}
		if _, err := crypto.Unpad(some(n)); err != nil && !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("padded data of %d bytes: %v", n, err)
		}
	}
}

// argon2Program derives a key with the program of Argon2's own authors, which
// the package argon2 brings.
func argon2Program(t *testing.T, k crypto.KDF, secret []byte) []byte {
	t.Helper()
	cmd := exec.Command("argon2", string(k.Salt), "-id", "-t", fmt.Sprint(k.Time), "-k", fmt.Sprint(k.MemoryKiB), "-p", fmt.Sprint(k.Threads), "-l", fmt.Sprint(crypto.KeySize), "-r")
	cmd.Stdin = bytes.NewReader(secret)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("argon2: %v\n%s", err, complaint.String())
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestArgon2idIsThatOfItsAuthorsProgram(t *testing.T) {
	// An argument holds no zero byte, and the program reads at most 127 bytes.
	salt := func(n int) []byte {
		b := make([]byte, n)
		rand.Read(b)
		return bytes.ReplaceAll(b, []byte{0}, []byte{1})
	}
	passwords := [][]byte{
		[]byte("correct horse battery staple"),
		crypto.NormalizePassphrase("s\u0327ifre — пароль, 密码, 🌊"),
		{0, 0xff, 0xfe, '\n', 0},
		salt(127),
	}
	for i, k := range []crypto.KDF{
		{Time: 2, MemoryKiB: 19 << 10, Threads: 1, Salt: salt(16)},
		{Time: 3, MemoryKiB: 64 << 10, Threads: 4, Salt: salt(16)},
		{Time: 2, MemoryKiB: 19<<10 + 5, Threads: 3, Salt: salt(32)}, // no multiple of four times the lanes
		{Time: 16, MemoryKiB: 20 << 10, Threads: 8, Salt: salt(17)},
		{Time: 2, MemoryKiB: 128 << 10, Threads: 2, Salt: []byte("Salz, größer als 16")},
	} {
		k.Algorithm = crypto.Argon2id
		for _, p := range [][]byte{passwords[i%len(passwords)], passwords[(i+1)%len(passwords)]} {
			ours, err := k.Derive(p)
			if err != nil {
				t.Fatal(err)
			}
			if theirs := argon2Program(t, k, p); !bytes.Equal(ours, theirs) {
				t.Errorf("t=%d m=%d p=%d, %d bytes of salt: ours %x, argon2's %x", k.Time, k.MemoryKiB, k.Threads, len(k.Salt), ours, theirs)
			}
		}
	}
}
