//go:build !race

package bundle

import "time"

const mostTime = 5 * time.Second
