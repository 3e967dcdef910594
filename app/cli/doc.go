// Package cli is the command line: the same use cases as the window, for
// scripts and quick notes, without a screen.
//
// # Contract
//
//   - Results go to stdout, and nothing else does. What went wrong is one line
//     on stderr that begins "afterglow: "; so is each thing the person should be
//     told while the work was done all the same.
//   - The exit codes are those of exit.go and mean the same for every command.
//   - A passphrase comes from a file or from the terminal without echo, never
//     from an argument or the environment. It is wiped after use. No word of
//     the journal is in an error.
//   - Reading commands open the journal for reading only: they work beside an
//     open window and change nothing. add, import and share take the lock.
//   - Text goes in and comes out to the letter. What a stranger wrote is shown
//     on a terminal without control characters; as JSON and as files it is whole.
//   - With no command, or with a path instead of one, the window is opened
//     through Config.Window; this package knows no toolkit.
package cli
