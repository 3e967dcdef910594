package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// span is where a frame stands in the log file.
type span struct{ from, to int64 }

// reading is what a log file holds.
type reading struct {
	file  []byte
	steps []step // in order: those that hold, and suspect ones
	spans []span // of steps, one each
	// suspect, one each: the step's mac does not hold, but its sealed meta does;
	// its records may open or not.
	suspect []bool
	// next is the counter the next step takes.
	next uint64
	// end is where the next step is written: after everything that is not a
	// torn tail. torn counts the bytes after it, in which no acknowledged step
	// can be.
	end, torn int64
	problems  []Problem
}

func logName(generation uint64) string { return fmt.Sprintf("%016x.log", generation) }

func logPath(dir string, generation uint64) string {
	return filepath.Join(dir, logDir, logName(generation))
}

// readLog verifies the whole of a log file. Stretches that fail are named in
// problems and passed over; only a head that fails is an error.
func (k logKeys) readLog(file []byte, generation uint64) (*reading, error) {
	base, err := k.parseHead(file, generation)
	if err != nil {
		return nil, err
	}
	r := &reading{file: file, next: base + 1, end: headLen}
	spans := k.layout(file, generation)
	decoded := make([]step, len(spans))
	errs := make([]error, len(spans))
	parallel(len(spans), func(i int) {
		from, to := int(spans[i].from), int(spans[i].to)
		if end, _, ok := frameAt(file, from); !ok || end != to || !k.frameHolds(file, from, to) {
			errs[i] = ErrDamaged
			return
		}
		decoded[i], errs[i] = k.decodeFrame(generation, file, from, to)
	})
	for i, s := range decoded {
		at := spans[i]
		suspect := false
		if errs[i] != nil {
			last := i == len(spans)-1
			if last && neverWritten(file[at.from:], at.from) {
				r.torn = int64(len(file)) - at.from
				break
			} else if healed, ok := k.heal(file, generation, at, r.next); ok {
				s = healed
				r.problem(healed.at, "the head of the step at byte %d was changed; its content is whole", at.from)
			} else if last && isTorn(file[at.from:], at.from, r.next) {
				r.torn = int64(len(file)) - at.from
				break
			} else if s, suspect = k.reconstruct(file, generation, at, r.next); suspect {
				r.problem(s.at, "%d bytes at byte %d were changed", at.to-at.from, at.from)
			} else {
				r.problem(time.Time{}, "%d bytes at byte %d were changed", at.to-at.from, at.from)
				r.next++
				r.end = at.to
				continue
			}
		}
		if s.counter != r.next {
			r.problem(time.Time{}, "steps are missing before byte %d", at.from)
		}
		r.next = s.counter + 1
		r.steps = append(r.steps, s)
		r.spans = append(r.spans, at)
		r.suspect = append(r.suspect, suspect)
		r.end = at.to
	}
	return r, nil
}

// problem names one, of a step that was saved then, or at a time nobody can tell.
func (r *reading) problem(at time.Time, format string, args ...any) {
	p := Problem{What: "log", Detail: fmt.Sprintf(format, args...), At: at}
	if !at.IsZero() {
		p.Detail += ", saved on " + onDate(at)
	}
	r.problems = append(r.problems, p)
}

// layout divides the file into stretches that are one frame each by their
// lengths, and where the lengths do not lead on, into the stretch up to the
// next frame that can be taken apart.
func (k logKeys) layout(file []byte, generation uint64) []span {
	var out []span
	off := headLen
	for off < len(file) {
		end, _, ok := frameAt(file, off)
		// A damaged length must not swallow the frames behind it.
		if ok {
			if _, _, next := frameAt(file, end); !next {
				ok = k.frameHolds(file, off, end)
			}
		}
		if !ok {
			end = k.resync(file, generation, off+1)
		}
		out = append(out, span{int64(off), int64(end)})
		off = end
	}
	return out
}

// resync is the offset of the next frame that holds, or whose sealed meta opens
// where only the mac before it was changed; or the end of the file.
func (k logKeys) resync(file []byte, generation uint64, from int) int {
	// A file full of false beginnings is not worth more than this work.
	work := 8*len(file) + 1<<20
	for {
		i := bytes.Index(file[from:], []byte(frameMagic))
		if i < 0 || work < 0 {
			return len(file)
		}
		off := from + i
		if end, _, ok := frameAt(file, off); ok {
			if k.frameHolds(file, off, end) {
				return off
			}
			if _, err := k.decodeFrame(generation, file, off, end); err == nil {
				return off
			}
			work -= end - off
		}
		from = off + 1
	}
}

// heal reads a stretch as one frame whose first 16 bytes were damaged: all of
// them are known, so if the mac holds with what they should be, nothing is lost.
func (k logKeys) heal(file []byte, generation uint64, at span, counter uint64) (step, bool) {
	n := at.to - at.from - frameHead - macLen
	if n < 4 || n > MaxStep {
		return step{}, false
	}
	frame := bytes.Clone(file[at.from-macLen : at.to])
	head := append([]byte(frameMagic), 0, 0, 0, 0)
	binary.BigEndian.PutUint32(head[4:], uint32(n))
	copy(frame[macLen:], binary.BigEndian.AppendUint64(head, counter))
	if !k.frameHolds(frame, macLen, len(frame)) {
		return step{}, false
	}
	s, err := k.decodeFrame(generation, frame, macLen, len(frame))
	s.payloadAt += at.from - macLen
	return s, err == nil
}

