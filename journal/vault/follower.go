package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// MinFree is the free disk space, in bytes, under which only the log is still
// written: Badger's memory maps kill the process when the disk is full.
const MinFree = 64 << 20

// closeFree is the free disk space that closing the store may take, in bytes:
// twice what it holds in memory (two tables of 8 MiB), and what it writes beside.
const closeFree = 40 << 20

// followBatch bounds the memory of bringing the store up to date.
const followBatch = 4 << 20

// noteStoreClosed is the note that carries the digest of the store's files.
const noteStoreClosed = "store-closed"

// follower keeps the store in step with the index, behind the writer's back:
// every id that changed is pending until the store holds its newest revision.
// When the store fails in any way it is given up for this run and the log
// answers alone.
type follower struct {
	v    *Vault
	dir  string
	key  []byte
	note []byte // digest of the files the store was closed with, or nil

	mu      sync.Mutex
	wake    *sync.Cond
	pending map[ID]bool
	busy    map[ID]bool  // being written just now
	store   workingStore // nil until opened, and after it failed
	failed  bool         // it gave a wrong answer
	stop    bool
	clean   bool // the store holds everything and closed well
	done    chan struct{}
}

// follow starts a follower. changed are the ids the store lacks if its files
// are what note says; all are the ids of the whole index.
func (v *Vault) follow(note []byte, changed, all []ID) *follower {
	f := &follower{v: v, dir: filepath.Join(v.dir, storeDir), key: v.storeKey(), note: note,
		pending: map[ID]bool{}, done: make(chan struct{})}
	f.wake = sync.NewCond(&f.mu)
	// What changes from now on is pending whether or not the store is whole.
	go f.run(changed, all)
	return f
}

// changed says that the store is behind for these ids.
func (f *follower) changed(ids ...ID) {
	if f == nil { // none goes on while the log has problems
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range ids {
		f.pending[id] = true
	}
	f.wake.Signal()
}

// read gives the sealed bytes of a revision if the store has them.
func (f *follower) read(id ID, revision uint64) ([]byte, bool) {
	f.mu.Lock()
	s := f.store
	if s == nil || f.pending[id] || f.busy[id] {
		f.mu.Unlock()
		return nil, false
	}
	f.mu.Unlock()
	sealed, err := s.read(id, revision)
	if err != nil {
		f.giveUp()
		return nil, false
	}
	return sealed, true
}

// giveUp stops asking a store that gave wrong answers.
func (f *follower) giveUp() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.store, f.failed = nil, true
}

func (f *follower) run(changed, all []ID) {
	defer close(f.done)
	s, behind := f.open(changed, all)
	if s == nil {
		return
	}
	f.mu.Lock()
	for _, id := range behind {
		f.pending[id] = true
	}
	f.store = s
	ok := true
	for ok {
		for len(f.pending) == 0 && !f.stop {
			f.wake.Wait()
		}
		if len(f.pending) == 0 {
			break
		}
		f.busy, f.pending = f.pending, map[ID]bool{}
		f.mu.Unlock()
		ok = f.write(s)
		f.mu.Lock()
		f.busy = nil
		ok = ok && !f.failed
	}
	f.store = nil
	ok = ok && !f.failed
	f.mu.Unlock()
	if f.v.disk.Free(f.v.dir) < closeFree {
		// Closing writes through a memory map too: without room that ends the program.
		// The store is left as it stands, and made anew at the next start.
		return
	}
	f.clean = s.close() == nil && ok
}

// open opens the store as it was closed, or makes a new one, and says which ids
// it is behind for.
func (f *follower) open(changed, all []ID) (workingStore, []ID) {
	// The mark says that an earlier start did not get past opening: a store
	// that crashes the program is not opened twice.
	d, mark := f.v.disk, f.dir+".opening"
	marked := there(d, mark)
	digest, err := digestOf(d, f.dir)
	whole := err == nil && f.note != nil && bytes.Equal(digest, f.note) && !marked
	if d.Free(f.v.dir) < MinFree {
		return nil, nil
	}
	if writeFile(d, openMark(f.v.dir), nil) != nil || d.SyncDir(f.v.dir) != nil || writeFile(d, mark, nil) != nil {
		return nil, nil
	}
	defer d.Remove(mark)
	if whole {
		if s, err := d.OpenStore(f.dir, f.key, false); err == nil {
			return s, changed
		}
	}
	if d.RemoveAll(f.dir) != nil {
		return nil, nil
	}
	s, err := d.OpenStore(f.dir, f.key, false)
	if err != nil {
		return nil, nil
	}
	return s, all
}

// write brings the busy ids up to date, in batches.
func (f *follower) write(s workingStore) bool {
	var batch []stored
	size := 0
	flush := func() bool {
		if f.v.disk.Free(f.v.dir) < MinFree+uint64(2*size) {
			return false
		}
		err := s.write(batch)
		batch, size = batch[:0], 0
		return err == nil
	}
	for id := range f.busy {
		it, err := f.v.sealedNow(id)
		if err != nil {
			return false
		}
		batch = append(batch, it)
		size += len(it.sealed)
		if size > followBatch && !flush() {
			return false
		}
	}
	return flush()
}

// finish waits until the store is up to date and closed, and gives the digest
// of its files, or nil when it is not to be trusted at the next start.
func (f *follower) finish() []byte {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	f.stop = true
	f.wake.Signal()
	f.mu.Unlock()
	<-f.done
	if !f.clean {
		return nil
	}
	// Badger leaves its files to the system, and a digest of what a power cut
	// takes back would call that damage.
	digest, err := settle(f.v.disk, f.dir)
	if err != nil || f.v.disk.Remove(openMark(f.v.dir)) != nil {
		return nil
	}
	return digest
}

// openMark is a file that is there while the store's files may change. One left
// from a crash says that they need not be what the log says of them.
func openMark(dir string) string { return filepath.Join(dir, storeDir+".open") }

// settle makes the files in dir durable and gives their digest.
func settle(d disk, dir string) ([]byte, error) {
	list, err := d.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range list {
		if !e.Type().IsRegular() {
			continue
		}
		f, err := d.OpenFile(filepath.Join(dir, e.Name()), os.O_RDWR)
		if err != nil {
			return nil, err
		}
		err = f.Sync()
		f.Close()
		if err != nil {
			return nil, err
		}
	}
	if err := errors.Join(d.SyncDir(dir), d.SyncDir(filepath.Dir(dir))); err != nil {
		return nil, err
	}
	return digestOf(d, dir)
}
