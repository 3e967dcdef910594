//go:build smoke

package smoke

import (
	"image"
	"image/color"
	"io/fs"
	"path/filepath"

	"afterglow/assets"
)

// The size of the window in these tests.
const (
	windowWidth  = 1180
	windowHeight = 760
)

// Journal is the folder of the journal that the program makes by itself.
func (p *Program) Journal() string { return filepath.Join(p.Folder("data"), "afterglow", "journal") }

// LogSize is how many bytes of writing the journal holds on disk.
func (p *Program) LogSize() (size int64) {
	p.t.Helper()
	_ = filepath.WalkDir(filepath.Join(p.Journal(), "log"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	return size
}

// WaitForGrowth waits until the journal's log is longer than it was.
func (p *Program) WaitForGrowth(before int64) {
	p.t.Helper()
	p.WaitFor("words to reach the disk", func() bool { return p.LogSize() > before })
}

// WaitForUnlocked waits for the rail at the left, which only an unlocked journal
// has, without a dialog's veil over it.
func (p *Program) WaitForUnlocked() {
	p.t.Helper()
	p.WaitFor("the journal to be unlocked", func() bool { return p.cornerIs(assets.Paper().Rail) })
	p.WaitForStill()
}

// WaitForOpenPage waits for a page without the rail, and no veil over it.
func (p *Program) WaitForOpenPage() {
	p.t.Helper()
	p.WaitFor("a page without the rail", func() bool { return p.cornerIs(assets.Paper().Ground) })
	p.WaitForStill()
}

// cornerIs says whether the lower left of the window has a colour, within what
// the graphics round.
func (p *Program) cornerIs(want color.NRGBA) bool {
	return alike(pixel(p.Screenshot(), 6, windowHeight-6), want)
}

func alike(got color.RGBA, want color.NRGBA) bool {
	const rounding = 4
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= rounding }
	return near(got.R, want.R) && near(got.G, want.G) && near(got.B, want.B)
}

// WaitForWarning waits for a line in the colour of warnings, and no veil over it.
func (p *Program) WaitForWarning() {
	p.t.Helper()
	const aLine = 40 // pixels; the inside of its letters
	p.WaitFor("a line that says what is wrong", func() bool {
		screen, n := p.Screenshot(), 0
		for y := range windowHeight {
			for x := range windowWidth {
				if alike(screen.RGBAAt(x, y), assets.Paper().Warning) {
					n++
				}
			}
		}
		return n > aLine && alike(screen.RGBAAt(6, windowHeight-6), assets.Paper().Ground)
	})
	p.WaitForStill()
}

// CreatesAJournal goes from the first page to Today.
func (p *Program) CreatesAJournal(passphrase string) {
	p.t.Helper()
	p.Resize(windowWidth, windowHeight)
	p.WaitForOpenPage()
	before := p.Screenshot()
	p.Key("Tab", "Return") // keep a journal
	p.WaitForChange(before)
	p.Type(passphrase + "\n" + passphrase)
	p.WaitForStill()
	asked := p.Screenshot()
	p.Key("Return")
	p.WaitForFile(filepath.Join(p.Journal(), "vault.json"))
	p.WaitForOther(asked) // the recovery code, the keyboard on "I have kept it"
	code := p.Screenshot()
	p.Key("Tab", "Return") // typing it back can wait
	p.WaitForOther(code)   // the country of the crisis lines
	p.Key("Escape")        // can wait too
	p.WaitForUnlocked()
}

// Unlocks types the passphrase on the Open page.
func (p *Program) Unlocks(passphrase string) {
	p.t.Helper()
	p.WaitForOpenPage()
	p.Type(passphrase + "\n")
	p.WaitForUnlocked()
}

// WaitForOther waits until another page without the rail is shown, and no veil
// over it.
func (p *Program) WaitForOther(before image.Image) {
	p.t.Helper()
	const another = 0.02 // of the pixels; a button that changes its text is far less
	p.WaitFor("another page", func() bool {
		return p.cornerIs(assets.Paper().Ground) && Differ(before, p.Screenshot()) > another
	})
	p.WaitForStill()
}

// SealsEverything shares all there is, with a passphrase, into a file.
func (p *Program) SealsEverything(passphrase, path string) {
	p.t.Helper()
	p.Key("ctrl+e")
	p.WaitForStill()
	before := p.Screenshot()
	p.Key("Tab", "Return") // tick all
	p.WaitForChange(before)
	before = p.Screenshot()
	p.Key("ctrl+Return") // next
	p.WaitForChange(before)
	p.Key("shift+Tab", "shift+Tab", "ctrl+a") // from the purpose up to the passphrase
	p.Type(passphrase)
	p.WaitForStill()
	before = p.Screenshot()
	p.Key("ctrl+Return") // next: where
	p.WaitForChange(before)
	p.Key("ctrl+a")
	p.Type(path + "\n")
	p.WaitForFile(path)
	p.WaitForUnlocked() // the veil is gone
}
