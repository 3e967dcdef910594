package cli

import (
	"errors"
	"fmt"
	"os"

	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/vault"
)

// Version of the program.
const Version = "0.1.0"

func cleanLine(s string) string { return markdown.Clean(s) }

type cardCommand struct {
	Name   string `placeholder:"NAME" help:"The name on the card (default: your alias)."`
	Output string `short:"o" placeholder:"FILE" help:"Write it into a new file (NAME.afterglow-card)."`
}

// Run prints the card.
func (c cardCommand) Run(e *env) error {
	j, err := e.read()
	if err != nil {
		return err
	}
	defer j.Close()
	name, role := c.Name, "patient"
	if name == "" {
		name = j.Settings().Alias
	}
	if j.Therapist() {
		role = "therapist"
	}
	if name == "" {
		name = role
	}
	card, err := bundle.MakeCard(name, role, j.Identity())
	if err != nil {
		return err
	}
	if c.Output == "" {
		_, err = e.Out.Write(card)
		return err
	}
	f, err := os.OpenFile(c.Output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		if os.IsExist(err) {
			return fmt.Errorf("the file %s exists already: name a new one", c.Output)
		}
		return plainPath(err)
	}
	_, err = f.Write(card)
	return errors.Join(err, f.Close())
}

type checkCommand struct {
	JSON bool `name:"json" help:"As JSON."`
}

// wrongsFound ends check with exit code 4: the report says what is wrong.
type wrongsFound struct{}

func (wrongsFound) Error() string { return "something is wrong" }

// Run reads everything.
func (c checkCommand) Run(e *env) error {
	rep, err := c.check(e)
	if err != nil {
		return err
	}
	if c.JSON {
		if err := writeJSON(e.Out, rep); err != nil {
			return err
		}
	} else {
		for _, p := range rep.Problems {
			fmt.Fprintln(e.Out, line(p.What+" "+p.ID+": "+p.Detail))
		}
		if rep.OK {
			fmt.Fprintln(e.Out, e.words.N("cli.check.ok", rep.Records))
		}
	}
	if !rep.OK {
		return wrongsFound{}
	}
	return nil
}

// check is the report, also of a journal too damaged to be opened.
func (c checkCommand) check(e *env) (vault.Report, error) {
	j, err := e.read()
	if errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrAbsurdWork) {
		return vault.Report{Problems: []journal.Problem{{What: "journal", Detail: err.Error()}}}, nil
	}
	if err != nil {
		return vault.Report{}, err
	}
	defer j.Close()
	rep, err := j.Check(e.ctx)
	if rep.Problems == nil {
		rep.Problems = []journal.Problem{}
	}
	return rep, err
}

type versionCommand struct{}

// Run prints the versions.
func (versionCommand) Run(e *env) error {
	fmt.Fprintf(e.Out, "afterglow %s\n", Version)
	return nil
}
