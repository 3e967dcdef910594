package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"afterglow/crypto"
)

// secretThing is a record that is going to be forgotten, with every key of then.
type secretThing struct {
	record   Record
	text     []byte
	epoch    uint32
	epochKey []byte
	dataKey  []byte
}

// thing takes down what can open a record while it is there.
func thing(t *testing.T, v *Vault, id ID) secretThing {
	t.Helper()
	it := v.index[id]
	r := Record{Kind: it.kind, ID: id, Revision: it.newest().revision, Schema: it.newest().schema}
	sealed, err := v.sealedAt(it.newest())
	if err != nil {
		t.Fatal(err)
	}
	key, err := openDataKey(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, r, sealed)
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return secretThing{r, got.Data, v.hdr.Epoch, bytes.Clone(v.epochKey), key}
}

// pile is every byte there is in a folder, and what its working store holds behind
// its own encryption.
func pile(t *testing.T, dir string, master []byte) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, name := range files(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = b
	}
	s, err := openStoreWith(storeOptions(filepath.Join(dir, storeDir), crypto.Subkey(master, "store")).WithReadOnly(true))
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.db.View(func(txn *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.AllVersions = true
		all := txn.NewIterator(o)
		defer all.Close()
		for all.Rewind(); all.Valid(); all.Next() {
			v, err := all.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			out["inside db"] = append(out["inside db"], v...)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// found says where in a pile a forgotten record can be had again by someone with
// the passphrase: its text or a key in clear, or sealed under any key that can be
// derived or was itself found.
func (s secretThing) found(pile map[string][]byte, vaultID, master []byte) (where []string) {
	keys := [][]byte{master}
	for _, purpose := range []string{"header", "epoch", "log-chain", "log-meta", "store", "backup"} {
		keys = append(keys, crypto.Subkey(master, purpose))
	}
	seals := []struct {
		size    int
		context []byte
	}{
		{wrappedKeyLen, recordContext("afterglow/data-key/v1", vaultID, s.record)},
		{wrappedKeyLen, epochContext(vaultID, s.epoch)},
		{wrappedKeyLen, epochContext(vaultID, s.epoch+1)},
		{len(crypto.Pad(s.text)) + crypto.SealOverhead, recordContext("afterglow/record/v1", vaultID, s.record)},
	}
	// A header has its keys in base64.
	for name, b := range pile {
		if p, err := parseHeader(b); err == nil {
			pile[name+" (its keys)"] = slices.Concat(p.EpochKey, p.Slots[0].Wrapped)
		}
	}
	for changed := true; changed; {
		changed = false
		for name, b := range pile {
			for _, secret := range [][]byte{s.text, s.dataKey, s.epochKey} {
				if bytes.Contains(b, secret) {
					where = append(where, name+" in clear")
				}
			}
			if filepath.Dir(name) == storeDir {
				continue // encrypted once more; what is in it is in the pile
			}
			for at := range b {
				for _, seal := range seals {
					if at+seal.size > len(b) {
						continue
					}
					for _, k := range keys {
						plain, err := crypto.Open(k, b[at:at+seal.size], seal.context)
						if err != nil {
							continue
						}
						if bytes.Equal(plain, s.dataKey) || bytes.Equal(plain, s.epochKey) || bytes.Contains(plain, s.text) {
							where = append(where, name)
						}
						if len(plain) == 32 && !slices.ContainsFunc(keys, func(k []byte) bool { return bytes.Equal(k, plain) }) {
							keys, changed = append(keys, plain), true
						}
					}
				}
			}
		}
	}
	return where
}

// shards leaves in a folder what crashes and repairs leave: a damaged log kept
// aside, a header and a log that did not get their names.
func shards(t *testing.T, dir string) {
	t.Helper()
	edit(t, theLog(dir), func(b []byte) []byte { b[len(b)-40] ^= 1; return b })
	open(t, dir, Options{}).Close()
	for from, to := range map[string]string{
		headerName: headerName + ".new", backupName: backupName + ".new",
		filepath.Join(logDir, logName(1)):    filepath.Join(logDir, logName(1)+".new"),
		filepath.Join(mirrorDir, logName(1)): filepath.Join(mirrorDir, logName(7)),
	} {
		b, err := os.ReadFile(filepath.Join(dir, from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, to), b, fileMode); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatWasForgottenIsNowhereAndNoKeyOpensIt(t *testing.T) {
	for what, o := range map[string]RewriteOptions{
		"the trash is emptied": {NewEpoch: true},
		"every key is renewed": {NewMaster: func(vaultID, master []byte, _ []crypto.Slot) ([]crypto.Slot, error) {
			return testSlots(vaultID, master)
		}},
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			v := create(t, dir)
			gone, stays := NewID(), NewID()
			put(t, v, gone, 0, "what I want to be forgotten")
			put(t, v, stays, 0, "what stays")
			v.Close()
			shards(t, dir)
			v = open(t, dir, Options{})
			vaultID := bytes.Clone(v.hdr.VaultID)
			secret, other := thing(t, v, gone), thing(t, v, stays)
			v.Close()

			// The search can find: before, both are there, and in what is kept aside too.
			master := masterOf(t, dir)
			before := secret.found(pile(t, dir, master), vaultID, master)
			for _, name := range []string{filepath.Join(logDir, logName(1)), filepath.Join(mirrorDir, logName(1)), filepath.Join(keptDir, logName(1)+".1"), "inside db"} {
				if !slices.Contains(before, name) {
					t.Fatalf("not found in %s while it is there, only in %v", name, before)
				}
			}

			v = open(t, dir, Options{})
			if _, err := v.Apply(ctx, Change{Kind: "entry", ID: gone, Forget: true}); err != nil {
				t.Fatal(err)
			}
			if err := v.Rewrite(ctx, o); err != nil {
				t.Fatal(err)
			}
			want(t, v, stays, "what stays")
			v.Close()
			master = masterOf(t, dir)
			now := pile(t, dir, master)
			if after := secret.found(now, vaultID, master); len(after) > 0 {
				t.Errorf("found again in %v", after)
			}
			if after := other.found(now, vaultID, master); len(after) == 0 {
				t.Error("the search does not find what is still there")
			}
			for name := range now {
				if filepath.Dir(name) == keptDir || filepath.Ext(name) == ".new" {
					t.Errorf("%s is still there", name)
				}
			}
		})
	}
}

func TestWhatIsForgottenWhileTheLogIsDamagedIsForgottenAfterTheRepair(t *testing.T) {
	dir := t.TempDir()
	ids := filled(t, dir, 4)
	harmed(t, dir, ids, 1)
	v := open(t, dir, Options{})
	secret, vaultID := thing(t, v, ids[2]), bytes.Clone(v.hdr.VaultID)
	if _, err := v.Apply(ctx, Change{Kind: "entry", ID: ids[2], Forget: true}); err != nil {
		t.Fatal(err)
	}
	if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	// The repair kept the damaged logs, in which it is; so it is still to be forgotten.
	v = open(t, dir, Options{})
	if !v.Forgotten() {
		t.Fatal("nobody knows any more that something is to be forgotten")
	}
	if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
		t.Fatal(err)
	}
	v.Close()
	master := masterOf(t, dir)
	if where := secret.found(pile(t, dir, master), vaultID, master); len(where) > 0 {
		t.Errorf("found again in %v", where)
	}
}
