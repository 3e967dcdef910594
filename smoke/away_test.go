//go:build smoke

package smoke

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"afterglow/assets"
)

func TestTheRealWindowLocksWhenTheScreenIsLocked(t *testing.T) {
	s := newScreen(t)
	s.bus = newBus(t)
	desktop := screensaver(t, s.bus)
	p := start(t, s, t.TempDir(), os.Getenv("AFTERGLOW_BINARY"), nil)
	p.CreatesAJournal(passphrase)
	p.Key("ctrl+shift+n") // right after a session
	p.WaitForStill()
	p.Type(canaryText)
	p.WaitForStill()
	// Told again and again, for nobody knows when the program begins to listen.
	p.WaitFor("the journal to be locked", func() bool {
		if err := desktop.Emit("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", true); err != nil {
			t.Fatal(err)
		}
		return p.cornerIs(assets.Paper().Ground)
	})
	p.WaitForStill()
	if e := p.OneEntry(); !strings.Contains(e.Text(), canaryText) || !e.Unfinished {
		t.Errorf("locked, there is %+v", e)
	}
}

// newBus starts a session bus of its own.
func newBus(t testing.TB) (address string) {
	t.Helper()
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err == nil {
		err = daemon.Start()
	}
	if err != nil {
		t.Fatalf("dbus-daemon does not start: %v", err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("dbus-daemon ended before it was ready: %v", err)
	}
	return strings.TrimSpace(address)
}

// screensaver is on the bus what tells that the screen was locked.
func screensaver(t testing.TB, address string) *dbus.Conn {
	t.Helper()
	c, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if reply, err := c.RequestName("org.freedesktop.ScreenSaver", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	return c
}
