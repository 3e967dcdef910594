package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"afterglow/app/kit"
	"afterglow/app/pages/settings"
	"afterglow/app/route"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/clients"
	"afterglow/journal/vault"
)

// Door is the way into the journal, as the Open page sees it.
type Door struct{ s *Shell }

// Exists says whether there is a journal in the chosen folder.
func (d Door) Exists() bool { return vault.Exists(d.s.options.Folder) }

// Folder is the chosen folder.
func (d Door) Folder() string { return d.s.options.Folder }

// SetFolder chooses another one.
func (d Door) SetFolder(dir string) {
	d.s.options.Folder = dir
	if d.s.options.Chosen != nil {
		d.s.options.Chosen(dir)
	}
}

// Create makes a journal in the folder, or a therapist's vault, and opens it. It
// takes about a second: call it as work of the Runner. Enter shows it.
func (d Door) Create(ctx context.Context, passphrase []byte, therapist bool) (recoveryCode string, err error) {
	o := d.s.options
	j, code, err := journal.Create(ctx, o.Folder, journal.CreateOptions{Passphrase: passphrase, Therapist: therapist, KDF: o.KDF, KnownFile: o.KnownFile})
	if err != nil {
		return "", err
	}
	d.s.opened.Store(j)
	return code, nil
}

// Unlock opens the journal in the folder, as work of the Runner.
func (d Door) Unlock(ctx context.Context, passphrase []byte) error {
	o := d.s.options
	j, err := journal.Open(ctx, o.Folder, passphrase, journal.OpenOptions{KnownFile: o.KnownFile})
	if err != nil {
		return err
	}
	d.s.opened.Store(j)
	return nil
}

// SaveCountry keeps, in the journal that was just made, the country for Support,
// and that the person checked its numbers.
func (d Door) SaveCountry(ctx context.Context, code string, checked bool) error {
	j := d.s.opened.Load()
	if j == nil {
		return vault.ErrClosed
	}
	settings := j.Settings()
	settings.Country = code
	if checked {
		settings.LinesChecked = map[string]journal.When{code: journal.On(d.s.Now())}
	}
	_, err := j.SaveSettings(ctx, settings)
	return err
}

// UnlockWithCode opens it with the recovery code, as work of the Runner.
func (d Door) UnlockWithCode(ctx context.Context, code string) error {
	o := d.s.options
	j, err := journal.OpenWithRecoveryCode(ctx, o.Folder, code, journal.OpenOptions{KnownFile: o.KnownFile})
	if err != nil {
		return err
	}
	d.s.opened.Store(j)
	return nil
}

// Warning is what speaks against the chosen folder, "" for nothing.
func (d Door) Warning() string {
	if d.s.options.Warning == nil {
		return ""
	}
	return d.s.options.Warning(d.s.options.Folder)
}

// Watch lets the journal that was unlocked be put away after a time of quiet,
// entered or not.
func (d Door) Watch() { d.s.beginIdle() }

// Older says whether the journal that was unlocked is a copy older than the one
// last seen, and when each was saved.
func (d Door) Older() (here, known time.Time, older bool) {
	if j := d.s.opened.Load(); j != nil {
		for _, n := range j.Notices() {
			if n.Code == vault.NoticeOlderCopy {
				return n.Here, n.Known, true
			}
		}
	}
	return time.Time{}, time.Time{}, false
}

// AcceptOlder goes on with it all the same.
func (d Door) AcceptOlder() {
	if j := d.s.opened.Load(); j != nil {
		j.AcceptOlderCopy()
	}
}

// CheckRecoveryCode says whether a code that was typed back opens the journal
// that was created or unlocked, as work of the Runner.
func (d Door) CheckRecoveryCode(ctx context.Context, code string) error {
	j := d.s.opened.Load()
	if j == nil {
		return vault.ErrClosed
	}
	return j.CheckRecoveryCode(ctx, code)
}

