package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"afterglow/crypto"
)

// failingDisk is a log file on a disk that fails when told to.
type failingDisk struct {
	diskFile
	write, sync, truncate error
	keep                  int // bytes of a failing write that land all the same
}

func (d *failingDisk) WriteAt(b []byte, at int64) (int, error) {
	if d.write != nil {
		n, _ := d.diskFile.WriteAt(b[:min(d.keep, len(b))], at)
		return n, d.write
	}
	return d.diskFile.WriteAt(b, at)
}

func (d *failingDisk) Sync() error {
	if d.sync != nil {
		return d.sync
	}
	return d.diskFile.Sync()
}

func (d *failingDisk) Truncate(n int64) error {
	if d.truncate != nil {
		return d.truncate
	}
	return d.diskFile.Truncate(n)
}

func TestAFullDiskLosesNothingAndSavingGoesOnWhenThereIsRoom(t *testing.T) {
	for what, full := range map[string]func(*failingDisk){
		"nothing is written":   func(d *failingDisk) { d.write = syscall.ENOSPC },
		"half is written":      func(d *failingDisk) { d.write, d.keep = syscall.ENOSPC, 100 },
		"syncing finds it out": func(d *failingDisk) { d.sync = syscall.ENOSPC },
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			v := create(t, dir)
			id := NewID()
			put(t, v, id, 0, "kept")
			disk := &failingDisk{diskFile: v.writer.f}
			full(disk)
			if disk.sync == nil {
				v.writer.f = disk
			} else {
				v.writer.f = &syncOnce{disk}
			}
			if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: 1, Data: []byte("lost")}); !errors.Is(err, ErrDiskFull) {
				t.Fatalf("got %v", err)
			}
			want(t, v, id, "kept")
			disk.write, disk.sync = nil, nil
			put(t, v, id, 1, "there is room again")
			v.Close()
			v = open(t, dir, Options{})
			defer v.Close()
			want(t, v, id, "there is room again")
			if len(v.Problems()) != 0 {
				t.Fatal(v.Problems())
			}
		})
	}
}

// syncOnce fails the first sync only: taking the step back works.
type syncOnce struct{ *failingDisk }

func (d *syncOnce) Sync() error {
	err := d.failingDisk.Sync()
	d.sync = nil
	return err
}

func TestALogThatCannotBeMendedIsNotWrittenToAgain(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	id := NewID()
	put(t, v, id, 0, "kept")
	disk := &failingDisk{diskFile: v.writer.f, write: syscall.EIO, truncate: syscall.EIO, keep: 60}
	v.writer.f = disk
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: 1, Data: []byte("x")}); err == nil {
		t.Fatal("a failed write was acknowledged")
	}
	disk.write, disk.truncate = nil, nil
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: 1, Data: []byte("x")}); err == nil {
		t.Fatal("a step was appended after bytes that are not a step")
	}
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, id, "kept")
	put(t, v, id, 1, "writing goes on after a new start")
}

func TestACreateThatWasCutOffCanBeRepeated(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, logDir), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{lockName, headerName + ".new", filepath.Join(logDir, logName(1)), filepath.Join(logDir, logName(1)+".new")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v := create(t, dir)
	put(t, v, NewID(), 0, "x")
	v.Close()
	// A journal that lost both headers is not a folder to create in.
	for _, name := range []string{headerName, backupName} {
		os.Remove(filepath.Join(dir, name))
	}
	os.RemoveAll(filepath.Join(dir, storeDir))
	if _, err := Create(ctx, dir, CreateOptions{Slots: testSlots}); !errors.Is(err, ErrExists) {
		t.Fatalf("a journal without headers was overwritten: %v", err)
	}
}

func TestAnOlderHeaderPutBackIsNotUsedWhileTheNewerIsThere(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 2)
	old, err := os.ReadFile(filepath.Join(dir, headerName))
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, dir, Options{})
	if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	edit(t, filepath.Join(dir, headerName), func([]byte) []byte { return old })
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, ids[1], "text 1")
	if n := v.Notices(); len(n) != 1 || n[0].Code != NoticeHeaderRepaired {
		t.Fatalf("notices %v", n)
	}
}

func TestAChangedStepNamesItsRecordsAndKeepsThoseThatOpen(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	a, b, c := NewID(), NewID(), NewID()
	put(t, v, a, 0, "a, first")
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: a, Base: 1, Schema: 1, Data: []byte("a, second")},
		Change{Kind: "entry", ID: b, Schema: 1, Data: []byte("b")}); err != nil {
		t.Fatal(err)
	}
	at := v.index[a].newest().at
	put(t, v, c, 0, "c")
	v.Close()
	withoutMirror(t, dir)
	withoutStore(t, dir)
	edit(t, theLog(dir), func(f []byte) []byte { f[at+200] ^= 1; return f })
	v = open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	want(t, v, a, "a, first")
	want(t, v, b, "b")
	want(t, v, c, "c")
	var named bool
	for _, p := range v.Problems() {
		named = named || p.ID == a.String()
	}
	if !named || len(v.Notices()) != 1 || v.Notices()[0].Code != NoticeDamage {
		t.Fatalf("problems %v, notices %v", v.Problems(), v.Notices())
	}
}

