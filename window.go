package main

import (
	"fmt"
	"os"
	"runtime"

	fyneapp "fyne.io/fyne/v2/app"

	"afterglow/app"
	"afterglow/app/again"
	"afterglow/app/cli"
	"afterglow/app/place"
	"afterglow/assets"
)

// window shows what it is given until it is closed, and gives the exit code.
func window(w cli.Window) int {
	if !hasDisplay() {
		fmt.Fprintln(os.Stderr, "afterglow: there is no display to open a window on: start it from a desktop session, or use the commands (afterglow --help)")
		return 1
	}
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
	shell := app.New(fyneapp.NewWithID("afterglow.journal"), app.Options{
		Folder: w.Folder, SealedFile: w.SealedFile, Demo: w.Demo,
		KnownFile: place.KnownFile(), LookFile: place.LookFile(),
		Kept: again.Kept(w.Kept),
		Replace: func(folder string, kept []byte) error {
			return again.Replace([]string{"--journal", folder}, "--kept", kept)
		},
	})
	calls.show(shell)
	shell.Window().ShowAndRun()
	if only != nil {
		only.Close()
	}
	return 0
}

// hasDisplay says whether a window can be shown.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
