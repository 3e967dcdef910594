// Package away tells that the person has gone away from the computer, so that the
// journal can be locked.
//
// # Contract
//
//   - Watch calls left with a Reason, from one goroutine, never twice at the same
//     time, until its context ends. It may call for one absence more than once (the
//     screen is locked, then the computer sleeps): locking twice is locking once.
//   - On Linux it hears, over D-Bus, that the computer is about to sleep, that the
//     session is to be locked or has been, that another session took the screen
//     (systemd-logind), and that a screensaver came on. Before sleep the computer
//     waits until left has returned, or the process has replaced itself; logind
//     waits five seconds at most unless its settings say otherwise.
//   - Everywhere it notices that the clock has jumped: the computer slept, or stood
//     still, and nobody said so before. That is at once after waking, not before
//     sleeping, and all there is on macOS and Windows.
//   - A bus that is missing, refuses, or goes away is tried again now and then, in
//     silence. The watch ends with its context and never by itself.
//   - It connects to nothing but the buses' local sockets, starts no program, and
//     asks nothing of the person.
package away
