package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"afterglow/app/place"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/vault"
)

// Config is what main, or a test, decides for the command line.
type Config struct {
	In       io.Reader
	Out, Err io.Writer
	// KDF for new journals; the zero value is calibrated to the machine.
	KDF crypto.KDF
	Now func() time.Time
}

// env is what a command has at hand.
type env struct {
	Config
	ctx            context.Context
	words          *assets.Words
	folder         string
	passphraseFile string
}

// usageError is an error of how the command was written.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// helped is thrown when kong has printed its help and would end the process.
type helped struct{ code int }

// Run runs one command and gives its exit code.
func Run(ctx context.Context, args []string, c Config) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case helped:
			code = r.code
		default:
			panic(r)
		}
	}()
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	var g grammar
	parser, err := kong.New(&g, kong.Name("afterglow"),
		kong.Description("A private journal for people doing ketamine-assisted therapy with a clinician. With no command it opens the window; with a path it opens that journal or sealed file in the window."),
		kong.Writers(c.Out, c.Err), kong.Exit(func(code int) { panic(helped{code}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		return report(c.Err, err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return report(c.Err, usage("%s", err))
	}
	e := &env{Config: c, ctx: ctx, words: assets.English(), folder: g.Journal, passphraseFile: g.PassphraseFile}
	if e.folder == "" {
		if e.folder, err = place.Journal(); err != nil {
			return report(c.Err, err)
		}
	}
	return report(c.Err, parsed.Run(e))
}

// codes maps the errors a caller can act on to exit codes; the first that
// matches counts, and what matches none is 1.
var codes = []struct {
	err  error
	code int
}{
	{vault.ErrWrongPassphrase, 3},
	{crypto.ErrWrongKey, 3},
	{vault.ErrInUse, 5},
	{vault.ErrDamaged, 4},
	{vault.ErrAbsurdWork, 4},
	{crypto.ErrDamaged, 4},
	{crypto.ErrAbsurdWork, 4},
	{bundle.ErrNotForYou, 4},
	{bundle.ErrNewerFormat, 4},
	{bundle.ErrTooLarge, 4},
}

// report prints an error as one line and gives its exit code.
func report(w io.Writer, err error) int {
	if err == nil {
		return 0
	}
	var found wrongsFound
	if errors.As(err, &found) {
		return 4
	}
	line := strings.Join(strings.Fields(strings.ReplaceAll(err.Error(), "\n", "; ")), " ")
	fmt.Fprintln(w, "afterglow: "+line)
	var u usageError
	if errors.As(err, &u) {
		return 2
	}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return 1
}

// read opens the journal for reading; write for writing. Both tell on standard
// error what was noticed.
func (e *env) read() (*journal.Journal, error)  { return e.open(true) }
func (e *env) write() (*journal.Journal, error) { return e.open(false) }

func (e *env) open(readOnly bool) (*journal.Journal, error) {
	if !vault.Exists(e.folder) {
		return nil, fmt.Errorf("%w: %s", vault.ErrNotAVault, e.folder)
	}
	passphrase, err := e.passphrase("Passphrase: ")
	if err != nil {
		return nil, err
	}
	defer crypto.Wipe(passphrase)
	j, err := journal.Open(e.ctx, e.folder, passphrase, journal.OpenOptions{ReadOnly: readOnly, KnownFile: place.KnownFile()})
	if err != nil {
		return nil, err
	}
	for _, n := range j.Notices() {
		fmt.Fprintln(e.Err, "afterglow: "+e.notice(n))
	}
	return j, nil
}

func (e *env) notice(n journal.Notice) string {
	switch n.Code {
	case vault.NoticeHeaderRepaired:
		return e.words.T("cli.notice.header")
	case vault.NoticeBackupHeaderRepaired:
		return e.words.T("cli.notice.backup_header")
	case vault.NoticeOlderCopy:
		return e.words.T("cli.notice.older", "Here", n.Here.Local().Format(time.DateTime), "Known", n.Known.Local().Format(time.DateTime))
	}
	return e.words.T("cli.notice.damage")
}

// readLimited reads at most limit bytes from a path, or from standard input for
// "-" and "".
func (e *env) readLimited(path string, limit int64) ([]byte, error) {
	r := e.In
	if path != "" && path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, plainPath(err)
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, plainPath(err)
	}
	if int64(len(b)) > limit {
		return nil, journal.ErrTooLarge
	}
	return b, nil
}
