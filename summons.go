package main

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"afterglow/app"
	"afterglow/app/alone"
	"afterglow/app/cli"
)

// summons hands what other starts of the program tell to this one's window.
type summons struct {
	ready chan struct{} // closed once there is a shell
	shell *app.Shell
}

// alreadyOpen says whether another window has this journal, and has come forward
// instead. Otherwise this process answers from now on, unless the system gives it no
// place for that, which is no reason not to open; and silent says that there is
// another window and it does not answer.
func (s *summons) alreadyOpen(w cli.Window) (told, silent bool, only claim) {
	first, err := alone.Claim(w.Folder, s.heard)
	if err != alone.ErrTaken {
		return false, false, claim{first}
	}
	var m alone.Message
	if w.SealedFile != "" {
		if m.Open, err = filepath.Abs(w.SealedFile); err != nil {
			return false, true, claim{}
		}
	}
	err = alone.Tell(context.Background(), w.Folder, m)
	return err == nil, err != nil, claim{}
}

// claim is this process's being the first, or nothing where it is not.
type claim struct{ only *alone.Only }

// moved goes along when another folder is chosen. Should that have a window too,
// unlocking says so.
func (c claim) moved(folder string) {
	if c.only != nil {
		_ = c.only.Move(folder)
	}
}

func (c claim) close() {
	if c.only != nil {
		c.only.Close()
	}
}

// show lets the window hear.
func (s *summons) show(shell *app.Shell) {
	s.shell = shell
	close(s.ready)
}

// heard does on the window's thread what was told, unless that comes too late.
func (s *summons) heard(ctx context.Context, m alone.Message) error {
	select {
	case <-s.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	acted := make(chan struct{})
	fyne.Do(func() {
		if ctx.Err() != nil {
			return
		}
		s.shell.ComeForward()
		if m.Open != "" {
			s.shell.OpenSealed(m.Open)
		}
		close(acted)
	})
	select {
	case <-acted:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
