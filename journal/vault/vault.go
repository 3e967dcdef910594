package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"afterglow/crypto"
)

// Kind says whose vault it is.
type Kind string

// The two kinds of vault.
const (
	KindJournal   Kind = "journal"
	KindTherapist Kind = "therapist"
)

// Secret opens one kind of slot. Bytes stay the caller's, to be wiped by them.
type Secret struct {
	Kind  string // crypto.SlotPassphrase or crypto.SlotRecovery
	Bytes []byte
}

// Passphrase is the secret that a normalised passphrase is.
func Passphrase(p []byte) Secret { return Secret{crypto.SlotPassphrase, p} }

// Options of Open.
type Options struct {
	// ReadOnly takes no lock, writes nothing and repairs nothing.
	ReadOnly bool
	// KnownFile, outside the folder, remembers how far this vault had come; ""
	// for none.
	KnownFile string
	// restoring leaves the mark of a Restore that goes on.
	restoring bool
}

// NoticeCode names something the person should be told at opening.
type NoticeCode string

// The notices.
const (
	// NoticeHeaderRepaired: vault.json was damaged; its backup was used.
	NoticeHeaderRepaired NoticeCode = "header-repaired"
	// NoticeBackupHeaderRepaired: vault.json.bak was damaged or missing.
	NoticeBackupHeaderRepaired NoticeCode = "backup-header-repaired"
	// NoticeOlderCopy: this folder is older than what was last seen of it.
	NoticeOlderCopy NoticeCode = "older-copy"
	// NoticeLogRepaired: one copy of the log was damaged or behind; everything was
	// read from the other, and a damaged log is kept aside in kept/.
	NoticeLogRepaired NoticeCode = "log-repaired"
	// NoticeDamage: parts of the log were changed; see Problems.
	NoticeDamage NoticeCode = "damage"
)

// Notice is told once at opening. Here and Known are set for NoticeOlderCopy:
// when this copy and the one last seen were saved.
type Notice struct {
	Code        NoticeCode
	Here, Known time.Time
}

// Problem is one thing found wrong. ID is empty when it is not about a record.
// At is when what it is about was saved, zero when that is not known. Lost says
// that something cannot be read any more, and not only that a file was changed.
type Problem struct {
	What   string    `json:"what"`
	ID     string    `json:"id"`
	Detail string    `json:"detail"`
	At     time.Time `json:"-"`
	Lost   bool      `json:"-"`
}

// Vault is an open vault.
type Vault struct {
	disk      disk
	dir       string
	knownFile string

	// writing serialises what appends to the log or replaces it; it is taken
	// before mu, which guards all that follows.
	writing  sync.Mutex
	mu       sync.RWMutex
	closed   bool
	hdr      header
	master   []byte
	epochKey []byte
	keys     logKeys
	index    map[ID]*item
	counter  uint64
	savedAt  time.Time
	changed  time.Time // the last step that changed a record
	log      logSource
	readEnd  int64 // where the log ended when it was read
	writer   *logWriter
	unlock   func() // lets the lock go; nil for a reader
	follower *follower
	fresh    []byte // the log as it was verified, until Load
	notices  []Notice
	problems []Problem
	// storeNote is the digest the store was closed with, nil when steps followed.
	storeNote []byte
	// older says that this copy is behind what was last seen, and nobody has
	// chosen to go on with it.
	older bool
	// gone are the records that were forgotten and are in the log still, with the
	// last revision of each.
	gone map[ID]uint64
	// rescued are sealed records that the log on the disk does not hold.
	rescued [][]byte
	// held are attachments being written or backed up, whose files stay meanwhile.
	held map[ID]int
}

// Open unlocks the vault in dir. It verifies everything the log holds.
func Open(ctx context.Context, dir string, s Secret, o Options) (*Vault, error) {
	return openOn(ctx, system{}, dir, s, o)
}