// ChangePassphrase sets another passphrase, as work of the Runner. Words that
// wait since the journal was locked are sealed anew: new keys would not open them.
func (d Door) ChangePassphrase(ctx context.Context, next []byte, renew bool) (recoveryCode string, err error) {
	j := d.s.opened.Load()
	if j == nil {
		return "", vault.ErrClosed
	}
	waiting, none := j.OpenUnsaved(d.s.kept)
	recoveryCode, err = j.ChangePassphrase(ctx, next, journal.PassphraseOptions{KDF: d.s.options.KDF, Renew: renew})
	if none == nil {
		if sealed, serr := j.SealUnsaved(waiting); serr == nil {
			d.s.kept = sealed // nothing else touches it until this work has ended
		}
	}
	return recoveryCode, err
}

// Close closes the journal that was unlocked and not entered, as work of the
// Runner.
func (d Door) Close(context.Context) error {
	j := d.s.opened.Swap(nil)
	if j == nil {
		return nil
	}
	return j.Close()
}

// Enter goes into the journal that was created or unlocked.
func (d Door) Enter() { d.s.enter() }

// RestoreFolder suggests where a backup can be restored: the chosen folder while
// it is free, or a new one beside it. It is "" where no name is free.
func (d Door) RestoreFolder() string {
	dir := d.s.options.Folder
	beside := dir + "-restored"
	for n := 2; n < 100; n++ {
		if list, err := os.ReadDir(dir); errors.Is(err, fs.ErrNotExist) || err == nil && len(list) == 0 {
			return dir
		}
		dir = beside
		beside = fmt.Sprintf("%s-restored-%d", d.s.options.Folder, n)
	}
	return ""
}

// Restore makes the journal of a backup in dir, as work of the Runner. What was
// typed is the recovery code if it reads as one, and else the passphrase.
func (d Door) Restore(ctx context.Context, file, dir, typed string, progress func(done, total int64)) (vault.RestoreReport, error) {
	if code, err := crypto.ParseRecoveryCode(typed); err == nil {
		crypto.Wipe(code)
		return journal.RestoreWithRecoveryCode(ctx, file, dir, typed, progress)
	}
	secret := crypto.NormalizePassphrase(typed)
	defer crypto.Wipe(secret)
	return journal.Restore(ctx, file, dir, secret, progress)
}

// enter makes the opened journal the window's.
func (s *Shell) enter() {
	j := s.opened.Swap(nil)
	if j == nil {
		return
	}
	s.journal = j
	s.clients, _ = clients.Of(j) // nil in a journal of one's own
	s.KeepLines()
	s.call(j.Settings().Term())
	s.current, s.history, s.opening = nil, nil, nil // nothing leads back to the way in
	s.beginIdle()
	s.Go(route.To(s.home()))
	s.tellBackup()
	s.takeUp()
	if s.clients != nil && s.sealed != nil && s.sealed.opened != nil {
		s.remember()
		s.ShowReceived(s.sealed.opened) // it was being read: it can be kept now
	}
	s.tellNotices()
}

// tellNotices says what was noticed at opening, one after the other. An older
// copy was asked about before.
func (s *Shell) tellNotices() {
	for _, n := range s.journal.Notices() {
		switch n.Code {
		case vault.NoticeHeaderRepaired, vault.NoticeBackupHeaderRepaired:
			s.Say(s.words.T("app.notice.header"))
		case vault.NoticeLogRepaired:
			s.Say(s.words.T("app.notice.log"))
		case vault.NoticeDamage:
			kit.Suggest(s.window, s.words.T("app.notice.damage_title"), s.words.T("app.notice.damage"), s.words.T("app.notice.damage_look"), s.words.T("app.notice.damage_later"), false,
				func() { s.Go(route.With(route.Settings, settings.Check)) })
		}
	}
}

// tellBackup says when the backup of the last lock is not there.
func (s *Shell) tellBackup() {
	j, due := s.journal, false
	var folder error
	s.runner.Latest("backup due", func(context.Context) error {
		due, folder = j.BackupDue()
		return nil
	}, func(error) {
		switch {
		case folder != nil:
			s.Offer(s.words.T("app.backup_folder_gone"), s.words.T("app.page.settings"), func() { s.Go(route.With(route.Settings, settings.Backups)) })
		case due:
			s.Say(s.words.T("app.backup_missing"))
		}
	})
}
