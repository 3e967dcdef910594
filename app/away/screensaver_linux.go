package away

import (
	"context"
	"slices"

	"github.com/godbus/dbus/v5"
)

// screensavers are the names under which desktops tell that the screen was locked
// or blanked: KDE and the common one, and each desktop's own. Name and interface
// are the same.
var screensavers = []string{
	"org.freedesktop.ScreenSaver",
	"org.gnome.ScreenSaver",
	"org.cinnamon.ScreenSaver",
	"org.mate.ScreenSaver",
	"org.xfce.ScreenSaver",
}

// watchScreensavers listens until the connection ends. The bus itself sees to it
// that a signal comes from who has the name, now or later.
func watchScreensavers(ctx context.Context, c *dbus.Conn, tell func(Reason), ready func()) {
	heard := signals(c)
	for _, name := range screensavers {
		if subscribe(ctx, c, dbus.WithMatchSender(name), dbus.WithMatchInterface(name), dbus.WithMatchMember("ActiveChanged")) != nil {
			return
		}
	}
	ready()
	for s := range heard {
		on, ok := first[bool](s)
		if ok && on && slices.ContainsFunc(screensavers, func(name string) bool { return s.Name == name+".ActiveChanged" }) {
			tell(ScreenLocked)
		}
	}
}
