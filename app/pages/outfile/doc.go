// Package outfile writes what a person asks to have outside the journal: a
// recovery sheet, a contact card, a readable copy of a shared file.
//
// The file is there whole or not at all, is readable by its owner only, and a
// file of the same name stays as it was until the new one is complete.
//
// View opens such a file, and nothing else, in the system's own viewer.
package outfile
