package vault

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// The mirror is a second copy of the log, byte for byte, in a folder of its own.
// It is written behind the log and synced at closing only, so that it costs a
// save nothing; it is there for the day when the log is damaged.
const (
	mirrorDir = "mirror"
	// keptDir takes damaged copies of the log that were replaced. No repair deletes
	// them; a new epoch does, for no key opens them any more.
	keptDir = "kept"
)

func mirrorPath(dir string, generation uint64) string {
	return filepath.Join(dir, mirrorDir, logName(generation))
}

// logSource is where sealed records are read from: the log file, or the log as
// it was put together from two damaged copies.
type logSource interface {
	io.ReaderAt
	io.Closer
}

// memoryLog is a log that is on no disk in this form.
type memoryLog struct{ *bytes.Reader }

func (memoryLog) Close() error { return nil }

// copies is what the two copies of the log gave together.
type copies struct {
	file    []byte   // the log to go by
	reading *reading // of file
	other   *reading // of the other copy, where the two are not whole together
	// logBad and mirrorBad say which copy on the disk differs from file, and
	// mirrorChanged that no crash can have left the mirror as it is.
	logBad, mirrorBad, mirrorChanged bool
	// whole says that nothing is missing from file that either copy has.
	whole bool
}

// readCopies reads and verifies the log, and where that is not whole or the
// mirror differs from it, what both give together.
func (k logKeys) readCopies(d disk, dir string, generation uint64) (*copies, error) {
	c, size, err := k.readCopiesOnce(d, dir, generation)
	// The writer goes on while a reader reads: a mirror that is further than the
	// log may only have been read later.
	for i := 0; err == nil && c.logBad && i < 3; i++ {
		info, serr := d.Stat(logPath(dir, generation))
		if serr != nil || info.Size() == size {
			break
		}
		c, size, err = k.readCopiesOnce(d, dir, generation)
	}
	return c, err
}

func (k logKeys) readCopiesOnce(d disk, dir string, generation uint64) (*copies, int64, error) {
	file, err := readFile(d, logPath(dir, generation)) // a disk may refuse to give it
	size := int64(len(file))
	original := file
	file, r, errLog := k.readAnyLog(file, generation, nil)
	if errLog == nil && len(r.problems) == 0 && sameBytes(d, mirrorPath(dir, generation), file[:r.end]) {
		return &copies{file: file, reading: r, whole: true}, size, nil
	}
	second, _ := readFile(d, mirrorPath(dir, generation))
	if err != nil && second == nil {
		return nil, 0, err // neither can be read
	}
	mirror := second
	second, m, errMirror := k.readAnyLog(mirror, generation, file)
	if errLog != nil {
		file, r, errLog = k.readAnyLog(file, generation, second)
	}
	next := m.afterLast()
	if errLog == nil && len(r.problems) == 0 && r.next >= next {
		return &copies{file: file, reading: r, mirrorBad: true, mirrorChanged: r.mirrorChanged(mirror), whole: true}, size, nil
	}
	if errLog == nil {
		next = max(next, r.next)
	}
	woven := k.weave(generation, file, second)
	if w, err := k.readLog(woven, generation); err == nil && len(w.steps) > 0 && (w.next >= next || w.closedWell() && w.next >= r.afterLast()) {
		return &copies{file: woven, reading: w, whole: true,
			logBad: !bytes.Equal(woven, original), mirrorBad: !bytes.Equal(woven, mirror),
			mirrorChanged: errMirror != nil || len(m.problems) > 0}, size, nil
	}
	if errLog == nil {
		return &copies{file: file, reading: r, other: m, logBad: !bytes.Equal(file, original)}, size, nil
	}
	if errMirror == nil {
		return &copies{file: second, reading: m, logBad: true}, size, nil
	}
	return nil, 0, errLog
}

// sameBytes says whether the file at path holds exactly b.
func sameBytes(d disk, path string, b []byte) bool {
	f, err := d.OpenFile(path, os.O_RDONLY)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len(b)) {
		return false
	}
	buf := make([]byte, min(len(b), 1<<20))
	for len(b) > 0 {
		n := min(len(buf), len(b))
		if _, err := io.ReadFull(f, buf[:n]); err != nil || !bytes.Equal(buf[:n], b[:n]) {
			return false
		}
		b = b[n:]
	}
	return true
}

// weave puts a log together from two copies of it: head, and then one step after
// the other, each from whichever copy has it with a MAC that holds. It ends where
// neither has the next one.
func (k logKeys) weave(generation uint64, a, b []byte) []byte {
	base, err := k.parseHead(a, generation)
	if err != nil {
		if base, err = k.parseHead(b, generation); err != nil {
			return nil
		}
	}
	out := append(make([]byte, 0, max(len(a), len(b))), k.logHead(generation, base)...)
	steps := map[uint64][][]byte{}
	for _, file := range [][]byte{a, b} {
		for _, at := range k.layout(file, generation) {
			if end, counter, ok := frameAt(file, int(at.from)); ok {
				steps[counter] = append(steps[counter], file[at.from:end])
			}
		}
	}
	for n := base + 1; ; n++ {
		found := false
		for _, frame := range steps[n] {
			if bytes.Equal(k.mac(out[len(out)-macLen:], frame[:len(frame)-macLen]), frame[len(frame)-macLen:]) {
				out = append(out, frame...)
				found = true
				break
			}
		}
		if !found {
			return out
		}
	}
}

