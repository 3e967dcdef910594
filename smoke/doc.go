// Package smoke drives the real program in a real window, as a person would:
// with keys, the mouse and eyes, and nothing else.
//
// Each [Start] brings a screen of its own (Xvfb) and a home folder of its own,
// so nothing of the machine's user is seen or touched, and tests do not see each
// other. The program under test is the one that AFTERGLOW_BINARY names; it must
// be built without the tag migrated_fynedo, because only then does Fyne print a
// line for a widget that was touched off the window's thread. Any such line, a
// panic, or a program that ends unasked fails the test.
//
// Nothing waits by the clock. A test waits for a fact that a person could see
// (the title, the picture on the screen, a file in the journal's folder) with
// [Program.WaitFor] and its relatives, which fail after [Patience].
//
// There is no window manager: the harness gives the window the keyboard itself.
//
// Everything but this page is behind the build tag smoke, because it needs Linux,
// Xvfb and xdotool. "make test" runs it. What reads the memory of the program, or
// mounts a small disk for it, takes root as well: the build tag root, "make test-root".
package smoke
