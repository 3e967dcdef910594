package app

import (
	"context"
	"errors"
	"time"

	"afterglow/app/kit"
	"afterglow/app/pages/clients"
	"afterglow/app/pages/received"
	"afterglow/app/pages/sessions"
	"afterglow/app/pages/settings"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

const (
	// putAwayLimit is how long locking waits for a page to save its words: a disk
	// may hang. What is not saved by then waits sealed in memory.
	putAwayLimit = 10 * time.Second
	// hurriedLimit is that when the computer is about to sleep: it waits five seconds
	// for us unless its settings say otherwise (systemd, InhibitDelayMaxSec).
	hurriedLimit = 2 * time.Second
	// workEnds is how long closing waits for work that does not heed its cancel.
	workEnds = 10 * time.Second
	// backupLimit is how long a backup may keep the journal open at locking.
	backupLimit = 30 * time.Second
	// closeLimit is how long closing may take in all.
	closeLimit = workEnds + backupLimit + 20*time.Second
)

// Lock puts everything away and shows the Open page. It asks nobody: what a page
// cannot save is sealed and waits for the next unlocking. From the first moment
// nothing can be seen.
func (s *Shell) Lock() {
	if s.locking || !s.lockable() {
		return
	}
	s.locking = true
	s.leaving++ // a page that waits for an answer waits no longer
	kit.ShowVeil(s.window, s.words.T("app.locking"), nil)
	done := false
	put := func() {
		if !done {
			done = true
			s.keep()
			s.close(s.afresh)
		}
	}
	k, ok := s.current.(route.Keeper)
	if !ok {
		put()
		return
	}
	limit := putAwayLimit
	if s.hurried {
		limit = hurriedLimit
	}
	stop := s.runner.After(limit, put)
	k.PutAway(func() {
		stop()
		put()
	})
}

// LockForSleep is LockAndTell for a computer that is about to sleep, which gives us
// a few seconds: pages get less time, and no backup is made now.
func (s *Shell) LockForSleep(done func()) {
	s.hurried = s.lockable()
	s.LockAndTell(done)
}

// LockAndTell is Lock, and tells done when the journal is closed; where locking
// replaces the process, that is all that comes.
func (s *Shell) LockAndTell(done func()) {
	if !s.locking && !s.lockable() {
		done()
		return
	}
	s.locked = append(s.locked, done)
	s.Lock()
}

// lockable says that something is open that locking would put away.
func (s *Shell) lockable() bool {
	_, reading := s.received.(*received.Page)
	return s.journal != nil || s.opened.Load() != nil || reading
}

// keep seals what the page holds and could not save, and where the person was.
func (s *Shell) keep() {
	if s.journal == nil {
		s.keepCode()
		return
	}
	u := s.rest
	s.rest = journal.Unsaved{}
	if k, ok := s.current.(route.Keeper); ok {
		k.Unsaved(&u)
		u.Page = s.current.Route().String()
	}
	if sealed, err := s.journal.SealUnsaved(u); err == nil {
		s.kept = sealed
	}
}

// keepCode remembers, sealed, that a recovery code was on the way in and not kept:
// the next unlocking leads to where a new one is made. Words that wait go before.
func (s *Shell) keepCode() {
	j := s.opened.Load()
	if j == nil || s.kept != nil || !s.holdsCode() {
		return
	}
	to := route.With(route.Settings, settings.Passphrase)
	if sealed, err := j.SealUnsaved(journal.Unsaved{Page: to.String()}); err == nil {
		s.kept = sealed
	}
}

// takeUp saves the words that waited since the journal was locked, and goes on
// where the person was. Words of another journal wait on.
func (s *Shell) takeUp() {
	u, err := s.journal.OpenUnsaved(s.kept)
	if err != nil {
		return
	}
	s.kept = nil
	s.views.share = u.Share
	if !u.Words() {
		if r, err := route.Parse(u.Page); err == nil {
			s.Go(r)
		}
		return
	}
	s.saveRest(u, func() { s.Say(s.words.T("app.unsaved_saved")) })
}

// saveRest saves words that waited; what cannot be saved waits on.
func (s *Shell) saveRest(u journal.Unsaved, saved func()) {
	j := s.journal
	s.rest = u
	s.runner.Do(s.words.T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		u, err = j.SaveUnsaved(ctx, u)
		return err
	}, func(err error) {
		s.rest = u
		s.Changed()
		if err == nil {
			saved()
			return
		}
		kit.Ask(s.window, s.words, s.words.T("app.unsaved_title"), kit.Body(s.words.T("app.unsaved", "Reason", s.Sentence(err))),
			s.words.T("common.try_again"), func(d *kit.Dialog) {
				d.Close()
				s.saveRest(s.rest, saved)
			})
	})
}

