package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"afterglow/crypto"
)

// Damage by chance, wherever it falls: bits, bytes, files and folders. What an
// attacker does on purpose is in attack_test.go. One file at a time, and bits at
// random places, are in mirror_test.go.

// long says that the trials are to be thorough.
var long = os.Getenv("AFTERGLOW_TRIALS") == "long"

// noSlot is a secret of a kind this vault has no slot for: an unharmed header
// answers it with ErrWrongPassphrase and without any work.
func noSlot() Secret { return Secret{Kind: crypto.SlotRecovery, Bytes: []byte("x")} }

// instead are the values put in the place of the byte at a place: each bit
// flipped, and one of every class that a reader of JSON could treat in its own
// way. The short form takes one of both, others at every place.
func instead(b byte, at int) []byte {
	out := []byte{0, '\t', '\n', '\r', ' ', '"', '\\', '/', ',', ':', '{', '}', '[', ']', '+', '-', '.', '=',
		'0', '9', 'a', 'f', 'g', 'z', 'A', 'F', 'e', 'n', 't', 0x7f, 0x80, 0xc3, 0xff}
	if !long {
		out = []byte{out[at%len(out)], b ^ 1<<(at%8)}
	} else {
		for bit := range 8 {
			out = append(out, b^1<<bit)
		}
	}
	return slices.DeleteFunc(out, func(c byte) bool { return c == b })
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestEveryByteOfTheHeaderIsGuardedByTheOtherCopy(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	first, second := filepath.Join(dir, "vault.json"), filepath.Join(dir, "vault.json.bak")
	whole := read(t, first)
	opens := func() error {
		_, err := Open(ctx, dir, noSlot(), Options{ReadOnly: true})
		return err
	}
	for at := range whole {
		for _, c := range instead(whole[at], at) {
			bad := bytes.Clone(whole)
			bad[at] = c
			write(t, first, bad)
			if err := opens(); !errors.Is(err, ErrWrongPassphrase) {
				t.Fatalf("byte %d of vault.json became %q: %v", at, c, err)
			}
			write(t, second, bad)
			if err := opens(); !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d of both copies became %q: %v", at, c, err)
			}
			write(t, first, whole)
			if err := opens(); !errors.Is(err, ErrWrongPassphrase) {
				t.Fatalf("byte %d of vault.json.bak became %q: %v", at, c, err)
			}
			write(t, second, whole)
		}
	}
	// The same once more as a person sees it, with the passphrase.
	for at := 0; at < len(whole); at += stride(1, 97) {
		for path, code := range map[string]NoticeCode{first: NoticeHeaderRepaired, second: NoticeBackupHeaderRepaired} {
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << (at % 8)
			write(t, path, bad)
			v := open(t, dir, Options{ReadOnly: true})
			if n := v.Notices(); len(n) != 1 || n[0].Code != code {
				t.Errorf("byte %d of %s: notices %v", at, filepath.Base(path), n)
			}
			want(t, v, ids[1], "text 1")
			v.Close()
			write(t, path, whole)
		}
	}
}

// stride is how far to go from one trial to the next.
func stride(thorough, quick int) int {
	if long {
		return thorough
	}
	return quick
}

// heads are the places of a log's head and of what each step says of itself
// before anything sealed: magic, lengths, counter.
func heads(t *testing.T, log []byte) (at []int) {
	t.Helper()
	for i := range 72 {
		at = append(at, i)
	}
	for off := 72; off < len(log); {
		if string(log[off:off+4]) != "AGFR" {
			t.Fatalf("no step at byte %d", off)
		}
		for i := range 20 {
			at = append(at, off+i)
		}
		off += 16 + int(binary.BigEndian.Uint32(log[off+4:])) + 32
	}
	return at
}

func TestEveryByteOfEveryHeadOfTheLogIsGuarded(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	// A mirror is compared byte for byte: one place in it is like any other.
	for path, every := range map[string]int{filepath.Join(dir, "log", "0000000000000001.log"): 1, filepath.Join(dir, "mirror", "0000000000000001.log"): stride(1, 7)} {
		whole := read(t, path)
		places := heads(t, whole)
		if long { // not the heads only
			places = places[:0]
			for at := range whole {
				places = append(places, at)
			}
		}
		for i, at := range places {
			if i%every != 0 {
				continue
			}
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << (at % 8)
			write(t, path, bad)
			v := open(t, dir, Options{ReadOnly: true})
			if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeLogRepaired {
				t.Errorf("byte %d of %s: notices %v", at, path, n)
			}
			if rep, err := v.Check(ctx, nil); err != nil || rep.OK {
				t.Errorf("byte %d of %s: check found nothing, %v", at, path, err)
			}
			everything(t, v, ids)
			v.Close()
		}
		write(t, path, whole)
	}
}

// ends are where the two ends of a backup lie.
func ends(t *testing.T, file []byte) (front, back [2]int) {
	t.Helper()
	size := 4 + int(binary.BigEndian.Uint32(file[8:])) + 16 + 8
	return [2]int{0, 8 + size}, [2]int{len(file) - 8 - 4 - size, len(file)}
}

func TestEveryByteOfBothEndsOfABackupIsGuarded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, path := backedUp(t, dir)
	whole := read(t, path)
	front, back := ends(t, whole)
	to := filepath.Join(t.TempDir(), "to")
	for _, end := range [][2]int{front, back} {
		for at := end[0]; at < end[1]; at++ {
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << (at % 8)
			write(t, path, bad)
			if _, err := Restore(ctx, path, to, noSlot(), nil); !errors.Is(err, ErrWrongPassphrase) {
				t.Fatalf("byte %d of %d: %v", at, len(whole), err)
			}
		}
	}
	// The last 24 bytes of each are bound to the sealed parts only: the backup's
	// id and the size of the log.
	for _, end := range []int{front[1], back[1] - 12} {
		for at := end - 24; at < end; at += stride(1, 5) {
			bad := bytes.Clone(whole)
			bad[at] ^= 1 << (at % 8)
			write(t, path, bad)
			to := filepath.Join(t.TempDir(), "to")
			rep, err := Restore(ctx, path, to, secret(), nil)
			if err != nil || rep.Records != len(ids) || len(rep.Problems) != 0 {
				t.Errorf("byte %d of %d: %+v, %v", at, len(whole), rep, err)
			}
		}
	}
	// Both at once are damage, not a wrong passphrase.
	for at := front[0]; at < front[1]-24; at++ {
		bad := bytes.Clone(whole)
		bad[at] ^= 1 << (at % 8)
		twin := back[0] + at - 8
		if at < 8 {
			twin = back[1] - 8 + at
		}
		bad[twin] ^= 1 << (at % 8)
		write(t, path, bad)
		if _, err := Restore(ctx, path, to, noSlot(), nil); !errors.Is(err, ErrDamaged) {
			t.Fatalf("bytes %d and %d of %d: %v", at, twin, len(whole), err)
		}
	}
	if exists(to) {
		t.Error("something was written though nothing was restored")
	}
}
