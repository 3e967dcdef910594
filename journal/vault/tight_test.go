package vault

import (
	"path/filepath"
	"sync/atomic"
	"testing"
)

// tight is a real disk whose room the test decides, and that counts how often the
// working store was closed.
type tight struct {
	system
	free   atomic.Uint64
	closed atomic.Int32
}

func (d *tight) Free(string) uint64 { return d.free.Load() }

func (d *tight) OpenStore(dir string, key []byte, readOnly bool) (workingStore, error) {
	s, err := d.system.OpenStore(dir, key, readOnly)
	if err != nil {
		return nil, err
	}
	return countedStore{s, d}, nil
}

type countedStore struct {
	workingStore
	d *tight
}

func (s countedStore) close() error {
	s.d.closed.Add(1)
	return s.workingStore.close()
}

// Closing the store writes through a memory map, and without room the system ends
// the program for that. It is left as it stands, and nothing is missed.
func TestOnADiskThatBecameFullTheStoreIsNotClosed(t *testing.T) {
	for room, closings := range map[uint64]int32{MinFree: 1, 1 << 20: 0} {
		d := &tight{}
		d.free.Store(1 << 40)
		dir := filepath.Join(t.TempDir(), "v")
		filled(t, dir, 3)
		v, err := openOn(ctx, d, dir, secret(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		id := NewID()
		put(t, v, id, 0, "the last words before it was full")
		d.free.Store(room)
		put(t, v, NewID(), 0, "and while it was")
		v.Close()
		if got := d.closed.Load(); got != closings {
			t.Errorf("with %d bytes free the store was closed %d times", room, got)
		}
		v = open(t, dir, Options{})
		if len(v.Notices()) != 0 || len(v.Problems()) != 0 {
			t.Errorf("it looks like damage: %v %v", v.Notices(), v.Problems())
		}
		want(t, v, id, "the last words before it was full")
		v.Close()
	}
}
