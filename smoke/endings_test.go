//go:build smoke

package smoke

import (
	"syscall"
	"testing"
)

const searched = "cormorant plinth"

// uses walks through an unlocked journal as a person would: every page, a
// search, and words begun on the page for right after a session.
func (p *Program) uses() {
	p.t.Helper()
	for _, page := range []string{"ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "ctrl+5", "ctrl+comma", "ctrl+e"} {
		p.Key(page)
		p.WaitForStill()
	}
	p.Key("ctrl+f")
	p.WaitForStill()
	p.Type(searched)
	p.WaitForStill()
	p.Key("ctrl+shift+n")
	p.WaitForStill()
	before := p.LogSize()
	p.Type(canaryText)
	p.WaitForGrowth(before)
}

// TestNothingIsReadableHoweverItEnds: with something of everything in the
// journal, and whatever way the program ends, no word of it is in the folder, in
// the home, in the temporary files or in what the program printed.
func TestNothingIsReadableHoweverItEnds(t *testing.T) {
	for _, ending := range []struct {
		name string
		end  func(p *Program)
	}{
		{"locked", func(p *Program) {
			p.Key("ctrl+l")
			p.WaitForOpenPage()
		}},
		{"quit", func(p *Program) {
			p.Key("ctrl+q")
			p.WaitForEnd()
		}},
		{"crashed by SIGQUIT", func(p *Program) { p.Signal(syscall.SIGQUIT) }},
		{"killed", func(p *Program) { p.Kill() }},
	} {
		t.Run(ending.name, func(t *testing.T) {
			p, code := StartSeeded(t)
			told := append(seeds, searched, code)
			p.Resize(windowWidth, windowHeight)
			p.WaitForOpenPage()
			p.Type(code + "\n") // the wrong field for it
			p.WaitForWarning()
			p.Unlocks(passphrase)
			p.uses()
			p.noTrace("in use", told...)
			ending.end(p)
			p.noTrace(ending.name, told...)
		})
	}
}
