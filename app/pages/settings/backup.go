package settings

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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
	newest *kit.Text
	field  *kit.Field
	stop   *kit.Button
}

func (p *Page) backupAtLockCard() fyne.CanvasObject {
	w := p.words
	a := &atLock{page: p, state: kit.Body(""), newest: kit.Small("")}
	a.field = kit.NewField(w.T("settings.backup_folder"))
	a.field.SetHint(w.T("settings.backup_folder_hint"))
	a.field.SetText(p.store.Settings().BackupFolder)
	a.field.OnChanged(func(string) {})
	a.field.OnSubmitted(func(string) { a.use(a.told) })
	a.stop = kit.Quiet(w.T("settings.backup_stop"), func() {
		a.field.SetText("")
		a.set("", a.told)
	})
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
	p.onLeave(func(done func()) {
		if a.typed() == "" || a.typed() == p.store.Settings().BackupFolder {
			done()
			return
		}
		a.use(func(error) { done() })
	})
	p.onWipe(a.field.Wipe)
	a.follow()
	return card(w.T("settings.backup_at_lock"), a.state, a.newest,
		kit.AtMost(fieldWidth, a.field),
		kit.Labelled(w.T("settings.backup_keep"), kit.OneOf(names, chosen, func(i int) {
			p.save(func(s *journal.Settings) { s.BackupKeep = backupCounts[i] }, func(err error) { p.shell.Fail(err) })
		})),
		kit.Buttons(kit.Quiet(w.T("settings.backup_use"), func() { a.use(a.told) }), a.stop))
}

// follow shows how it stands, and looks for the newest backup in the folder,
// which may be on a slow disk.
func (a *atLock) follow() {
	p, w := a.page, a.page.words
	folder := p.store.Settings().BackupFolder
	a.stop.Hidden = folder == ""
	a.newest.Hide()
	if folder == "" {
		a.state.SetText(w.T("settings.backup_off"))
		p.screen.Relayout()
		return
	}
	a.state.SetText(w.T("settings.backup_on"))
	var list []journal.BackupFile
	p.shell.Runner().Latest("backups", func(context.Context) (err error) {
		if err = journal.FitForBackups(folder, p.folder); err == nil {
			list, err = p.store.Backups(folder)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			a.newest.SetText(w.T("settings.backup_away"))
		case len(list) == 0:
			a.newest.SetText(w.T("settings.backup_none_yet"))
		default:
			now := p.shell.Now()
			a.newest.SetText(w.N("settings.backup_newest", len(list), "Date", facts.Moment(journal.At(list[0].At.In(now.Location())), now)))
		}
		a.newest.Show()
		p.screen.Relayout()
	})
	p.screen.Relayout()
}

// typed is the folder as it stands in the field, with ~ for one's own folder.
func (a *atLock) typed() string {
	folder := strings.TrimSpace(a.field.Text())
	if rest, ok := strings.CutPrefix(folder, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			folder = home + rest
		}
	}
	return folder
}

// use takes the folder that was typed, or says at the field what is wrong.
func (a *atLock) use(then func(error)) {
	p, folder, why := a.page, a.typed(), ""
	p.do(func(context.Context) error {
		why = a.fault(folder)
		return nil
	}, func(err error) {
		if why == "" && err == nil {
			a.set(filepath.Clean(folder), then)
			return
		}
		a.field.SetError(why)
		p.shell.Fail(err)
		p.screen.Relayout()
		then(errNotUsed)
	})
}

// fault says why a folder is not taken, "" when it is. It may be on a slow disk.
func (a *atLock) fault(folder string) string {
	w := a.page.words
	if folder == "" {
		return w.T("settings.backup_empty")
	}
	if !filepath.IsAbs(folder) {
		return w.T("settings.backup_not_whole")
	}
	if why := a.page.folderFault(folder); why != "" {
		return why
	}
	if !writable(folder) {
		return w.T("settings.backup_not_writable")
	}
	return ""
}

// errNotUsed: the field says why.
var errNotUsed = errors.New("the folder is not used")

// writable says whether a file can be made in a folder, by making one.
func writable(folder string) bool {
	f, err := os.CreateTemp(folder, ".afterglow-*")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

func (a *atLock) set(folder string, then func(error)) {
	a.page.save(func(s *journal.Settings) { s.BackupFolder = folder }, func(err error) {
		if err != nil {
			a.page.shell.Fail(err)
		}
		then(err)
	})
}

// told shows what was saved.
func (a *atLock) told(err error) {
	if err != nil {
		return
	}
	a.field.SetText(a.page.store.Settings().BackupFolder)
	a.follow()
	a.page.shell.Say(a.page.words.T("settings.saved"))
}
