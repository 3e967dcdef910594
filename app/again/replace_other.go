//go:build !linux

package again

import "errors"

// Replace is not there on this system yet; the window stays and shows its Open page.
func Replace([]string) error { return errors.ErrUnsupported }
