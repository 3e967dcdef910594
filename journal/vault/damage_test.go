package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// swap puts each of two files in the place of the other.
func swap(t *testing.T, a, b string) {
	t.Helper()
	one, two := read(t, a), read(t, b)
	write(t, a, two)
	write(t, b, one)
}

func TestTwoFilesSwappedLoseNothingAndAreNoticed(t *testing.T) {
	from, ids, _ := twice(t)
	saved := filepath.Join(t.TempDir(), "saved")
	v := open(t, from, Options{ReadOnly: true})
	if err := v.Backup(ctx, saved, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	names := files(t, from)
	for i, a := range names {
		for _, b := range append(names[i+1:len(names):len(names)], "the backup") {
			t.Run(filepath.ToSlash(a)+" and "+filepath.ToSlash(b), func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "v")
				copyDir(t, from, dir)
				second, backup := filepath.Join(dir, b), filepath.Join(t.TempDir(), "saved")
				write(t, backup, read(t, saved))
				if b == "the backup" {
					second = backup
				}
				if i%3 > 0 && filepath.Dir(a) == "db" && filepath.Dir(b) == "db" && !long {
					return // one digest guards them all
				}
				if bytes.Equal(read(t, filepath.Join(dir, a)), read(t, second)) {
					return // the two copies of one thing
				}
				swap(t, filepath.Join(dir, a), second)
				noticed(t, dir, ids)
				if _, err := Restore(ctx, backup, filepath.Join(t.TempDir(), "to"), noSlot(), nil); b == "the backup" && !errors.Is(err, ErrDamaged) {
					t.Errorf("something else was taken for a backup: %v", err)
				}
			})
		}
	}
}

func TestFoldersRemovedTogetherLoseNothingWhileALogIsLeft(t *testing.T) {
	from, ids, _ := twice(t)
	for _, gone := range [][]string{{"log", "db"}, {"mirror", "db"}, {"log", "vault.json"}, {"mirror", "vault.json.bak"}, {"log", "db", "vault.json"}} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		remove(t, dir, gone...)
		noticed(t, dir, ids)
	}
	for _, gone := range [][]string{{"log", "mirror"}, {"log", "mirror", "db"}} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		remove(t, dir, gone...)
		for _, o := range []Options{{ReadOnly: true}, {}} {
			if _, err := Open(ctx, dir, secret(), o); !errors.Is(err, ErrDamaged) {
				t.Errorf("without %v: %v", gone, err)
			}
		}
		if !Exists(dir) {
			t.Errorf("without %v it is no journal any more", gone)
		}
	}
}

func remove(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, n := range names {
		if err := os.RemoveAll(filepath.Join(dir, n)); err != nil {
			t.Fatal(err)
		}
	}
}

// Without any header there is no way in; but that is damage, not "no journal",
// and nothing may be created there.
func TestAJournalWithoutBothHeadersIsDamagedAndIsNotWrittenTo(t *testing.T) {
	dir, _, _ := twice(t)
	remove(t, dir, "vault.json", "vault.json.bak")
	before := tree(t, dir)
	if !Exists(dir) {
		t.Error("it is no journal any more")
	}
	for _, o := range []Options{{ReadOnly: true}, {}} {
		if _, err := Open(ctx, dir, secret(), o); !errors.Is(err, ErrDamaged) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := Create(ctx, dir, CreateOptions{Slots: testSlots}); !errors.Is(err, ErrExists) {
		t.Errorf("creating there: %v", err)
	}
	if after := tree(t, dir); !slices.Equal(before, after) {
		t.Errorf("before %q, after %q", before, after)
	}
	// A folder of someone else's with a log in it is none of ours.
	other := t.TempDir()
	if err := os.Mkdir(filepath.Join(other, "log"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(other, "log", "server.log"), bytes.Repeat([]byte("GET / 200\n"), 100))
	if _, err := Open(ctx, other, secret(), Options{}); !errors.Is(err, ErrNotAVault) || Exists(other) {
		t.Errorf("someone else's folder: %v", err)
	}
}

// tree is every file below dir with its content.
func tree(t *testing.T, dir string) (out []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		out = append(out, name+" "+string(read(t, filepath.Join(dir, name))))
	}
	return out
}

// A sector that cannot be read makes the whole file unreadable; a folder in its
// place does the same on every system.
func TestALogThatTheDiskDoesNotGiveIsReadFromTheOtherCopy(t *testing.T) {
	for _, which := range []string{"log", "mirror"} {
		dir, ids, _ := twice(t)
		path := filepath.Join(dir, which, "0000000000000001.log")
		remove(t, dir, filepath.Join(which, filepath.Base(path)))
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if which == "log" {
			noticed(t, dir, ids)
			continue
		}
		v := open(t, dir, Options{ReadOnly: true})
		everything(t, v, ids)
		if rep, err := v.Check(ctx, nil); err != nil || rep.OK {
			t.Errorf("check found nothing: %v", err)
		}
		v.Close()
	}
}

func TestAnOlderHeaderOrLogPutBackAfterANewPassphraseIsNoticed(t *testing.T) {
	from, ids, _ := twice(t)
	before := map[string][]byte{}
	for _, name := range files(t, from) {
		before[name] = read(t, filepath.Join(from, name))
	}
	v := open(t, from, Options{})
	if err := v.SetSlots(ctx, func(vaultID, master []byte, _ []crypto.Slot) ([]crypto.Slot, error) {
		return testSlots(vaultID, master)
	}); err != nil {
		t.Fatal(err)
	}
	put(t, v, NewID(), 0, "text 7") // a log that lacks its note of closing alone lacks nothing
	v.Close()
	for _, name := range []string{"vault.json", "vault.json.bak", filepath.Join("log", "0000000000000001.log"), filepath.Join("mirror", "0000000000000001.log")} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		write(t, filepath.Join(dir, name), before[name])
		noticed(t, dir, ids)
	}
	// After a rewriting the older headers name a log that is gone.
	v = open(t, from, Options{})
	if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	for _, name := range []string{"vault.json", "vault.json.bak"} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		write(t, filepath.Join(dir, name), before[name])
		noticed(t, dir, ids)
		write(t, filepath.Join(dir, "vault.json"), before["vault.json"])
		write(t, filepath.Join(dir, "vault.json.bak"), before["vault.json.bak"])
		if _, err := Open(ctx, dir, secret(), Options{ReadOnly: true}); !errors.Is(err, ErrDamaged) {
			t.Errorf("both headers older than the log: %v", err)
		}
	}
}

