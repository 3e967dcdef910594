package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"afterglow/journal/bundle"
	"afterglow/journal/filing"
	"afterglow/journal/report"
	"afterglow/journal/sharing"
)

// extract writes what a sealed file holds under dir, which is missing or empty.
// The pages for readers are made anew from the content, because the ones inside
// are a stranger's, and so are the forms a practice files; the data, the manifest and its signature are those that
// were checked. On any error dir is as it was.
func (a *app) extract(ctx context.Context, o *bundle.Opened, dir string) (err error) {
	files, err := sharing.Copies(ctx, o.Content, a.words, report.A4)
	if err != nil {
		return err
	}
	filed, err := a.filed(o.Content)
	if err != nil {
		return err
	}
	files = append(files, filed...)
	for _, name := range o.Names {
		if strings.HasPrefix(name, "data/") || strings.HasPrefix(name, "manifest.") || strings.HasPrefix(name, "attachments/") {
			b, err := o.Read(ctx, name)
			if err != nil {
				return err
			}
			files = append(files, bundle.File{Path: name, Data: b})
		}
	}
	made := false
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.Mkdir(dir, 0o700); err != nil {
			return fileError(err)
		}
		made = true
	case err != nil:
		return fileError(err)
	case len(list) > 0:
		return errors.New(a.words.T("cli.error.extract_not_empty"))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fileError(err)
	}
	defer root.Close()
	for _, f := range files {
		if err = ctx.Err(); err == nil {
			err = writeInto(root, f)
		}
		if err != nil {
			undo(root, files)
			if made {
				os.Remove(dir)
			}
			return fileError(err)
		}
	}
	return a.say(a.words.N("cli.open.extracted", len(files), "Folder", printable(dir)))
}

// filed is a content as a practice files it, beside the pages for readers.
func (a *app) filed(c bundle.Content) ([]bundle.File, error) {
	files, err := filing.CSV(c)
	if err != nil {
		return nil, err
	}
	fhir, err := filing.FHIR(c, a.Now(), a.words)
	if err != nil {
		return nil, err
	}
	return append(files, bundle.File{Path: "fhir.json", Data: fhir}, bundle.File{Path: "summary.md", Data: filing.Markdown(c, a.words)}), nil
}

func writeInto(root *os.Root, f bundle.File) error {
	name := filepath.FromSlash(f.Path)
	if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = out.Write(f.Data)
	return errors.Join(err, out.Close())
}

// undo takes away what was written.
func undo(root *os.Root, files []bundle.File) {
	for _, f := range files {
		root.Remove(filepath.FromSlash(f.Path))
	}
	for _, f := range files {
		if d := path.Dir(f.Path); d != "." {
			root.Remove(filepath.FromSlash(d))
		}
	}
}