// mend makes both copies on the disk what was put together from them. Damaged ones
// are kept aside; where the two are not whole together they stay as they are.
func (v *Vault) mend(c *copies) error {
	path := logPath(v.dir, v.hdr.Generation)
	if c.logBad {
		if err := v.keepAside(path); err != nil {
			return err
		}
		if err := makeDir(v.disk, filepath.Dir(path)); err != nil {
			return err
		}
		if err := writeAtomic(v.disk, path, c.file); err != nil {
			return err
		}
	}
	if c.mirrorBad && c.mirrorChanged {
		if err := v.keepAside(mirrorPath(v.dir, v.hdr.Generation)); err != nil {
			return err
		}
	}
	if c.mirrorBad && c.whole {
		// Without a mirror the log is what it always was.
		_ = v.writeMirror(c.file[:c.reading.end])
	}
	return nil
}

func (v *Vault) writeMirror(file []byte) error {
	if v.disk.Free(v.dir) < MinFree {
		return ErrDiskFull
	}
	path := mirrorPath(v.dir, v.hdr.Generation)
	if err := makeDir(v.disk, filepath.Dir(path)); err != nil {
		return err
	}
	return writeAtomic(v.disk, path, file)
}

// keepAside moves a damaged file to where nothing deletes it. One that is
// missing is nothing to keep.
func (v *Vault) keepAside(path string) error {
	if !there(v.disk, path) {
		return nil
	}
	dir := filepath.Join(v.dir, keptDir)
	if err := makeDir(v.disk, dir); err != nil {
		return err
	}
	name := filepath.Base(path)
	if filepath.Base(filepath.Dir(path)) == mirrorDir {
		name = "mirror-" + name
	}
	for n := 1; ; n++ {
		to := filepath.Join(dir, name+"."+strconv.Itoa(n))
		if there(v.disk, to) {
			continue
		}
		if err := v.disk.Rename(path, to); err != nil {
			return diskError(err)
		}
		return diskError(v.disk.SyncDir(dir))
	}
}

// write writes a step to the mirror too. A mirror that fails is left behind and
// made anew at the next opening.
func (m *mirror) write(frame []byte, at int64) {
	if m == nil || m.f == nil {
		return
	}
	if _, err := m.f.WriteAt(frame, at); err != nil {
		m.f.Close()
		m.f = nil
	}
}

// mirror is the second copy as the writer of the log sees it.
type mirror struct {
	d   disk
	dir string
	f   diskFile
}

// openMirror goes on behind a log of size bytes, or not at all.
func openMirror(d disk, path string, size int64) *mirror {
	f, err := d.OpenFile(path, os.O_RDWR)
	if err != nil {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Size() != size {
		f.Close()
		return nil
	}
	return &mirror{d, filepath.Dir(path), f}
}

// sync makes what was written to the mirror durable, and says whether it did.
func (m *mirror) sync() bool {
	return m != nil && m.f != nil && m.f.Sync() == nil && m.d.SyncDir(m.dir) == nil
}

// close makes the mirror durable.
func (m *mirror) close() {
	if m == nil || m.f == nil {
		return
	}
	_ = m.f.Sync()
	m.f.Close()
	m.f = nil
}

// afterLast is the counter after the last step that was read. Bytes behind it
// that are no step do not count.
func (r *reading) afterLast() uint64 {
	if r == nil || len(r.steps) == 0 {
		return 0
	}
	return r.steps[len(r.steps)-1].counter + 1
}

// closedWell says that the log's last step is the one written at closing, after
// which nothing is written. The mirror is made durable before that step.
func (r *reading) closedWell() bool {
	if len(r.steps) == 0 || r.torn > 0 {
		return false
	}
	last := r.steps[len(r.steps)-1]
	return len(last.ops) == 1 && last.ops[0].typ == opNote && last.ops[0].kind == noteStoreClosed
}

// mirrorChanged says that a mirror differs from a whole log as no crash can have
// left it: once the log was closed, only its last step may be missing.
func (r *reading) mirrorChanged(second []byte) bool {
	if !r.closedWell() || bytes.Equal(second, r.file[:r.end]) {
		return false
	}
	last := r.spans[len(r.spans)-1].from
	if int64(len(second)) < last || !bytes.Equal(second[:last], r.file[:last]) {
		return true
	}
	return !neverWritten(second[last:], last) && !isTorn(second[last:], last, r.next-1)
}

// KeptAside is when what is kept aside in kept/ was written last, before it was
// damaged; zero when nothing is.
func (v *Vault) KeptAside() (at time.Time) {
	list, _ := v.disk.ReadDir(filepath.Join(v.dir, keptDir))
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.ModTime().After(at) {
			at = info.ModTime()
		}
	}
	return at
}
