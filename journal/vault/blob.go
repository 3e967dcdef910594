package vault

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"afterglow/crypto"
)

// An attachment is a file of its own, under the id of the record that has its key:
//
//	blobs/ID:  magic(8) ‖ sealed part, sealed part, …
//
// The record is one of the vault's own kind and sealed in the log as any other is:
// what becomes of records becomes of it, and with it goes the key.
const (
	blobsDir   = "blobs"
	blobMagic  = "AGBLOB\x01\n"
	blobSchema = 1

	// KindBlob is the kind of the records that hold the keys of attachments.
	KindBlob = "blob"

	// MaxBlob is the most bytes an attachment may have. Nothing of one is given out
	// before all of it was found whole, so that it is in memory at once: room for any
	// picture, and for an hour of speech as a telephone records it.
	MaxBlob = 64 << 20

	maxBlobFile = int64(len(blobMagic)) + MaxBlob + MaxBlob/partSize*crypto.SealOverhead
)

// Blob is one attachment. SHA256 is in lower-case hexadecimal.
type Blob struct {
	ID     ID
	Size   int64
	SHA256 string
}

// ForgetBlob is the change that forgets an attachment. Its key is gone as that of any
// record is; its file leaves the disk at the next Rewrite.
func ForgetBlob(id ID) Change { return Change{Kind: KindBlob, ID: id, Forget: true} }

// blobRecord is what the log holds of an attachment.
type blobRecord struct {
	Key    []byte `json:"key"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func (r blobRecord) encode() []byte {
	data := make([]byte, 0, 256) // room enough: no copy of the key stays behind
	data = base64.StdEncoding.AppendEncode(append(data, `{"key":"`...), r.Key)
	return fmt.Appendf(data, `","size":%d,"sha256":"%s"}`, r.Size, r.SHA256)
}

func decodeBlobRecord(data []byte) (r blobRecord, err error) {
	if err = json.Unmarshal(data, &r); err != nil || len(r.Key) != crypto.KeySize || r.Size < 0 || r.Size > MaxBlob {
		return r, fmt.Errorf("the record of an attachment is %w", ErrDamaged)
	}
	return r, nil
}

// parts are those of the file that the record is about.
func (r blobRecord) parts(vaultID []byte, id ID) parts {
	return parts{label: "afterglow/blob/v1", vaultID: vaultID, id: id, key: r.Key, size: r.Size, each: partSize}
}

func blobPath(dir string, id ID) string { return filepath.Join(dir, blobsDir, id.String()) }

// PutBlob keeps all that r gives as one attachment. It returns once file and record
// are on the disk; before that a crash leaves nothing that the next opening does not
// take away. Past MaxBlob it is ErrTooLarge, and ErrDiskFull where less than MinFree
// would be left for the log; nothing stays behind of either. Other changes go on
// meanwhile.
func (v *Vault) PutBlob(ctx context.Context, r io.Reader) (Blob, error) {
	blobs, _, err := v.PutBlobs(ctx, []io.Reader{r}, nil)
	if err != nil {
		return Blob{}, err
	}
	return blobs[0], nil
}

// PutBlobs is PutBlob for several, in one step with the changes that name them, of
// which it gives the revisions as Apply does: after any crash all of it is there or
// none.
func (v *Vault) PutBlobs(ctx context.Context, from []io.Reader, naming func([]Blob) ([]Change, error)) (blobs []Blob, revisions []uint64, err error) {
	ids := make([]ID, len(from))
	for i := range ids {
		ids[i] = NewID()
	}
	vaultID, err := v.holdNew(ids...)
	if err != nil {
		return nil, nil, err
	}
	defer v.letGo(ids...)
	if err := makeDir(v.disk, filepath.Join(v.dir, blobsDir)); err != nil {
		return nil, nil, err
	}
	var changes []Change
	defer func() {
		for _, c := range changes[:min(len(from), len(changes))] {
			crypto.Wipe(c.Data)
		}
		if err != nil && !v.undecided() {
			for _, id := range ids {
				_ = v.disk.Remove(blobPath(v.dir, id))
			}
		}
	}()
	for i, r := range from {
		rec := blobRecord{Key: crypto.NewKey()}
		rec.Size, rec.SHA256, err = v.writeBlob(ctx, blobPath(v.dir, ids[i]), r, rec.parts(vaultID, ids[i]))
		if err == nil {
			changes = append(changes, Change{Kind: KindBlob, ID: ids[i], Schema: blobSchema, Data: rec.encode()})
			blobs = append(blobs, Blob{ids[i], rec.Size, rec.SHA256})
		}
		crypto.Wipe(rec.Key)
		if err != nil {
			return nil, nil, err
		}
	}
	if naming != nil {
		more, err := naming(blobs)
		if err != nil {
			return nil, nil, err
		}
		changes = append(changes, more...)
	}
	if revisions, err = v.Apply(ctx, changes...); err != nil {
		return nil, nil, err
	}
	return blobs, revisions[len(from):], nil
}

// writeBlob writes the file of an attachment, durably.
func (v *Vault) writeBlob(ctx context.Context, path string, r io.Reader, p parts) (size int64, sum string, err error) {
	f, err := createFile(v.disk, path)
	if err != nil {
		return 0, "", diskError(err)
	}
	all := sha256.New()
	size, err = v.sealBlob(ctx, f, r, p, all)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = v.disk.SyncDir(filepath.Dir(path))
	}
	return size, hex.EncodeToString(all.Sum(nil)), diskError(err)
}

