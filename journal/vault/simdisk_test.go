package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// simDisk is a disk in memory that knows what of it is lasting: a file's bytes
// once the file was synced, a name once its folder was. It can fail at a call,
// and its power can be cut.
type simDisk struct {
	mu      sync.Mutex
	now     map[string]*simFile // by path, as programs see it; folders too
	lasting map[string]*simFile // by path, as it is on the disk itself
	pending []nameChange        // of names, since they were synced, in order
	locks   map[string]bool
	opened  map[string]int

	calls int
	// plan says what becomes of the call with this number.
	plan func(n int, c call) outcome
	dead bool
}

// simFile is one file, or one folder.
type simFile struct {
	folder  bool
	data    []byte
	lasting []byte
	writes  []simWrite // since it was synced, in order
}

// simWrite is bytes at an offset, or a cut to that size.
type simWrite struct {
	at  int64
	b   []byte
	cut bool
}

// nameChange is what changes at once in one folder.
type nameChange struct {
	folder string
	names  map[string]*simFile // nil: gone
}

// call is one thing asked of the disk.
type call struct {
	what   string
	writes bool // it changes something
	grows  bool // it needs room
}

type outcome struct {
	err    error
	after  bool // the error comes after the thing was done, or half of a write
	cutOff bool // from now on nothing works any more
}

var errDead = errors.New("the power is off")

func newSimDisk() *simDisk {
	root := &simFile{folder: true}
	return &simDisk{now: map[string]*simFile{"/": root}, lasting: map[string]*simFile{"/": root},
		locks: map[string]bool{}, opened: map[string]int{}}
}

// clone is the same disk once more, as it is now.
func (d *simDisk) clone() *simDisk {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := newSimDisk()
	copies := map[*simFile]*simFile{}
	of := func(f *simFile) *simFile {
		if f == nil {
			return nil
		}
		if copies[f] == nil {
			copies[f] = &simFile{f.folder, bytes.Clone(f.data), bytes.Clone(f.lasting), slices.Clone(f.writes)}
		}
		return copies[f]
	}
	for name, f := range d.now {
		out.now[name] = of(f)
	}
	for name, f := range d.lasting {
		out.lasting[name] = of(f)
	}
	for _, c := range d.pending {
		names := map[string]*simFile{}
		for name, f := range c.names {
			names[name] = of(f)
		}
		out.pending = append(out.pending, nameChange{c.folder, names})
	}
	return out
}

// restart is the disk after the program was killed: nothing is lost.
func (d *simDisk) restart() *simDisk { return d.clone() }

// powerCut is the disk after its power was cut. With chance nil everything that
// was not synced is gone; otherwise any part of it may be there all the same.
func (d *simDisk) powerCut(chance *rand.Rand) *simDisk {
	from := d.clone()
	out := newSimDisk()
	names := from.lasting
	for _, c := range from.pending {
		if chance == nil || chance.IntN(2) == 0 {
			continue
		}
		for name, f := range c.names {
			if f == nil {
				delete(names, name)
			} else {
				names[name] = f
			}
		}
	}
	reached := func(name string) bool {
		for dir := filepath.Dir(name); dir != "/"; dir = filepath.Dir(dir) {
			if f := names[dir]; f == nil || !f.folder {
				return false
			}
		}
		return true
	}
	for name, f := range names {
		if !reached(name) {
			continue
		}
		g := &simFile{folder: f.folder, data: survived(f, chance)}
		g.lasting = bytes.Clone(g.data)
		out.now[name], out.lasting[name] = g, g
	}
	return out
}

// survived is what is left of a file: what was synced, and by chance any sectors
// of what was written after that.
func survived(f *simFile, chance *rand.Rand) []byte {
	out := bytes.Clone(f.lasting)
	if chance == nil {
		return out
	}
	for _, w := range f.writes {
		part := chance.IntN(4) // 0 nothing, 1 and 2 some sectors, 3 all of it
		if w.cut {
			if part > 1 {
				out = resized(out, w.at)
			}
			continue
		}
		if chance.IntN(2) == 0 { // the new length may be there without the bytes
			out = resized(out, max(int64(len(out)), w.at+int64(len(w.b))))
		}
		for at := w.at; at < w.at+int64(len(w.b)); {
			end := min((at/sector+1)*sector, w.at+int64(len(w.b)))
			if part == 3 || part > 0 && chance.IntN(2) == 0 {
				out = resized(out, max(int64(len(out)), end))
				copy(out[at:end], w.b[at-w.at:])
			}
			at = end
		}
	}
	return out
}

func resized(b []byte, size int64) []byte {
	if size <= int64(len(b)) {
		return b[:size:size]
	}
	return append(bytes.Clone(b), make([]byte, size-int64(len(b)))...)
}

