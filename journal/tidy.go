package journal

import (
	"context"
	"errors"

	"afterglow/journal/vault"
)

// The log is written anew at closing when it holds what was forgotten, or is past
// this size and more than half of it is autosaves that history does not keep.
const tidyFrom = 8 << 20

// tidy rewrites the log when that is worth it. A full disk only puts it off.
func (j *Journal) tidy() error {
	log, newest := j.vault.Size()
	forgotten := j.vault.Forgotten()
	if !forgotten && (log < tidyFrom || newest > log/2) {
		return nil
	}
	err := j.rewrite(context.Background(), vault.RewriteOptions{NewEpoch: forgotten})
	if errors.Is(err, vault.ErrDiskFull) || errors.Is(err, vault.ErrReadOnly) || errors.Is(err, vault.ErrClosed) || errors.Is(err, vault.ErrDamaged) {
		return nil
	}
	return err
}

// rewrite writes the log anew as o says, with what history keeps.
func (j *Journal) rewrite(ctx context.Context, o vault.RewriteOptions) error {
	keep, whole := map[vault.ID]map[uint64]bool{}, map[vault.ID]bool{}
	for _, id := range j.vault.IDs(recordEntry) {
		if len(j.vault.Revisions(id)) < 2 {
			continue
		}
		history, err := j.History(ctx, ID(id.String()))
		if err != nil && o.Damaged && ctx.Err() == nil && !errors.Is(err, vault.ErrClosed) {
			whole[id] = true // what cannot be told apart stays
			continue
		}
		if err != nil {
			return err
		}
		keep[id] = map[uint64]bool{}
		for _, e := range history {
			keep[id][e.Revision] = true
		}
	}
	o.Keep = func(kind string, id vault.ID, revision uint64) bool {
		return kind != recordEntry || whole[id] || keep[id][revision]
	}
	return j.vault.Rewrite(ctx, o)
}
