package settings

import (
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/journal"
)

// quietMinutes are the times of quiet one can choose from. There is no "never":
// a lock that is off is soon forgotten.
var quietMinutes = []int{1, 2, 5, 10, 15, 30, 60}

func (p *Page) lockCard() fyne.CanvasObject {
	w, now := p.words, p.store.Settings()
	after := now.LockAfter
	if after == 0 {
		after = journal.DefaultLockAfter
	}
	names, chosen := make([]string, len(quietMinutes)), len(quietMinutes)-1
	for i := len(quietMinutes) - 1; i >= 0; i-- {
		names[i] = strconv.Itoa(quietMinutes[i])
		if quietMinutes[i] >= after {
			chosen = i
		}
	}
	tell := func(err error) { p.shell.Fail(err) }
	key := "Ctrl"
	if runtime.GOOS == "darwin" {
		key = "Cmd"
	}
	also := "settings.lock_also"
	if runtime.GOOS != "linux" {
		also = "settings.lock_also_wakes" // that the screen was locked is not heard there
	}
	return card(w.T("settings.lock"),
		kit.Labelled(w.T("settings.lock_after"), kit.OneOf(names, chosen, func(i int) {
			p.save(func(s *journal.Settings) { s.LockAfter = quietMinutes[i] }, tell)
		})),
		kit.NewTick(w.T("settings.lock_background"), now.LockInBackground, func(on bool) {
			p.save(func(s *journal.Settings) { s.LockInBackground = on }, tell)
		}),
		kit.Column(4, kit.Small(w.T(also)), kit.Small(w.T("settings.lock_keys", "Key", key))))
}
