// Package cli is the command line, over the same use cases as the window.
//
// Results go to standard output, errors to standard error, one line each,
// beginning "afterglow: ". A passphrase comes from --passphrase-file or from
// the terminal without echo, never from an argument or the environment.
//
// Exit codes: 0 done · 1 failed · 2 usage · 3 wrong passphrase or key ·
// 4 damaged or tampered · 5 in use by another process. Reading commands take
// no lock and work beside an open window; what was noticed at opening (a
// repaired header, an older copy) is one line on standard error and no failure.
//
// The names of commands, flags, JSON fields and codes are a contract with
// scripts and do not change.
package cli
