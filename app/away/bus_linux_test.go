package away

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"
)

// enough is how long anything here may take before it will not happen any more.
const enough = 10 * time.Second

const ourSession, otherSession = dbus.ObjectPath("/org/freedesktop/login1/session/_31"), dbus.ObjectPath("/org/freedesktop/login1/session/_32")

// bus is a private dbus-daemon.
type bus struct {
	t       *testing.T
	path    string
	daemon  *exec.Cmd
	address string
}

func newBus(t *testing.T) *bus {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "ag") // short: it names a socket
	if err != nil {
		t.Fatal(err)
	}
	b := &bus{t: t, path: filepath.Join(dir, "bus")}
	b.address = "unix:path=" + b.path
	t.Cleanup(func() {
		b.stop()
		os.RemoveAll(dir)
	})
	return b
}

func (b *bus) start() {
	b.t.Helper()
	config := b.path + ".conf"
	text := `<busconfig><type>session</type><listen>` + b.address + `</listen><auth>EXTERNAL</auth>
		<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.daemon = exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address=1")
	out, err := b.daemon.StdoutPipe()
	if err == nil {
		err = b.daemon.Start()
	}
	if err != nil {
		b.t.Fatalf("dbus-daemon is needed here (Debian: dbus): %v", err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil { // it listens
		b.t.Fatal(err)
	}
}

func (b *bus) stop() {
	if b.daemon != nil {
		_ = b.daemon.Process.Kill()
		_ = b.daemon.Wait()
		_ = os.Remove(b.path)
		b.daemon = nil
	}
}

// joins connects to the bus, under a name if one is given.
func (b *bus) joins(name string) *dbus.Conn {
	b.t.Helper()
	c, err := dbus.Connect(b.address)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { c.Close() })
	if name != "" {
		if r, err := c.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
			b.t.Fatal(name, r, err)
		}
	}
	return c
}

// emit sends a signal, and returns when the bus has it.
func emit(t *testing.T, c *dbus.Conn, path dbus.ObjectPath, name string, values ...any) {
	t.Helper()
	err := c.Emit(path, name, values...)
	if err == nil {
		err = c.BusObject().Call(busItself+".GetId", 0).Err
	}
	if err != nil {
		t.Fatal(err)
	}
}

// fakeLogind plays systemd-logind.
type fakeLogind struct {
	bare   bool     // it knows no session by its process, and lets nobody hold it
	holds  chan int // for each Inhibit: the reading end of what it gave
	mu     sync.Mutex
	ours   []int // the writing ends
	client chan dbus.Sender
}

func (f *fakeLogind) Inhibit(from dbus.Sender, what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	if f.bare || what != "sleep" || mode != "delay" || who == "" || why == "" {
		return 0, dbus.MakeFailedError(errors.New("denied"))
	}
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	f.mu.Lock()
	f.ours = append(f.ours, pipe[1])
	f.mu.Unlock()
	f.client <- from
	f.holds <- pipe[0]
	return dbus.UnixFD(pipe[1]), nil
}

func (f *fakeLogind) GetSessionByPID(pid uint32) (dbus.ObjectPath, *dbus.Error) {
	if f.bare || int(pid) != os.Getpid() {
		return "", dbus.MakeFailedError(errors.New("no session"))
	}
	return ourSession, nil
}

func (f *fakeLogind) GetUser(uid uint32) (dbus.ObjectPath, *dbus.Error) {
	if int(uid) != os.Getuid() {
		return "", dbus.MakeFailedError(errors.New("no user"))
	}
	return "/org/freedesktop/login1/user/me", nil
}

// Get is the one property that is asked for.
func (f *fakeLogind) Get(of, name string) (dbus.Variant, *dbus.Error) {
	if of != login1+".User" || name != "Display" {
		return dbus.Variant{}, dbus.MakeFailedError(errors.New("no property"))
	}
	return dbus.MakeVariant(struct {
		ID   string
		Path dbus.ObjectPath
	}{"1", ourSession}), nil
}

func (f *fakeLogind) plays(t *testing.T, c *dbus.Conn) {
	t.Helper()
	f.holds, f.client = make(chan int, 9), make(chan dbus.Sender, 9)
	err := errors.Join(c.Export(f, login1Path, manager), c.Export(f, "/org/freedesktop/login1/user/me", properties))
	if err == nil {
		_, err = c.RequestName(login1, dbus.NameFlagDoNotQueue)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// letGo closes the writing ends that it has still itself, so that what is left of
// them is the watch's.
func (f *fakeLogind) letGo() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, w := range f.ours {
		_ = unix.Close(w)
	}
	f.ours = nil
}

// held says whether anyone still has the writing end.
func held(t *testing.T, r int) bool {
	t.Helper()
	p := []unix.PollFd{{Fd: int32(r), Events: unix.POLLIN}}
	if _, err := unix.Poll(p, 0); err != nil {
		t.Fatal(err)
	}
	return p[0].Revents&unix.POLLHUP == 0
}

// watched is a watch of two buses.
type watched struct {
	t     *testing.T
	told  chan Reason
	hears chan string
}

func watches(t *testing.T, system, session string, left func(Reason)) *watched {
	t.Helper()
	w := &watched{t: t, told: make(chan Reason, 99), hears: make(chan string, 99)}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		watch(ctx, func(r Reason) {
			if left != nil {
				left(r)
			}
			w.told <- r
		}, world{
			ticks: nil, clock: func() moment { return moment{} }, retry: 10 * time.Millisecond,
			system: func() string { return system }, session: func() string { return session },
			hears: func(bus string) { w.hears <- bus },
		})
	}()
	t.Cleanup(func() {
		cancel()
		<-ended // it ends at once
		if len(w.told) > 0 {
			t.Errorf("told besides: %q", <-w.told)
		}
	})
	return w
}

func await[T any](t *testing.T, what string, ch <-chan T) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(enough):
		t.Fatalf("waited for %s", what)
		panic("unreachable")
	}
}

func (w *watched) is(want Reason) {
	w.t.Helper()
	if got := await(w.t, string(want), w.told); got != want {
		w.t.Fatalf("told %q, want %q", got, want)
	}
}

func changed(name string, v bool) []any {
	return []any{sessionOf, map[string]dbus.Variant{name: dbus.MakeVariant(v)}, []string{}}
}

// Each signal of logind that concerns this session is told once, in its order, and
// nothing else is: what must not be told stands between what must.
func TestWhatLogindSays(t *testing.T) {
	for name, f := range map[string]*fakeLogind{"it knows the process": {}, "it knows the user only, and lets nobody hold it": {bare: true}} {
		t.Run(name, func(t *testing.T) {
			b := newBus(t)
			b.start()
			t.Setenv("XDG_SESSION_ID", "")
			c := b.joins("")
			f.plays(t, c)
			w := watches(t, b.address, "", nil)
			await(t, "the bus", w.hears)

			emit(t, c, otherSession, sessionOf+".Lock")
			emit(t, c, ourSession, sessionOf+".Unlock")
			emit(t, c, login1Path, manager+".PrepareForShutdown", true)
			emit(t, c, ourSession, sessionOf+".Lock")
			w.is(ScreenLocked)
			emit(t, c, ourSession, properties+".PropertiesChanged", changed("Active", true)...)
			emit(t, c, otherSession, properties+".PropertiesChanged", changed("Active", false)...)
			emit(t, c, ourSession, properties+".PropertiesChanged", changed("IdleHint", false)...)
			emit(t, c, ourSession, properties+".PropertiesChanged", changed("Active", false)...)
			w.is(UserSwitched)
			emit(t, c, ourSession, properties+".PropertiesChanged", changed("LockedHint", false)...)
			emit(t, c, ourSession, properties+".PropertiesChanged", changed("LockedHint", true)...)
			w.is(ScreenLocked)
			emit(t, c, login1Path, manager+".PrepareForSleep", false)
			emit(t, c, login1Path, manager+".PrepareForSleep", "true")
			emit(t, c, login1Path, manager+".PrepareForSleep")
			emit(t, c, ourSession, manager+".PrepareForSleep", true)
			emit(t, c, ourSession, properties+".PropertiesChanged", sessionOf, "Active")
			emit(t, c, login1Path, manager+".PrepareForSleep", true)
			w.is(Suspend)
		})
	}
}

func TestTheComputerWaitsWithSleepingUntilTheJournalIsLocked(t *testing.T) {
	b := newBus(t)
	b.start()
	c := b.joins("")
	f := &fakeLogind{}
	f.plays(t, c)
	var hold atomic.Int64
	w := watches(t, b.address, "", func(Reason) {
		f.letGo()
		if !held(t, int(hold.Load())) {
			t.Error("sleep was allowed before the journal was locked")
		}
	})
	await(t, "the bus", w.hears)
	for range 2 { // and again after it woke up
		hold.Store(int64(await(t, "a hold", f.holds)))
		emit(t, c, login1Path, manager+".PrepareForSleep", true)
		w.is(Suspend)
		emit(t, c, login1Path, manager+".PrepareForSleep", false)
	}
	await(t, "a third hold", f.holds)
	if held(t, int(hold.Load())) {
		t.Error("sleep is still held up after locking")
	}
}

func TestOnlyLogindItselfIsHeard(t *testing.T) {
	b := newBus(t)
	b.start()
	c, stranger := b.joins(""), b.joins("")
	f := &fakeLogind{}
	f.plays(t, c)
	w := watches(t, b.address, "", nil)
	await(t, "the bus", w.hears)
	emit(t, stranger, login1Path, manager+".PrepareForSleep", true)
	sendTo(t, stranger, string(await(t, "the client", f.client)), ourSession, sessionOf, "Lock")
	emit(t, c, ourSession, properties+".PropertiesChanged", changed("Active", false)...)
	w.is(UserSwitched)
}

// sendTo sends a signal to one connection, whether it subscribed or not.
func sendTo(t *testing.T, c *dbus.Conn, to string, path dbus.ObjectPath, of, member string) {
	t.Helper()
	c.Send(&dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(to), dbus.FieldPath: dbus.MakeVariant(path),
		dbus.FieldInterface: dbus.MakeVariant(of), dbus.FieldMember: dbus.MakeVariant(member),
	}}, nil)
	if err := c.BusObject().Call(busItself+".GetId", 0).Err; err != nil {
		t.Fatal(err)
	}
}

func TestEveryScreensaverIsHeard(t *testing.T) {
	b := newBus(t)
	b.start()
	w := watches(t, "", b.address, nil)
	await(t, "the bus", w.hears)
	stranger := b.joins("")
	for _, name := range []string{"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver", "org.xfce.ScreenSaver"} {
		c := b.joins(name) // it may come after us
		emit(t, stranger, "/ScreenSaver", name+".ActiveChanged", true)
		emit(t, c, "/ScreenSaver", name+".ActiveChanged", false)
		emit(t, c, "/ScreenSaver", name+".ActiveChanged", "true")
		emit(t, c, "/ScreenSaver", name+".ActiveChanged")
		emit(t, c, "/ScreenSaver", name+".WakeUpScreen", true)
		emit(t, c, "/ScreenSaver", name+".ActiveChanged", true)
		w.is(ScreenLocked)
	}
}

func TestABusThatIsMissingOrGoesAwayIsTriedAgain(t *testing.T) {
	system, session := newBus(t), newBus(t)
	w := watches(t, system.address, session.address, nil)
	for range 3 {
		system.start()
		session.start()
		logind, saver := system.joins(""), session.joins("org.gnome.ScreenSaver")
		(&fakeLogind{}).plays(t, logind)
		seen := map[string]bool{}
		for len(seen) < 2 {
			seen[await(t, "the buses", w.hears)] = true
		}
		emit(t, logind, login1Path, manager+".PrepareForSleep", true)
		w.is(Suspend)
		emit(t, saver, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", true)
		w.is(ScreenLocked)
		system.stop()
		session.stop()
	}
}

func TestAnotherLogindTakesOver(t *testing.T) {
	b := newBus(t)
	b.start()
	w := watches(t, b.address, "", nil)
	for i := range 3 {
		c := b.joins("")
		(&fakeLogind{}).plays(t, c)
		await(t, fmt.Sprint("logind number ", i), w.hears)
		emit(t, c, ourSession, sessionOf+".Lock")
		w.is(ScreenLocked)
		c.Close()
	}
}

func TestOnlyLocalBusesAreUsed(t *testing.T) {
	for given, want := range map[string]string{
		"unix:path=/run/bus":                  "unix:path=/run/bus",
		"tcp:host=192.0.2.1,port=1":           "",
		"unixexec:path=/bin/sh":               "",
		"tcp:host=a;unix:path=/b;autolaunch:": "unix:path=/b",
		"autolaunch:":                         "",
	} {
		t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", given)
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", given)
		if systemBus() != want || sessionBus() != want {
			t.Errorf("%s: %q and %q, want %q", given, systemBus(), sessionBus(), want)
		}
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", "/run/me")
	if systemBus() != "unix:path=/run/dbus/system_bus_socket" || sessionBus() != "unix:path=/run/me/bus" {
		t.Errorf("without a word: %q and %q", systemBus(), sessionBus())
	}
}
