package vault

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"afterglow/crypto"
)

// rewriteStep bounds the bytes of one step of a rewritten log.
const rewriteStep = 4 << 20

// RewriteOptions of Rewrite.
type RewriteOptions struct {
	// Keep says which revisions stay. The newest revision of a record stays always.
	Keep func(kind string, id ID, revision uint64) bool
	// NewEpoch renews the key under which the data keys are wrapped, so that
	// what is not in the new log cannot be opened with anything that is left.
	NewEpoch bool
	// NewMaster, if set, also renews the master key, and with it every key there
	// is; it gives the slots that hold the new one. It implies NewEpoch.
	NewMaster SlotMaker
	// Damaged writes anew a log that has problems: what cannot be read is left
	// out, and both old copies are kept aside instead of removed.
	Damaged bool
	// Lost, if set, is told each revision that could not be read in doing so.
	Lost func(Problem)
}

// Rewrite writes the log anew, without what was forgotten and what Keep lets
// go, and with a new epoch key if asked. The replaced header is the moment of
// change: a crash before it leaves the old log in force, a crash after it the
// new one. The store is made anew as well.
func (v *Vault) Rewrite(ctx context.Context, o RewriteOptions) error {
	v.writing.Lock()
	defer v.writing.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.writable(); err != nil {
		return err
	}
	if len(v.problems) > 0 && !o.Damaged {
		return fmt.Errorf("the log is %w: it is kept as it is until it has been repaired", ErrDamaged)
	}
	if v.disk.Free(v.dir) < MinFree+uint64(v.writer.end) {
		return ErrDiskFull
	}
	h, master, epochKey := v.hdr, v.master, v.epochKey
	h.Serial++
	h.Generation++
	if o.NewMaster != nil {
		master = crypto.NewKey()
		var err error
		if h.Slots, err = o.NewMaster(h.VaultID, master, v.hdr.Slots); err == nil {
			err = soundSlots(h.Slots)
		}
		if err != nil {
			crypto.Wipe(master)
			return err
		}
	}
	if o.NewEpoch || o.NewMaster != nil {
		h.Epoch++
		epochKey = crypto.NewKey()
		h.EpochKey = sealEpochKey(master, h.VaultID, h.Epoch, epochKey)
	}
	keys := newLogKeys(master, h.VaultID)
	path := logPath(v.dir, h.Generation)
	if err := v.writeLog(ctx, path, keys, h, epochKey, o); err != nil {
		_ = v.disk.Remove(path)
		return err
	}
	state := notReplaced
	file, err := encodeHeader(h, master)
	if err == nil {
		state, err = replaceHeader(v.disk, v.dir, file)
	}
	switch state {
	case notReplaced:
		_ = v.disk.Remove(path)
		return err
	case maybeReplaced:
		// What is saved into either log may be gone with the other header.
		v.writer.broken = err
		return err
	}
	// From here on the new log is the one in force, whatever fails.
	old, oldMirror := logPath(v.dir, v.hdr.Generation), mirrorPath(v.dir, v.hdr.Generation)
	v.mu.Unlock()
	v.follower.finish()
	v.mu.Lock()
	v.writer.close()
	v.log.Close()
	v.writer, v.log, v.fresh, v.follower = nil, nil, nil, nil
	hadEpoch := v.hdr.Epoch
	if h.Epoch != hadEpoch {
		crypto.Wipe(v.epochKey)
	}
	if o.NewMaster != nil {
		crypto.Wipe(v.master)
		v.keys.wipe()
	}
	v.hdr, v.master, v.epochKey, v.keys = h, master, epochKey, keys
	_ = v.disk.RemoveAll(filepath.Join(v.dir, storeDir))
	if o.Damaged {
		err = errors.Join(err, v.keepAside(old), v.keepAside(oldMirror), v.keepStrayBlobs())
	} else {
		_ = v.disk.Remove(old)
		_ = v.disk.Remove(oldMirror)
	}
	if h.Epoch != hadEpoch {
		// What is kept aside opens with no key any more; it would only tell when
		// something was written.
		_ = v.disk.RemoveAll(filepath.Join(v.dir, keptDir))
	}
	if lerr := v.load(false); lerr != nil {
		v.release()
		return lerr
	}
	v.fresh = nil
	return err
}

