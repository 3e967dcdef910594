//go:build smoke

package smoke

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
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

// TestTheNameOfAnOpenedFileIsWrittenNowhere: what someone was sent, and where it
// lay, is in no list of recent files or folders.
func TestTheNameOfAnOpenedFileIsWrittenNowhere(t *testing.T) {
	const folder, name = "from-the-bergamot-clinic", "halcyon-thimble.afterglow"
	path := filepath.Join(t.TempDir(), folder, name)
	sealSomething(t, path)
	home := t.TempDir()
	p := start(t, newScreen(t), home, os.Getenv("AFTERGLOW_BINARY"), []string{path})
	p.Resize(windowWidth, windowHeight)
	p.WaitForOpenPage()
	asked := p.Screenshot()
	p.Type(sealPassphrase + "\n")
	p.WaitForOther(asked)
	overview := p.Screenshot()
	p.Key("Down")
	p.WaitForChange(overview) // the entry
	told := append(seeds, folder, name)
	p.noTrace("opened", told...)
	p.Key("ctrl+q")
	p.WaitForEnd()
	p.noTrace("read", told...)
}

// sealSomething seals the one entry of a seeded journal to path.
func sealSomething(t *testing.T, path string) {
	t.Helper()
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "journal")
	seed(t, dir)
	j, err := journal.Open(ctx, dir, []byte(passphrase), journal.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	sel := sharing.Selection{Items: sharing.Refs(bundle.ItemEntry, j.Summaries(journal.Filter{})[0].ID), Purpose: seededPurpose, Line: seededLine,
		To: bundle.To{Passphrase: []byte(sealPassphrase)}}
	c, err := sharing.Compose(ctx, j, sel, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sharing.SealToFile(ctx, j, sel, c, path, assets.English(), nil); err != nil {
		t.Fatal(err)
	}
}
