package settings

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/run"
	"afterglow/journal/sharing"
	"afterglow/journal/takeout"
)

// takingOut writes everything to a folder that anyone can read.
type takingOut struct {
	page    *Page
	done    *fyne.Container // says where it lies
	working bool
}

func (p *Page) takeoutCard() fyne.CanvasObject {
	w := p.words
	t := &takingOut{page: p, done: kit.Column(look.CardGap)}
	t.done.Hide()
	start := kit.Primary(w.T("settings.out_choose"), t.ask)
	p.focus = func(canvas fyne.Canvas) { canvas.Focus(start) }
	return kit.Column(look.CardGap,
		card(w.T("settings.out_readable"),
			kit.Body(w.T("settings.out_readable_line")),
			kit.Body(w.T(p.outWhat())),
			kit.Small(w.T("settings.out_keys")),
			kit.Buttons(start)),
		t.done)
}

// outWhat is the message that says what comes out of this kind of vault.
func (p *Page) outWhat() string {
	if p.store.Therapist() {
		return "settings.out_what_therapist"
	}
	return "settings.out_what"
}

// ask lets the place be chosen in which the folder will be.
func (t *takingOut) ask() {
	if t.working {
		return
	}
	p := t.page
	kit.AskFolder(p.shell.Window(), p.words, p.words.T("settings.out_where"), "", t.fault, func(place string) { t.write(t.folder(place)) })
}

// folder is a new one in a place.
func (t *takingOut) folder(place string) string {
	name := t.page.words.T("settings.out_name", "Date", t.page.shell.Now().Format("2006-01-02"))
	path := filepath.Join(place, name)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) || n > 1000 {
			return path
		}
		path = filepath.Join(place, fmt.Sprintf("%s (%d)", name, n))
	}
}

// fault says why nothing is written to a place, "" when it can be.
func (t *takingOut) fault(place string) string {
	w := t.page.words
	if err := takeout.Fit(t.folder(place), t.page.folder); err != nil {
		return t.why(err)
	}
	if !writable(place) {
		return w.T("settings.backup_not_writable")
	}
	return ""
}

// why is an error of the place in words, or "".
func (t *takingOut) why(err error) string {
	for _, one := range []struct {
		err error
		id  string
	}{
		{takeout.ErrInside, "settings.out_inside"},
		{takeout.ErrNoParent, "settings.backup_no_folder"},
		{takeout.ErrNotEmpty, "settings.out_not_empty"},
		{takeout.ErrNotAFolder, "settings.out_not_empty"},
		{takeout.ErrHere, "settings.out_not_empty"},
	} {
		if errors.Is(err, one.err) {
			return t.page.words.T(one.id)
		}
	}
	return ""
}

// write writes everything, with progress and Cancel.
func (t *takingOut) write(to string) {
	p := t.page
	t.working = true
	t.done.Hide()
	p.screen.Relayout()
	var rep takeout.Report
	p.shell.Runner().Do(p.words.T("settings.out_writing"), func(ctx context.Context, progress run.Progress) (err error) {
		rep, err = takeout.Write(ctx, p.store, to, p.folder, p.words, progress.Set)
		return err
	}, func(err error) {
		t.working = false
		switch why := t.why(err); {
		case err == nil:
			t.say(rep, to)
		case errors.Is(err, context.Canceled):
			p.shell.Say(p.words.T("settings.out_stopped"))
		case why != "":
			t.show(kit.NewCard(kit.Body(why)))
		case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
			p.shell.Fail(sharing.ErrNotAllowed)
		case errors.Is(err, syscall.ENOSPC):
			p.shell.Fail(sharing.ErrNoRoom)
		default:
			p.shell.Fail(err)
		}
	})
}

// say says where it lies, and what of it could not be written.
func (t *takingOut) say(rep takeout.Report, to string) {
	w := t.page.words
	heading := "settings.out_done"
	if len(rep.Damaged) > 0 {
		heading = "settings.out_done_rest"
	}
	lines := kit.Column(12, kit.Section(w.T(heading)), kit.Body(to), kit.Small(w.T("settings.out_done_line")))
	if n := len(rep.Damaged); n > 0 {
		lines.Add(kit.Warn(w.N("settings.out_damaged", n)))
	}
	if n := len(rep.NotInLines); n > 0 {
		lines.Add(kit.Body(w.N("settings.out_no_line", n)))
	}
	lines.Add(kit.Buttons(kit.Quiet(w.T("settings.folder_copy"), func() { t.page.shell.Copy(to) })))
	t.show(kit.NewCard(lines))
}

func (t *takingOut) show(o fyne.CanvasObject) {
	t.done.Objects = []fyne.CanvasObject{o}
	t.done.Show()
	t.done.Refresh()
	t.page.screen.Relayout()
}
