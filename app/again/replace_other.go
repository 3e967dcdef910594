//go:build !linux

package again

import "errors"

// Replace is not there on this system yet; the window stays and shows its Open page.
func Replace([]string, string, []byte) error { return errors.ErrUnsupported }

// KeepName does nothing here: no process was replaced.
func KeepName() {}

// Kept is nothing here: no process was replaced.
func Kept(int) []byte { return nil }
