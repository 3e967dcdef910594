package cli

import (
	"context"
	"errors"

	"afterglow/journal"
	"afterglow/journal/vault"
)

// checkCmd reads everything, with the backups in the folder that the settings name
// or one backup, and names what is wrong. It repairs nothing.
type checkCmd struct {
	JSON   bool   `name:"json"`
	Backup string `placeholder:"FILE"`
}

func (c *checkCmd) run(ctx context.Context, a *app) (err error) {
	j, err := a.unlock(ctx, true) // damage that would be told at opening is in the report
	if isUnreadable(err) {
		// It cannot be opened at all, and that is the finding.
		return c.tell(a, vault.Report{Problems: []journal.Problem{{What: "journal", Detail: oneLine(err.Error())}}})
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	a.tellOlderCopy(j)
	if c.Backup != "" {
		r, err := j.CheckBackup(ctx, c.Backup, nil)
		if err != nil {
			return fileError(err)
		}
		return c.tell(a, r)
	}
	r, err := j.Check(ctx)
	if err != nil {
		return err
	}
	for _, p := range j.Problems() {
		if !known(r, p) {
			r.Problems = append(r.Problems, p)
		}
	}
	backups, err := j.CheckBackups(ctx)
	if err != nil {
		return fileError(err)
	}
	r.Problems = append(r.Problems, backups...)
	r.OK = len(r.Problems) == 0
	return c.tell(a, r)
}

// known says whether a report names a problem's record already.
func known(r vault.Report, p journal.Problem) bool {
	for _, q := range r.Problems {
		if q == p || p.ID != "" && q.ID == p.ID {
			return true
		}
	}
	return false
}

func (c *checkCmd) tell(a *app, r vault.Report) error {
	r.Problems = always(r.Problems)
	if c.JSON {
		if err := writeJSON(a.Stdout, r); err != nil {
			return err
		}
	} else {
		lines := []string{a.words.N("cli.check.records", r.Records)}
		for _, p := range r.Problems {
			lines = append(lines, a.problem(p))
		}
		if err := a.say(lines...); err != nil {
			return err
		}
	}
	if !r.OK {
		return errCheckFailed
	}
	return nil
}
