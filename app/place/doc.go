// Package place says where on this machine things are kept: the journal, what
// is remembered of it, and the look of the window. The window and the command
// line ask here, so that they mean the same folders.
//
// It makes no folder and reads no file.
package place
