package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/crypto"
)

// backedUp is a vault with ids of filled and a backup of it.
func backedUp(t fataler, dir string) (ids []ID, file string) {
	t.Helper()
	ids = filled(t, dir, 4)
	file = filepath.Join(dir+"-backups", "b")
	if err := os.MkdirAll(filepath.Dir(file), dirMode); err != nil {
		t.Fatal(err)
	}
	v := open(t, dir, Options{ReadOnly: true})
	defer v.Close()
	if err := v.Backup(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	return ids, file
}

func TestABackupGivesEverythingBackIntoAnEmptyFolderOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, file := backedUp(t, dir)
	if _, err := Restore(ctx, file, dir, secret(), nil); !errors.Is(err, ErrExists) {
		t.Errorf("over a journal: %v", err)
	}
	to := filepath.Join(t.TempDir(), "new")
	if _, err := Restore(ctx, file, to, Passphrase([]byte("wrong")), nil); !errors.Is(err, ErrWrongPassphrase) || exists(to) {
		t.Errorf("wrong passphrase: %v", err)
	}
	rep, err := Restore(ctx, file, to, secret(), nil)
	if err != nil || len(rep.Problems) != 0 || rep.Records != len(ids) || rep.SavedAt.IsZero() {
		t.Fatalf("%+v, %v", rep, err)
	}
	v := open(t, to, Options{})
	defer v.Close()
	everything(t, v, ids)
	put(t, v, NewID(), 0, "and writing goes on")
}

func TestABackupIsMadeWhileWritingGoesOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	defer v.Close()
	id := NewID()
	put(t, v, id, 0, "before")
	file := filepath.Join(t.TempDir(), "b")
	if err := v.Backup(ctx, file, func(int64, int64) {
		put(t, v, NewID(), 0, "meanwhile")
		if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
			t.Fatal(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "new")
	if rep, err := Restore(ctx, file, to, secret(), nil); err != nil || rep.Records != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	r := open(t, to, Options{ReadOnly: true})
	defer r.Close()
	want(t, r, id, "before")
}

func TestAFailedBackupLeavesTheOneBefore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	_, file := backedUp(t, dir)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	v := open(t, dir, Options{})
	defer v.Close()
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := v.Backup(stopped, file, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	after, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(before, after) || exists(file+".new") {
		t.Errorf("the old backup was touched, or something lies beside it: %v", err)
	}
}

func TestADamagedBackupGivesWhatCanBeRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	var ids []ID
	for range 6 { // more than one chunk each
		id := NewID()
		data := make([]byte, partSize+1000)
		rand.Read(data)
		if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Schema: 1, Data: data}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	file := filepath.Join(t.TempDir(), "b")
	if err := v.Backup(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for what, harm := range map[string]struct {
		at   int
		lost int // records at most
	}{
		"the first header": {50, 0},
		"the first chunk":  {3000, 2},
		"one in between":   {len(whole) / 2, 2},
		"the last header":  {len(whole) - 50, 0},
	} {
		t.Run(what, func(t *testing.T) {
			bad := bytes.Clone(whole)
			bad[harm.at] ^= 1
			file := filepath.Join(t.TempDir(), "bad")
			if err := os.WriteFile(file, bad, fileMode); err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(t.TempDir(), "new")
			rep, err := Restore(ctx, file, to, secret(), nil)
			if err != nil || rep.Records < len(ids)-harm.lost || (harm.lost > 0) != (len(rep.Problems) > 0) {
				t.Fatalf("%+v, %v", rep, err)
			}
			r := open(t, to, Options{ReadOnly: true})
			defer r.Close()
			if found, err := r.Check(ctx, nil); err != nil || !found.OK || found.Records != rep.Records {
				t.Errorf("what was restored is not whole: %+v, %v", found, err)
			}
		})
	}
	for what, bad := range map[string][]byte{"empty": nil, "something else": []byte("Dear diary"), "cut short": whole[:40]} {
		file := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(file, bad, fileMode); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(ctx, file, filepath.Join(t.TempDir(), "new"), secret(), nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzBackup(f *testing.F) {
	whole := simulatedBackup(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	old := bytes.ReplaceAll(whole, []byte(backupMagic), []byte(backupMagicOld))
	sizeAt := len(backupMagic) + 4 + int(binary.BigEndian.Uint32(old[len(backupMagic):])) + 16
	binary.BigEndian.PutUint64(old[sizeAt:], oldPart) // as if it held one whole part of the first form
	f.Add(old)
	f.Fuzz(func(t *testing.T, b []byte) {
		var got *backupFile
		var p *parsedHeader
		var err error
		frugal(t, len(b), func() { got, p, err = openBackup(bytes.NewReader(b), int64(len(b))) })
		if err != nil {
			return
		}
		key := crypto.NewKey()
		var log []byte
		frugal(t, len(b), func() { log, _, err = got.read(ctx, bytes.NewReader(b), key, p.VaultID, func(int64) {}) })
		if each := got.parts(nil, nil).each; err != nil || int64(len(log)) > min(got.logSize, int64(len(b))+each) {
			t.Fatal("a log larger than it says, or than the file and the part it breaks off in", err)
		}
	})
}

func TestABackupIsNotWrittenThroughALink(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	filled(t, dir, 3)
	v := open(t, dir, Options{})
	defer v.Close()
	around := t.TempDir()
	letter, backup := filepath.Join(around, "letter"), filepath.Join(around, "b")
	write(t, letter, []byte("dear one"))
	if err := os.Symlink(letter, backup+".new"); err != nil {
		t.Fatal(err)
	}
	if err := v.Backup(ctx, backup, nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(backup)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != 0o600 || string(read(t, letter)) != "dear one" {
		t.Errorf("the backup is %v, the letter says %q", info.Mode(), read(t, letter))
	}
}

func TestAFolderWithAStrangersMarkIsNotRestoredInto(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	filled(t, dir, 3)
	v := open(t, dir, Options{})
	backup := filepath.Join(t.TempDir(), "b")
	if err := v.Backup(ctx, backup, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	to := t.TempDir()
	if err := os.Mkdir(filepath.Join(to, "log"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(to, "restoring"), nil)
	write(t, filepath.Join(to, "log", "diary.txt"), []byte("mine"))
	if _, err := Restore(ctx, backup, to, secret(), nil); !errors.Is(err, ErrExists) {
		t.Errorf("restored into someone's folder: %v", err)
	}
	if string(read(t, filepath.Join(to, "log", "diary.txt"))) != "mine" {
		t.Error("their words are gone")
	}
}

// The dates of an older copy are those of its words, not of closings.
func TestAnOlderCopysDatesAreThoseOfItsWords(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	known := filepath.Join(t.TempDir(), "known")
	filled(t, dir, 3)
	v := open(t, dir, Options{KnownFile: known})
	backup := filepath.Join(t.TempDir(), "b")
	if err := v.Backup(ctx, backup, nil); err != nil {
		t.Fatal(err)
	}
	saved := v.ChangedAt()
	put(t, v, NewID(), 0, "newer")
	put(t, v, NewID(), 0, "newest")
	newest := v.ChangedAt()
	v.Close()
	to := filepath.Join(t.TempDir(), "restored")
	rep, err := Restore(ctx, backup, to, secret(), nil)
	if err != nil || !rep.SavedAt.Equal(saved) {
		t.Fatalf("restored of %v, saved on %v: %v", rep.SavedAt, saved, err)
	}
	v = open(t, to, Options{KnownFile: known})
	defer v.Close()
	for _, n := range v.Notices() {
		if n.Code == NoticeOlderCopy {
			if !n.Here.Equal(saved) || n.Known.Unix() != newest.Unix() {
				t.Errorf("here %v want %v, known %v want %v", n.Here, saved, n.Known, newest)
			}
			return
		}
	}
	t.Error("an older copy is not announced")
}

// A damaged spot takes little of an ordinary journal along.
func TestADamagedSpotOfABackupTakesLittleAlong(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	for i := range 200 { // some pages of text each
		put(t, v, NewID(), 0, strings.Repeat(fmt.Sprintf("page %d ", i), 400))
	}
	backup := filepath.Join(t.TempDir(), "b")
	if err := v.Backup(ctx, backup, nil); err != nil {
		t.Fatal(err)
	}
	v.Close()
	b := read(t, backup)
	b[len(b)/2] ^= 1
	write(t, backup, b)
	rep, err := Restore(ctx, backup, filepath.Join(t.TempDir(), "r"), secret(), nil)
	if err != nil || len(rep.Problems) == 0 || rep.Records < 150 || rep.Records >= 200 {
		t.Errorf("of 200 pages %d are there, %d problems, %v", rep.Records, len(rep.Problems), err)
	}
}

// Backups of the first programs have parts of 1 MiB.
func TestABackupOfTheFirstFormIsRestored(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	big := bytes.Repeat([]byte("wide "), 400_000)
	id := NewID()
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: id, Schema: 1, Data: big}); err != nil {
		t.Fatal(err)
	}
	source, size, err := v.image()
	if err != nil {
		t.Fatal(err)
	}
	header, err := encodeHeader(v.hdr, v.master)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "b")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	old := &backupFile{header: header, id: NewID(), logSize: size, size: size, old: true}
	key := crypto.Subkey(v.master, "backup")
	if err := old.write(ctx, f, source, nil, key, v.hdr.VaultID, func(int64) {}); err != nil {
		t.Fatal(err)
	}
	source.Close()
	f.Close()
	v.Close()
	if b := read(t, path); string(b[:8]) != "AGBACK\x01\n" || int64(len(b)) != 2*int64(len(old.ends())+8)+4+size+(size+1<<20-1)>>20*crypto.SealOverhead {
		t.Fatal("it is not of the first form")
	}
	to := filepath.Join(t.TempDir(), "r")
	if rep, err := Restore(ctx, path, to, secret(), nil); err != nil || len(rep.Problems) > 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	v = open(t, to, Options{})
	defer v.Close()
	if r, err := v.Get(ctx, id); err != nil || !bytes.Equal(r.Data, big) {
		t.Error("the record is another", err)
	}
}
