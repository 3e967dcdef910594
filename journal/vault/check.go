package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Report is what Check found. Records counts the records that open.
type Report struct {
	OK       bool      `json:"ok"`
	Records  int       `json:"records"`
	Problems []Problem `json:"problems"`
}

// Check reads everything the folder holds, with the vault open (for reading is
// enough), and names what is wrong. It repairs nothing. fn, if not nil, sees
// every record and can name a problem of its own.
func (v *Vault) Check(ctx context.Context, fn func(Record) *Problem) (Report, error) {
	rep := Report{Problems: v.Problems()}
	if err := v.recheckLog(&rep); err != nil {
		return rep, err
	}
	add := func(what, id, format string, args ...any) {
		rep.Problems = append(rep.Problems, Problem{What: what, ID: id, Detail: fmt.Sprintf(format, args...)})
	}
	v.checkHeaders(add)
	v.checkStore(add)
	if err := v.checkRecords(ctx, &rep, fn); err != nil {
		return rep, err
	}
	if err := v.checkBlobs(ctx, &rep); err != nil {
		return rep, err
	}
	rep.OK = len(rep.Problems) == 0
	return rep, nil
}

// checkRecords reads every revision there is, from the log.
func (v *Vault) checkRecords(ctx context.Context, rep *Report, fn func(Record) *Problem) error {
	v.mu.RLock()
	ids := mapKeys(v.index)
	v.mu.RUnlock()
	for _, id := range ids {
		good := true
		for _, rev := range v.Revisions(id) {
			r, err := v.get(ctx, id, func(it *item) (version, bool) { return it.at(rev) }, false)
			if ctx.Err() != nil || errors.Is(err, ErrClosed) {
				return err
			}
			if errors.Is(err, ErrNotFound) {
				continue // forgotten meanwhile
			}
			if err != nil {
				rep.Problems = append(rep.Problems, Problem{What: "record", ID: id.String(), Lost: true,
					Detail: fmt.Sprintf("revision %d cannot be read", rev)})
				good = false
				continue
			}
			if fn == nil {
				continue
			}
			if p := fn(r); p != nil {
				rep.Problems = append(rep.Problems, *p)
				good = false
			}
		}
		if good {
			rep.Records++
		}
	}
	return nil
}

// checkHeaders compares the two copies on disk with the one in force.
func (v *Vault) checkHeaders(add func(what, id, format string, args ...any)) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	want, err := encodeHeader(v.hdr, v.master)
	if err != nil {
		add("header", "", "it cannot be read")
		return
	}
	for _, name := range []string{headerName, backupName} {
		p, err := headerAt(v.disk, filepath.Join(v.dir, name))
		if err != nil {
			add("header", "", "%s is damaged or missing; the other copy is whole", name)
			continue
		}
		if file, _ := wrapHeader(p.raw, p.mac); !bytes.Equal(file, want) {
			add("header", "", "%s is not the one in force", name)
		}
	}
}

// recheckLog reads both copies of the log again as they are now: a vault may
// have been open for days. It names how they differ from what this vault holds.
func (v *Vault) recheckLog(rep *Report) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return ErrClosed
	}
	tell := func(p Problem) {
		if !slices.ContainsFunc(rep.Problems, func(q Problem) bool { return q.What == p.What && q.Detail == p.Detail }) {
			rep.Problems = append(rep.Problems, p)
		}
	}
	add := func(detail string) { tell(Problem{What: "log", Detail: detail}) }
	file, err := readFile(v.disk, logPath(v.dir, v.hdr.Generation))
	missing := errors.Is(err, os.ErrNotExist)
	if missing {
		if v.writer == nil && v.overtaken() {
			return nil
		}
		add("its file is missing; the second copy is read")
	}
	r, err := v.keys.readLog(file, v.hdr.Generation)
	switch {
	case err != nil && !missing:
		add("its head was changed")
	case err == nil:
		for _, p := range r.problems {
			tell(p)
		}
		if r.next-1 < v.counter {
			add("it is shorter than what was written")
		}
	}
	// Beside another writer the mirror may be a step behind.
	if v.writer == nil && v.disk.Locked(filepath.Join(v.dir, lockName)) || v.writer != nil && v.writer.mirror == nil {
		return nil
	}
	if err != nil || sameBytes(v.disk, mirrorPath(v.dir, v.hdr.Generation), file[:r.end]) {
		return nil
	}
	if second, _ := readFile(v.disk, mirrorPath(v.dir, v.hdr.Generation)); v.writer != nil || r.mirrorChanged(second) {
		add("its second copy in mirror/ was changed or is missing")
	}
	return nil
}

// overtaken says that a writer has begun another log since this vault was opened.
func (v *Vault) overtaken() bool {
	p, err := headerAt(v.disk, filepath.Join(v.dir, headerName))
	return err == nil && p.Generation > v.hdr.Generation
}

// checkStore compares the working store with what it was closed as. While it is
// open, its files change all the time.
func (v *Vault) checkStore(add func(what, id, format string, args ...any)) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.writer != nil || v.storeNote == nil || there(v.disk, openMark(v.dir)) || v.disk.Locked(filepath.Join(v.dir, lockName)) {
		return
	}
	if digest, err := digestOf(v.disk, filepath.Join(v.dir, storeDir)); err != nil || !bytes.Equal(digest, v.storeNote) {
		add("store", "", "the working store db/ is not what it was closed as; nothing is lost, the next opening makes it anew")
	}
}