// A wrong passphrase stays one whatever is damaged, and damage stays damage
// whatever the passphrase, as long as one header is whole to tell.
func TestDamageAndAWrongPassphraseAreNeverMistaken(t *testing.T) {
	from, _, _ := twice(t)
	wrong := Passphrase([]byte("not the passphrase"))
	flip := func(name string) func(dir string) {
		return func(dir string) {
			edit(t, filepath.Join(dir, name), func(b []byte) []byte { b[len(b)/2] ^= 4; return b })
		}
	}
	all := func(fs ...func(string)) func(string) {
		return func(dir string) {
			for _, f := range fs {
				f(dir)
			}
		}
	}
	header, bak := flip("vault.json"), flip("vault.json.bak")
	log, mirror := flip(filepath.Join("log", "0000000000000001.log")), flip(filepath.Join("mirror", "0000000000000001.log"))
	for what, c := range map[string]struct {
		harm        func(dir string)
		wrong, good error // what opening gives with the wrong passphrase and the right one
	}{
		"nothing":                 {func(string) {}, ErrWrongPassphrase, nil},
		"one header":              {header, ErrWrongPassphrase, nil},
		"the other":               {bak, ErrWrongPassphrase, nil},
		"both headers":            {all(header, bak), ErrDamaged, ErrDamaged},
		"the log":                 {log, ErrWrongPassphrase, nil},
		"both logs":               {all(log, mirror), ErrWrongPassphrase, nil},
		"everything but a header": {all(header, log, mirror), ErrWrongPassphrase, nil},
		"no log":                  {func(dir string) { remove(t, dir, "log", "mirror") }, ErrWrongPassphrase, ErrDamaged},
	} {
		dir := filepath.Join(t.TempDir(), "v")
		copyDir(t, from, dir)
		c.harm(dir)
		if _, err := Open(ctx, dir, wrong, Options{ReadOnly: true}); !errors.Is(err, c.wrong) {
			t.Errorf("%s, wrong passphrase: %v", what, err)
		}
		v, err := Open(ctx, dir, secret(), Options{ReadOnly: true})
		if !errors.Is(err, c.good) {
			t.Errorf("%s: %v", what, err)
		}
		if err == nil {
			if rep, err := v.Check(ctx, nil); err != nil || rep.OK != (what == "nothing") {
				t.Errorf("%s: check says %+v, %v", what, rep, err)
			}
			v.Close()
		}
	}
}

