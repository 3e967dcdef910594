package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"afterglow/crypto"
)

var ctx = context.Background()

const testPass = "correct horse battery staple"

func secret() Secret { return Passphrase([]byte(testPass)) }

func testSlots(vaultID, master []byte) ([]crypto.Slot, error) {
	s, err := crypto.NewSlot(crypto.SlotPassphrase, vaultID, []byte(testPass), crypto.CheapestKDF(), master)
	return []crypto.Slot{s}, err
}

type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func create(t fataler, dir string) *Vault {
	t.Helper()
	v, err := Create(ctx, dir, CreateOptions{Kind: KindJournal, Slots: testSlots})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func open(t fataler, dir string, o Options) *Vault {
	t.Helper()
	v, err := Open(ctx, dir, secret(), o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func put(t fataler, v *Vault, id ID, base uint64, text string) {
	t.Helper()
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: base, Schema: 1, Data: []byte(text)}); err != nil {
		t.Fatal(err)
	}
}

func want(t fataler, v *Vault, id ID, text string) {
	t.Helper()
	r, err := v.Get(ctx, id)
	if err != nil || string(r.Data) != text {
		t.Fatalf("got %q, %v; want %q", r.Data, err, text)
	}
}

// filled makes a closed vault of n records, each with its own text, and a
// second revision of the first.
func filled(t fataler, dir string, n int) []ID {
	t.Helper()
	v := create(t, dir)
	var ids []ID
	for i := range n {
		id := NewID()
		ids = append(ids, id)
		put(t, v, id, 0, fmt.Sprintf("text %d", i))
	}
	put(t, v, ids[0], 1, "text 0, again")
	v.Close()
	return ids
}

func copyDir(t fataler, from string, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// What tests ask of a folder on the real disk.

func exists(path string) bool { return there(system{}, path) }

func readHeader(path string) (*parsedHeader, error) { return headerAt(system{}, path) }

func readKnown(path string) map[string]known { return knownAt(system{}, path) }

func unlockHeader(dir string, s Secret) (*unlocked, error) { return unlockFolder(system{}, dir, s) }

func theLog(dir string) string { return logPath(dir, 1) }

// withoutMirror leaves the log alone with its damage.
func withoutMirror(t fataler, dir string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, mirrorDir)); err != nil {
		t.Fatal(err)
	}
}

// withoutStore takes away what may hold a record that the log lost.
func withoutStore(t fataler, dir string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, storeDir)); err != nil {
		t.Fatal(err)
	}
}

func TestWhatWasSavedIsThereAfterClosingAndAfterACrash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "j")
	v := create(t, dir)
	id := NewID()
	put(t, v, id, 0, "first")
	crashed := filepath.Join(t.TempDir(), "crashed")
	copyLogAndHeader(t, dir, crashed) // as a kill -9 leaves it; the store's files come and go
	put(t, v, id, 1, "second")
	want(t, v, id, "second")
	v.Close()
	if _, err := v.Get(ctx, id); !errors.Is(err, ErrClosed) {
		t.Fatalf("after Close: %v", err)
	}
	for place, text := range map[string]string{dir: "second", crashed: "first"} {
		v := open(t, place, Options{})
		want(t, v, id, text)
		if len(v.Notices()) != 0 {
			t.Fatalf("an undamaged vault was announced: %v", v.Notices())
		}
		v.Close()
	}
}

func TestAStepIsAllOrNothing(t *testing.T) {
	v := create(t, t.TempDir())
	defer v.Close()
	a, b := NewID(), NewID()
	put(t, v, a, 0, "a")
	_, err := v.Apply(ctx,
		Change{Kind: "entry", ID: b, Data: []byte("b")},
		Change{Kind: "entry", ID: a, Base: 7, Data: []byte("stale")})
	if !errors.Is(err, ErrStale) {
		t.Fatalf("got %v", err)
	}
	if _, err := v.Get(ctx, b); !errors.Is(err, ErrNotFound) {
		t.Fatalf("half a step was applied: %v", err)
	}
	want(t, v, a, "a")
}

