package away

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"
)

// answersWithin is how long a bus or a service may take to answer.
const answersWithin = 5 * time.Second

// systemBus and sessionBus are the addresses of the buses that are there already;
// the library's own ways would start a bus where there is none.
func systemBus() string {
	if a := os.Getenv("DBUS_SYSTEM_BUS_ADDRESS"); a != "" {
		return local(a)
	}
	return "unix:path=/run/dbus/system_bus_socket"
}

func sessionBus() string {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" {
		return local(a)
	}
	runtime := os.Getenv("XDG_RUNTIME_DIR")
	if !filepath.IsAbs(runtime) {
		runtime = filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(filepath.Join(runtime, "bus"))
}

// local keeps of a list of addresses those on this computer: no code of ours
// connects to anything else, whatever the environment says.
func local(list string) string {
	var kept []string
	for a := range strings.SplitSeq(list, ";") {
		if strings.HasPrefix(a, "unix:") {
			kept = append(kept, a)
		}
	}
	return strings.Join(kept, ";")
}

// watchBuses watches both, each for itself.
func watchBuses(ctx context.Context, tell func(Reason), w world) {
	var both sync.WaitGroup
	both.Go(func() {
		stay(ctx, w, "system", w.system, func(ctx context.Context, c *dbus.Conn, ready func()) {
			watchLogind(ctx, c, tell, ready)
		})
	})
	both.Go(func() {
		stay(ctx, w, "session", w.session, func(ctx context.Context, c *dbus.Conn, ready func()) {
			watchScreensavers(ctx, c, tell, ready)
		})
	})
	both.Wait()
}

// stay connects to a bus and lets listen do its part, and does so again some time
// after either has ended.
func stay(ctx context.Context, w world, name string, address func() string, listen func(context.Context, *dbus.Conn, func())) {
	ready := func() {
		if w.hears != nil {
			w.hears(name)
		}
	}
	for {
		if c, err := connect(ctx, address()); err == nil {
			listen(ctx, c, ready)
			c.Close()
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(w.retry):
		}
	}
}

// connect gives up on a bus that takes the connection and then says nothing.
func connect(ctx context.Context, address string) (*dbus.Conn, error) {
	ctx, cancel := context.WithCancel(ctx) // ends with ctx, or with the connection
	tooLong := time.AfterFunc(answersWithin, cancel)
	c, err := dbus.Connect(address, dbus.WithContext(ctx), dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil || !tooLong.Stop() {
		cancel()
		return nil, errors.Join(err, ctx.Err())
	}
	return c, nil
}

// call asks a service for something, within bounds.
func call(ctx context.Context, o dbus.BusObject, method string, args ...any) *dbus.Call {
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	return o.CallWithContext(ctx, method, 0, args...)
}

// subscribe asks the bus for signals of one kind.
func subscribe(ctx context.Context, c *dbus.Conn, options ...dbus.MatchOption) error {
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	return c.AddMatchSignalContext(ctx, options...)
}

// signals is a channel of what the connection hears, closed when it ends.
func signals(c *dbus.Conn) <-chan *dbus.Signal {
	ch := make(chan *dbus.Signal, 16)
	c.Signal(ch)
	return ch
}

// first is the first value of a signal, where it is of that type.
func first[T any](s *dbus.Signal) (v T, ok bool) {
	if len(s.Body) == 0 {
		return v, false
	}
	v, ok = s.Body[0].(T)
	return v, ok
}
