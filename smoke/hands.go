//go:build smoke

package smoke

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// Type types ASCII text into whatever has the keyboard in the window. A newline
// is the Return key, a tab the Tab key.
func (p *Program) Type(text string) {
	p.t.Helper()
	p.focus()
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			p.xdotool("key", "Return")
		}
		if line != "" {
			p.xdotool("type", "--delay", "8", "--", line)
		}
	}
}

// Key presses keys one after another, by their X names and with their modifiers:
// "Tab", "Return", "Escape", "ctrl+l", "shift+Tab".
func (p *Program) Key(keys ...string) {
	p.t.Helper()
	p.focus()
	p.xdotool(append([]string{"key", "--delay", "8"}, keys...)...)
}

// Click presses the left button at a point of the window, in pixels from its top left.
func (p *Program) Click(x, y int) {
	p.t.Helper()
	window := p.focus()
	p.xdotool("mousemove", "--window", window, strconv.Itoa(x), strconv.Itoa(y))
	p.xdotool("click", "1")
}

// Scroll turns the wheel over a point of the window: down where notches is above zero, else up.
func (p *Program) Scroll(x, y, notches int) {
	p.t.Helper()
	window := p.focus()
	button := "5"
	if notches < 0 {
		button, notches = "4", -notches
	}
	p.xdotool("mousemove", "--window", window, strconv.Itoa(x), strconv.Itoa(y))
	p.xdotool("click", "--repeat", strconv.Itoa(notches), button)
}

// Resize gives the window this size in pixels, at the screen's top left.
func (p *Program) Resize(width, height int) {
	p.t.Helper()
	window := p.focus()
	p.xdotool("windowmove", window, "0", "0")
	p.xdotool("windowsize", window, strconv.Itoa(width), strconv.Itoa(height))
	p.WaitFor("the window to have its new size", func() bool {
		out, err := p.try("getwindowgeometry", "--shell", window)
		return err == nil && strings.Contains(out, fmt.Sprintf("WIDTH=%d\nHEIGHT=%d\n", width, height))
	})
}

// Title is the window's title.
func (p *Program) Title() string {
	p.t.Helper()
	return strings.TrimSpace(p.xdotool("getwindowname", p.window()))
}

// focus gives the window the keyboard, as a window manager would, and returns its number.
func (p *Program) focus() string {
	p.t.Helper()
	window := p.window()
	p.xdotool("windowfocus", "--sync", window)
	return window
}

// window waits for the program's visible window; a locked program may have come
// back with another one.
func (p *Program) window() string {
	p.t.Helper()
	var found string
	p.WaitFor("the window", func() bool {
		out, err := p.try("search", "--onlyvisible", "--name", ".")
		if ids := strings.Fields(out); err == nil && len(ids) > 0 {
			found = ids[len(ids)-1]
		}
		return found != ""
	})
	return found
}

// xdotool runs one command of it, which must succeed.
func (p *Program) xdotool(args ...string) string {
	p.t.Helper()
	out, err := p.try(args...)
	if err != nil {
		p.t.Fatalf("xdotool %s: %v; the program printed:\n%s", args[0], err, p.Output())
	}
	return out
}

func (p *Program) try(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "xdotool", args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+p.screen.display)
	out, err := cmd.Output()
	return string(out), err
}