// These are all the changes that may go unnoticed, for the bytes do not matter:
// what lies in lock files; files of a name that nothing reads; zeros, or a step
// that was only begun, after the log's last step, which is what a crash leaves;
// and after a crash a mirror that is behind or damaged, for the log is whole and
// the next writer makes the mirror anew.
func TestWhatGoesUnnoticedDoesNotMatter(t *testing.T) {
	from, ids, _ := twice(t)
	log := filepath.Join("log", "0000000000000001.log")
	grow := func(name string, b ...byte) func(dir string) {
		return func(dir string) {
			edit(t, filepath.Join(dir, name), func(old []byte) []byte { return append(old, b...) })
		}
	}
	stray := func(name string) func(dir string) {
		return func(dir string) { write(t, filepath.Join(dir, name), []byte("something else")) }
	}
	crashed := func(harm func(mirror []byte) []byte) func(dir string) {
		return func(dir string) {
			// Without the note of closing, and so without a store that could be used.
			edit(t, filepath.Join(dir, log), func(b []byte) []byte {
				last := 0
				for _, at := range heads(t, b) {
					if at > 72 && string(b[at:at+4]) == "AGFR" {
						last = at
					}
				}
				return b[:last]
			})
			remove(t, dir, "db")
			edit(t, filepath.Join(dir, "mirror", "0000000000000001.log"), harm)
		}
	}
	for what, harm := range map[string]func(dir string){
		"nothing at all":            func(string) {},
		"the lock file is gone":     func(dir string) { remove(t, dir, "lock") },
		"the lock file holds words": stray("lock"),
		"Badger's lock file":        stray(filepath.Join("db", "LOCK")),
		"a stranger's file":         stray("photo.jpg"),
		"a log of no generation":    stray(filepath.Join("log", "0000000000000009.log")),
		"half a header":             stray("vault.json.new"),
		"zeros after the log":       grow(log, make([]byte, 4096)...),
		"a step that was begun":     grow(log, []byte("AGFR")...),
		"a mirror that is damaged after a crash": crashed(func(b []byte) []byte {
			b[len(b)/2] ^= 1
			return b[:len(b)-200]
		}),
		"a mirror that is behind after a crash": crashed(func(b []byte) []byte { return b[:len(b)/2] }),
	} {
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "v")
			copyDir(t, from, dir)
			harm(dir)
			for _, o := range []Options{{ReadOnly: true}, {}, {ReadOnly: true}} {
				v := open(t, dir, o)
				everything(t, v, ids)
				if rep, err := v.Check(ctx, nil); err != nil || !rep.OK {
					t.Errorf("%+v: it does matter: %+v, %v", o, rep, err)
				}
				if len(v.Notices()) != 0 {
					t.Errorf("%+v: notices %v", o, v.Notices())
				}
				v.Close()
			}
			if len(files(t, dir)) < 5 {
				t.Error("the mirror or the store was not made anew")
			}
		})
	}
}

// A bit in the sealed parts of a backup: its part is named, no more is lost than
// was in it, and what is restored is whole.
func TestAFlippedBitInABackupIsNamed(t *testing.T) {
	dir, path := filepath.Join(t.TempDir(), "v"), filepath.Join(t.TempDir(), "saved")
	v := create(t, dir)
	var ids []ID
	for i := range 4 { // two parts
		ids = append(ids, NewID())
		put(t, v, ids[i], 0, strings.Repeat("wide ", 80<<10))
	}
	if err := v.Backup(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	whole := read(t, path)
	front, back := ends(t, whole)
	for at := front[1]; at < back[0]; at += stride(1001, (back[0]-front[1])/4) {
		bad := bytes.Clone(whole)
		bad[at] ^= 1 << (at % 8)
		write(t, path, bad)
		to := filepath.Join(t.TempDir(), "to")
		rep, err := Restore(ctx, path, to, secret(), nil)
		if err != nil || rep.Records == 0 {
			t.Fatalf("byte %d: %+v, %v", at, rep, err)
		}
		v := open(t, to, Options{ReadOnly: true})
		if found, err := v.Check(ctx, nil); err != nil || !found.OK || found.Records != rep.Records {
			t.Errorf("byte %d: what was restored is not whole: %+v, %v", at, found, err)
		}
		lost := 0
		for _, id := range ids {
			if _, err := v.Get(ctx, id); err != nil {
				lost++
			}
		}
		if lost != len(ids)-rep.Records || lost == 0 || rep.Problems[0].What != "backup" {
			t.Errorf("byte %d: %d lost, %+v", at, lost, rep)
		}
		v.Close()
	}
	// A backup of one part only: where nothing opens nothing is made.
	_, small := backedUp(t, filepath.Join(t.TempDir(), "v"))
	edit(t, small, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	to := filepath.Join(t.TempDir(), "to")
	if _, err := Restore(ctx, small, to, secret(), nil); !errors.Is(err, ErrDamaged) || exists(to) {
		t.Errorf("a backup of which nothing can be read: %v", err)
	}
}
