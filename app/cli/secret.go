package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/term"

	"afterglow/crypto"
)

// maxSecret is the most bytes of a passphrase.
const maxSecret = 64 << 10

// passphrase is the journal's passphrase, normalised: from --passphrase-file, or
// asked on the terminal. The caller wipes it.
func (a *app) passphrase(ctx context.Context) ([]byte, error) {
	if a.PassphraseFile != "" {
		return a.secretFile(a.PassphraseFile)
	}
	return a.asked(ctx, "cli.ask.passphrase", false)
}

// newPassphrase is a new passphrase, normalised: from a file, or asked twice on
// the terminal where file is "". The caller wipes it.
func (a *app) newPassphrase(ctx context.Context, file string) ([]byte, error) {
	if file != "" {
		return a.secretFile(file)
	}
	return a.asked(ctx, "cli.ask.new_passphrase", true)
}

// asked asks the terminal, and a second time where asked to.
func (a *app) asked(ctx context.Context, id string, twice bool) ([]byte, error) {
	first, err := ask(ctx, a.words.T(id))
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(first)
	if len(first) == 0 {
		return nil, a.usage("cli.error.empty_passphrase")
	}
	if twice {
		second, err := ask(ctx, a.words.T("cli.ask.again"))
		if err != nil {
			return nil, err
		}
		defer crypto.Wipe(second)
		if !bytes.Equal(first, second) {
			return nil, errors.New(a.words.T("cli.error.not_the_same"))
		}
	}
	return a.normalized(first)
}

// secretFile reads a passphrase from a file, which loses one trailing newline.
// The caller wipes it.
func (a *app) secretFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	defer crypto.Wipe(b)
	if err != nil {
		return nil, fileError(err)
	}
	if len(b) > maxSecret {
		return nil, a.usage("cli.error.long_passphrase")
	}
	if line, ok := bytes.CutSuffix(b, []byte("\n")); ok {
		b, _ = bytes.CutSuffix(line, []byte("\r"))
	}
	if len(b) == 0 {
		return nil, a.usage("cli.error.empty_passphrase")
	}
	return a.normalized(b)
}

func (a *app) normalized(b []byte) ([]byte, error) {
	if !utf8.Valid(b) {
		return nil, a.usage("cli.error.passphrase_not_utf8")
	}
	return crypto.NormalizePassphrase(string(b)), nil
}

// ask reads a line from the terminal without echo. Stopping gives the terminal
// back as it was.
func ask(ctx context.Context, prompt string) ([]byte, error) {
	in, out, err := terminal()
	if err != nil {
		return nil, usageError{errNoTerminal}
	}
	defer in.Close()
	defer out.Close()
	state, err := term.GetState(int(in.Fd()))
	if err != nil {
		return nil, usageError{errNoTerminal}
	}
	fmt.Fprint(out, prompt+" ")
	type answer struct {
		line []byte
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := term.ReadPassword(int(in.Fd()))
		got <- answer{line, err}
	}()
	select {
	case r := <-got:
		fmt.Fprintln(out)
		return r.line, r.err
	case <-ctx.Done():
		_ = term.Restore(int(in.Fd()), state)
		fmt.Fprintln(out)
		return nil, ctx.Err()
	}
}

// isTerminal says whether a stream of ours is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
