//go:build smoke

package smoke

import (
	"bytes"
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Patience is how long a test waits for anything before it fails.
const Patience = 60 * time.Second

// wrongThread begins the line that Fyne prints when a widget is touched off the
// window's thread (fyne/internal/async).
const wrongThread = "Error in Fyne call thread"

// failedInside is what the program says of a panic, which itself is not printed.
const failedInside = "something went wrong inside the program"

// Program is the real program, running in its window.
type Program struct {
	// Home is the folder that HOME names for the program; the XDG folders and
	// TMPDIR are below it (see [Program.Folder]).
	Home string

	t      testing.TB
	screen *screen
	binary string
	cmd    *exec.Cmd
	output lockedBuffer
	ended  chan struct{} // closed when the process is gone
	asked  bool          // whether the test wanted it to end
}

// Start runs the program of AFTERGLOW_BINARY with these arguments on a new screen
// with a new home, and returns when its window is there and has the keyboard.
func Start(t testing.TB, args ...string) *Program {
	t.Helper()
	binary := os.Getenv("AFTERGLOW_BINARY")
	if binary == "" {
		t.Fatal("AFTERGLOW_BINARY does not name the program to test")
	}
	return start(t, newScreen(t), t.TempDir(), binary, args)
}

// Again runs the same program with these arguments on the same screen and the
// same home, after [Program.Quit] or [Program.Kill].
func (p *Program) Again(args ...string) *Program {
	p.t.Helper()
	return start(p.t, p.screen, p.Home, p.binary, args)
}

func start(t testing.TB, s *screen, home, binary string, args []string) *Program {
	t.Helper()
	p := launch(t, s, home, binary, args)
	// The pointer waits in a corner, where it neither points at anything nor shows in a picture.
	p.xdotool("mousemove", strconv.Itoa(ScreenWidth-1), strconv.Itoa(ScreenHeight-1))
	p.focus()
	return p
}

// launch starts the process and watches it, but does not wait for a window.
func launch(t testing.TB, s *screen, home, binary string, args []string) *Program {
	t.Helper()
	mustReportWrongCalls(t, binary)
	p := &Program{Home: home, t: t, screen: s, binary: binary, ended: make(chan struct{})}
	p.cmd = exec.Command(binary, args...)
	p.cmd.Dir = home
	p.cmd.Stdout, p.cmd.Stderr = &p.output, &p.output
	p.cmd.Env = []string{
		"DISPLAY=" + s.display,
		"HOME=" + home,
		"XDG_CONFIG_HOME=" + p.Folder("config"),
		"XDG_DATA_HOME=" + p.Folder("data"),
		"XDG_CACHE_HOME=" + p.Folder("cache"),
		"XDG_RUNTIME_DIR=" + p.Folder("runtime"),
		"TMPDIR=" + p.Folder("tmp"),
		"PATH=" + os.Getenv("PATH"),
		"LANG=C.UTF-8",
		"DBUS_SESSION_BUS_ADDRESS=" + s.bus,
		"LIBGL_ALWAYS_SOFTWARE=1",
		"FYNE_SCALE=1",
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("the program does not start: %v", err)
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(p.finish)
	return p
}

// mustReportWrongCalls fails where Fyne's check was compiled out of the program.
func mustReportWrongCalls(t testing.TB, binary string) {
	t.Helper()
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatalf("AFTERGLOW_BINARY is no Go program: %v", err)
	}
	for _, s := range info.Settings {
		if s.Key == "-tags" && strings.Contains(s.Value, "migrated_fynedo") {
			t.Fatal("the program was built with migrated_fynedo, which hides calls from the wrong thread")
		}
	}
}

// finish ends the program and judges what it printed.
func (p *Program) finish() {
	p.t.Helper()
	select {
	case <-p.ended:
		if !p.asked {
			p.t.Errorf("the program ended by itself (%v), saying:\n%s", p.cmd.ProcessState, p.Output())
		}
	default:
		p.Kill()
	}
	for line := range strings.Lines(p.Output()) {
		if strings.Contains(line, wrongThread) || strings.Contains(line, failedInside) {
			p.t.Errorf("the program printed %q, in:\n%s", strings.TrimSpace(line), p.Output())
			return
		}
	}
}

// Folder is one of the folders that the program was given, made if need be:
// "config", "data", "cache", "runtime" or "tmp".
func (p *Program) Folder(name string) string {
	p.t.Helper()
	dir := filepath.Join(p.Home, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		p.t.Fatal(err)
	}
	return dir
}

// Output is all that the program has printed so far.
func (p *Program) Output() string { return p.output.String() }

// Running reports whether the program is still there.
func (p *Program) Running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// Quit asks the program to end, as the session's end would, and waits until it has.
func (p *Program) Quit() {
	p.t.Helper()
	p.Signal(syscall.SIGTERM)
}

// Kill ends the program at once, as kill -9 or a power cut would.
func (p *Program) Kill() {
	p.t.Helper()
	p.asked = true
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// Signal sends the program a signal that ends it, and waits until it has.
func (p *Program) Signal(s syscall.Signal) {
	p.t.Helper()
	_ = p.cmd.Process.Signal(s)
	p.WaitForEnd()
}

// WaitForEnd waits until the program, told to by keys or mouse, is gone.
func (p *Program) WaitForEnd() {
	p.t.Helper()
	p.asked = true
	select {
	case <-p.ended:
	case <-time.After(Patience):
		p.t.Fatalf("the program did not end within %v; it printed:\n%s", Patience, p.Output())
	}
}

// lockedBuffer is written by the program's output and read by the test.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