func TestEveryRevisionCanBeRead(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if got := v.Revisions(ids[0]); len(got) != 2 {
		t.Fatalf("revisions %v", got)
	}
	r, err := v.GetRevision(ctx, ids[0], 1)
	if err != nil || string(r.Data) != "text 0" {
		t.Fatalf("%q %v", r.Data, err)
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	defer v.Close()
	id := NewID()
	put(t, v, id, 0, "x")
	if _, err := Open(ctx, dir, secret(), Options{}); !errors.Is(err, ErrInUse) {
		t.Fatalf("a second writer got %v", err)
	}
	r := open(t, dir, Options{ReadOnly: true})
	defer r.Close()
	want(t, r, id, "x")
	if _, err := r.Apply(ctx, Change{Kind: "entry", ID: NewID()}); !errors.Is(err, ErrReadOnly) {
		t.Fatalf("a reader wrote: %v", err)
	}
}

func TestWrongPassphraseFolderAndVersionAreToldApart(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	if _, err := Open(ctx, dir, Passphrase([]byte("nope")), Options{}); !errors.Is(err, ErrWrongPassphrase) {
		t.Fatalf("wrong passphrase: %v", err)
	}
	if _, err := Open(ctx, t.TempDir(), secret(), Options{}); !errors.Is(err, ErrNotAVault) {
		t.Fatalf("empty folder: %v", err)
	}
	if _, err := Create(ctx, dir, CreateOptions{Slots: testSlots}); !errors.Is(err, ErrExists) {
		t.Fatalf("creating over a journal: %v", err)
	}
	both(t, dir, func(b []byte) []byte { return bytes.Replace(b, []byte(`"major":1`), []byte(`"major":2`), 1) })
	if _, err := Open(ctx, dir, secret(), Options{}); !errors.Is(err, ErrDamaged) {
		t.Fatalf("a header changed without its checksum: %v", err)
	}
}

// both rewrites both copies of the header.
func both(t *testing.T, dir string, f func([]byte) []byte) {
	t.Helper()
	for _, n := range []string{headerName, backupName} {
		edit(t, filepath.Join(dir, n), f)
	}
}

func edit(t *testing.T, path string, f func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestEveryBitOfAHeaderIsGuarded(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	file, err := os.ReadFile(filepath.Join(dir, headerName))
	if err != nil {
		t.Fatal(err)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1 << (i % 8)
		if _, err := parseHeader(bad); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Fatalf("byte %d of the header changed and %v", i, err)
		}
	}
	for n := range file {
		if _, err := parseHeader(file[:n]); err == nil {
			t.Fatalf("a header cut at %d was accepted", n)
		}
	}
}

func TestOneDamagedHeaderIsRepairedAndTold(t *testing.T) {
	for name, code := range map[string]NoticeCode{headerName: NoticeHeaderRepaired, backupName: NoticeBackupHeaderRepaired} {
		for what, f := range map[string]func(string) error{
			"flipped": func(p string) error {
				b, _ := os.ReadFile(p)
				b[len(b)/2] ^= 1
				return os.WriteFile(p, b, 0o600)
			},
			"emptied": func(p string) error { return os.WriteFile(p, nil, 0o600) },
			"removed": os.Remove,
		} {
			dir := t.TempDir()
			ids := filled(t, dir, 1)
			if err := f(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			for _, o := range []Options{{ReadOnly: true}, {}} { // the reader repairs nothing
				v := open(t, dir, o)
				want(t, v, ids[0], "text 0, again")
				if n := v.Notices(); len(n) != 1 || n[0].Code != code {
					t.Fatalf("%s %s: notices %v", name, what, n)
				}
				v.Close()
			}
			v := open(t, dir, Options{})
			if len(v.Notices()) != 0 {
				t.Fatalf("%s %s was not repaired: %v", name, what, v.Notices())
			}
			v.Close()
		}
	}
}

func TestAHeaderChangedWithoutThePassphraseIsNoticed(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 1)
	attack := func(f func(h *header)) func([]byte) []byte {
		return func(b []byte) []byte {
			p, err := parseHeader(b)
			if err != nil {
				t.Fatal(err)
			}
			f(&p.header)
			out, err := encodeHeader(p.header, crypto.NewKey()) // checksum right, MAC a guess
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	for what, f := range map[string]func(h *header){
		"epoch":      func(h *header) { h.Epoch++ },
		"kind":       func(h *header) { h.Kind = KindTherapist },
		"generation": func(h *header) { h.Generation++ },
	} {
		at := filepath.Join(t.TempDir(), "j")
		copyDir(t, dir, at)
		both(t, at, attack(f))
		if _, err := Open(ctx, at, secret(), Options{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s changed: %v", what, err)
		}
		at = filepath.Join(t.TempDir(), "j")
		copyDir(t, dir, at)
		edit(t, filepath.Join(at, headerName), attack(f))
		v := open(t, at, Options{ReadOnly: true})
		if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeHeaderRepaired {
			t.Errorf("%s changed in one copy: %v", what, n)
		}
		want(t, v, ids[0], "text 0, again")
		v.Close()
	}
	at := filepath.Join(t.TempDir(), "j")
	copyDir(t, dir, at)
	both(t, at, attack(func(h *header) { h.Slots[0].KDF.MemoryKiB = 1<<32 - 1 }))
	if _, err := Open(ctx, at, secret(), Options{}); !errors.Is(err, ErrAbsurdWork) {
		t.Errorf("absurd work: %v", err)
	}
}

func TestEveryChangedByteOfTheLogIsNoticedAndTheRestIsRead(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 4)
	file, err := os.ReadFile(theLog(dir))
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, dir, Options{ReadOnly: true})
	keys := newLogKeys(v.master, v.hdr.VaultID)
	whole, err := keys.readLog(file, 1)
	if err != nil || len(whole.problems) != 0 {
		t.Fatal(err, whole.problems)
	}
	v.Close()
	keys = newLogKeys(bytes.Clone(masterOf(t, dir)), v.hdr.VaultID)
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1 << (i % 8)
		r, err := keys.readLog(bad, 1)
		if i < headLen {
			if !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d of the head: %v", i, err)
			}
			continue
		}
		if err != nil || len(r.problems) == 0 {
			t.Fatalf("byte %d changed unnoticed: %v", i, err)
		}
		if len(r.steps) < len(whole.steps)-2 || r.torn != 0 {
			t.Fatalf("byte %d changed: only %d of %d steps are left, %d bytes would be cut", i, len(r.steps), len(whole.steps), r.torn)
		}
	}
	_ = ids
}

