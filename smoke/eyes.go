//go:build smoke

package smoke

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"time"
)

// WaitFor waits until a fact holds, looking again and again; what says which, for
// the failure after [Patience] or when the program has ended.
func (p *Program) WaitFor(what string, holds func() bool) {
	p.t.Helper()
	if holds() {
		return
	}
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	enough := time.After(Patience)
	for {
		select {
		case <-again.C:
			if holds() {
				return
			}
		case <-p.ended:
			p.t.Fatalf("the program ended while the test waited for %s; it printed:\n%s", what, p.Output())
		case <-enough:
			p.t.Fatalf("waited %v for %s; the screen is in %s; the program printed:\n%s",
				Patience, what, p.keepPicture(), p.Output())
		}
	}
}

// WaitForFile waits until a file or folder is there.
func (p *Program) WaitForFile(path string) {
	p.t.Helper()
	p.WaitFor("the file "+filepath.Base(path), func() bool {
		_, err := os.Stat(path)
		return err == nil
	})
}

// WaitForChange waits until the screen differs from an earlier picture by more
// than a blinking caret, then until it is still.
func (p *Program) WaitForChange(before image.Image) {
	p.t.Helper()
	p.WaitFor("the screen to change", func() bool { return Differ(before, p.Screenshot()) > caret })
	p.WaitForStill()
}

// WaitForStill waits until the screen shows the same for a third of a second, but
// for a blinking caret.
func (p *Program) WaitForStill() {
	p.t.Helper()
	last, since := p.Screenshot(), time.Now()
	p.WaitFor("the screen to be still", func() bool {
		now := p.Screenshot()
		if Differ(last, now) > caret {
			last, since = now, time.Now()
		}
		return time.Since(since) > time.Second/3
	})
}

// caret is more than the share of the screen that a blinking caret takes: 6 by 80
// pixels of it.
const caret = 480.0 / (ScreenWidth * ScreenHeight)

// Differ is the share (0–1) of pixels in which two pictures of the screen differ.
func Differ(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() || a.Bounds().Empty() {
		return 1
	}
	differing := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if pixel(a, x, y) != pixel(b, x, y) {
				differing++
			}
		}
	}
	return float64(differing) / float64(a.Bounds().Dx()*a.Bounds().Dy())
}

func pixel(i image.Image, x, y int) color.RGBA {
	if rgba, ok := i.(*image.RGBA); ok {
		return rgba.RGBAAt(x, y)
	}
	return color.RGBAModel.Convert(i.At(x, y)).(color.RGBA)
}

// Screenshot is what the whole screen shows now. After [Program.Resize] the window
// is at its top left; Screenshot().SubImage cuts it out.
func (p *Program) Screenshot() *image.RGBA {
	p.t.Helper()
	picture, err := p.screen.picture()
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}

// SavePNG writes a picture to a file, replacing what was there.
func SavePNG(path string, picture image.Image) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(file, picture); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// keepPicture saves the screen where it outlives the test, and says where.
func (p *Program) keepPicture() string {
	picture, err := p.screen.picture()
	if err != nil {
		return "no picture (" + err.Error() + ")"
	}
	dir := filepath.Join("testdata", "failed")
	path := filepath.Join(dir, filepath.Base(p.t.Name())+".png")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "no picture (" + err.Error() + ")"
	}
	if err := SavePNG(path, picture); err != nil {
		return "no picture (" + err.Error() + ")"
	}
	return path
}
