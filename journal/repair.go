package journal

import (
	"context"

	"afterglow/journal/vault"
)

// RepairReport says what a repair gave.
type RepairReport struct {
	Records int // that can be read
	// Lost is what could not be read and is in the journal no more, each with the
	// moment it was saved where that is known. The damaged files it was in are kept
	// aside in the journal's folder.
	Lost []Problem
}

// Repair makes a journal whose files have problems whole again: everything that
// can be read is written anew, and the damaged files are kept aside. Lists and
// search hold afterwards what the journal holds.
func (j *Journal) Repair(ctx context.Context) (RepairReport, error) {
	var rep RepairReport
	for _, p := range j.Problems() {
		if p.Lost {
			rep.Lost = append(rep.Lost, p)
		}
	}
	o := vault.RewriteOptions{Damaged: true, Lost: func(p vault.Problem) { rep.Lost = append(rep.Lost, p) }}
	if err := j.rewrite(ctx, o); err != nil {
		return rep, saveError(err)
	}
	if err := j.reload(ctx); err != nil {
		return rep, err
	}
	found, err := j.Check(ctx)
	rep.Records = found.Records
	return rep, err
}

// reload takes everything into memory anew.
func (j *Journal) reload(ctx context.Context) error {
	fresh := newJournal()
	fresh.vault, fresh.now = j.vault, j.now
	if err := fresh.load(ctx); err != nil {
		return err
	}
	j.entries.replace(&fresh.entries)
	j.sessions.replace(fresh.sessions)
	j.contacts.replace(fresh.contacts)
	j.shares.replace(fresh.shares)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.settings, j.settingsID, j.identity, j.problems = fresh.settings, fresh.settingsID, fresh.identity, fresh.problems
	return nil
}
