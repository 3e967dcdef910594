package clients

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"afterglow/app/kit"
	"afterglow/app/pages/outfile"
	"afterglow/app/run"
	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/report"
	"afterglow/journal/sharing"
)

// source reads what is to be filed, as work of the Runner.
type source func(context.Context) (bundle.Content, error)

// form is one of the forms in which a practice files.
type form struct {
	id, ending string
	make       func(bundle.Content) ([]byte, error)
}

func (p *Page) forms() []form {
	w := p.words
	return []form{
		{"pdf", ".pdf", p.pdf},
		{"markdown", ".md", func(c bundle.Content) ([]byte, error) { return filing.Markdown(c, w), nil }},
		{"fhir", ".json", func(c bundle.Content) ([]byte, error) { return filing.FHIR(c, p.shell.Now(), w) }},
		{"csv", "", nil}, // several files, in a folder
	}
}

func (p *Page) pdf(c bundle.Content) ([]byte, error) {
	return report.PDF(c, p.words, sharing.PaperFor(p.store.Settings().Country))
}

// askFiling asks in which form, after saying what that means.
func (p *Page) askFiling(from source) {
	w := p.words
	forms := p.forms()
	labels := make([]string, len(forms))
	for i, f := range forms {
		labels[i] = w.T("clients.form." + f.id)
	}
	choice := kit.NewChoice(w.T("clients.form"), labels, 0, func(int) {})
	for i, f := range forms {
		choice.Tick(i).Second(w.T("clients.form." + f.id + "_line"))
	}
	var d *kit.Dialog
	do := func(d *kit.Dialog) {
		d.Close()
		f := forms[choice.Chosen()]
		if f.make == nil {
			p.saveTables(from)
			return
		}
		p.save(from, f, func(string) { p.shell.Say(w.T("clients.filed")) })
	}
	d = kit.Ask(p.shell.Window(), w, w.T("clients.file_it"), kit.Column(14, kit.Body(w.T("clients.file_it_line")), choice), w.T("clients.file_where"), do)
	d.Focus(choice.Tick(0))
}

// save asks where, and writes one file there.
func (p *Page) save(from source, f form, then func(path string)) {
	w := p.words
	name := fileName(p.story.Client.Alias, p.shell.Now().Format("2006-01-02")) + f.ending
	kit.AskSave(p.shell.Window(), w, w.T("received.save_title"), "", name, func(path string) {
		p.do(func(ctx context.Context) error {
			content, err := from(ctx)
			if err != nil {
				return err
			}
			data, err := f.make(content)
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func() { then(path) })
	})
}

// print saves the pages where the therapist says, tells where that is, and opens
// them in the system's own viewer: there is no copy anywhere else.
func (p *Page) print(from source) {
	w := p.words
	p.save(from, p.forms()[0], func(path string) {
		kit.Inform(p.shell.Window(), w, w.T("clients.print_title"), w.T("clients.print_line", "Path", path), func() {
			if err := outfile.View(path); err != nil {
				kit.Inform(p.shell.Window(), w, w.T("clients.print_title"), w.T("clients.print_failed", "Path", path), nil)
			}
		})
	})
}

// errNoTables: there are no numbers in what is to be filed.
var errNoTables = errors.New("no numbers")

// saveTables writes the tables into a new folder at a place that is asked for.
func (p *Page) saveTables(from source) {
	w := p.words
	name := fileName(p.story.Client.Alias, p.shell.Now().Format("2006-01-02"))
	kit.AskFolder(p.shell.Window(), w, w.T("received.save_title"), "", func(string) string { return "" }, func(folder string) {
		var made string
		p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			content, err := from(ctx)
			if err != nil {
				return err
			}
			tables, err := filing.CSV(content)
			if err != nil {
				return err
			}
			if len(tables) == 0 {
				return errNoTables
			}
			if made, err = newFolder(folder, name); err != nil {
				return err
			}
			for _, t := range tables {
				if err := outfile.Write(ctx, filepath.Join(made, filepath.Base(t.Path)), t.Data); err != nil {
					return err
				}
			}
			return nil
		}, func(err error) {
			switch {
			case errors.Is(err, errNoTables):
				kit.Inform(p.shell.Window(), w, w.T("clients.file_it"), w.T("clients.no_tables"), nil)
			case err != nil:
				p.shell.Fail(err)
			default:
				p.shell.Say(w.T("clients.filed_in", "Folder", filepath.Base(made)))
			}
		})
	})
}

// newFolder makes a folder of that name, or with a number behind it.
func newFolder(parent, name string) (string, error) {
	for n := 1; ; n++ {
		dir := filepath.Join(parent, name)
		if n > 1 {
			dir = fmt.Sprintf("%s %d", dir, n)
		}
		switch err := os.Mkdir(dir, 0o700); {
		case err == nil:
			return dir, nil
		case errors.Is(err, fs.ErrPermission):
			return "", sharing.ErrNotAllowed
		case errors.Is(err, fs.ErrNotExist):
			return "", sharing.ErrNoFolder
		case !errors.Is(err, fs.ErrExist) || n > 99:
			return "", err
		}
	}
}

// fileName is a name for a file, of letters, digits, dashes and spaces only.
func fileName(alias, day string) string {
	var out []rune
	for _, r := range alias {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == ' ' {
			out = append(out, r)
		}
	}
	if len(out) > 40 {
		out = out[:40]
	}
	return strings.TrimSpace(strings.TrimSpace(string(out)) + " " + day)
}
