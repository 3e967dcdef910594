// Package run is how pages do long work without stopping the window.
//
// The contract of every Runner, held by contract_test.go:
//
//  1. Do runs work away from the window's thread, and done afterwards on it.
//  2. done is called exactly once for each Do, with work's error, unless the
//     runner was closed first; then it is not called at all.
//  3. cancel (the one returned, or the person's Cancel) ends work's context.
//     done is still called: with context.Canceled when work heeded it, with
//     nil when work had finished all the same.
//  4. Work that lasts longer than Patience is shown, with its label, its
//     progress and a Cancel; shorter work is never shown.
//  5. Of several Latest calls with one key only the newest one's done is
//     called; an older one's context is cancelled.
//  6. After calls f on the window's thread once d has passed; once stop has
//     been called on the window's thread, f is not called any more.
//  7. A panic in work becomes an *InsideError and names a place in the
//     program, never a person's words.
//  8. Close cancels everything and waits until no work is running; afterwards
//     no done and no f is called, and new work is not begun.
//
// Do, Latest, After, the cancel and stop functions and Close are called on the
// window's thread. work must not touch a widget: it fills variables of its own,
// and done shows them.
//
// Async is for the real window. Inline does everything at once, in tests, where
// Fyne's driver would run fyne.Do on the calling goroutine and make a data race
// of it. With Inline done has run before Do returns, with Async it has not: a
// page sets its state ("searching…") before it calls Do.
package run
