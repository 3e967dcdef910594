package opening

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/run"
	"afterglow/journal"
	"afterglow/journal/vault"
)

// restoreLink leads to restoring a backup.
func (p *Page) restoreLink() fyne.CanvasObject {
	return kit.Link(p.words.T("opening.restore_link"), func() { p.askBackup("") })
}

// askBackup asks for the backup file, beginning in a folder.
func (p *Page) askBackup(dir string) {
	if p.working {
		return
	}
	kit.AskOpen(p.shell.Window(), p.words, p.words.T("opening.restore_file"), dir, []string{journal.BackupEnding}, func(path string) {
		p.show(newRestore(p, path))
	})
}

// restore asks where a backup is to be restored, and for what opens it.
type restore struct {
	page   *Page
	screen *kit.Screen
	file   string
	folder *kit.Field
	secret *kit.PasswordField
	button *kit.Button
}

func newRestore(p *Page, file string) *restore {
	w := p.words
	r := &restore{page: p, file: file, folder: kit.NewField(w.T("opening.restore_folder")), secret: kit.NewPasswordField(w, w.T("opening.restore_secret"))}
	r.folder.SetText(p.door.RestoreFolder())
	r.folder.SetHint(w.T("opening.restore_folder_hint"))
	r.folder.OnChanged(func(string) { r.screen.Relayout() })
	r.folder.OnSubmitted(func(string) { r.secret.Focus(p.shell.Window().Canvas()) })
	r.secret.SetHint(w.T("opening.restore_secret_hint"))
	r.secret.OnChanged(func(string) { r.screen.Relayout() })
	r.secret.OnSubmitted(func(string) { r.try() })
	r.button = kit.Primary(w.T("opening.restore_do"), r.try)
	r.screen = sheet(w.T("opening.restore_title"), w.T("opening.restore_line"),
		kit.NewCard(kit.Beside(
			kit.Column(2, kit.Section(filepath.Base(file)), kit.Small(filepath.Dir(file))),
			kit.Link(w.T("opening.restore_other"), func() { p.askBackup(filepath.Dir(file)) }))),
		kit.AtMost(codeWidth, r.secret),
		kit.AtMost(codeWidth, r.folder),
		kit.Buttons(r.button, kit.Quiet(w.T("common.back"), func() { r.escape() })),
		p.foot())
	return r
}

func (r *restore) object() fyne.CanvasObject { return r.screen }
func (r *restore) focus(c fyne.Canvas)       { r.secret.Focus(c) }

func (r *restore) escape() bool {
	if !r.page.working {
		r.page.begin()
	}
	return true
}

func (r *restore) wipe() {
	r.secret.Wipe()
	r.folder.Wipe()
}

// try restores, once there is a folder to restore into and something typed.
func (r *restore) try() {
	if r.page.working {
		return
	}
	w, dir, typed := r.page.words, strings.TrimSpace(r.folder.Text()), r.secret.Text()
	if typed == "" {
		r.again(&r.secret.Field, w.T("opening.restore_secret_empty"))
		return
	}
	if why := unfit(dir); why != "" {
		r.again(r.folder, w.T(why))
		return
	}
	dir = filepath.Clean(dir)
	var report vault.RestoreReport
	r.page.doFrom(r.button, w.T("opening.restoring"), func(ctx context.Context, p run.Progress) (err error) {
		report, err = r.page.door.Restore(ctx, r.file, dir, typed, p.Set)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			r.page.show(newRestored(r.page, dir, report))
		case errors.Is(err, context.Canceled):
			r.again(&r.secret.Field, "")
		case errors.Is(err, vault.ErrExists):
			r.again(r.folder, w.T("opening.error.not_empty"))
		default:
			r.again(&r.secret.Field, r.sentence(err))
		}
	})
}

// again says at a field what is to be put right.
func (r *restore) again(f *kit.Field, why string) {
	f.SetError(why)
	canvas := r.page.shell.Window().Canvas()
	canvas.Unfocus() // so that it is scrolled into sight in any case
	f.Focus(canvas)
	f.Input.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.screen.Relayout()
}

// sentence says of a backup what the page says of journals in other words.
func (r *restore) sentence(err error) string {
	for _, one := range []struct {
		err error
		id  string
	}{
		{vault.ErrWrongPassphrase, "opening.restore_wrong"},
		{vault.ErrNewer, "opening.restore_newer"},
		{vault.ErrAbsurdWork, "opening.restore_absurd"},
		{vault.ErrDamaged, "opening.restore_damaged"},
		{vault.ErrNotAVault, "opening.restore_damaged"},
		{os.ErrNotExist, "opening.restore_gone"},
		{os.ErrPermission, "opening.restore_not_allowed"},
	} {
		if errors.Is(err, one.err) {
			return r.page.words.T(one.id)
		}
	}
	return r.page.sentence(err)
}

// unfit is the message that says why nothing can be restored into a folder. A
// journal that is there, or around it, stays as it is.
func unfit(dir string) string {
	if !filepath.IsAbs(dir) {
		return "opening.restore_whole_path"
	}
	for up := filepath.Clean(dir); ; up = filepath.Dir(up) {
		if vault.Exists(up) {
			return "opening.restore_journal_there"
		}
		if up == filepath.Dir(up) {
			return ""
		}
	}
}
