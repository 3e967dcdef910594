package app

import (
	"context"

	"afterglow/app/kit"
	"afterglow/app/route"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// Door is the way into the journal, as the Open page sees it.
type Door struct{ s *Shell }

// Exists says whether there is a journal in the chosen folder.
func (d Door) Exists() bool { return vault.Exists(d.s.options.Folder) }

// Folder is the chosen folder.
func (d Door) Folder() string { return d.s.options.Folder }

// SetFolder chooses another one.
func (d Door) SetFolder(dir string) { d.s.options.Folder = dir }

// Create makes a journal in the folder and opens it. It takes about a second:
// call it as work of the Runner. Enter shows it.
func (d Door) Create(ctx context.Context, passphrase []byte) (recoveryCode string, err error) {
	o := d.s.options
	j, code, err := journal.Create(ctx, o.Folder, journal.CreateOptions{Passphrase: passphrase, KDF: o.KDF, KnownFile: o.KnownFile})
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

// CheckRecoveryCode says whether a code that was typed back opens the journal
// that was created or unlocked, as work of the Runner.
func (d Door) CheckRecoveryCode(ctx context.Context, code string) error {
	j := d.s.opened.Load()
	if j == nil {
		return vault.ErrClosed
	}
	return j.CheckRecoveryCode(ctx, code)
}

// Enter goes into the journal that was created or unlocked.
func (d Door) Enter() { d.s.enter() }

// enter makes the opened journal the window's.
func (s *Shell) enter() {
	j := s.opened.Swap(nil)
	if j == nil {
		return
	}
	s.journal = j
	s.current, s.history, s.opening = nil, nil, nil // nothing leads back to the way in
	s.menu()
	s.beginIdle()
	s.Go(route.To(route.Today))
	s.tellBackup()
	s.takeUp()
	s.tellNotices()
}

// tellNotices says what was noticed at opening, one after the other.
func (s *Shell) tellNotices() {
	for _, n := range s.journal.Notices() {
		switch n.Code {
		case vault.NoticeHeaderRepaired, vault.NoticeBackupHeaderRepaired:
			s.Say(s.words.T("app.notice.header"))
		case vault.NoticeLogRepaired:
			s.Say(s.words.T("app.notice.log"))
		case vault.NoticeOlderCopy:
			kit.Inform(s.window, s.words, s.words.T("app.notice.older_title"), s.words.T("app.notice.older",
				"Here", n.Here.Local().Format("2 January 2006 15:04"), "Known", n.Known.Local().Format("2 January 2006 15:04")), nil)
		case vault.NoticeDamage:
			kit.Inform(s.window, s.words, s.words.T("app.notice.damage_title"), s.words.T("app.notice.damage"), nil)
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
			s.Say(s.words.T("app.backup_folder_gone"))
		case due:
			s.Say(s.words.T("app.backup_missing"))
		}
	})
}