func masterOf(t *testing.T, dir string) []byte {
	t.Helper()
	u, err := unlockHeader(dir, secret())
	if err != nil {
		t.Fatal(err)
	}
	return u.master
}

func TestALogCutAnywhereKeepsEveryWholeStep(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	file, _ := os.ReadFile(theLog(dir))
	keys := newLogKeys(masterOf(t, dir), idOf(t, dir))
	whole, _ := keys.readLog(file, 1)
	for n := headLen; n < len(file); n++ {
		r, err := keys.readLog(file[:n], 1)
		if err != nil || len(r.problems) != 0 {
			t.Fatalf("cut at %d: %v %v", n, err, r.problems)
		}
		complete := 0
		for _, s := range whole.spans {
			if s.to <= int64(n) {
				complete++
			}
		}
		if len(r.steps) != complete || r.end+r.torn != int64(n) {
			t.Fatalf("cut at %d: %d steps, want %d", n, len(r.steps), complete)
		}
	}
}

func idOf(t *testing.T, dir string) []byte {
	t.Helper()
	p, err := readHeader(filepath.Join(dir, headerName))
	if err != nil {
		t.Fatal(err)
	}
	return p.VaultID
}

func TestWritingGoesOnAfterATornStep(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	edit(t, theLog(dir), func(b []byte) []byte { return b[:len(b)-5] }) // the note of closing, half written
	v := open(t, dir, Options{})
	want(t, v, ids[1], "text 1")
	more := NewID()
	put(t, v, more, 0, "after the crash")
	v.Close()
	v = open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	want(t, v, more, "after the crash")
	if rep, err := v.Check(ctx, nil); err != nil || !rep.OK {
		t.Fatal(rep, err)
	}
}

