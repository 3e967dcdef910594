// Command afterglow opens the window, or does what a command says without one.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"afterglow/app/cli"
	"afterglow/app/place"
)

func main() {
	place.KeepPrivate()
	_ = place.Harden() // where the system refuses, the program still has to work
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
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