func openOn(ctx context.Context, d disk, dir string, s Secret, o Options) (*Vault, error) {
	if headless(d, dir) {
		return nil, fmt.Errorf("both copies of the header are missing: the journal is %w; restore a backup", ErrDamaged)
	}
	if !hasHeader(d, dir) {
		return nil, ErrNotAVault
	}
	v := &Vault{disk: d, dir: dir, knownFile: o.KnownFile}
	if !o.ReadOnly {
		var err error
		if v.unlock, err = d.Lock(filepath.Join(dir, lockName)); err != nil {
			return nil, diskError(err)
		}
		// What is written from now on must not depend on a header that a power cut
		// takes back, nor be taken for something a restore left.
		if !o.restoring {
			err = removeMark(d, dir)
		}
		if err == nil {
			err = diskError(d.SyncDir(dir))
		}
		if err != nil {
			v.release()
			return nil, err
		}
	}
	if err := v.open(ctx, s, o.ReadOnly); err != nil {
		v.release()
		return nil, err
	}
	return v, nil
}

func (v *Vault) open(ctx context.Context, s Secret, readOnly bool) error {
	// A writer may replace header and log between our two reads: once more then.
	for attempt := 0; ; attempt++ {
		u, err := unlockFolder(v.disk, v.dir, s)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			crypto.Wipe(u.master)
			return err
		}
		v.hdr, v.master = u.header, u.master
		if v.epochKey, err = v.hdr.openEpochKey(v.master); err != nil {
			return err
		}
		v.keys = newLogKeys(v.master, v.hdr.VaultID)
		if u.repair && !readOnly {
			file, err := wrapHeader(u.raw, u.mac)
			if err == nil {
				err = writeHeader(v.disk, v.dir, file)
			}
			if err != nil && !errors.Is(err, ErrDiskFull) {
				return err
			}
		}
		if u.notice != nil {
			v.notices = append(v.notices, *u.notice)
		}
		err = v.load(readOnly)
		if errors.Is(err, os.ErrNotExist) && readOnly && attempt == 0 {
			v.notices = nil
			continue
		}
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("the log is %w: its file is missing", ErrDamaged)
		}
		return err
	}
}

// load reads and verifies the log named by the header and starts what goes on.
func (v *Vault) load(readOnly bool) error {
	c, err := v.keys.readCopies(v.disk, v.dir, v.hdr.Generation)
	if err != nil {
		return err
	}
	file, r := c.file, c.reading
	note, changed := v.enter(c, readOnly)
	v.fresh, v.readEnd = file, r.end
	v.storeNote = nil
	if r.closedWell() {
		v.storeNote = note
	}
	if len(v.problems) > 0 {
		v.notices = append(v.notices, Notice{Code: NoticeDamage})
	} else if c.logBad || c.mirrorChanged {
		v.notices = append(v.notices, Notice{Code: NoticeLogRepaired})
	}
	if k, ok := knownAt(v.disk, v.knownFile)[hexID(v.hdr.VaultID)]; ok && k.Counter > v.counter {
		v.notices = append(v.notices, Notice{Code: NoticeOlderCopy, Here: v.changed, Known: k.SavedAt})
		v.older = true
	}
	path := logPath(v.dir, v.hdr.Generation)
	if readOnly && c.logBad {
		v.log = memoryLog{bytes.NewReader(file)}
		return nil
	}
	if !readOnly {
		if err := v.mend(c); err != nil {
			return err
		}
	}
	if v.log, err = v.disk.OpenFile(path, os.O_RDONLY); err != nil {
		return err
	}
	if readOnly {
		return nil
	}
	v.removeStrays()
	if v.writer, err = openLogWriter(v.disk, path, v.keys, v.hdr.Generation, r); err != nil {
		return err
	}
	if c.whole {
		v.writer.mirror = openMirror(v.disk, mirrorPath(v.dir, v.hdr.Generation), r.end)
	}
	if c.other != nil && c.other.afterLast() > r.next {
		v.writer.broken = errRepairFirst
	}
	// While the log has problems the store may hold what the log does not, and is
	// left as it is.
	if len(v.problems) == 0 {
		v.follower = v.follow(note, mapKeys(changed), mapKeys(v.index))
	}
	return nil
}

func hexID(b []byte) string { return ID(b).String() }

// Forgotten says that the log still holds bytes of forgotten records, which the
// next Rewrite takes away.
func (v *Vault) Forgotten() bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return len(v.gone) > 0
}

