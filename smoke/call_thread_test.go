//go:build smoke

package smoke

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What every other test here relies on: a widget touched from the wrong goroutine
// is printed, so silence means something.
func TestAWrongCallIsPrinted(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "wrongcall")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-tags", "x11,smoke", "-o", binary, "./wrongcall").CombinedOutput(); err != nil {
		t.Fatalf("the deliberate mistake does not build: %v\n%s", err, out)
	}
	// Its own judge, because this program is meant to be found guilty.
	judge := &recorder{TB: t}
	p := launch(judge, newScreen(t), t.TempDir(), binary, nil)
	p.WaitForEnd()
	if !strings.Contains(p.Output(), wrongThread) {
		t.Errorf("Fyne printed no %q for a wrong call, only:\n%s", wrongThread, p.Output())
	}
	p.finish()
	if !judge.failed {
		t.Error("a test of a program with a wrong call would have passed")
	}
}

// recorder notes that a test would have failed, instead of failing it.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
