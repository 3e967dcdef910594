package crypto_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"afterglow/crypto"
)

func sealFor(t testing.TB, plain []byte, recipients ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := crypto.SealFile(&out, recipients)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, w, plain)
	return out.Bytes()
}

func finish(t testing.TB, w io.WriteCloser, plain []byte) {
	t.Helper()
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func openAll(sealed []byte, key crypto.FileKey) ([]byte, error) {
	return readSealed(bytes.NewReader(sealed), int64(len(sealed)), key)
}

func readSealed(r io.ReaderAt, size int64, key crypto.FileKey) ([]byte, error) {
	plain, n, err := crypto.OpenFile(r, size, key)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(plain, 0, n))
}

// keyOf is a stock key file's key.
func keyOf(t testing.TB, lines ...string) crypto.FileKey {
	t.Helper()
	key, err := crypto.AgeIdentitiesKey(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// cheapScrypt makes a passphrase file at little cost, with age itself.
func cheapScrypt(t testing.TB, passphrase string, factor int, plain []byte) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(factor)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, w, plain)
	return out.Bytes()
}

func TestSealedFileRoundTrip(t *testing.T) {
	me, other, classic := newIdentity(t), newIdentity(t), newClassic(t)
	rapid.Check(t, func(rt *rapid.T) {
		plain := make([]byte, rapid.IntRange(0, 200_000).Draw(rt, "size"))
		rand.Read(plain)
		for _, sealed := range [][]byte{
			sealFor(t, plain, other.Recipient(), me.Recipient()),
			sealFor(t, plain, classic.Recipient().String()),
		} {
			key := me.FileKey()
			if !bytes.Contains(sealed[:100], []byte("mlkem768x25519")) {
				key = keyOf(t, "# a comment", "", classic.String())
			}
			if got, err := openAll(sealed, key); err != nil || !bytes.Equal(got, plain) {
				rt.Fatalf("%d bytes: %v", len(got), err)
			}
			if _, err := openAll(sealed, newIdentity(t).FileKey()); !errors.Is(err, crypto.ErrWrongKey) {
				rt.Fatalf("a stranger: %v", err)
			}
		}
	})
}

func TestPassphraseFile(t *testing.T) {
	plain, passphrase := []byte("words"), crypto.NormalizePassphrase("open sesame")
	var out bytes.Buffer
	w, err := crypto.SealFileWithPassphrase(&out, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, w, plain)
	if !strings.Contains(out.String()[:80], " 18\n") {
		t.Errorf("work factor: %q", out.String()[:80])
	}
	key := crypto.PassphraseKey(passphrase)
	crypto.Wipe(passphrase) // the key has its own copy
	if got, err := openAll(out.Bytes(), key); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := crypto.SealFileWithPassphrase(io.Discard, nil); !errors.Is(err, crypto.ErrTooWeak) {
		t.Errorf("an empty passphrase: %v", err)
	}
}