// writeLog writes everything that stays into a new log file.
func (v *Vault) writeLog(ctx context.Context, path string, keys logKeys, h header, epochKey []byte, o RewriteOptions) error {
	if err := createLog(v.disk, path, keys, h.Generation, v.counter); err != nil {
		return err
	}
	f, err := v.disk.OpenFile(path, os.O_RDWR)
	if err != nil {
		return err
	}
	defer f.Close()
	counter, end, lastMAC := v.counter, int64(headLen), keys.logHead(h.Generation, v.counter)[headLen-macLen:]
	s := step{at: time.Now()}
	flush := func() error {
		if len(s.ops) == 0 {
			return nil
		}
		counter++
		s.counter = counter
		frame, err := keys.encodeFrame(h.Generation, s, lastMAC)
		if err != nil {
			return err
		}
		if _, err := f.WriteAt(frame, end); err != nil {
			return diskError(err)
		}
		end += int64(len(frame))
		lastMAC = bytes.Clone(frame[len(frame)-macLen:])
		s.ops, s.payload = nil, s.payload[:0]
		return nil
	}
	if h.Epoch == v.hdr.Epoch && o.Damaged {
		// What is kept aside still opens with what was forgotten in it.
		for id, revision := range v.gone {
			s.ops = append(s.ops, op{typ: opForget, id: id, revision: revision})
		}
	}
	for _, k := range v.staying(o.Keep) {
		if err := ctx.Err(); err != nil {
			return err
		}
		// What was saved together stays together: when it was is told of a record
		// that cannot be read one day.
		if saved := time.Unix(k.saved, 0); !saved.Equal(s.at) || len(s.payload) >= rewriteStep {
			if err := flush(); err != nil {
				return err
			}
			s.at = saved
		}
		sealed, err := v.moved(k.kind, k.id, k.version, h.Epoch, epochKey)
		if err != nil && o.Damaged {
			if o.Lost != nil {
				o.Lost(Problem{What: "record", ID: k.id.String(), Lost: true, Detail: fmt.Sprintf("revision %d cannot be read", k.revision)})
			}
			continue
		}
		if err != nil {
			return err
		}
		s.ops = append(s.ops, op{opPut, k.kind, k.id, k.revision, k.schema, uint32(len(sealed))})
		s.payload = append(s.payload, sealed...)
	}
	if err := flush(); err != nil {
		return err
	}
	return diskError(f.Sync())
}

// kept is one revision that stays when the log is written anew.
type kept struct {
	kind string
	id   ID
	version
}

// staying are the revisions that keep says yes to, and every record's newest, by
// when they were saved; those of one record in their order, whatever the clock said.
func (v *Vault) staying(keep func(kind string, id ID, revision uint64) bool) []kept {
	var out []kept
	for id, it := range v.index {
		var saved int64
		for i, ver := range it.versions {
			saved = max(saved, ver.saved)
			ver.saved = saved
			if i == len(it.versions)-1 || keep == nil || keep(it.kind, id, ver.revision) {
				out = append(out, kept{it.kind, id, ver})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b kept) int { return cmp.Compare(a.saved, b.saved) })
	return out
}

// moved is a version as it is to stand in a log of this epoch.
func (v *Vault) moved(kind string, id ID, ver version, epoch uint32, epochKey []byte) ([]byte, error) {
	sealed, err := v.sealedAt(ver)
	if err != nil || epoch == v.hdr.Epoch {
		return sealed, err
	}
	r := Record{Kind: kind, ID: id, Revision: ver.revision, Schema: ver.schema}
	return rewrapRecord(v.hdr.VaultID, v.epochKey, v.hdr.Epoch, epochKey, epoch, r, sealed)
}
