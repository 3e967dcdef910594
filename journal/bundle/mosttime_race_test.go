//go:build race

package bundle

import "time"

// The race detector makes scrypt alone thirty times as slow.
const mostTime = 3 * time.Minute
