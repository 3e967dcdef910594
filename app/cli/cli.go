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
)

// Config is what the program decides for the command line.
type Config struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Window opens the window and gives the exit code; it is called on the
	// goroutine of Run.
	Window func(Window) int
	// KDF is for a new journal; the zero value is calibrated to the machine.
	KDF crypto.KDF
	// Now is the clock; nil is the machine's.
	Now func() time.Time
	// Lies says where a folder lies; nil is place.Lies.
	Lies func(folder string) place.Where
}

// Window is what the window is to show.
type Window struct {
	Folder     string // of the journal
	SealedFile string // "" for none
	Demo       bool   // make the fictional journal in Folder
	Kept       int    // number under which the process before handed something on, or 0
}

// command is one subcommand.
type command interface {
	run(ctx context.Context, a *app) error
}

// grammar is the command line as kong reads it. The texts of its help are
// messages: cli.command.NAME, cli.flag.NAME, cli.argument.NAME.
type grammar struct {
	Journal        string `placeholder:"DIR"`
	PassphraseFile string `placeholder:"FILE"`
	Demo           bool   `hidden:""`
	Kept           int    `hidden:""`

	Window windowCmd `cmd:"" default:"withargs" hidden:""`

	Init   initCmd   `cmd:""`
	Add    addCmd    `cmd:""`
	List   listCmd   `cmd:""`
	Show   showCmd   `cmd:""`
	Search searchCmd `cmd:""`
	Import importCmd `cmd:""`
	Share  shareCmd  `cmd:""`
	Open   openCmd   `cmd:""`
	Card   cardCmd   `cmd:""`
	Check  checkCmd  `cmd:""`

	Passphrase passphraseCmd `cmd:""`
	Recover    recoverCmd    `cmd:""`
	Backup     backupCmd     `cmd:""`
	Restore    restoreCmd    `cmd:""`

	Export exportCmd `cmd:""`

	Version versionCmd `cmd:""`
}

// app is one run of the command line.
type app struct {
	Config
	grammar
	words *assets.Words
}

// Run does what the arguments (without the program's name) ask for and gives
// the exit code.
func Run(ctx context.Context, args []string, c Config) int {
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	a := &app{Config: c, words: assets.English()}
	if a.Now == nil {
		a.Now = time.Now
	}
	if a.Lies == nil {
		a.Lies = place.Lies
	}
	chosen, err := a.parse(args)
	if errors.Is(err, errHelped) {
		return exitDone
	}
	if err == nil {
		err = chosen.run(ctx, a)
	}
	return a.end(err)
}

// errHelped says that the help was asked for and printed.
var errHelped = errors.New("the help was printed")

// parse reads the arguments. kong ends a help through its Exit function, which
// must not return.
func (a *app) parse(args []string) (chosen command, err error) {
	type helped struct{}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(helped); !ok {
				panic(r)
			}
			err = errHelped
		}
	}()
	parser, err := kong.New(&a.grammar,
		kong.Name("afterglow"),
		kong.Description(a.words.T("cli.description")),
		kong.Writers(a.Stdout, a.Stderr),
		kong.Exit(func(int) { panic(helped{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.PostBuild(a.tellHelp),
	)
	if err != nil {
		return nil, err
	}
	read, err := parser.Parse(args)
	if err != nil {
		return nil, usageError{err}
	}
	node := read.Selected()
	if node == nil {
		return nil, usageError{errors.New(a.words.T("cli.error.no_command"))}
	}
	chosen, ok := node.Target.Addr().Interface().(command)
	if !ok {
		return nil, usageError{errors.New(a.words.T("cli.error.no_command"))}
	}
	if _, window := chosen.(*windowCmd); a.Demo && !window {
		return nil, usageError{errors.New(a.words.T("cli.error.demo_alone"))}
	}
	return chosen, nil
}

// tellHelp gives commands, flags and arguments their texts.
func (a *app) tellHelp(k *kong.Kong) error {
	return kong.Visit(k.Model, func(v kong.Visitable, next kong.Next) error {
		switch v := v.(type) {
		case *kong.Command:
			if !v.Hidden {
				v.Help = a.words.T("cli.command." + v.Name)
			}
		case *kong.Flag:
			if !v.Hidden {
				v.Help = a.words.T("cli.flag." + v.Name)
			}
		case *kong.Positional:
			if v.Flag == nil && !v.Passthrough && !v.Tag.Hidden {
				v.Help = a.words.T("cli.argument." + v.Name)
			}
		}
		return next(nil)
	})
}

// folder is the journal's folder.
func (a *app) folder() (string, error) {
	if a.Journal != "" {
		return a.Journal, nil
	}
	return place.Journal()
}

// tell is one line on stderr beside the work.
func (a *app) tell(line string) {
	fmt.Fprintln(a.Stderr, "afterglow: "+oneLine(line))
}

// say writes lines to stdout.
func (a *app) say(lines ...string) error {
	_, err := io.WriteString(a.Stdout, strings.Join(lines, "\n")+"\n")
	return err
}

// usage is an error in how the command line was used.
func (a *app) usage(id string, pairs ...any) error {
	return usageError{errors.New(a.words.T(id, pairs...))}
}

// windowCmd opens the window: on the journal, or on what a path names.
type windowCmd struct {
	Path string `arg:"" optional:"" hidden:""`
}

func (c *windowCmd) run(_ context.Context, a *app) error {
	var w Window
	var err error
	w.Demo, w.Kept = a.Demo, a.Kept
	if w.Demo && a.Journal == "" {
		w.Folder, err = place.Demo()
	} else {
		w.Folder, err = a.folder()
	}
	if c.Path != "" {
		info, statErr := os.Stat(c.Path)
		switch {
		case statErr != nil:
			return a.usage("cli.error.neither", "Path", printable(c.Path))
		case info.IsDir():
			w.Folder, err = c.Path, nil
		default:
			w.SealedFile = c.Path
		}
	}
	if err != nil {
		return err
	}
	if code := a.Config.Window(w); code != exitDone {
		return silentError(code)
	}
	return nil
}
