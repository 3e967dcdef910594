package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
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
		data := make([]byte, backupChunk+1000)
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
		if err != nil || int64(len(log)) > min(got.logSize, int64(len(b))+backupChunk) {
			t.Fatal("a log larger than it says, or than the file", err)
		}
	})
}