func TestStepsOfAnotherVaultRemovedStepsAndReorderedStepsAreNoticed(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	filled(t, dir, 3)
	filled(t, other, 3)
	file, _ := os.ReadFile(theLog(dir))
	foreign, _ := os.ReadFile(theLog(other))
	keys := newLogKeys(masterOf(t, dir), idOf(t, dir))
	whole, _ := keys.readLog(file, 1)
	at := func(i int) []byte { return file[whole.spans[i].from:whole.spans[i].to] }
	head := file[:headLen]
	for what, bad := range map[string][]byte{
		"removed":    bytes.Join([][]byte{head, at(0), at(2), at(3)}, nil),
		"reordered":  bytes.Join([][]byte{head, at(1), at(0), at(2), at(3)}, nil),
		"duplicated": bytes.Join([][]byte{head, at(0), at(0), at(1), at(2), at(3)}, nil),
		"spliced":    append(bytes.Clone(file), foreign[headLen:]...),
	} {
		r, err := keys.readLog(bad, 1)
		if err != nil || len(r.problems) == 0 {
			t.Errorf("%s: unnoticed (%v)", what, err)
		}
	}
	if _, err := keys.readLog(foreign, 1); !errors.Is(err, ErrDamaged) {
		t.Errorf("another vault's log: %v", err)
	}
}

func TestAStepCutOutTakesNoOtherWithIt(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 4)
	keys := newLogKeys(masterOf(t, dir), idOf(t, dir))
	file, err := os.ReadFile(theLog(dir))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := keys.readLog(file, 1)
	if err != nil {
		t.Fatal(err)
	}
	cut := append(bytes.Clone(file[:whole.spans[1].from]), file[whole.spans[1].to:]...)
	if err := os.WriteFile(theLog(dir), cut, 0o600); err != nil {
		t.Fatal(err)
	}
	withoutMirror(t, dir)
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if len(v.Problems()) == 0 {
		t.Fatal("nobody noticed")
	}
	want(t, v, ids[2], "text 2")
	want(t, v, ids[3], "text 3")
	want(t, v, ids[0], "text 0, again")
}

func TestTheStoreIsRebuiltWhateverBecomesOfIt(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 5)
	db := filepath.Join(dir, storeDir)
	for what, harm := range map[string]func(at string){
		"nothing": func(string) {},
		"removed": func(at string) { os.RemoveAll(at) },
		"garbage": func(at string) {
			list, _ := os.ReadDir(at)
			for _, e := range list {
				os.WriteFile(filepath.Join(at, e.Name()), []byte("garbage"), 0o600)
			}
		},
		"opening crashed last time": func(at string) { os.WriteFile(at+".opening", nil, 0o600) },
	} {
		at := filepath.Join(t.TempDir(), "j")
		copyDir(t, dir, at)
		harm(filepath.Join(at, storeDir))
		for range 2 {
			v := open(t, at, Options{})
			for i, id := range ids[1:] {
				want(t, v, id, fmt.Sprintf("text %d", i+1))
			}
			v.Close()
		}
		key := crypto.Subkey(masterOf(t, at), "store")
		s, err := openStore(filepath.Join(at, storeDir), key)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		for _, id := range ids[1:] {
			if _, err := s.read(id, 1); err != nil {
				t.Errorf("%s: the store lacks a record after two starts", what)
			}
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(db, "KEYREGISTRY")); err != nil {
		t.Errorf("there is no Badger in db/: %v", err)
	}
}

func TestALargeRecordGoesThroughLogAndStore(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	id := NewID()
	big := strings.Repeat("wide ", 1<<20)
	put(t, v, id, 0, big)
	put(t, v, id, 1, "small again")
	put(t, v, id, 2, big)
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, id, big)
}

