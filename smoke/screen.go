//go:build smoke

package smoke

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The size in pixels of the screen that a test sees.
const (
	ScreenWidth  = 1440
	ScreenHeight = 900
)

// screen is one X server without hardware. It lives as long as its test.
type screen struct {
	display string // as in DISPLAY
	buffer  string // the file that Xvfb keeps its picture in
	bus     string // as in DBUS_SESSION_BUS_ADDRESS
}

// newScreen starts Xvfb on a number that Xvfb itself finds free.
func newScreen(t testing.TB) *screen {
	t.Helper()
	dir := t.TempDir()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-fbdir", dir, "-nolisten", "tcp", "-noreset",
		"-screen", "0", fmt.Sprintf("%dx%dx24", ScreenWidth, ScreenHeight))
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatalf("Xvfb does not start: %v", err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	write.Close()
	// Xvfb writes the number once it takes connections, and closes its end when it dies.
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb ended before it was ready: %v", err)
	}
	return &screen{display: ":" + strings.TrimSpace(number), buffer: filepath.Join(dir, "Xvfb_screen0"),
		bus: "unix:path=/nowhere"} // no desktop's settings, no notifications
}

// picture is what the screen shows now.
func (s *screen) picture() (*image.RGBA, error) {
	raw, err := os.ReadFile(s.buffer)
	if err != nil {
		return nil, err
	}
	return decodeXWD(raw)
}

// decodeXWD reads the one kind of X window dump that Xvfb makes at depth 24:
// four bytes a pixel, blue first. Header fields are big-endian words in the
// order of X11/XWDFile.h.
func decodeXWD(raw []byte) (*image.RGBA, error) {
	const fields = 25
	if len(raw) < fields*4 {
		return nil, errors.New("the screen's picture has no header")
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(raw[i*4:])) }
	headerSize, width, height := field(0), field(4), field(5)
	bitsPerPixel, bytesPerLine, colours := field(11), field(12), field(19)
	if bitsPerPixel != 32 {
		return nil, fmt.Errorf("the screen's picture has %d bits per pixel, not 32", bitsPerPixel)
	}
	start := headerSize + colours*12
	if start < 0 || bytesPerLine < width*4 || len(raw) < start+bytesPerLine*height {
		return nil, errors.New("the screen's picture is cut short")
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := raw[start+y*bytesPerLine:], picture.Pix[y*picture.Stride:]
		for x := 0; x < width*4; x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x+2], from[x+1], from[x], 255
		}
	}
	return picture, nil
}
