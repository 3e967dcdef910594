package main

import (
	"context"
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"afterglow/app"
	"afterglow/app/again"
	"afterglow/app/away"
	"afterglow/app/cli"
	"afterglow/app/crash"
	"afterglow/app/place"
	"afterglow/assets"
)

// window shows what it is given until it is closed, and gives the exit code.
func window(w cli.Window) int {
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, "afterglow: there is no display to open a window on: start it from a desktop session, or use the commands (afterglow --help)")
		return 1
	}
	again.KeepName()
	calls := &summons{ready: make(chan struct{})}
	told, silent, only := calls.alreadyOpen(w)
	if told {
		return 0
	}
	if silent {
		fmt.Fprintln(os.Stderr, "afterglow: "+assets.English().T("place.silent"))
	}
	// Fyne keeps nothing of ours there, but complains when it is missing.
	if cache, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(cache, 0o700)
	}
	a := fyneapp.NewWithID("afterglow.journal")
	shell := app.New(a, app.Options{
		Folder: w.Folder, SealedFile: w.SealedFile, Demo: w.Demo,
		KnownFile: place.KnownFile(), LookFile: place.LookFile(),
		Kept: again.Kept(w.Kept), Chosen: only.moved, Ending: only.close,
		Warning: func(folder string) string { return place.Lies(folder).Says(assets.English()) },
		Replace: func(folder string, kept []byte) error {
			crash.Loud() // the fresh process hushes itself
			defer crash.Hush()
			return again.Replace([]string{"--journal", folder}, "--kept", kept)
		},
	})
	watching, stop := context.WithCancel(context.Background())
	defer stop()
	// Not before the window's thread takes what others have for it.
	a.Lifecycle().SetOnStarted(func() {
		calls.show(shell)
		go away.Watch(watching, func(why away.Reason) { lockAndWait(watching, shell, why) })
	})
	shell.Window().ShowAndRun()
	only.close() // a second time does nothing
	return 0
}

// lockAndWait locks, and returns when that has ended: the computer waits for it
// before it sleeps. Where locking replaces the process, that is its end.
func lockAndWait(ctx context.Context, shell *app.Shell, why away.Reason) {
	locked := make(chan struct{})
	fyne.Do(func() {
		if why == away.Suspend {
			shell.LockForSleep(func() { close(locked) })
			return
		}
		shell.LockAndTell(func() { close(locked) })
	})
	select {
	case <-locked:
	case <-ctx.Done():
	}
}

// hasDisplay says whether a window can be shown.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
