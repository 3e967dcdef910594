// Package demo makes the fictional journal of package assets into a real one,
// in a folder of its own. It never touches a folder it did not make itself.
package demo

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
)

// Passphrase opens the fictional journal. It protects nothing.
const Passphrase = "demo"

// Country is where the invented person lives, so that Support has numbers to show.
const Country = "US"

// markName stands beside a journal this package made; a folder with anything in
// it but without the mark is never emptied.
const markName = "this-is-the-afterglow-demo"

// ErrNotDemo says that the folder holds something else.
var ErrNotDemo = errors.New("the demo's folder holds something that is not a demo: nothing was touched; choose another folder with --journal")

// Folder is where the journal lies inside the demo's own folder.
func Folder(parent string) string { return filepath.Join(parent, "journal") }

// Make makes the fictional journal in Folder(parent), as if its last day were
// today, and opens it. An earlier demo there is replaced.
func Make(ctx context.Context, parent string, now time.Time) (*journal.Journal, error) {
	if err := Ground(parent); err != nil {
		return nil, err
	}
	j, code, err := journal.Create(ctx, Folder(parent), journal.CreateOptions{
		Passphrase: crypto.NormalizePassphrase(Passphrase), KDF: crypto.CheapestKDF()})
	if err != nil {
		return nil, err
	}
	settings := j.Settings()
	settings.Alias, settings.Country = assets.Demo(now).Alias, Country
	_, err = j.SaveSettings(ctx, settings)
	if err == nil {
		err = j.CheckRecoveryCode(ctx, code)
	}
	if err == nil {
		err = Fill(ctx, j, now)
	}
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

// Ground makes the folder of a demo, in place of an earlier one.
func Ground(parent string) error {
	mark := filepath.Join(parent, markName)
	list, err := os.ReadDir(parent)
	if err == nil && len(list) > 0 {
		if _, err := os.Lstat(mark); err != nil {
			return ErrNotDemo
		}
		if err := os.RemoveAll(Folder(parent)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	return os.WriteFile(mark, nil, 0o600)
}
