// Command afterglow opens the window, or does what a command says without one.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"afterglow/app/cli"
	"afterglow/app/crash"
	"afterglow/app/place"
	"afterglow/app/run"
)

func main() {
	place.KeepPrivate()
	_ = place.Harden() // where the system refuses, the program still has to work
	crash.Hush()
	defer func() {
		if recover() != nil {
			fmt.Fprintln(os.Stderr, "afterglow:", &run.InsideError{Where: crash.Site()})
			os.Exit(1)
		}
	}()
	os.Exit(start(os.Args[1:]))
}

func start(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return cli.Run(ctx, args, cli.Config{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Window: func(w cli.Window) int {
			stop() // the window ends as windows do
			return window(w)
		},
	})
}
