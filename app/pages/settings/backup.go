package settings

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/facts"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/sharing"
	"afterglow/journal/vault"
)

// backupNowCard makes one sealed file where the person says.
func (p *Page) backupNowCard() fyne.CanvasObject {
	w := p.words
	made := kit.Body("")
	made.Hide()
	say := func(text string) {
		made.SetText(text)
		made.Show()
		p.screen.Relayout()
	}
	return card(w.T("settings.backup_now"), kit.Body(w.T("settings.backup_now_line")),
		kit.Wrap(0, kit.Primary(w.T("settings.backup_make"), func() { p.askBackup(say) })), made)
}

func (p *Page) askBackup(say func(string)) {
	w := p.words
	name := w.T("settings.backup_name", "Date", p.shell.Now().Format("2006-01-02")) + journal.BackupEnding
	kit.AskSave(p.shell.Window(), w, w.T("settings.backup_title"), "", name, func(path string) {
		if why := p.folderFault(filepath.Dir(path)); why != "" {
			say(why)
			return
		}
		p.shell.Runner().Do(w.T("settings.backup_making"), func(ctx context.Context, progress run.Progress) error {
			return p.store.Backup(ctx, path, progress.Set)
		}, func(err error) {
			switch {
			case err == nil:
				say(w.T("settings.backup_made", "Path", filepath.Clean(path)))
			case errors.Is(err, vault.ErrDamaged):
				say(w.T("settings.backup_misread"))
			case errors.Is(err, fs.ErrPermission):
				p.shell.Fail(sharing.ErrNotAllowed)
			default:
				p.shell.Fail(err)
			}
		})
	})
}

// folderFault says why a backup does not go into a folder, "" when it does.
func (p *Page) folderFault(folder string) string {
	switch err := journal.FitForBackups(folder, p.folder); {
	case err == nil:
		return ""
	case errors.Is(err, journal.ErrInsideJournal):
		return p.words.T("settings.backup_inside")
	}
	return p.words.T("settings.backup_no_folder")
}

// backupCounts are how many backups one can let stay.
var backupCounts = []int{2, 5, 10, 20}

// atLock is the card of the folder into which a backup is made at each lock.
type atLock struct {
	page   *Page
	state  *kit.Text
	where  *kit.Text
	newest *kit.Text
	into   *fyne.Container // both, and how many stay
	choose *kit.Button
	stop   *kit.Button
}

func (p *Page) backupAtLockCard() fyne.CanvasObject {
	w := p.words
	a := &atLock{page: p, state: kit.Body(""), where: kit.Body(""), newest: kit.Small("")}
	keep := p.store.Settings().BackupKeep
	if keep == 0 {
		keep = journal.DefaultBackupKeep
	}
	names, chosen := make([]string, len(backupCounts)), -1
	for i, n := range backupCounts {
		names[i] = strconv.Itoa(n)
		if n == keep {
			chosen = i
		}
	}
	a.into = kit.Column(12, kit.Column(6, a.where, a.newest), kit.Labelled(w.T("settings.backup_keep"), kit.OneOf(names, chosen, func(i int) {
		p.save(func(s *journal.Settings) { s.BackupKeep = backupCounts[i] }, func(err error) { p.shell.Fail(err) })
	})))
	a.choose = kit.Quiet("", a.ask)
	a.stop = kit.Quiet(w.T("settings.backup_stop"), func() { a.set("") })
	a.follow()
	return card(w.T("settings.backup_at_lock"), a.state, a.into, kit.Buttons(a.choose, a.stop))
}

// follow shows how it stands, and looks for the newest backup in the folder,
// which may be on a slow disk.
func (a *atLock) follow() {
	p, w := a.page, a.page.words
	folder := p.store.Settings().BackupFolder
	a.where.SetText(folder)
	a.newest.SetText("")
	state, choose := "settings.backup_on", "settings.backup_other"
	if folder == "" {
		state, choose = "settings.backup_off", "settings.backup_choose"
	}
	a.state.SetText(w.T(state))
	a.choose.SetText(w.T(choose))
	a.into.Hidden, a.stop.Hidden = folder == "", folder == ""
	p.screen.Relayout()
	if folder == "" {
		return
	}
	var list []journal.BackupFile
	p.shell.Runner().Latest("backups", func(context.Context) (err error) {
		if err = journal.FitForBackups(folder, p.folder); err == nil {
			list, err = p.store.Backups(folder)
		}
		return err
	}, func(err error) {
		a.newest.SetText(a.found(list, err))
		p.screen.Relayout()
	})
}

// found says which backups are in the folder.
func (a *atLock) found(list []journal.BackupFile, err error) string {
	w, now := a.page.words, a.page.shell.Now()
	switch {
	case err != nil:
		return w.T("settings.backup_away")
	case len(list) == 0:
		return w.T("settings.backup_none_yet")
	}
	return w.N("settings.backup_newest", len(list), "Date", facts.Moment(journal.At(list[0].At.In(now.Location())), now))
}

// ask lets a folder be chosen.
func (a *atLock) ask() {
	p := a.page
	kit.AskFolder(p.shell.Window(), p.words, p.words.T("settings.backup_folder"), p.store.Settings().BackupFolder, a.fault, a.set)
}

// fault says why a folder is not taken, "" when it is.
func (a *atLock) fault(folder string) string {
	why := a.page.folderFault(folder)
	if why == "" && !writable(folder) {
		why = a.page.words.T("settings.backup_not_writable")
	}
	return why
}

// set takes a folder, "" for none.
func (a *atLock) set(folder string) {
	p := a.page
	p.save(func(s *journal.Settings) { s.BackupFolder = folder }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		a.follow()
		p.shell.Say(p.words.T("settings.saved"))
	})
}

// writable says whether a file can be made in a folder, by making one.
func writable(folder string) bool {
	f, err := os.CreateTemp(folder, ".afterglow-*")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}
