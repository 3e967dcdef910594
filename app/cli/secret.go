package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"golang.org/x/term"

	"afterglow/crypto"
)

// maxSecret is the longest secret file in bytes.
const maxSecret = 64 << 10

// passphrase gets the journal's passphrase: from the file named, else from the
// terminal. The caller wipes it.
func (e *env) passphrase(prompt string) ([]byte, error) {
	if e.passphraseFile != "" {
		return secretFile(e.passphraseFile)
	}
	return ask(prompt)
}

// newPassphrase gets a new one; at the terminal it is typed twice.
func (e *env) newPassphrase() ([]byte, error) {
	if e.passphraseFile != "" {
		return secretFile(e.passphraseFile)
	}
	first, err := ask("New passphrase: ")
	if err != nil {
		return nil, err
	}
	second, err := ask("The same again: ")
	if err != nil {
		crypto.Wipe(first)
		return nil, err
	}
	defer crypto.Wipe(second)
	if !bytes.Equal(first, second) {
		crypto.Wipe(first)
		return nil, errors.New("the two passphrases differ: nothing was created, try again")
	}
	return first, nil
}

// secretFile reads a secret less one trailing newline, in normal form.
func secretFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plainPath(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err != nil {
		return nil, plainPath(err)
	}
	defer crypto.Wipe(b)
	if len(b) > maxSecret {
		return nil, usage("the secret file %s is too long: it should hold the passphrase and nothing else", path)
	}
	secret := bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
	if len(secret) == 0 {
		return nil, usage("the secret file %s is empty", path)
	}
	return crypto.NormalizePassphrase(string(secret)), nil
}

// ask asks at the terminal, without echo.
func ask(prompt string) ([]byte, error) {
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err != nil {
		if !term.IsTerminal(int(os.Stdin.Fd())) {
			return nil, usage("there is no terminal to ask for the passphrase: use --passphrase-file FILE")
		}
		tty = os.Stdin
	} else {
		defer tty.Close()
	}
	fmt.Fprint(os.Stderr, prompt)
	b, err := term.ReadPassword(int(tty.Fd()))
	fmt.Fprintln(os.Stderr)
	if err != nil {
		return nil, usage("the terminal cannot be asked for the passphrase: use --passphrase-file FILE")
	}
	defer crypto.Wipe(b)
	if len(b) == 0 {
		return nil, usage("the passphrase is empty")
	}
	return crypto.NormalizePassphrase(string(b)), nil
}

// plainPath is a system error as a sentence: which file, and what.
func plainPath(err error) error {
	var p *fs.PathError
	switch {
	case !errors.As(err, &p):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s", p.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be opened by you", p.Path)
	}
	return fmt.Errorf("%s: %w", p.Path, p.Err)
}
