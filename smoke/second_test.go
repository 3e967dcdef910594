//go:build smoke

package smoke

import "testing"

func TestASecondStart(t *testing.T) {
	p := Start(t)
	p.WaitForOpenPage()
	second := launch(t, p.screen, p.Home, p.binary, nil)
	second.WaitForEnd()
	if state := second.cmd.ProcessState; !state.Success() || second.Output() != "" {
		t.Errorf("the second start ended with %v, saying:\n%s", state, second.Output())
	}
	if !p.Running() {
		t.Error("the first window is gone")
	}
	p.Kill()
	p.Again().WaitForOpenPage() // what the kill left behind is not in its way
}
