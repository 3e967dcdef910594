package kit

import (
	"os"
	"path/filepath"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
	"afterglow/assets"
)

// picker is our own way to choose a file: Fyne's empties the file to be saved
// before anyone has written a byte, and notes the last folder in the clear.
type picker struct {
	words   *assets.Words
	window  fyne.Window
	dialog  *Dialog
	dir     string
	saving  bool
	endings []string
	fault   func(folder string) string // for a folder: why it is not taken, or ""
	done    func(path string)

	where *Text
	list  *fyne.Container
	rows  *container.Scroll
	name  *Field
}

// pickerHeight is the height of the list of files.
const pickerHeight = 280

// maxListed bounds how many names a folder shows.
const maxListed = 500

// AskOpen asks for a file to open. Only names with one of the endings are
// offered (all, where there are none); any path can be typed.
func AskOpen(w fyne.Window, words *assets.Words, title, dir string, endings []string, done func(path string)) *Dialog {
	return pick(w, words, title, words.T("kit.open"), dir, "", false, endings, done)
}

// AskSave asks where to save and under what name. An existing file is asked
// about once more; nothing is touched here.
func AskSave(w fyne.Window, words *assets.Words, title, dir, name string, done func(path string)) *Dialog {
	return pick(w, words, title, words.T("kit.save"), dir, name, true, []string{filepath.Ext(name)}, done)
}

// AskFolder asks for a folder, beginning with dir or, where that cannot be read,
// where people keep documents. fault says why one is not taken, or "".
func AskFolder(w fyne.Window, words *assets.Words, title, dir string, fault func(folder string) string, done func(folder string)) *Dialog {
	if _, err := os.ReadDir(dir); err != nil {
		dir = ""
	}
	p := &picker{words: words, window: w, dir: dir, fault: fault, done: done}
	return p.ask(title, words.T("kit.folder_use"), words.T("kit.folder_name"), "")
}

func pick(w fyne.Window, words *assets.Words, title, label, dir, name string, saving bool, endings []string, done func(string)) *Dialog {
	p := &picker{words: words, window: w, dir: dir, saving: saving, endings: endings, done: done}
	return p.ask(title, label, words.T("kit.file_name"), name)
}

// ask shows the picker; label is what its button says, field what its field does.
func (p *picker) ask(title, label, field, name string) *Dialog {
	if p.dir == "" {
		p.dir = homeFolder()
	}
	p.where = Small("")
	p.list = Column(2)
	p.name = NewField(field)
	p.name.SetText(name)
	p.rows = container.NewVScroll(p.list)
	form := Column(look.Gap, p.where, newFrame(AtLeast(0, pickerHeight, p.rows)), p.name)
	p.dialog = Ask(p.window, p.words, title, form, label, func(*Dialog) { p.choose(p.name.Text()) })
	p.name.OnSubmitted(func(string) { p.choose(p.name.Text()) })
	p.enter(p.dir)
	p.name.Focus(p.window.Canvas())
	return p.dialog
}

// homeFolder is where people keep documents, or their home.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if docs := filepath.Join(home, "Documents"); isFolder(docs) {
		return docs
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// enter lists a folder.
func (p *picker) enter(dir string) {
	list, err := os.ReadDir(dir)
	if err != nil {
		p.name.SetError(p.words.T("kit.folder_unreadable"))
		return
	}
	p.dir = dir
	p.where.SetText(dir)
	if p.fault != nil {
		p.where.Hide() // the field says it
		p.name.SetText(dir)
		p.name.SetError("")
		p.name.Input.CursorColumn = len([]rune(dir)) // the end is what tells folders apart
	}
	names := []fyne.CanvasObject{}
	if up := filepath.Dir(dir); up != dir {
		names = append(names, p.row("↑ "+p.words.T("kit.folder_up"), func() { p.enter(up) }))
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].IsDir() != list[j].IsDir() {
			return list[i].IsDir()
		}
		return strings.ToLower(list[i].Name()) < strings.ToLower(list[j].Name())
	})
	for _, e := range list {
		name := e.Name()
		if strings.HasPrefix(name, ".") || len(names) > maxListed {
			continue
		}
		path := filepath.Join(dir, name)
		switch {
		case e.IsDir() || e.Type()&os.ModeSymlink != 0 && isFolder(path):
			names = append(names, p.row(name+" /", func() { p.enter(path) }))
		case p.fault == nil && p.fits(name):
			names = append(names, p.row(name, func() {
				p.name.SetText(name)
				if !p.saving {
					p.choose(name)
				}
			}))
		}
	}
	p.list.Objects = names
	p.list.Refresh()
	p.rows.Refresh()
	p.rows.ScrollToTop()
}

// row is one name in the list. Bidirectional and control characters in it are
// shown as they are not: a name must not look like another.
func (p *picker) row(name string, do func()) fyne.CanvasObject {
	return NewRailItem(strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '□'
		}
		return r
	}, name), do)
}

func (p *picker) fits(name string) bool {
	for _, e := range p.endings {
		if strings.EqualFold(filepath.Ext(name), e) {
			return true
		}
	}
	return len(p.endings) == 0
}

// choose takes what stands in the name field.
func (p *picker) choose(name string) {
	name = strings.TrimSpace(name)
	if name == "" {
		p.name.SetError(p.words.T("kit.name_missing"))
		return
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.dir, name)
	}
	if p.fault != nil {
		p.chooseFolder(path)
		return
	}
	if isFolder(path) {
		p.name.SetText("")
		p.enter(path)
		return
	}
	if p.saving && filepath.Ext(path) == "" && len(p.endings) > 0 {
		path += p.endings[0] // before the look whether such a file is there
	}
	_, err := os.Stat(path)
	switch {
	case !p.saving && err != nil:
		p.name.SetError(p.words.T("kit.no_such_file"))
	case !p.saving:
		p.finish(path)
	case !isFolder(filepath.Dir(path)):
		p.name.SetError(p.words.T("kit.no_such_folder"))
	case err == nil:
		Confirm(p.window, p.words, p.words.T("kit.replace_title"), p.words.T("kit.replace_text", "Name", filepath.Base(path)),
			p.words.T("kit.replace"), true, func() { p.finish(path) })
	default:
		p.finish(path)
	}
}

// chooseFolder takes a folder, or says what is wrong with it.
func (p *picker) chooseFolder(path string) {
	why := p.words.T("kit.no_such_folder")
	if isFolder(path) {
		why = p.fault(path)
	}
	if why != "" {
		p.name.SetError(why)
		return
	}
	p.finish(filepath.Clean(path))
}

func (p *picker) finish(path string) {
	p.dialog.Close()
	p.done(path)
}
