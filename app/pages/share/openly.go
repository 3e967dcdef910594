package share

import (
	"bytes"
	"context"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/outfile"
	"afterglow/app/run"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

// offerOpenly says what a copy without a seal means, and then offers one.
func (p *Page) offerOpenly() {
	w := p.shell.Words()
	var d *kit.Dialog
	as := func(id, ending string, takes func(bundle.File) bool) fyne.CanvasObject {
		return kit.Quiet(w.T(id), func() {
			d.Close()
			p.saveOpenly(ending, takes)
		})
	}
	named := func(name string) func(bundle.File) bool {
		return func(f bundle.File) bool { return f.Path == name }
	}
	cancel := kit.Quiet(w.T("kit.cancel"), func() { d.Close() })
	ways := kit.Wrap(10, as("share.openly_pdf", ".pdf", named(bundle.NamePDF)), as("share.openly_html", ".html", named(bundle.NameHTML)))
	if len(p.content.Entries) > 0 {
		ways.Add(as("share.openly_markdown", ".md", func(f bundle.File) bool { return f.Path != bundle.NamePDF && f.Path != bundle.NameHTML }))
	}
	d = kit.ShowDialog(p.shell.Window(), kit.Column(look.CardGap, kit.Title(w.T("share.openly_title")), kit.Body(w.T("share.openly_text")),
		ways, kit.Small(w.T("share.openly_markdown_line")), kit.Wrap(0, cancel)), nil, nil)
	d.Focus(cancel)
}

// saveOpenly asks where, then writes what was previewed there, for anyone to read.
func (p *Page) saveOpenly(ending string, takes func(bundle.File) bool) {
	w, c, paper := p.shell.Words(), p.content, sharing.PaperFor(p.store.Settings().Country)
	name := w.T("share.openly_name") + "-" + p.shell.Now().Format("2006-01-02") + ending
	kit.AskSave(p.shell.Window(), w, w.T("share.openly_where"), "", name, func(path string) {
		p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			files, err := sharing.Copies(ctx, c, w, paper)
			if err != nil {
				return err
			}
			var parts [][]byte
			for _, f := range files {
				if takes(f) {
					parts = append(parts, f.Data)
				}
			}
			return outfile.Write(ctx, path, bytes.Join(parts, []byte("\n\n")))
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("share.openly_saved"))
		})
	})
}
