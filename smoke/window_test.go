//go:build smoke

package smoke

import (
	"os"
	"testing"
)

func TestTheWindowOpensAndEnds(t *testing.T) {
	p := Start(t)
	p.Resize(windowWidth, windowHeight)
	p.WaitForOpenPage()
	if title := p.Title(); title != "Journal" {
		t.Errorf("the title is %q, want Journal, which says nothing to a passer-by", title)
	}
	p.Quit()
	if state := p.cmd.ProcessState; !state.Success() {
		t.Errorf("the program ended with %v, saying:\n%s", state, p.Output())
	}
}

func TestAProgramThatDiesUnaskedIsSeen(t *testing.T) {
	judge := &recorder{TB: t}
	p := launch(judge, newScreen(t), t.TempDir(), os.Getenv("AFTERGLOW_BINARY"), []string{"no-such-command"})
	<-p.ended
	p.finish()
	if !judge.failed {
		t.Error("a test of a program that ended by itself would have passed")
	}
}