func TestRewriteForgets(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	gone, kept := NewID(), NewID()
	put(t, v, gone, 0, "to be forgotten")
	put(t, v, kept, 0, "one")
	put(t, v, kept, 1, "two")
	put(t, v, kept, 2, "three")
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: gone, Forget: true}); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(theLog(dir))
	oldEpoch := bytes.Clone(v.epochKey)
	err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true, Keep: func(_ string, _ ID, rev uint64) bool { return rev == 1 }})
	if err != nil {
		t.Fatal(err)
	}
	want(t, v, kept, "three")
	if got := v.Revisions(kept); len(got) != 2 || got[0] != 1 || got[1] != 3 {
		t.Fatalf("revisions %v", got)
	}
	put(t, v, kept, 3, "four")
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, kept, "four")
	if _, err := v.Get(ctx, gone); !errors.Is(err, ErrNotFound) {
		t.Fatalf("still there: %v", err)
	}
	if rep, err := v.Check(ctx, nil); err != nil || !rep.OK {
		t.Fatal(rep, err)
	}
	if _, err := os.Stat(theLog(dir)); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("the old log is still there")
	}
	// What was in the old log opens with the old epoch key, and that key opens
	// nothing of what is left.
	r, err := v.keys.readLog(before, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openRecord(v.hdr.VaultID, oldEpoch, 1, Record{Kind: "entry", ID: gone, Revision: 1, Schema: 1}, r.steps[0].payload); err != nil {
		t.Fatal("the trial itself is wrong: ", err)
	}
	if bytes.Equal(oldEpoch, v.epochKey) {
		t.Fatal("the epoch key was not renewed")
	}
}

func TestAnInterruptedRewriteLeavesTheOldLogInForce(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	if err := os.WriteFile(logPath(dir, 2), []byte("half a log"), 0o600); err != nil {
		t.Fatal(err)
	}
	v := open(t, dir, Options{})
	defer v.Close()
	want(t, v, ids[1], "text 1")
	if _, err := os.Stat(logPath(dir, 2)); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("the stray log is still there")
	}
}

func TestAnOlderCopyIsAnnounced(t *testing.T) {
	base := t.TempDir()
	dir, old, knownFile := filepath.Join(base, "j"), filepath.Join(base, "old"), filepath.Join(base, "known.json")
	ids := filled(t, dir, 1)
	copyDir(t, dir, old)
	v := open(t, dir, Options{KnownFile: knownFile})
	put(t, v, ids[0], 2, "newer")
	v.Close()
	v = open(t, old, Options{KnownFile: knownFile, ReadOnly: true})
	defer v.Close()
	if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeOlderCopy || n[0].Here.IsZero() || n[0].Known.IsZero() {
		t.Fatalf("notices %v", n)
	}
	want(t, v, ids[0], "text 0, again")
}

