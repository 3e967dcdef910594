package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
	names, err := j.backupsIn(folder)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	var out []Problem
	for i, name := range slices.Backward(names) {
		rep, err := j.CheckBackup(ctx, filepath.Join(folder, name), nil)
		newest := i == len(names)-1
		switch {
		case ctx.Err() != nil || errors.Is(err, vault.ErrClosed):
			return out, err
		case errors.Is(err, vault.ErrOtherKeys) && !newest, errors.Is(err, os.ErrNotExist):
		case err != nil:
			out = append(out, Problem{What: "backup", Detail: name + ": " + reason(err)})
		}
		out = append(out, rep.Problems...)
	}
	return out, nil
}

// backupsIn are the names of this journal's backups in folder, oldest first.
func (j *Journal) backupsIn(folder string) ([]string, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range list {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), backupPrefix) && strings.HasSuffix(e.Name(), j.backupSuffix()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
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
