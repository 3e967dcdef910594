package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
		rep.Problems = append(rep.Problems, Problem{what, id, fmt.Sprintf(format, args...)})
	}
	v.checkHeaders(add)
	v.mu.RLock()
	ids := mapKeys(v.index)
	v.mu.RUnlock()
	for _, id := range ids {
		good := true
		for _, rev := range v.Revisions(id) {
			r, err := v.get(ctx, id, func(it *item) (version, bool) { return it.at(rev) }, false)
			if ctx.Err() != nil || errors.Is(err, ErrClosed) {
				return rep, err
			}
			if errors.Is(err, ErrNotFound) {
				continue // forgotten meanwhile
			}
			if err != nil {
				add("record", id.String(), "revision %d cannot be read", rev)
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
	rep.OK = len(rep.Problems) == 0
	return rep, nil
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
		p, err := readHeader(filepath.Join(v.dir, name))
		if err != nil {
			add("header", "", "%s is damaged or missing; the other copy is whole", name)
			continue
		}
		if file, _ := wrapHeader(p.raw, p.mac); !bytes.Equal(file, want) {
			add("header", "", "%s is not the one in force", name)
		}
	}
}

// recheckLog reads the log file again as it is now: a vault may have been open
// for days.
func (v *Vault) recheckLog(rep *Report) error {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.closed {
		return ErrClosed
	}
	size := int64(headLen)
	if v.writer != nil {
		size = v.writer.end
	} else if info, err := v.log.Stat(); err == nil {
		size = info.Size()
	}
	file := make([]byte, size)
	if n, _ := v.log.ReadAt(file, 0); int64(n) < size {
		rep.Problems = append(rep.Problems, Problem{"log", "", "it is shorter than what was written"})
		file = file[:n]
	}
	r, err := v.keys.readLog(file, v.hdr.Generation)
	if err != nil {
		rep.Problems = append(rep.Problems, Problem{"log", "", "its head was changed"})
		return nil
	}
	for _, p := range r.problems {
		if !slices.Contains(rep.Problems, p) {
			rep.Problems = append(rep.Problems, p)
		}
	}
	return nil
}