// begin counts a call and says what is to become of it. It is called with mu
// held. What the working store does does not count: it may fail at any time.
func (d *simDisk) begin(name string, c call) outcome {
	if d.dead {
		return outcome{err: errDead}
	}
	if d.plan == nil || strings.Contains(name, "/"+storeDir) {
		return outcome{}
	}
	c.what += " " + name
	o := d.plan(d.calls, c)
	d.calls++
	if o.cutOff {
		d.dead = true
	}
	return o
}

func (d *simDisk) change(folder string, names map[string]*simFile) {
	for name, f := range names {
		if f == nil {
			delete(d.now, name)
		} else {
			d.now[name] = f
		}
	}
	d.pending = append(d.pending, nameChange{folder, names})
}

func notThere(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// do is one call of the disk: f runs unless the call fails before it.
func (d *simDisk) do(name string, c call, f func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	o := d.begin(name, c)
	if o.err != nil && !o.after {
		return o.err
	}
	if err := f(); err != nil {
		return err
	}
	return o.err
}

func (d *simDisk) OpenFile(name string, flag int) (h diskFile, err error) {
	creates := flag&os.O_CREATE != 0
	err = d.do(name, call{"open", creates, creates}, func() error {
		f := d.now[name]
		if f == nil && !creates || f == nil && d.now[filepath.Dir(name)] == nil {
			return notThere("open", name)
		}
		if f == nil {
			f = &simFile{}
			d.change(filepath.Dir(name), map[string]*simFile{name: f})
		}
		if flag&os.O_TRUNC != 0 {
			f.data = nil
			f.writes = append(f.writes, simWrite{cut: true})
		}
		d.opened[name]++
		h = &simHandle{d: d, f: f, name: name}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return h, nil
}

func (d *simDisk) MkdirAll(dir string) error {
	return d.do(dir, call{"mkdir", true, true}, func() error {
		for at := range strings.SplitSeq(strings.TrimPrefix(dir, "/"), "/") {
			path := dir[:strings.Index(dir, "/"+at)+1+len(at)]
			if d.now[path] == nil {
				d.change(filepath.Dir(path), map[string]*simFile{path: {folder: true}})
			}
		}
		return nil
	})
}

func (d *simDisk) ReadDir(dir string) (list []fs.DirEntry, err error) {
	err = d.do(dir, call{what: "list"}, func() error {
		if d.now[dir] == nil {
			return notThere("open", dir)
		}
		for name, f := range d.now {
			if name != "/" && filepath.Dir(name) == dir {
				list = append(list, fs.FileInfoToDirEntry(simInfo{filepath.Base(name), int64(len(f.data)), f.folder}))
			}
		}
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
		return nil
	})
	return list, err
}

func (d *simDisk) Stat(name string) (info fs.FileInfo, err error) {
	err = d.do(name, call{what: "stat"}, func() error {
		f := d.now[name]
		if f == nil {
			return notThere("stat", name)
		}
		info = simInfo{filepath.Base(name), int64(len(f.data)), f.folder}
		return nil
	})
	return info, err
}

func (d *simDisk) Rename(from, to string) error {
	return d.do(to, call{"rename", true, true}, func() error {
		f := d.now[from]
		if f == nil {
			return notThere("rename", from)
		}
		if filepath.Dir(from) == filepath.Dir(to) {
			d.change(filepath.Dir(to), map[string]*simFile{from: nil, to: f})
			return nil
		}
		d.change(filepath.Dir(to), map[string]*simFile{to: f})
		d.change(filepath.Dir(from), map[string]*simFile{from: nil})
		return nil
	})
}

func (d *simDisk) Remove(name string) error {
	return d.do(name, call{"remove", true, false}, func() error {
		if d.now[name] == nil {
			return notThere("remove", name)
		}
		d.change(filepath.Dir(name), map[string]*simFile{name: nil})
		return nil
	})
}

func (d *simDisk) RemoveAll(name string) error {
	return d.do(name, call{"remove all", true, false}, func() error {
		for path := range d.now {
			if path == name || strings.HasPrefix(path, name+"/") {
				d.change(filepath.Dir(path), map[string]*simFile{path: nil})
			}
		}
		return nil
	})
}

func (d *simDisk) SyncDir(dir string) error {
	return d.do(dir, call{"sync folder", true, false}, func() error {
		if d.now[dir] == nil {
			return notThere("open", dir)
		}
		rest := d.pending[:0]
		for _, c := range d.pending {
			if c.folder != dir {
				rest = append(rest, c)
				continue
			}
			for name, f := range c.names {
				if f == nil {
					delete(d.lasting, name)
				} else {
					d.lasting[name] = f
				}
			}
		}
		d.pending = rest
		return nil
	})
}

func (d *simDisk) Free(string) uint64 { return 1 << 40 }

func (d *simDisk) Lock(name string) (func(), error) {
	err := d.do(name, call{"lock", true, true}, func() error {
		if d.locks[name] {
			return ErrInUse
		}
		if d.now[name] == nil {
			d.change(filepath.Dir(name), map[string]*simFile{name: {}})
		}
		d.locks[name] = true
		return nil
	})
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.locks, name)
	}, err
}

func (d *simDisk) Locked(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.locks[name]
}

// OpenStore gives a store that is one file, written when it is closed.
func (d *simDisk) OpenStore(dir string, _ []byte, _ bool) (workingStore, error) {
	if err := d.MkdirAll(dir); err != nil {
		return nil, err
	}
	s := &simStore{d: d, path: filepath.Join(dir, "all"), Records: map[string]simStored{}}
	if b, err := readFile(d, s.path); err == nil && json.Unmarshal(b, &s.Records) != nil {
		return nil, errStore
	}
	return s, nil
}

type simStore struct {
	d       *simDisk
	path    string
	mu      sync.Mutex
	Records map[string]simStored
}

type simStored struct {
	Revision uint64
	Sealed   []byte
}

func (s *simStore) write(items []stored) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range items {
		if it.sealed == nil {
			delete(s.Records, it.id.String())
		} else {
			s.Records[it.id.String()] = simStored{it.revision, bytes.Clone(it.sealed)}
		}
	}
	return nil
}

