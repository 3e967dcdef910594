//go:build !linux

package place

// Harden does nothing here yet.
func Harden() error { return nil }
