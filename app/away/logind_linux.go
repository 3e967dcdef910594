package away

import (
	"context"
	"os"

	"github.com/godbus/dbus/v5"
	"golang.org/x/sys/unix"
)

// The names of systemd-logind (org.freedesktop.login1(5)).
const (
	login1     = "org.freedesktop.login1"
	login1Path = "/org/freedesktop/login1"
	manager    = login1 + ".Manager"
	sessionOf  = login1 + ".Session"
	properties = "org.freedesktop.DBus.Properties"
	busItself  = "org.freedesktop.DBus"
)

// logind is the part of it that concerns this process.
type logind struct {
	conn    *dbus.Conn
	owner   string          // the one connection whose signals count, "" for none
	session dbus.ObjectPath // "" where there is none
	hold    int             // keeps the computer awake until we have locked; -1 for none
}

// watchLogind listens until the connection ends. logind may come later, and may be
// another process after an update.
func watchLogind(ctx context.Context, c *dbus.Conn, tell func(Reason), ready func()) {
	l := &logind{conn: c, hold: -1}
	heard := signals(c)
	if !l.subscribe(ctx) {
		return
	}
	defer l.release()
	var owner string
	if call(ctx, c.BusObject(), busItself+".GetNameOwner", login1).Store(&owner) == nil {
		l.meet(ctx, owner, ready)
	}
	for s := range heard {
		switch s.Sender {
		case busItself:
			if s.Name == busItself+".NameOwnerChanged" && len(s.Body) == 3 {
				if owner, ok := s.Body[2].(string); ok {
					l.meet(ctx, owner, ready)
				}
			}
		case l.owner:
			l.hear(ctx, s, tell)
		}
	}
}

// subscribe asks for all signals that matter, of whichever session.
func (l *logind) subscribe(ctx context.Context) bool {
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchSender(busItself), dbus.WithMatchInterface(busItself), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, login1)},
		{dbus.WithMatchSender(login1), dbus.WithMatchInterface(manager), dbus.WithMatchMember("PrepareForSleep")},
		{dbus.WithMatchSender(login1), dbus.WithMatchInterface(sessionOf), dbus.WithMatchMember("Lock")},
		{dbus.WithMatchSender(login1), dbus.WithMatchInterface(properties), dbus.WithMatchMember("PropertiesChanged"), dbus.WithMatchArg(0, sessionOf)},
	} {
		if subscribe(ctx, l.conn, match...) != nil {
			return false
		}
	}
	return true
}

// meet gets to know the process that is logind now, "" for none.
func (l *logind) meet(ctx context.Context, owner string, ready func()) {
	if owner == l.owner {
		return
	}
	l.release()
	l.owner, l.session = owner, ""
	if owner == "" {
		return
	}
	l.session = l.findSession(ctx)
	l.takeHold(ctx)
	ready()
}

func (l *logind) manager() dbus.BusObject { return l.conn.Object(login1, login1Path) }

// findSession is the session of this process, or else of its user: what a desktop
// starts through systemd belongs to none itself.
func (l *logind) findSession(ctx context.Context) dbus.ObjectPath {
	var path dbus.ObjectPath
	if call(ctx, l.manager(), manager+".GetSessionByPID", uint32(os.Getpid())).Store(&path) == nil {
		return path
	}
	if id := os.Getenv("XDG_SESSION_ID"); id != "" && call(ctx, l.manager(), manager+".GetSession", id).Store(&path) == nil {
		return path
	}
	if call(ctx, l.manager(), manager+".GetUser", uint32(os.Getuid())).Store(&path) != nil {
		return ""
	}
	var display struct {
		ID   string
		Path dbus.ObjectPath
	}
	user := l.conn.Object(login1, path)
	if call(ctx, user, properties+".Get", login1+".User", "Display").Store(&display) != nil || display.ID == "" {
		return ""
	}
	return display.Path
}

// takeHold asks logind to wait with sleeping until the file it gives is closed. The
// file does not go along when the process replaces itself: that lets go as well.
func (l *logind) takeHold(ctx context.Context) {
	if l.hold >= 0 {
		return
	}
	var fd dbus.UnixFD
	if call(ctx, l.manager(), manager+".Inhibit", "sleep", "Afterglow", "locks the journal first", "delay").Store(&fd) == nil {
		unix.CloseOnExec(int(fd))
		l.hold = int(fd)
	}
}

func (l *logind) release() {
	if l.hold >= 0 {
		_ = unix.Close(l.hold)
		l.hold = -1
	}
}

// hear tells what a signal means, if it concerns this session.
func (l *logind) hear(ctx context.Context, s *dbus.Signal, tell func(Reason)) {
	switch {
	case s.Name == manager+".PrepareForSleep" && s.Path == login1Path:
		sleeps, ok := first[bool](s)
		if ok && sleeps {
			tell(Suspend)
			l.release()
		} else if ok {
			l.takeHold(ctx) // it woke up
		}
	case l.session == "" || s.Path != l.session:
	case s.Name == sessionOf+".Lock":
		tell(ScreenLocked)
	case s.Name == properties+".PropertiesChanged":
		l.hearChange(s, tell)
	}
}

// hearChange hears that the session lost the screen, or that the desktop says that
// it is locked.
func (l *logind) hearChange(s *dbus.Signal, tell func(Reason)) {
	if of, ok := first[string](s); !ok || of != sessionOf || len(s.Body) < 2 {
		return
	}
	changed, ok := s.Body[1].(map[string]dbus.Variant)
	if !ok {
		return
	}
	if active, ok := changed["Active"].Value().(bool); ok && !active {
		tell(UserSwitched)
	}
	if locked, ok := changed["LockedHint"].Value().(bool); ok && locked {
		tell(ScreenLocked)
	}
}