// sealBlob seals what r gives into f. Whether a part is the last is known once the
// next one was read.
func (v *Vault) sealBlob(ctx context.Context, f io.Writer, r io.Reader, p parts, all hash.Hash) (size int64, err error) {
	if _, err := io.WriteString(f, blobMagic); err != nil {
		return 0, err
	}
	now, next := make([]byte, partSize), make([]byte, partSize)
	defer crypto.Wipe(now)
	defer crypto.Wipe(next)
	n, err := readFull(r, now)
	for number := int64(0); err == nil; number++ {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		following := 0
		if n == partSize {
			if following, err = readFull(r, next); err != nil {
				break
			}
		}
		if size += int64(n); size > MaxBlob {
			return 0, ErrTooLarge
		}
		if v.disk.Free(v.dir) < MinFree+sealedPart {
			return 0, ErrDiskFull
		}
		all.Write(now[:n])
		if _, err := f.Write(p.seal(number, now[:n], following == 0)); err != nil {
			return 0, err
		}
		if following == 0 {
			return size, nil
		}
		now, next, n = next, now, following
	}
	return 0, err
}

// readFull is io.ReadFull where only the end of r is an end: a source that says it
// was cut off is one that failed.
func readFull(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var got int
		got, err = r.Read(b[n:])
		n += got
	}
	if err == io.EOF || n == len(b) {
		err = nil
	}
	return n, err
}

// OpenBlob gives an attachment, to be wiped by the caller: all of it, or nothing and
// ErrDamaged where a single bit of it is not what was saved.
func (v *Vault) OpenBlob(ctx context.Context, id ID) ([]byte, error) {
	r, _, err := v.blobRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(r.Key)
	var out []byte
	err = v.readBlob(ctx, id, r, func(part []byte) {
		if out == nil { // the file has that size, so this is no mere claim
			out = make([]byte, 0, r.Size)
		}
		out = append(out, part...)
	})
	if err != nil {
		crypto.Wipe(out)
		return nil, err
	}
	return out, nil
}

// blobRecord is the record of an attachment, and when it was saved.
func (v *Vault) blobRecord(ctx context.Context, id ID) (r blobRecord, saved time.Time, err error) {
	rec, err := v.get(ctx, id, func(it *item) (version, bool) {
		saved = time.Unix(it.newest().saved, 0)
		return it.newest(), it.kind == KindBlob
	}, false)
	if err != nil {
		return r, saved, err
	}
	defer crypto.Wipe(rec.Data)
	r, err = decodeBlobRecord(rec.Data)
	return r, saved, err
}

// readBlob gives each part of an attachment in turn, and an error at the end unless
// all of it is what was saved. A part is the callee's until it returns.
func (v *Vault) readBlob(ctx context.Context, id ID, r blobRecord, each func(part []byte)) error {
	v.mu.RLock()
	p := r.parts(append([]byte(nil), v.hdr.VaultID...), id)
	v.mu.RUnlock()
	f, err := v.disk.OpenFile(blobPath(v.dir, id), os.O_RDONLY)
	if err == nil {
		defer f.Close()
		var info os.FileInfo
		if info, err = f.Stat(); err == nil {
			err = verifyBlob(ctx, f, info.Size(), p, r.SHA256, each)
		}
	}
	switch {
	case err == nil || ctx.Err() != nil:
		return err
	case there(v.disk, blobPath(v.dir, id)):
		return fmt.Errorf("an attachment is %w: its file was changed or cannot be read", ErrDamaged)
	case v.forgottenSince(id):
		return ErrNotFound
	}
	return fmt.Errorf("an attachment is %w: its file is missing", ErrDamaged)
}

// verifyBlob reads the file of an attachment, of which all may be hostile.
func verifyBlob(ctx context.Context, from io.ReaderAt, size int64, p parts, sum string, each func(part []byte)) error {
	magic := make([]byte, len(blobMagic))
	if size != int64(len(magic))+p.sealedSize() {
		return ErrDamaged
	}
	if _, err := from.ReadAt(magic, 0); err != nil || string(magic) != blobMagic {
		return ErrDamaged
	}
	all := sha256.New()
	buf := make([]byte, min(sealedPart, size))
	for n := range p.count() {
		if err := ctx.Err(); err != nil {
			return err
		}
		plain, err := p.read(from, int64(len(magic)), n, buf)
		if err != nil {
			return ErrDamaged
		}
		all.Write(plain)
		each(plain)
		crypto.Wipe(plain)
	}
	if hex.EncodeToString(all.Sum(nil)) != sum {
		return ErrDamaged
	}
	return nil
}
