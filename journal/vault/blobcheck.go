package vault

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"afterglow/crypto"
)

// checkBlobs reads every attachment and names those that are not what was saved.
func (v *Vault) checkBlobs(ctx context.Context, rep *Report) error {
	err := v.eachBlob(ctx, rep, func(id ID, r blobRecord) error {
		return v.readBlob(ctx, id, r, func([]byte) {})
	})
	if err != nil {
		return err
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	if !v.knowsAllBlobs() {
		return nil
	}
	for _, id := range v.strayBlobs() {
		rep.Problems = append(rep.Problems, Problem{What: "attachment", ID: id.String(),
			Detail: "its file belongs to nothing; nothing is lost, the next opening takes it away"})
	}
	return nil
}

// eachBlob gives every attachment to verify, and names those it does not find whole.
func (v *Vault) eachBlob(ctx context.Context, rep *Report, verify func(id ID, r blobRecord) error) error {
	for _, id := range v.IDs(KindBlob) {
		r, saved, err := v.blobRecord(ctx, id)
		if err == nil {
			err = verify(id, r)
			crypto.Wipe(r.Key)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrClosed):
			return err
		case err == nil, errors.Is(err, ErrNotFound): // forgotten meanwhile
			continue
		}
		_, why, _ := strings.Cut(err.Error(), ": ")
		if why == "" {
			why = "its record was changed"
		}
		rep.Problems = append(rep.Problems, Problem{What: "attachment", ID: id.String(), At: saved, Lost: true,
			Detail: fmt.Sprintf("saved on %s, cannot be read: %s", onDate(saved), why)})
	}
	return nil
}

// knowsAllBlobs says that a file no record names is a stray: for a reader only while
// no writer is at work, and none was since the log was read.
func (v *Vault) knowsAllBlobs() bool {
	if v.closed || v.writer != nil || v.older || len(v.problems) > 0 || v.disk.Locked(filepath.Join(v.dir, lockName)) {
		return false
	}
	info, err := v.disk.Stat(logPath(v.dir, v.hdr.Generation))
	return err == nil && info.Size() == v.readEnd
}
