package crash

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Site is the file and line of the innermost function outside the Go runtime, where
// it is called directly by a deferred function during a panic.
func Site() string {
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		f, more := frames.Next()
		if f.Function != "" && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