// Closed is ErrClosed after Close, and nil before.
func (v *Vault) Closed() error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return ErrClosed
	}
	return nil
}

// removeStrays takes away what something that was interrupted left behind: logs
// of other generations, and files that did not get their name.
func (v *Vault) removeStrays() {
	for _, name := range []string{headerName, backupName} {
		_ = v.disk.Remove(filepath.Join(v.dir, name+".new"))
	}
	for _, dir := range []string{logDir, mirrorDir} {
		list, err := v.disk.ReadDir(filepath.Join(v.dir, dir))
		if err != nil {
			continue
		}
		for _, e := range list {
			if e.Name() != logName(v.hdr.Generation) {
				_ = v.disk.Remove(filepath.Join(v.dir, dir, e.Name()))
			}
		}
	}
	v.removeStrayBlobs()
}

func (v *Vault) storeKey() []byte { return crypto.Subkey(v.master, "store") }

// ID names this vault, and stays through every change of its keys.
func (v *Vault) ID() ID {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return ID(v.hdr.VaultID)
}

// Subkey is a key of the caller's own for a purpose, to be wiped by them. It
// stays the same until the master key is renewed.
func (v *Vault) Subkey(purpose string) []byte {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return crypto.Subkey(v.master, "caller/"+purpose)
}

// ChangedAt is when a record was last changed, to the second.
func (v *Vault) ChangedAt() time.Time {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.changed
}

// VaultKind says whose vault it is.
func (v *Vault) VaultKind() Kind {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.hdr.Kind
}

// Notices are what the person should be told, in the order found.
func (v *Vault) Notices() []Notice {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return slices.Clone(v.notices)
}

// Problems are what was found wrong at opening.
func (v *Vault) Problems() []Problem {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return slices.Clone(v.problems)
}

// Close brings the store up to date and closes it, notes in the log how it was
// closed, and wipes the keys. It is safe to call twice.
func (v *Vault) Close() {
	v.writing.Lock()
	defer v.writing.Unlock()
	if v.closed {
		return
	}
	var digest []byte
	if v.follower != nil {
		digest = v.follower.finish()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.writer != nil {
		// The note says that store and mirror are as they should be. Without it they
		// are only made anew: a full disk is no error here. An older copy that nobody
		// accepted gets none: by its closings alone it would catch up with what is known.
		if digest != nil && !v.older && v.writer.mirror.sync() {
			s := step{at: time.Now(), ops: []op{{typ: opNote, kind: noteStoreClosed, length: uint32(len(digest))}}, payload: digest}
			if _, _, nerr := v.writer.append(s); nerr == nil {
				v.counter = v.writer.counter
			}
		}
		v.remember()
	}
	v.release()
}

// remember keeps outside the folder how far this vault has come.
func (v *Vault) remember() {
	if !v.older {
		rememberKnown(v.disk, v.knownFile, v.hdr.VaultID, known{v.counter, v.changed.UTC().Truncate(time.Second)})
	}
}

// AcceptOlderCopy goes on with a copy that was announced as older: from the next
// closing it is the one that is known.
func (v *Vault) AcceptOlderCopy() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.older = false
}

// Verify says whether a secret opens this vault: nil, ErrWrongPassphrase or
// what else stands in the way.
func (v *Vault) Verify(s Secret) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return ErrClosed
	}
	for _, slot := range v.hdr.Slots {
		if slot.Kind != s.Kind {
			continue
		}
		master, err := openSlot(slot, v.hdr.VaultID, s.Bytes)
		if err == nil {
			crypto.Wipe(master)
			return nil
		}
	}
	return ErrWrongPassphrase
}

// release lets go of everything without writing.
func (v *Vault) release() {
	v.closed = true
	if v.writer != nil {
		v.writer.close()
	}
	if v.log != nil {
		v.log.Close()
	}
	if v.unlock != nil {
		v.unlock()
	}
	crypto.Wipe(v.master)
	crypto.Wipe(v.epochKey)
	v.keys.wipe()
	v.index, v.fresh = nil, nil
}
