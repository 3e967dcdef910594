package bench

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// binaryVariable names the built program by its whole path; without it, or without a display and
// xdotool, there is nothing to measure and it says so.
const binaryVariable = "AFTERGLOW_BINARY"

// BenchmarkStart is from starting the program to its window being visible.
// Floor: an empty window of the same toolkit.
func BenchmarkStart(b *testing.B) {
	binary := os.Getenv(binaryVariable)
	_, err := exec.LookPath("xdotool")
	if binary == "" || os.Getenv("DISPLAY") == "" || err != nil {
		b.Logf("not measured: it needs %s, DISPLAY (xvfb-run gives one) and xdotool", binaryVariable)
		return
	}
	bare := filepath.Join(shared, "barewindow")
	build := exec.Command("go", "build", "-tags", tags(), "-o", bare, "./barewindow")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	var ours, floor []time.Duration
	for b.Loop() {
		ours = append(ours, untilVisible(b, binary, "--journal", filepath.Join(shared, "none")))
		floor = append(floor, untilVisible(b, bare))
	}
	report(b, ours, floor, 0)
}

// tags are those the program itself is built with.
func tags() string {
	if runtime.GOOS == "linux" {
		return "x11"
	}
	return ""
}

// untilVisible starts a program, waits for a visible window of it and ends it.
func untilVisible(b *testing.B, name string, args ...string) time.Duration {
	b.Helper()
	home := b.TempDir()
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home)
	start := time.Now()
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		c.Process.Kill()
		c.Wait()
	}()
	for time.Since(start) < time.Minute {
		find := exec.Command("xdotool", "search", "--onlyvisible", "--name", "^(Journal|barewindow)$")
		if out, err := find.Output(); err == nil && len(out) > 0 {
			return time.Since(start)
		}
	}
	b.Fatal("no window within a minute")
	return 0
}
