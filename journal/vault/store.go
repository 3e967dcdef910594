package vault

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

// errStore is any failure of the store. It is never shown: the log answers
// instead, and the store is rebuilt at the next start. Badger's own texts can
// hold keys and values, so they are dropped here.
var errStore = errors.New("the working store failed")

// closeLimit bounds the closing of a store that hangs on damaged files.
const closeLimit = 5 * time.Second

// chunkSize keeps values out of Badger's value log (values of 1 MiB and more).
const chunkSize = 512 << 10

// workingStore is the store as the follower uses it.
type workingStore interface {
	write(items []stored) error
	read(id ID, revision uint64) (sealed []byte, err error)
	// revisions says which revision it holds of each record.
	revisions() (map[ID]uint64, error)
	close() error
}

// store is the Badger database with the newest revision of every record, still
// sealed. A record stands under id ‖ chunk number; chunk 0 begins with the
// revision and the number of chunks.
// The lock keeps Badger from unmapping its files under a reader.
type store struct {
	db      *badger.DB
	reading sync.RWMutex
	closed  bool
}

// openStore opens or creates the database in dir.
func openStore(dir string, key []byte) (*store, error) {
	return openStoreWith(storeOptions(dir, key))
}

func openStoreWith(o badger.Options) (s *store, err error) {
	defer recovered(&err)
	if err := os.MkdirAll(o.Dir, dirMode); err != nil {
		return nil, err
	}
	db, err := badger.Open(o)
	if err != nil {
		return nil, errStore
	}
	return &store{db: db}, nil
}

// storeOptions are as measured for a journal: small tables, everything in the
// tree, nothing synced (the log is).
func storeOptions(dir string, key []byte) badger.Options {
	return badger.DefaultOptions(dir).
		WithMemTableSize(8 << 20).WithNumMemtables(2).
		WithValueLogFileSize(1 << 20).WithValueThreshold(1 << 20).
		WithBlockCacheSize(8 << 20).WithIndexCacheSize(4 << 20).
		WithNumCompactors(2).WithNumLevelZeroTables(2).WithNumLevelZeroTablesStall(4).
		WithNumGoroutines(1).WithCompactL0OnClose(true).WithNumVersionsToKeep(1).
		WithMetricsEnabled(false).WithCompression(options.None).
		WithEncryptionKey(key).WithLogger(nil)
}

// recovered turns a panic of the store into an error.
func recovered(err *error) {
	if recover() != nil {
		*err = errStore
	}
}

func chunkKey(id ID, n int) []byte { return binary.BigEndian.AppendUint16(id[:], uint16(n)) }

// stored is what the store should hold for one id; no bytes means nothing.
type stored struct {
	id       ID
	revision uint64
	sealed   []byte
}

// write brings the store up to date for some records.
func (s *store) write(items []stored) (err error) {
	defer recovered(&err)
	batch := s.db.NewWriteBatch()
	defer batch.Cancel()
	for _, it := range items {
		chunks := (len(it.sealed) + chunkSize - 1) / chunkSize
		had := s.chunks(it.id)
		for n := chunks; n < had; n++ {
			if err := batch.Delete(chunkKey(it.id, n)); err != nil {
				return errStore
			}
		}
		for n := range chunks {
			part := it.sealed[n*chunkSize : min((n+1)*chunkSize, len(it.sealed))]
			value := part
			if n == 0 {
				value = binary.BigEndian.AppendUint64(make([]byte, 0, 10+len(part)), it.revision)
				value = binary.BigEndian.AppendUint16(value, uint16(chunks))
				value = append(value, part...)
			}
			if err := batch.Set(chunkKey(it.id, n), value); err != nil {
				return errStore
			}
		}
	}
	if batch.Flush() != nil {
		return errStore
	}
	return nil
}

// chunks is how many chunks the store holds of a record now.
func (s *store) chunks(id ID) (n int) {
	_ = s.db.View(func(txn *badger.Txn) error {
		item, err := txn.Get(chunkKey(id, 0))
		if err != nil {
			return err
		}
		return item.Value(func(v []byte) error {
			if len(v) >= 10 {
				n = int(binary.BigEndian.Uint16(v[8:]))
			}
			return nil
		})
	})
	return n
}

// read is the sealed bytes of exactly this revision, or errStore.
func (s *store) read(id ID, revision uint64) (sealed []byte, err error) {
	defer recovered(&err)
	s.reading.RLock()
	defer s.reading.RUnlock()
	if s.closed {
		return nil, errStore
	}
	err = s.db.View(func(txn *badger.Txn) error {
		chunks := 1
		for n := 0; n < chunks; n++ {
			item, err := txn.Get(chunkKey(id, n))
			if err != nil {
				return err
			}
			v, err := item.ValueCopy(nil)
			if err != nil {
				return err
			}
			if n == 0 {
				if len(v) < 10 || binary.BigEndian.Uint64(v) != revision {
					return errStore
				}
				chunks = int(binary.BigEndian.Uint16(v[8:]))
				v = v[10:]
			}
			sealed = append(sealed, v...)
		}
		return nil
	})
	if err != nil {
		return nil, errStore
	}
	return sealed, nil
}

func (s *store) revisions() (out map[ID]uint64, err error) {
	defer recovered(&err)
	s.reading.RLock()
	defer s.reading.RUnlock()
	if s.closed {
		return nil, errStore
	}
	out = map[ID]uint64{}
	err = s.db.View(func(txn *badger.Txn) error {
		all := txn.NewIterator(badger.DefaultIteratorOptions)
		defer all.Close()
		for all.Rewind(); all.Valid(); all.Next() {
			key := all.Item().Key()
			if len(key) != len(ID{})+2 || binary.BigEndian.Uint16(key[len(ID{}):]) != 0 {
				continue
			}
			id := ID(key[:len(ID{})])
			if err := all.Item().Value(func(v []byte) error {
				if len(v) >= 10 {
					out[id] = binary.BigEndian.Uint64(v)
				}
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errStore
	}
	return out, nil
}

// close closes the database, but does not wait for ever.
func (s *store) close() error {
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		defer recovered(&err)
		s.reading.Lock()
		s.closed = true
		s.reading.Unlock()
		err = s.db.Close()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(closeLimit):
		return errStore
	}
}

// digestOf is one hash over names, sizes and bytes of the files in dir.
func digestOf(d disk, dir string) ([]byte, error) {
	list, err := d.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	all := sha256.New()
	for _, e := range list {
		if !e.Type().IsRegular() || e.Name() == "LOCK" {
			continue
		}
		f, err := d.OpenFile(filepath.Join(dir, e.Name()), os.O_RDONLY)
		if err != nil {
			return nil, err
		}
		one := sha256.New()
		n, err := io.Copy(one, f)
		f.Close()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(all, "%q %d %x\n", e.Name(), n, one.Sum(nil))
	}
	return all.Sum(nil), nil
}