func (s *simStore) read(id ID, revision uint64) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.Records[id.String()]; ok && r.Revision == revision {
		return r.Sealed, nil
	}
	return nil, errStore
}

func (s *simStore) revisions() (map[ID]uint64, error) { return nil, errStore }

func (s *simStore) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := json.Marshal(s.Records)
	if err != nil {
		return err
	}
	f, err := s.d.OpenFile(s.path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.Write(b) // and not synced, as Badger does it
	return err
}

// simHandle is an open file.
type simHandle struct {
	d    *simDisk
	f    *simFile
	name string
	pos  int64
}

func (h *simHandle) Stat() (info fs.FileInfo, err error) {
	err = h.d.do(h.name, call{what: "stat"}, func() error {
		info = simInfo{filepath.Base(h.name), int64(len(h.f.data)), false}
		return nil
	})
	return info, err
}

func (h *simHandle) ReadAt(b []byte, at int64) (n int, err error) {
	err = h.d.do(h.name, call{what: "read"}, func() error {
		if at < int64(len(h.f.data)) {
			n = copy(b, h.f.data[at:])
		}
		if n < len(b) {
			return io.EOF
		}
		return nil
	})
	return n, err
}

func (h *simHandle) Read(b []byte) (int, error) {
	n, err := h.ReadAt(b, h.pos)
	h.pos += int64(n)
	if n > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

func (h *simHandle) WriteAt(b []byte, at int64) (int, error) {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	o := h.d.begin(h.name, call{"write", true, true})
	if o.err != nil && !o.after {
		return 0, o.err
	}
	if o.err != nil {
		b = b[:len(b)/2]
	}
	h.f.data = resized(h.f.data, max(int64(len(h.f.data)), at+int64(len(b))))
	copy(h.f.data[at:], b)
	h.f.writes = append(h.f.writes, simWrite{at: at, b: bytes.Clone(b)})
	return len(b), o.err
}

func (h *simHandle) Write(b []byte) (int, error) {
	n, err := h.WriteAt(b, h.pos)
	h.pos += int64(n)
	return n, err
}

func (h *simHandle) Sync() error {
	return h.d.do(h.name, call{"sync", true, true}, func() error {
		h.f.lasting, h.f.writes = bytes.Clone(h.f.data), nil
		return nil
	})
}

func (h *simHandle) Truncate(size int64) error {
	return h.d.do(h.name, call{"truncate", true, false}, func() error {
		h.f.data = resized(h.f.data, size)
		h.f.writes = append(h.f.writes, simWrite{at: size, cut: true})
		return nil
	})
}

func (h *simHandle) Close() error {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	h.d.opened[h.name]--
	return nil
}

type simInfo struct {
	name   string
	size   int64
	folder bool
}

func (i simInfo) Name() string { return i.name }
func (i simInfo) Size() int64  { return i.size }
func (i simInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | dirMode
	}
	return fileMode
}
func (i simInfo) ModTime() time.Time { return time.Time{} }
func (i simInfo) IsDir() bool        { return i.folder }
func (i simInfo) Sys() any           { return nil }
