//go:build smoke && root

package smoke

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
)

// TestWordsStayInTheEditorWhenTheDiskIsFull: on a small disk that fills while
// someone writes, the page says that the words are not saved and keeps them; when
// there is room again they are saved, all of them.
func TestWordsStayInTheEditorWhenTheDiskIsFull(t *testing.T) {
	p := startOnSmallDisk(t)
	typed, makeRoom := p.typesUntilItIsFull()
	p.Type(" and the last ones")
	typed += " and the last ones"
	p.WaitForStill()
	if !p.warns() {
		t.Errorf("the page does not say any more that the words are not saved; the screen is in %s", p.keepPicture())
	}
	if text := p.written(); text == typed || !strings.HasPrefix(typed, text) {
		t.Errorf("on the full disk there is %q", text)
	}
	makeRoom()
	p.WaitFor("the words to be saved by themselves", func() bool { return p.written() == typed })
	p.WaitFor("the page to take its warning away", func() bool { return !p.warns() })
	p.Key("ctrl+q")
	p.WaitForEnd()
	if text := p.written(); text != typed {
		t.Errorf("left, there is %q, typed was %q", text, typed)
	}
}

// TestLockingOnAFullDiskLosesNoWord: the lock asks nothing and comes at once; the
// words that found no room are there again when the journal is unlocked.
func TestLockingOnAFullDiskLosesNoWord(t *testing.T) {
	p := startOnSmallDisk(t)
	typed, makeRoom := p.typesUntilItIsFull()
	p.Type(" and the last ones")
	typed += " and the last ones"
	p.Key("ctrl+l")
	p.WaitForOpenPage()
	makeRoom()
	p.Type(passphrase + "\n")
	p.WaitFor("the words to be saved", func() bool { return p.written() == typed })
	p.noTrace("locked on a full disk", typed)
}

// startOnSmallDisk starts the program on a journal without an entry, with all its
// folders on a disk of 32 MB, and unlocks it.
func startOnSmallDisk(t *testing.T) *Program {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("mounting a small disk takes root: sudo make test-root")
	}
	home := t.TempDir()
	if err := unix.Mount("none", home, "tmpfs", 0, "size=32m,mode=700"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(home, 0); err != nil {
			t.Error(err)
		}
	})
	p := &Program{Home: home, t: t}
	dir := p.Journal()
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	j, _, err := journal.Create(context.Background(), dir, journal.CreateOptions{Passphrase: []byte(passphrase), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	p = start(t, newScreen(t), home, os.Getenv("AFTERGLOW_BINARY"), nil)
	p.Resize(windowWidth, windowHeight)
	p.Unlocks(passphrase)
	return p
}

// typesUntilItIsFull begins an entry, fills the disk, and types until the page
// says that the words are not saved.
func (p *Program) typesUntilItIsFull() (typed string, makeRoom func()) {
	p.t.Helper()
	p.Key("ctrl+shift+n")
	p.WaitForStill()
	before := p.LogSize()
	typed = "begun"
	p.Type(typed)
	p.WaitForGrowth(before)
	if p.warns() {
		p.t.Fatal("the page warns of something while there is room")
	}
	filler := filepath.Join(p.Home, "filler")
	fill(p.t, filler)
	// What is left of the last block takes a save or two.
	for n := 0; !p.warns(); n++ {
		if n == 20 {
			p.t.Fatalf("the disk never got full; the screen is in %s", p.keepPicture())
		}
		before = p.LogSize()
		p.Type(" more words")
		typed += " more words"
		p.WaitFor("the words to be saved, or to be said not to be", func() bool { return p.LogSize() > before || p.warns() })
	}
	return typed, func() {
		if err := os.Remove(filler); err != nil {
			p.t.Fatal(err)
		}
	}
}

// written is the text of the one entry, as it is on the disk.
func (p *Program) written() string {
	p.t.Helper()
	return p.OneEntry().Sections[0].Text
}

// fill writes a file until not one byte more goes onto its disk.
func fill(t testing.TB, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
}

// warns says whether a line in the dark colour of warnings is on the page for right
// after a session.
func (p *Program) warns() bool {
	p.t.Helper()
	const aLine = 40 // pixels; the inside of its letters
	screen, n := p.Screenshot(), 0
	for y := range windowHeight {
		for x := range windowWidth {
			if alike(screen.RGBAAt(x, y), assets.Dusk().Warning) {
				n++
			}
		}
	}
	return n > aLine
}