func TestNothingReadableIsInTheFolder(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	put(t, v, NewID(), 0, strings.Repeat("canary-in-the-text ", 1000))
	v.Close()
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		if info.IsDir() {
			if info.Mode().Perm() != 0o700 && path != dir {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
			return nil
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte("canary")) || bytes.Contains(b, []byte(testPass)) || bytes.Contains(b, []byte("entry")) {
			t.Errorf("%s is readable", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestModel runs random saves, edits, removals, closings, crashes and rewrites
// against a plain map.
func TestModel(t *testing.T) {
	// One vault goes through all runs, for making and closing Badger costs most;
	// each run knows its own records only.
	base, n := t.TempDir(), 0
	dir := filepath.Join(base, "0")
	v := create(t, dir)
	defer func() { v.Close() }()
	rapid.Check(t, func(rt *rapid.T) {
		model := map[ID]string{}
		revision := map[ID]uint64{}
		var ids []ID
		rt.Repeat(map[string]func(*rapid.T){
			"save": func(rt *rapid.T) {
				id, text := NewID(), rapid.String().Draw(rt, "text")
				put(rt, v, id, 0, text)
				ids, model[id], revision[id] = append(ids, id), text, 1
			},
			"edit or remove": func(rt *rapid.T) {
				if len(ids) == 0 {
					return
				}
				id := rapid.SampledFrom(ids).Draw(rt, "id")
				if _, there := model[id]; !there {
					return
				}
				if rapid.Bool().Draw(rt, "remove") {
					if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Forget: true}); err != nil {
						rt.Fatal(err)
					}
					delete(model, id)
					return
				}
				text := rapid.String().Draw(rt, "text")
				put(rt, v, id, revision[id], text)
				model[id], revision[id] = text, revision[id]+1
			},
			"close": func(rt *rapid.T) {
				if rapid.IntRange(0, 39).Draw(rt, "often") > 0 {
					return
				}
				v.Close()
				v = open(rt, dir, Options{})
			},
			"crash": func(rt *rapid.T) {
				if rapid.IntRange(0, 39).Draw(rt, "often") > 0 {
					return
				}
				n++
				next := filepath.Join(base, fmt.Sprint(n))
				copyLogAndHeader(rt, dir, next)
				v.Close()
				dir = next
				v = open(rt, dir, Options{})
			},
			"rewrite": func(rt *rapid.T) {
				if rapid.IntRange(0, 39).Draw(rt, "often") > 0 {
					return
				}
				if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: rapid.Bool().Draw(rt, "epoch")}); err != nil {
					rt.Fatal(err)
				}
			},
			"": func(rt *rapid.T) {
				for id, text := range model {
					want(rt, v, id, text)
				}
				for _, id := range ids {
					if _, there := model[id]; !there {
						if _, err := v.Get(ctx, id); !errors.Is(err, ErrNotFound) {
							rt.Fatalf("a removed record is there: %v", err)
						}
					}
				}
			},
		})
	})
}

// copyLogAndHeader takes what is durable without the store, which a crash
// leaves in any state.
func copyLogAndHeader(t fataler, from, to string) {
	t.Helper()
	copyDir(t, filepath.Join(from, logDir), filepath.Join(to, logDir))
	for _, n := range []string{headerName, backupName} {
		b, err := os.ReadFile(filepath.Join(from, n))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, n), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzHeader(f *testing.F) {
	dir := f.TempDir()
	v, err := Create(ctx, dir, CreateOptions{Kind: KindJournal, Slots: testSlots})
	if err != nil {
		f.Fatal(err)
	}
	v.Close()
	file, _ := os.ReadFile(filepath.Join(dir, headerName))
	f.Add(file)
	f.Add([]byte(`{"header":{},"mac":"","checksum":""}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p *parsedHeader
		var err error
		frugal(t, len(b), func() { p, err = parseHeader(b) })
		if err != nil {
			return
		}
		again, err := wrapHeader(p.raw, p.mac)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatal("accepted a header that is not canonical")
		}
	})
}

func FuzzLog(f *testing.F) {
	master, id := bytes.Repeat([]byte{7}, 32), bytes.Repeat([]byte{9}, 16)
	keys := newLogKeys(master, id)
	file := keys.logHead(1, 0)
	for i := range 3 {
		s := step{counter: uint64(i + 1), ops: []op{{opPut, "entry", ID{byte(i)}, 1, 1, 5}}, payload: []byte("hello")}
		frame, err := keys.encodeFrame(1, s, file[len(file)-macLen:])
		if err != nil {
			f.Fatal(err)
		}
		file = append(file, frame...)
	}
	f.Add(file)
	f.Add(file[:len(file)-7])
	f.Add(file[:headLen])
	f.Fuzz(func(t *testing.T, b []byte) {
		var r *reading
		var err error
		frugal(t, len(b), func() { r, err = keys.readLog(b, 1) })
		if err != nil {
			return
		}
		if r.end+r.torn != int64(len(b)) || len(r.steps) != len(r.spans) {
			t.Fatalf("end %d, torn %d of %d bytes", r.end, r.torn, len(b))
		}
		// Another process seals the seeds with other nonces, so what was written
		// is known by its content only.
		for i, s := range r.steps {
			if len(r.problems) == 0 && (s.counter != uint64(i+1) || len(s.ops) != 1 || s.ops[0].id != ID{byte(i)} || string(s.payload) != "hello") {
				t.Fatal("a log nobody wrote was read without a word")
			}
		}
	})
}
