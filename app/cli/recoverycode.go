package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// secretOut is a new file for the recovery code, there before the code is; nil
// is the terminal.
type secretOut struct{ file *os.File }

func createSecretFile(path string) (*secretOut, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fileError(err)
	}
	return &secretOut{f}, nil
}

// discard takes the file away again: there is no code.
func (s *secretOut) discard() {
	if s != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// tellCode gives the recovery code, this once: into its file, or printed. Should
// writing to the file fail, the code is printed.
func (a *app) tellCode(code string, out *secretOut) error {
	if out == nil {
		return a.sayCode(code)
	}
	defer out.file.Close()
	if err := writeDurably(out.file, code+"\n"); err != nil {
		if said := a.sayCode(code); said != nil {
			return said
		}
		return fmt.Errorf("%s: %w", a.words.T("cli.error.recovery_out"), fileError(err))
	}
	return nil
}

func (a *app) sayCode(code string) error {
	if err := a.say(code); err != nil {
		return errors.New(a.words.T("cli.error.code_lost"))
	}
	if isTerminal(a.Stdout) {
		fmt.Fprintln(a.Stderr, a.words.T("cli.init.code"))
	}
	return nil
}

// writeDurably writes to a new file and does not return before the text and the
// file's name are on the disk.
func writeDurably(f *os.File, text string) error {
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be flushed there
	}
	dir, err := os.Open(filepath.Dir(f.Name()))
	if err != nil {
		return err
	}
	defer dir.Close()
	_ = dir.Sync() // some file systems cannot
	return nil
}
