package journal

import (
	"context"

	"afterglow/journal/vault"
)

// RepairReport says what a repair gave.
type RepairReport struct {
	Records int // that can be read
	// Lost is what could not be read and is in the journal no more. The damaged
	// files it was in are kept aside in the journal's folder.
	Lost []Problem
}

// Repair makes a journal whose files have problems whole again: everything that
// can be read is written anew, and the damaged files are kept aside.
func (j *Journal) Repair(ctx context.Context) (RepairReport, error) {
	rep := RepairReport{Lost: j.Problems()}
	if err := j.rewrite(ctx, vault.RewriteOptions{Damaged: true}); err != nil {
		return rep, err
	}
	j.mu.Lock()
	j.problems = nil
	j.mu.Unlock()
	found, err := j.Check(ctx)
	rep.Records = found.Records
	return rep, err
}