func TestWrongKeysForAFile(t *testing.T) {
	me := newIdentity(t)
	byPassphrase, byKey := cheapScrypt(t, "open sesame", 5, []byte("words")), sealFor(t, []byte("words"), me.Recipient())
	tests := []struct {
		name   string
		sealed []byte
		key    crypto.FileKey
		want   error
	}{
		{"right passphrase", byPassphrase, crypto.PassphraseKey([]byte("open sesame")), nil},
		{"wrong passphrase", byPassphrase, crypto.PassphraseKey([]byte("open barley")), crypto.ErrWrongKey},
		{"empty passphrase", byPassphrase, crypto.PassphraseKey(nil), crypto.ErrWrongKey},
		{"key for a passphrase file", byPassphrase, me.FileKey(), crypto.ErrWrongKey},
		{"right key", byKey, me.FileKey(), nil},
		{"passphrase for a key's file", byKey, crypto.PassphraseKey([]byte("open sesame")), crypto.ErrWrongKey},
		{"classic key for a hybrid file", byKey, keyOf(t, newClassic(t).String()), crypto.ErrWrongKey},
	}
	for _, tt := range tests {
		if _, err := openAll(tt.sealed, tt.key); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestAbsurdScryptIsRefused(t *testing.T) {
	sealed := string(cheapScrypt(t, "open sesame", 5, []byte("words")))
	for _, factor := range []string{"19", "22", "63", "99999999999999999999"} {
		hostile := strings.Replace(sealed, " 5\n", " "+factor+"\n", 1)
		if _, err := openAll([]byte(hostile), crypto.PassphraseKey([]byte("open sesame"))); !errors.Is(err, crypto.ErrAbsurdWork) {
			t.Errorf("2^%s: %v", factor, err)
		}
	}
	for _, factor := range []string{"0", "-1", "05", "x", "5 5"} {
		malformed := strings.Replace(sealed, " 5\n", " "+factor+"\n", 1)
		if _, err := openAll([]byte(malformed), crypto.PassphraseKey([]byte("open sesame"))); !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("2^%s: %v", factor, err)
		}
	}
}

func TestChangedFileNeverOpens(t *testing.T) {
	me := newClassic(t)
	key := keyOf(t, me.String())
	plain := bytes.Repeat([]byte("words "), 30_000) // three chunks
	sealed := sealFor(t, plain, me.Recipient().String())
	header := bytes.Index(sealed, []byte("\n---")) + len("\n--- ") + 44
	rapid.Check(t, func(t *rapid.T) {
		changed := bytes.Clone(sealed)
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at")
		if rapid.Bool().Draw(t, "in the header") {
			at %= header
		}
		changed[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		_, err := openAll(changed, key)
		if at >= header && !errors.Is(err, crypto.ErrDamaged) {
			t.Fatalf("byte %d of the body: %v", at, err)
		}
		if !errors.Is(err, crypto.ErrDamaged) && !errors.Is(err, crypto.ErrWrongKey) {
			t.Fatalf("byte %d: %v", at, err)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, len(sealed)-1).Draw(t, "cut to")
		if _, err := openAll(sealed[:n], key); !errors.Is(err, crypto.ErrDamaged) {
			t.Fatalf("cut to %d bytes: %v", n, err)
		}
	})
	if _, err := openAll(append(bytes.Clone(sealed), 0), key); !errors.Is(err, crypto.ErrDamaged) {
		t.Errorf("a byte more: %v", err)
	}
}

func TestHostileHeaders(t *testing.T) {
	const intro = "age-encryption.org/v1\n"
	stanza := "-> X25519 " + strings.Repeat("A", 43) + "\n" + strings.Repeat("A", 43) + "\n"
	end := "--- " + strings.Repeat("A", 43) + "\n"
	for name, text := range map[string]string{
		"empty":            "",
		"another program":  "PK\x03\x04",
		"another version":  "age-encryption.org/v2\n" + stanza + end,
		"armoured":         "-----BEGIN AGE ENCRYPTED FILE-----\n",
		"no recipient":     intro + end,
		"20,000 stanzas":   intro + strings.Repeat(stanza, 20_000) + end,
		"an endless line":  intro + "-> X25519 " + strings.Repeat("A", 4<<20),
		"an endless body":  intro + "-> X25519 A\n" + strings.Repeat(strings.Repeat("A", 64)+"\n", 100_000),
		"a secret key":     newClassic(t).String(),
		"low-order key":    intro + stanza + end,
		"a bare text file": "Dear diary,\n",
	} {
		_, err := openAll([]byte(text), keyOf(t, newClassic(t).String()))
		if !errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && len(err.Error()) > 100 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
	}
}

func TestFailingDiskIsNotDamage(t *testing.T) {
	me, broken := newIdentity(t), errors.New("input/output error")
	sealed := sealFor(t, bytes.Repeat([]byte("words "), 30_000), me.Recipient())
	for _, n := range []int{0, 100, len(sealed) / 2, len(sealed) - 1} {
		_, err := readSealed(failingReader{sealed[:n], broken}, int64(len(sealed)), me.FileKey())
		if !errors.Is(err, broken) || errors.Is(err, crypto.ErrDamaged) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
	if _, err := crypto.SealFile(failingWriter{broken}, []string{me.Recipient()}); !errors.Is(err, broken) {
		t.Errorf("sealing to a failing disk: %v", err)
	}
}

// failingReader is a disk that gives the beginning of a file.
type failingReader struct {
	b   []byte
	err error
}

func (f failingReader) ReadAt(b []byte, off int64) (int, error) {
	if off+int64(len(b)) > int64(len(f.b)) {
		return 0, f.err
	}
	return copy(b, f.b[off:]), nil
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }

// Debian's age knows X25519; the hybrid kind came with age 1.3.
func TestStockAgeOpensAndSealsForUs(t *testing.T) {
	dir, id := t.TempDir(), newClassic(t)
	keyFile := writeFile(t, filepath.Join(dir, "key.txt"), []byte("# created: today\n"+id.String()+"\n"))
	sealed := writeFile(t, filepath.Join(dir, "ours.age"), sealFor(t, []byte("ours"), id.Recipient().String()))
	out, err := exec.Command("age", "-d", "-i", keyFile, sealed).Output()
	if err != nil || string(out) != "ours" {
		t.Errorf("age -d: %q, %v", out, err)
	}
	stock := exec.Command("age", "-r", id.Recipient().String())
	stock.Stdin = strings.NewReader("theirs")
	theirs, err := stock.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := openAll(theirs, keyOf(t, id.String())); err != nil || string(got) != "theirs" {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzOpenFile(f *testing.F) {
	classic := newClassic(f)
	key := keyOf(f, classic.String(), "# another", newHybridLine(f))
	f.Add(sealFor(f, []byte("words"), classic.Recipient().String()))
	f.Add(cheapScrypt(f, "x", 1, []byte("words")))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n\n--- "))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := openAll(b, key); err != nil && !errors.Is(err, crypto.ErrDamaged) && !errors.Is(err, crypto.ErrWrongKey) {
			t.Error(err)
		}
	})
}