func TestAStepWithASectorThatNeverReachedTheDiskIsCutOff(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	a, b := NewID(), NewID()
	put(t, v, a, 0, "a")
	put(t, v, b, 0, strings.Repeat("long ", 1000))
	at := v.index[b].newest().at
	v.writer.close() // a power cut: no note of closing
	v.writer = nil
	v.Close()
	edit(t, theLog(dir), func(f []byte) []byte {
		from := (at/sector + 2) * sector
		clear(f[from : from+sector])
		return f
	})
	v = open(t, dir, Options{})
	defer v.Close()
	want(t, v, a, "a")
	if len(v.Problems()) != 0 {
		t.Fatalf("a power cut is called damage: %v", v.Problems())
	}
}

func TestTheLongestKindOfRecordIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	id := NewID()
	kind := strings.Repeat("k", 255)
	if _, err := v.Apply(ctx, Change{Kind: kind, ID: id, Data: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	v = open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if r, err := v.Get(ctx, id); err != nil || r.Kind != kind {
		t.Fatal(r.Kind, err)
	}
}

func TestForgettingIsRefusedWhenTheRecordWasChangedSince(t *testing.T) {
	v := create(t, t.TempDir())
	defer v.Close()
	id := NewID()
	put(t, v, id, 0, "one")
	put(t, v, id, 1, "two")
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: 1, Forget: true}); !errors.Is(err, ErrStale) {
		t.Fatalf("got %v", err)
	}
	want(t, v, id, "two")
}

func TestASlotOfTheWrongLengthIsDamage(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	both(t, dir, func(b []byte) []byte {
		p, err := parseHeader(b)
		if err != nil {
			t.Fatal(err)
		}
		p.Slots[0].Wrapped = p.Slots[0].Wrapped[:9]
		out, _ := encodeHeader(p.header, crypto.NewKey())
		return out
	})
	if _, err := Open(ctx, dir, secret(), Options{}); !errors.Is(err, ErrDamaged) {
		t.Fatalf("got %v", err)
	}
}

func TestCheckSeesDamageThatCameAfterOpening(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	defer v.Close()
	id := NewID()
	put(t, v, id, 0, "x")
	if rep, err := v.Check(ctx, nil); err != nil || !rep.OK || rep.Records != 1 {
		t.Fatal(rep, err)
	}
	at := v.index[id].newest().at
	edit(t, theLog(dir), func(f []byte) []byte { f[at+150] ^= 1; return f })
	rep, err := v.Check(ctx, nil)
	if err != nil || rep.OK {
		t.Fatal(rep, err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := v.Check(done, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
}

func TestEverythingAtOnce(t *testing.T) {
	dir := t.TempDir()
	v := create(t, dir)
	var ids []ID
	for i := range 8 {
		ids = append(ids, NewID())
		put(t, v, ids[i], 0, fmt.Sprint("0 of ", i))
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for n := range 20 {
				id := ids[w*2+n%2]
				revs := v.Revisions(id)
				if len(revs) == 0 {
					return
				}
				_, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Base: revs[len(revs)-1], Data: []byte(fmt.Sprint(n, " of ", w))})
				if err != nil && !errors.Is(err, ErrClosed) {
					t.Error(err)
				}
				if r, err := v.Get(ctx, id); err == nil && !bytes.Contains(r.Data, []byte(" of ")) {
					t.Errorf("read %q", r.Data)
				} else if err != nil && !errors.Is(err, ErrClosed) {
					t.Error(err)
				}
				_, _, _ = v.Notices(), v.Problems(), v.VaultKind()
			}
		})
	}
	wg.Go(func() {
		for range 3 {
			if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil && !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
			if _, err := v.Check(ctx, nil); err != nil && !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		}
	})
	wg.Go(func() {
		for len(v.Revisions(ids[0])) < 10 {
			if _, err := v.Get(ctx, ids[0]); err != nil {
				break
			}
		}
		v.Close()
	})
	wg.Wait()
	v = open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if len(v.Problems()) != 0 {
		t.Fatal(v.Problems())
	}
	for _, id := range ids {
		if _, err := v.Get(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatIsSavedWhileTheStoreOpensReachesTheStore(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 3)
	for n := range 3 {
		v := open(t, dir, Options{})
		put(t, v, ids[2], uint64(n+1), fmt.Sprint("saved at start ", n)) // at once: the store is opening
		v.Close()
		s, err := openStore(filepath.Join(dir, storeDir), crypto.Subkey(masterOf(t, dir), "store"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.read(ids[2], uint64(n+2)); err != nil {
			t.Fatal("the store was closed as whole, without the newest revision")
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnythingMayStandInTheFileOfKnownVaults(t *testing.T) {
	for _, text := range []string{"null", "[]", "{", `{"x":1}`, ""} {
		dir, file := filepath.Join(t.TempDir(), "j"), filepath.Join(t.TempDir(), "known.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		filled(t, dir, 1)
		open(t, dir, Options{KnownFile: file}).Close()
		if len(readKnown(file)) != 1 {
			t.Errorf("%q was not replaced", text)
		}
	}
}
