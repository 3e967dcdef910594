package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"afterglow/journal/takeout"
	"afterglow/journal/vault"
)

// exportCmd writes everything to a folder that anyone can read, after saying so.
type exportCmd struct {
	Yes bool
	Dir string `arg:""`
}

func (c *exportCmd) run(ctx context.Context, a *app) (err error) {
	home, err := a.folder()
	if err != nil {
		return err
	}
	if !vault.Exists(home) {
		return vault.ErrNotAVault
	}
	if err := takeout.Fit(c.Dir, home); err != nil { // before anyone is asked anything
		return fileError(err)
	}
	j, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	a.tell(a.words.T("cli.export.readable", "Folder", printable(c.Dir)))
	if !c.Yes {
		if err := a.agreed(ctx, "cli.export.ask", "cli.error.export_not_agreed"); err != nil {
			return err
		}
	}
	bar := a.bar("cli.export.writing")
	rep, err := takeout.Write(ctx, j, c.Dir, home, a.words, bar.at)
	bar.end()
	if err != nil {
		return fileError(err)
	}
	if err := a.say(a.words.N("cli.export.done", rep.Entries, "Folder", printable(c.Dir))); err != nil {
		return err
	}
	if n := len(rep.NotInLines); n > 0 {
		a.tell(a.words.N("cli.export.no_line", n))
	}
	if len(rep.Damaged) > 0 {
		return errExportDamaged
	}
	return nil
}

// agreed asks a yes or no where there is someone at a terminal to ask, and is an
// error unless the answer is yes. Another program is not asked.
func (a *app) agreed(ctx context.Context, question, otherwise string) error {
	if !isTerminal(a.Stdin) {
		return nil
	}
	fmt.Fprint(a.Stderr, a.words.T(question)+" ")
	line, err := typed(ctx, func() ([]byte, error) { return bufio.NewReader(a.Stdin).ReadBytes('\n') })
	if err != nil && err != io.EOF {
		fmt.Fprintln(a.Stderr)
		return err
	}
	switch strings.ToLower(strings.TrimSpace(string(line))) {
	case "y", "yes":
		return nil
	}
	return errors.New(a.words.T(otherwise))
}
