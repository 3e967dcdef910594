// Package place says where on this machine things are kept: the journal, what
// is remembered of it, and the look of the window. The window and the command
// line ask here, so that they mean the same folders. It also says whether a folder
// looks like it lies on a network or with a sync service (Lies), and keeps the
// process to itself (KeepPrivate, Harden).
//
// It makes no folder and reads no file of the user's.
package place