// afresh shows the Open page: in a process that has seen nothing, where there is
// a way to that. Work that has not ended dies with the old one.
func (s *Shell) afresh(err error) {
	if s.options.Replace != nil {
		_ = s.options.Replace(s.options.Folder, s.kept) // it returns only when it failed
	}
	s.locking, s.hurried = false, false
	told := s.locked
	s.locked = nil
	for _, done := range told {
		done()
	}
	s.Go(route.To(route.Open))
	s.Fail(err)
}

// close ends all work, closes the journal and forgets every page, then goes on.
func (s *Shell) close(then func(error)) {
	s.closeDialogs()
	s.toasts.Clear()
	s.clearClipboard()
	j, entered := s.journal, s.journal != nil
	if !entered {
		j = s.opened.Swap(nil) // made, or an older copy that nobody accepted
	}
	kept := s.clients
	s.journal, s.clients, s.history, s.current, s.received, s.opening = nil, nil, nil, nil, nil, nil
	s.closeSealed()
	s.quitting = false
	s.call(journal.SessionWords[0])
	hurried := s.hurried
	ended := s.endWork()
	s.runner = s.options.Runner(s.busy)
	for _, p := range s.built {
		if w, ok := p.(route.Wiper); ok {
			w.Wipe()
		}
	}
	s.built = nil
	s.views.timeline.Wipe()
	s.views.today.Wipe()
	s.views.sessions = sessions.View{}
	s.views.trends.Wipe()
	s.views.share = nil
	s.views.clients = clients.View{}
	s.area.Objects = nil
	s.area.Refresh()
	if j == nil {
		then(nil)
		return
	}
	told := false
	once := func(err error) {
		if !told {
			told = true
			then(err)
		}
	}
	stop := s.runner.After(closeLimit, func() { once(errStillBusy) })
	s.runner.Do(s.words.T("app.locking"), func(ctx context.Context, p run.Progress) error {
		if !ended() {
			return errStillBusy // it may still use the journal
		}
		if kept != nil {
			kept.Close()
		}
		if entered && !hurried {
			backUp(ctx, j, p)
		}
		return j.Close()
	}, func(err error) {
		stop()
		once(err)
	})
}

// backUp makes the backup that the person wants at each lock. That it failed is
// told at the next unlocking, which sees that it is not there.
func backUp(ctx context.Context, j *journal.Journal, p run.Progress) {
	ctx, cancel := context.WithTimeout(ctx, backupLimit)
	defer cancel()
	if due, err := j.BackupDue(); err == nil && due {
		s := j.Settings()
		_, _ = j.BackupInto(ctx, s.BackupFolder, s.BackupKeep, p.Set)
	}
}

// errStillBusy says that work did not heed its cancel.
var errStillBusy = errors.New("some work has not ended")

// endWork cancels everything the runner does. What it gives waits, away from the
// window's thread, until all has ended, and answers false when that takes too long.
func (s *Shell) endWork() (ended func() bool) {
	c, ok := s.runner.(interface{ Close(time.Duration) bool })
	if !ok {
		return func() bool { return true }
	}
	c.Close(time.Millisecond)
	limit := workEnds
	if s.hurried {
		limit = hurriedLimit
	}
	return func() bool { return c.Close(limit) }
}

// closeDialogs takes away whatever lies over the page.
func (s *Shell) closeDialogs() {
	s.busy.Clear()
	overlays := s.window.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
	s.veil = nil
	s.window.Canvas().SetOnTypedKey(s.typedKey)
}

// Quit leaves the page, closes the journal and the window. What would be lost by
// it is asked about first: a recovery code that is shown this once and was not
// kept, and words that still wait for room on the disk.
func (s *Shell) Quit() {
	if s.holdsCode() {
		kit.Confirm(s.window, s.words, s.words.T("keeping.quit_title"), s.words.T("keeping.quit_text"), s.words.T("keeping.quit_do"), true, s.quit)
		return
	}
	if !s.rest.Words() || s.journal == nil {
		s.quit()
		return
	}
	j, u := s.journal, s.rest
	s.runner.Do(s.words.T("common.saving"), func(ctx context.Context, _ run.Progress) (err error) {
		u, err = j.SaveUnsaved(ctx, u)
		return err
	}, func(err error) {
		s.rest = u
		if err == nil {
			s.quit()
			return
		}
		kit.Confirm(s.window, s.words, s.words.T("app.unsaved_title"), s.words.T("app.unsaved_quit", "Reason", s.Sentence(err)),
			s.words.T("app.unsaved_quit_do"), true, s.quit)
	})
}

func (s *Shell) quit() {
	s.leave(func() {
		if via, ok := s.detour(); ok {
			s.quitting = true
			s.show(s.build(via))
			return
		}
		if s.options.Ending != nil {
			s.options.Ending()
		}
		s.close(func(error) { s.app.Quit() })
	})
}

// holdsCode says whether the page that is shown, or the way in that Support was
// opened from, shows a recovery code that was not kept.
func (s *Shell) holdsCode() bool {
	for _, p := range []route.Page{s.current, s.opening} {
		if h, ok := p.(interface{ HoldsCode() bool }); ok && h.HoldsCode() {
			return true
		}
	}
	return false
}
