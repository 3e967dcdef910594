//go:build !linux && !darwin && !windows

package place

// remote is not known here.
func remote(string) bool { return false }
