// Package crash keeps a person's words out of what is printed when the program fails.
//
// The Go runtime prints the value of a panic, which may hold words of the journal,
// and registers and arguments, which may hold letters of them; a desktop keeps what
// its programs print in files. None of that can be filtered while the process dies.
//
// # Contract
//
//   - After Hush, whatever is written to the standard error file by the runtime or by
//     C libraries goes nowhere: panics on any goroutine, fatal errors, signals.
//   - os.Stderr and the log package still reach where standard error went before.
//   - Loud undoes it, for the process that takes this one's place.
//   - Site, called by a deferred function, names the place of a panic and no value.
package crash
