// Package trials does to a journal what life does: it kills the program in the
// middle of everything, thousands of times, and asks for every acknowledged word
// afterwards. It has no code of its own; the tests are all there is.
//
// go test runs the short form. With AFTERGLOW_TRIALS=long (make test-long) the
// numbers of docs/trials.md come out.
package trials
