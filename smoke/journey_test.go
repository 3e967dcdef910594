//go:build smoke

package smoke

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/journal"
)

// What a person types in these tests. Nothing else on the machine says it.
const (
	passphrase     = "lantern tundra cobalt whisper"
	sealPassphrase = "ginkgo harbour velour sextant"
	canaryText     = "zephyrquokka waited by the brook"
	canaryTitle    = "Velvetlynx"
	canaryTag      = "murmurbat"
)

func TestTheWholePathByKeyboard(t *testing.T) {
	p := Start(t)
	p.CreatesAJournal(passphrase)

	p.Key("ctrl+n") // write: the seventh card is a free page
	p.WaitForStill()
	p.Key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return")
	p.WaitForStill()
	p.Key("shift+Tab")
	p.Type(canaryTitle)
	p.Key("Tab")
	before := p.LogSize()
	p.Type(canaryText)
	p.WaitForGrowth(before) // by itself, two seconds after the last letter
	p.Key("Tab", "Tab")
	before = p.LogSize()
	p.Type(canaryTag + "\n")
	p.WaitForGrowth(before)
	e := p.OneEntry()
	if e.Text() != canaryText || e.Title != canaryTitle || len(e.Tags) != 1 || e.Tags[0] != canaryTag || !e.Unfinished {
		t.Errorf("on disk there is %+v", e)
	}
	p.noTrace("while writing")

	p.Key("ctrl+f")
	p.WaitForStill()
	p.Type("quokka")
	p.WaitForStill()
	p.Key("ctrl+l")
	p.WaitForOpenPage()
	p.noTrace("locked")
	p.Type("not the passphrase\n")
	p.WaitForWarning()
	p.Unlocks(passphrase)

	path := filepath.Join(p.Home, "for-you.afterglow")
	p.SealsEverything(sealPassphrase, path)
	p.noTrace("sealed")
	p.Key("ctrl+Return") // done
	p.WaitForStill()
	p.Key("ctrl+q")
	p.WaitForEnd()
	if e := p.OneEntry(); e.Text() != canaryText || e.Unfinished {
		t.Errorf("left, there is %+v", e)
	}
	p.noTrace("closed")

	// Someone without a journal gets the file.
	elsewhere := filepath.Join(p.Home, "elsewhere")
	reader := p.Again(path, "--journal", elsewhere)
	reader.Resize(windowWidth, windowHeight)
	reader.WaitForOpenPage()
	asked := reader.Screenshot()
	reader.Type(sealPassphrase + "\n")
	reader.WaitForOther(asked)
	overview := reader.Screenshot()
	reader.Key("Down")
	reader.WaitForChange(overview) // the entry
	reader.noTrace("opened")
	if _, err := os.Stat(elsewhere); err == nil {
		t.Error("reading a file made a journal")
	}
	reader.Key("ctrl+q")
	reader.WaitForEnd()
	reader.noTrace("read")
}

func TestWordsSurviveAKillWhileWriting(t *testing.T) {
	p := Start(t)
	p.CreatesAJournal(passphrase)
	p.Key("ctrl+shift+n") // right after a session
	p.WaitForStill()
	before := p.LogSize()
	p.Type(canaryText)
	p.WaitForGrowth(before)
	p.Type(" and more that nobody saved")
	p.Kill()
	p.noTrace("killed")

	again := p.Again()
	again.Resize(windowWidth, windowHeight)
	again.Unlocks(passphrase)
	e := again.OneEntry()
	if !strings.Contains(e.Text(), canaryText) || !e.Unfinished {
		t.Errorf("after kill -9 there is %+v", e)
	}
	again.Key("ctrl+q")
	again.WaitForEnd()
	again.noTrace("after a restart")
}

// OneEntry is the one entry of the journal, read beside the program.
func (p *Program) OneEntry() journal.Entry {
	p.t.Helper()
	ctx := context.Background()
	j, err := journal.Open(ctx, p.Journal(), []byte(passphrase), journal.OpenOptions{ReadOnly: true})
	if err != nil {
		p.t.Fatal(err)
	}
	defer j.Close()
	list := j.Summaries(journal.Filter{})
	if len(list) != 1 {
		p.t.Fatalf("the journal holds %d entries", len(list))
	}
	e, err := j.Entry(ctx, list[0].ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return e
}
