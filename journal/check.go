package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"afterglow/crypto"
	"afterglow/journal/vault"
)

// Check reads everything and names what is wrong; it repairs nothing.
func (j *Journal) Check(ctx context.Context) (vault.Report, error) {
	return j.vault.Check(ctx, understand)
}

// CheckBackup reads all of one backup of this journal, made under the keys it has
// now, and names what is wrong with it, as "backup". Made under others it is
// vault.ErrOtherKeys.
func (j *Journal) CheckBackup(ctx context.Context, path string, progress func(done, total int64)) (vault.Report, error) {
	return j.vault.CheckBackup(ctx, path, understand, progress)
}

// CheckBackups checks the backups of this journal in the folder its settings name,
// the newest first. A folder that is not there now (a disk that is not plugged in)
// is nothing wrong. Older ones under keys of before are passed over.
func (j *Journal) CheckBackups(ctx context.Context) ([]Problem, error) {
	folder := j.Settings().BackupFolder
	if folder == "" {
		return nil, nil
	}
	list, err := j.Backups(folder)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	var out []Problem
	for i, b := range list {
		rep, err := j.CheckBackup(ctx, b.Path, nil)
		newest := i == 0
		switch {
		case ctx.Err() != nil || errors.Is(err, vault.ErrClosed):
			return out, err
		case errors.Is(err, vault.ErrOtherKeys) && !newest, errors.Is(err, os.ErrNotExist):
		case err != nil:
			out = append(out, Problem{What: "backup", Detail: filepath.Base(b.Path) + ": " + reason(err)})
		}
		out = append(out, rep.Problems...)
	}
	return out, nil
}

// reason is an error without the path it is about.
func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// understand says what is wrong with a record that opened.
func understand(r vault.Record) *Problem {
	var err error
	switch r.Kind {
	case recordEntry:
		_, err = decodeEntry(r)
	case recordIdentity:
		_, err = crypto.ParseIdentity(r.Data)
	default:
		if !json.Valid(r.Data) {
			err = vault.ErrDamaged
		}
	}
	if err != nil {
		return &Problem{What: r.Kind, ID: r.ID.String(), Lost: true, Detail: fmt.Sprintf("revision %d cannot be understood", r.Revision)}
	}
	return nil
}
