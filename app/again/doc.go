// Package again replaces this process by a fresh one of the same program, so that
// nothing of its memory is left. Measured: of ten copies of a text in a window
// none is found in the memory of the process afterwards.
//
// What must not be lost with it, sealed bytes, goes along in memory that has no
// name and is on no disk.
package again