// reconstruct takes apart a frame whose mac does not hold but whose meta, sealed
// by itself for its counter in this log, still opens: it was changed, or steps
// before it were taken out. A step from further back is not taken twice.
func (k logKeys) reconstruct(file []byte, generation uint64, at span, counter uint64) (step, bool) {
	if at.to-at.from < frameHead+4+macLen {
		return step{}, false
	}
	s, err := k.decodeFrame(generation, file, int(at.from), int(at.to))
	// What follows it may be damaged as well: then it ends where it says.
	if end, _, ok := frameAt(file, int(at.from)); err != nil && ok && int64(end) < at.to {
		s, err = k.decodeFrame(generation, file, int(at.from), end)
	}
	return s, err == nil && s.counter >= counter
}

// isTorn says that the last bytes of a file are what a crash or power cut leaves
// of a step that was never acknowledged: the beginning of the very next frame,
// cut short, or one with a sector that is still zeros (what is sealed has none).
func isTorn(tail []byte, at int64, next uint64) bool {
	if blank(tail) {
		return true
	}
	if len(tail) < frameHead {
		return bytes.HasPrefix([]byte(frameMagic), tail[:min(4, len(tail))])
	}
	n := binary.BigEndian.Uint32(tail[4:])
	if string(tail[:4]) != frameMagic || n < 4 || n > MaxStep || binary.BigEndian.Uint64(tail[8:]) != next {
		return false
	}
	whole := frameHead + int(n) + macLen
	if len(tail) != whole {
		return len(tail) < whole
	}
	for piece := range sectors(tail, at) {
		if blank(piece) {
			return true
		}
	}
	return blank(tail[whole-macLen:])
}

// neverWritten says that the first sector of a step did not reach the disk, of
// which later ones may have.
func neverWritten(tail []byte, at int64) bool {
	for first := range sectors(tail, at) {
		return blank(first)
	}
	return false
}

// sectors divides what stands at an offset of a file as a disk writes it.
func sectors(b []byte, at int64) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(b) > 0 {
			n := min(sector-at%sector, int64(len(b)))
			if !yield(b[:n]) {
				return
			}
			b, at = b[n:], at+n
		}
	}
}

func blank(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// sector is the least a disk writes at once, in bytes.
const sector = 512

// parallel calls f for 0..n-1 on as many goroutines as there are processors.
func parallel(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers; i++ {
				f(i)
			}
		})
	}
	wg.Wait()
}

// logWriter appends steps to the log file.
type logWriter struct {
	f          diskFile
	keys       logKeys
	generation uint64
	counter    uint64
	end        int64
	lastMAC    []byte
	mirror     *mirror // written behind the log; nil for none
	broken     error   // set when the file could not be brought back to a whole step
}

// openLogWriter goes on after what r read, cutting off a torn tail.
func openLogWriter(d disk, path string, keys logKeys, generation uint64, r *reading) (*logWriter, error) {
	f, err := d.OpenFile(path, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	w := &logWriter{f: f, keys: keys, generation: generation, counter: r.next - 1,
		end: r.end, lastMAC: bytes.Clone(r.file[r.end-macLen : r.end])}
	if r.torn > 0 {
		if err := w.cut(); err != nil {
			f.Close()
			return nil, err
		}
	}
	return w, nil
}

// append makes one step durable and says where its payload stands.
func (w *logWriter) append(s step) (step, span, error) {
	if errors.Is(w.broken, ErrDiskFull) && w.cut() == nil {
		w.broken = nil // there is room again
	}
	if w.broken != nil {
		return s, span{}, w.broken
	}
	s.counter = w.counter + 1
	frame, err := w.keys.encodeFrame(w.generation, s, w.lastMAC)
	if err != nil {
		return s, span{}, err
	}
	if _, err = w.f.WriteAt(frame, w.end); err == nil {
		err = w.f.Sync()
	}
	if err != nil {
		err = diskError(err)
		if cutErr := w.cut(); cutErr != nil {
			w.broken = fmt.Errorf("the log cannot be written any more: %w", err)
		}
		return s, span{}, err
	}
	at := span{w.end, w.end + int64(len(frame))}
	s.payloadAt = at.to - macLen - int64(len(s.payload))
	w.counter, w.end = s.counter, at.to
	w.lastMAC = bytes.Clone(frame[len(frame)-macLen:])
	w.mirror.write(frame, at.from)
	return s, at, nil
}

// cut brings the file back to the last whole step.
func (w *logWriter) cut() error {
	if err := w.f.Truncate(w.end); err != nil {
		return diskError(err)
	}
	return diskError(w.f.Sync())
}

func (w *logWriter) close() error {
	w.mirror.close()
	return w.f.Close()
}

// readSpan reads one frame back from the file and takes it apart.
func (k logKeys) readSpan(f io.ReaderAt, generation uint64, at span) (step, error) {
	buf := make([]byte, macLen+at.to-at.from)
	if _, err := f.ReadAt(buf, at.from-macLen); err != nil {
		return step{}, err
	}
	if end, _, ok := frameAt(buf, macLen); !ok || end != len(buf) || !k.frameHolds(buf, macLen, end) {
		return step{}, fmt.Errorf("a step of the log is %w", ErrDamaged)
	}
	return k.decodeFrame(generation, buf, macLen, len(buf))
}

// createLog writes a new log file holding only its head.
func createLog(d disk, path string, keys logKeys, generation, base uint64) error {
	if err := makeDir(d, filepath.Dir(path)); err != nil {
		return err
	}
	return writeAtomic(d, path, keys.logHead(generation, base))
}
