package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"afterglow/crypto"
)

// someBytes are n bytes that do not repeat.
func someBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func attach(t fataler, v *Vault, b []byte) Blob {
	t.Helper()
	got, err := v.PutBlob(ctx, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func wantBlob(t *testing.T, v *Vault, id ID, b []byte) {
	t.Helper()
	if got, err := v.OpenBlob(ctx, id); err != nil || !bytes.Equal(got, b) {
		t.Errorf("got %d bytes, %v; want %d", len(got), err, len(b))
	}
}

// blobNames are the files in blobs/.
func blobNames(t *testing.T, d disk, dir string) (out []string) {
	t.Helper()
	list, err := d.ReadDir(filepath.Join(dir, blobsDir))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

// narrow is a disk with little room.
type narrow struct {
	system
	free atomic.Uint64
}

func (d *narrow) Free(string) uint64 { return d.free.Load() }

// withAttachments is a closed vault with some text and attachments of several sizes.
func withAttachments(t fataler, dir string) (ids []ID, blobs map[ID][]byte) {
	t.Helper()
	ids = filled(t, dir, 3)
	v := open(t, dir, Options{})
	defer v.Close()
	blobs = map[ID][]byte{}
	for _, n := range []int{300, 300, 2*partSize + 77} {
		b := someBytes(n)
		blobs[attach(t, v, b).ID] = b
	}
	return ids, blobs
}

func namesAttachment(rep Report) bool {
	return slices.ContainsFunc(rep.Problems, func(p Problem) bool { return p.What == "attachment" })
}

// allBut asserts that everything is there but one attachment.
func allBut(t *testing.T, v *Vault, ids []ID, blobs map[ID][]byte, bad ID) {
	t.Helper()
	everything(t, v, ids)
	for id, b := range blobs {
		if id != bad {
			wantBlob(t, v, id, b)
		}
	}
}

func TestAnAttachmentIsThereAsItWasSaved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	saved := map[ID][]byte{}
	for _, n := range []int{0, 1, partSize - 1, partSize, partSize + 1, 3 * partSize} {
		b := someBytes(n)
		// A source that gives little at a time makes no difference.
		got, err := v.PutBlob(ctx, iotest.HalfReader(bytes.NewReader(b)))
		if err != nil || got.Size != int64(n) || len(got.SHA256) != 64 {
			t.Fatalf("%d bytes: %+v, %v", n, got, err)
		}
		saved[got.ID] = b
	}
	for id, b := range saved {
		wantBlob(t, v, id, b)
	}
	v.Close()
	if _, err := v.PutBlob(ctx, strings.NewReader("late")); !errors.Is(err, ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
	r := open(t, dir, Options{ReadOnly: true})
	defer r.Close()
	for id, b := range saved {
		wantBlob(t, r, id, b)
		if file, err := os.ReadFile(blobPath(dir, id)); err != nil || len(b) > 1 && bytes.Contains(file, b[:min(len(b), 40)]) {
			t.Errorf("its file: %v, or it can be read", err)
		}
	}
	if rep, err := r.Check(ctx, nil); err != nil || !rep.OK {
		t.Errorf("%+v, %v", rep, err)
	}
	if _, err := r.OpenBlob(ctx, NewID()); !errors.Is(err, ErrNotFound) {
		t.Errorf("one that was never there: %v", err)
	}
	if _, err := r.PutBlob(ctx, strings.NewReader("x")); !errors.Is(err, ErrReadOnly) {
		t.Errorf("by a reader: %v", err)
	}
}

func TestARecordOfAnotherKindIsNoAttachment(t *testing.T) {
	v := create(t, t.TempDir())
	defer v.Close()
	id := NewID()
	put(t, v, id, 0, "an entry")
	if _, err := v.OpenBlob(ctx, id); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestWhatCannotBeKeptLeavesNothingBehind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	create(t, dir).Close()
	d := &narrow{}
	d.free.Store(1 << 40)
	v, err := openOn(ctx, d, dir, secret(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	stopped, stop := context.WithCancel(ctx)
	failed := errors.New("the picture's disk is gone")
	for what, c := range map[string]struct {
		ctx  context.Context
		from io.Reader
		want error
	}{
		"too large":         {ctx, io.LimitReader(endless{}, MaxBlob+1), ErrTooLarge},
		"endless":           {ctx, endless{}, ErrTooLarge},
		"a failing source":  {ctx, io.MultiReader(bytes.NewReader(someBytes(partSize+5)), iotest.ErrReader(failed)), failed},
		"a cut off source":  {ctx, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(io.ErrUnexpectedEOF)), io.ErrUnexpectedEOF},
		"a disk that fills": {ctx, onRead{bytes.NewReader(someBytes(3 * partSize)), func() { d.free.Store(d.free.Load() - 1<<39) }}, ErrDiskFull},
		"second thoughts":   {stopped, onRead{bytes.NewReader(someBytes(3 * partSize)), stop}, context.Canceled},
	} {
		d.free.Store(1 << 40)
		if _, err := v.PutBlob(c.ctx, c.from); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", what, err)
		}
		if left := blobNames(t, d, dir); len(left) != 0 || len(v.IDs(KindBlob)) != 0 {
			t.Errorf("%s left %v", what, left)
		}
	}
	d.free.Store(MinFree)
	if _, err := v.PutBlob(ctx, strings.NewReader("small")); !errors.Is(err, ErrDiskFull) {
		t.Errorf("below MinFree: %v", err)
	}
	put(t, v, NewID(), 0, "words are kept all the same")
	d.free.Store(1 << 40)
	whole := make([]byte, MaxBlob)
	wantBlob(t, v, attach(t, v, whole).ID, whole)
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// onRead does something at every reading.
type onRead struct {
	io.Reader
	do func()
}

func (r onRead) Read(b []byte) (int, error) {
	r.do()
	return r.Reader.Read(b)
}

func TestOtherChangesGoOnWhileAnAttachmentIsWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	defer v.Close()
	b := someBytes(2*partSize + 1)
	got, err := v.PutBlob(ctx, onRead{bytes.NewReader(b), func() {
		put(t, v, NewID(), 0, "meanwhile")
		if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	wantBlob(t, v, got.ID, b)
}

// Trial 4 for attachments: whatever becomes of one file, that attachment is named and
// nothing else is lost.
func TestOneDamagedAttachmentIsNamedAndTheRestStays(t *testing.T) {
	from := filepath.Join(t.TempDir(), "v")
	ids, blobs := withAttachments(t, from)
	list := mapKeys(blobs)
	slices.SortFunc(list, func(a, b ID) int { return len(blobs[a]) - len(blobs[b]) })
	small, twin, large := list[0], list[1], list[2]
	older, err := os.ReadFile(blobPath(from, twin))
	if err != nil {
		t.Fatal(err)
	}
	ways := map[string]func(path string, old []byte) error{
		"a flipped bit at its end": func(path string, _ []byte) error {
			edit(t, path, func(b []byte) []byte { b[len(b)-1] ^= 1; return b })
			return nil
		},
		"a flipped bit in its magic": func(path string, _ []byte) error {
			edit(t, path, func(b []byte) []byte { b[2] ^= 1; return b })
			return nil
		},
		"two parts swapped": func(path string, _ []byte) error {
			edit(t, path, func(b []byte) []byte {
				parts := b[len(blobMagic):]
				return slices.Concat(b[:len(blobMagic)], parts[sealedPart:2*sealedPart], parts[:sealedPart], parts[2*sealedPart:])
			})
			return nil
		},
		"without its last part": func(path string, _ []byte) error {
			return os.Truncate(path, int64(len(blobMagic)+2*sealedPart))
		},
	}
	for what, harm := range harms { // "put back older": the file of another attachment
		ways[what] = harm
	}
	for what, harm := range ways {
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "v")
			copyDir(t, from, dir)
			bad := large
			if what == "put back older" {
				bad = small
			}
			if err := harm(blobPath(dir, bad), older); err != nil {
				t.Fatal(err)
			}
			for _, o := range []Options{{ReadOnly: true}, {}} {
				v := open(t, dir, o) // which reads none of them
				if len(v.Notices()) != 0 {
					t.Errorf("notices %v", v.Notices())
				}
				rep, err := v.Check(ctx, nil)
				if err != nil || rep.OK || len(rep.Problems) != 1 {
					t.Fatalf("%+v, %v", rep, err)
				}
				if p := rep.Problems[0]; p.What != "attachment" || p.ID != bad.String() || !p.Lost ||
					time.Since(p.At) > time.Hour || !strings.Contains(p.Detail, onDate(p.At)) {
					t.Errorf("%+v", p)
				}
				if b, err := v.OpenBlob(ctx, bad); !errors.Is(err, ErrDamaged) || b != nil {
					t.Errorf("it gives %d bytes, %v", len(b), err)
				}
				allBut(t, v, ids, blobs, bad)
				v.Close()
			}
		})
	}
}

func TestAFileThatBelongsToNoAttachmentIsToldAndTakenAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	ids, blobs := withAttachments(t, dir)
	stray, theirs := NewID(), filepath.Join(dir, blobsDir, "holiday.jpg")
	upper := filepath.Join(dir, blobsDir, strings.ToUpper("ab"+stray.String()[2:]))
	for _, path := range []string{blobPath(dir, stray), theirs, upper} {
		if err := os.WriteFile(path, []byte(blobMagic), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	r := open(t, dir, Options{ReadOnly: true})
	rep, err := r.Check(ctx, nil)
	if err != nil || len(rep.Problems) != 1 || rep.Problems[0].What != "attachment" || rep.Problems[0].ID != stray.String() || rep.Problems[0].Lost {
		t.Errorf("%+v, %v", rep, err)
	}
	w := open(t, dir, Options{})
	if exists(blobPath(dir, stray)) || !exists(theirs) || !exists(upper) {
		t.Error("the next writer takes away what is its own, and only that")
	}
	// What another writer is about to keep, or kept since, is no stray to a reader.
	late, err := w.PutBlob(ctx, onRead{strings.NewReader("late"), func() {
		now := open(t, dir, Options{ReadOnly: true})
		defer now.Close()
		if rep, err := now.Check(ctx, nil); err != nil || namesAttachment(rep) {
			t.Errorf("while it is written: %+v, %v", rep, err)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if rep, err := r.Check(ctx, nil); err != nil || namesAttachment(rep) {
			t.Errorf("%+v, %v", rep, err)
		}
		w.Close()
	}
	r.Close()
	v := open(t, dir, Options{})
	defer v.Close()
	wantBlob(t, v, late.ID, []byte("late"))
	allBut(t, v, ids, blobs, ID{})
}

// A log that lost the record of an attachment, or an older copy of it, is no reason
// to take the file away.
func TestADamagedOrOlderLogTakesNoAttachmentAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	kept := filepath.Join(t.TempDir(), "known.json")
	ids := filled(t, dir, 2)
	v := open(t, dir, Options{KnownFile: kept})
	older := filepath.Join(t.TempDir(), "older")
	copyLogAndHeader(t, dir, older)
	blob := attach(t, v, []byte("a picture"))
	after := NewID()
	put(t, v, after, 0, "after it")
	v.Close()

	copyDir(t, filepath.Join(dir, blobsDir), filepath.Join(older, blobsDir))
	o := open(t, older, Options{KnownFile: kept})
	if !o.older || !exists(blobPath(older, blob.ID)) {
		t.Error("not known as an older copy, or the file is gone")
	}
	o.AcceptOlderCopy()
	o.Close()
	open(t, older, Options{KnownFile: kept}).Close()
	if exists(blobPath(older, blob.ID)) {
		t.Error("still there after the older copy was accepted")
	}

	withoutMirror(t, dir)
	withoutStore(t, dir)
	edit(t, theLog(dir), func(b []byte) []byte {
		at := v.keys.layout(b, 1)
		for i := range at {
			if s, err := testKeys(t, dir).decodeFrame(1, b, int(at[i].from), int(at[i].to)); err == nil && s.ops[0].kind == KindBlob {
				b[at[i].to-macLen-10] ^= 1
			}
		}
		return b
	})
	v = open(t, dir, Options{})
	if len(v.Problems()) == 0 || len(v.IDs(KindBlob)) != 0 || !exists(blobPath(dir, blob.ID)) {
		t.Fatalf("problems %v, or its file is gone", v.Problems())
	}
	if err := v.Rewrite(ctx, RewriteOptions{Damaged: true}); err != nil {
		t.Fatal(err)
	}
	everything(t, v, ids)
	want(t, v, after, "after it")
	if exists(blobPath(dir, blob.ID)) || !exists(filepath.Join(dir, keptDir, blob.ID.String()+".1")) {
		t.Error("it is not kept beside the damaged log")
	}
	v.Close()
}

func testKeys(t *testing.T, dir string) logKeys {
	t.Helper()
	u, err := unlockHeader(dir, secret())
	if err != nil {
		t.Fatal(err)
	}
	return newLogKeys(u.master, u.header.VaultID)
}

func TestAForgottenAttachmentIsNowhereAndNoKeyOpensIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	text := someBytes(1000)
	gone, stays := attach(t, v, text), attach(t, v, []byte("what stays"))
	vaultID := bytes.Clone(v.hdr.VaultID)
	v.Close()
	shards(t, dir)
	v = open(t, dir, Options{})
	// What can be found of it: its record by any key there is, and with that its file.
	record := thing(t, v, gone.ID)
	rec, _, err := v.blobRecord(ctx, gone.ID)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(blobPath(dir, gone.ID))
	if err != nil {
		t.Fatal(err)
	}
	v.Close()
	master := masterOf(t, dir)
	if len(record.found(pile(t, dir, master), vaultID, master)) == 0 || !foundFile(pile(t, dir, master), file) {
		t.Fatal("not found while it is there")
	}
	if plain, err := crypto.Open(rec.Key, file[len(blobMagic):], rec.parts(vaultID, gone.ID).context(0, true)); err != nil || !bytes.Equal(plain, text) {
		t.Fatal("its key does not open it while it is there")
	}
	record.text = rec.Key // its key is what must not be found in clear either

	r := open(t, dir, Options{ReadOnly: true})
	defer r.Close()
	v = open(t, dir, Options{})
	if _, err := v.Apply(ctx, ForgetBlob(gone.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := v.OpenBlob(ctx, gone.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("forgotten: %v", err)
	}
	v.Close()
	// Until the log is written anew a reader that opened before has it still.
	v = open(t, dir, Options{})
	wantBlob(t, r, gone.ID, text)
	if err := v.Rewrite(ctx, RewriteOptions{NewEpoch: true}); err != nil {
		t.Fatal(err)
	}
	if got := blobNames(t, system{}, dir); !slices.Equal(got, []string{stays.ID.String()}) {
		t.Errorf("in blobs/: %v", got)
	}
	if _, err := r.OpenBlob(ctx, gone.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("by the reader: %v", err)
	}
	wantBlob(t, v, stays.ID, []byte("what stays"))
	v.Close()
	if rep, err := r.Check(ctx, nil); err != nil || namesAttachment(rep) {
		t.Errorf("a reader takes forgetting for damage: %v, %v", rep.Problems, err)
	}
	master = masterOf(t, dir)
	now := pile(t, dir, master)
	if where := record.found(now, vaultID, master); len(where) > 0 || foundFile(now, file) {
		t.Errorf("found again in %v", where)
	}
	v = open(t, dir, Options{})
	defer v.Close()
	wantBlob(t, v, stays.ID, []byte("what stays"))
}

func foundFile(pile map[string][]byte, file []byte) bool {
	for _, b := range pile {
		if bytes.Contains(b, file[len(blobMagic):]) {
			return true
		}
	}
	return false
}

func FuzzBlob(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "v")
	v := create(f, dir)
	defer v.Close()
	var rec blobRecord
	var id ID
	var whole []byte
	for _, n := range []int{0, 10, partSize + 10} {
		id = attach(f, v, someBytes(n)).ID
		var err error
		if rec, _, err = v.blobRecord(ctx, id); err != nil {
			f.Fatal(err)
		}
		if whole, err = os.ReadFile(blobPath(dir, id)); err != nil {
			f.Fatal(err)
		}
		f.Add(whole, rec.Size)
		f.Add(whole[:len(whole)/2], rec.Size)
	}
	f.Add(whole, int64(MaxBlob))
	f.Fuzz(func(t *testing.T, file []byte, size int64) {
		r := rec
		r.Size = min(max(size, 0), MaxBlob) // as decodeBlobRecord lets it be
		given, err := 0, error(nil)
		frugal(t, len(file), func() {
			err = verifyBlob(ctx, bytes.NewReader(file), int64(len(file)), r.parts(v.hdr.VaultID, id), r.SHA256, func(part []byte) { given += len(part) })
		})
		if good := bytes.Equal(file, whole) && r.Size == rec.Size; good != (err == nil) || given > len(file) {
			t.Fatalf("whole: %v, and yet %v, %d bytes of %d", good, err, given, len(file))
		}
	})
}

func FuzzBlobRecord(f *testing.F) {
	f.Add(blobRecord{Key: crypto.NewKey(), Size: 12, SHA256: strings.Repeat("0", 64)}.encode())
	f.Add([]byte(`{"key":"","size":-1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decodeBlobRecord(b)
		if err == nil && (len(r.Key) != crypto.KeySize || r.Size < 0 || r.Size > MaxBlob) {
			t.Fatalf("%d bytes of key, size %d", len(r.Key), r.Size)
		}
	})
}

func TestAttachmentsAndWhatNamesThemAreOneStep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v")
	v := create(t, dir)
	from := func() []io.Reader { return []io.Reader{strings.NewReader("one"), strings.NewReader("two")} }
	var named []Blob
	naming := func(base uint64) func([]Blob) ([]Change, error) {
		return func(blobs []Blob) ([]Change, error) {
			named = blobs
			return []Change{{Kind: "thing", ID: NewID(), Base: base, Data: []byte(blobs[1].ID.String())}}, nil
		}
	}
	for name, f := range map[string]func([]Blob) ([]Change, error){
		"stale":   naming(7),
		"refused": func([]Blob) ([]Change, error) { return nil, ErrNotFound },
	} {
		if _, _, err := v.PutBlobs(ctx, from(), f); err == nil {
			t.Fatalf("%s: kept", name)
		}
		if names := blobNames(t, system{}, dir); len(names)+len(v.IDs(KindBlob)) != 0 {
			t.Fatalf("%s: something is left: %v", name, names)
		}
	}
	blobs, revisions, err := v.PutBlobs(ctx, from(), naming(0))
	if err != nil || len(blobs) != 2 || !slices.Equal(revisions, []uint64{1}) || blobs[1] != named[1] || len(v.IDs("thing")) != 1 {
		t.Fatal(blobs, revisions, err)
	}
	v.Close()
	v = open(t, dir, Options{})
	defer v.Close()
	wantBlob(t, v, blobs[0].ID, []byte("one"))
	wantBlob(t, v, blobs[1].ID, []byte("two"))
}
