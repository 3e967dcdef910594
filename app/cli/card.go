package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"afterglow/journal/bundle"
)

// cardCmd gives this journal's contact card, which holds nothing secret.
type cardCmd struct {
	Name string `placeholder:"NAME"`
	Role string `placeholder:"TEXT"`
	Out  string `short:"o" placeholder:"FILE"`
}

func (c *cardCmd) run(ctx context.Context, a *app) (err error) {
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	name, role := c.Name, c.Role
	if name == "" {
		name = strings.TrimSpace(j.Settings().Alias)
	}
	if name == "" && j.Therapist() {
		name = a.words.T("cli.card.therapist")
	} else if name == "" {
		name = a.words.T("cli.card.client")
	}
	id := j.Identity()
	if id == nil {
		return errRecordDamaged
	}
	card, err := bundle.MakeCard(name, role, id)
	if err != nil {
		return err
	}
	if c.Out == "" {
		_, err = a.Stdout.Write(card)
		return err
	}
	return replaceFile(c.Out, card)
}

// replaceFile puts a whole file in the place of another, or leaves that.
func replaceFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".card-*")
	if err != nil {
		return fileError(err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return fileError(err)
}
