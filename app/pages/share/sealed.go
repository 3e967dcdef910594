package share

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/outfile"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/report"
)

// sealed says where the file is and how to hand it over.
func (s *sealing) sealed(path string) {
	p, w := s.page, s.page.shell.Words()
	s.done = true
	out := []fyne.CanvasObject{
		kit.Header(kit.Heading(w.T("share.done")), kit.Sub(w.T("share.done_line"))),
		kit.NewCard(kit.Lines(kit.Small(w.T("share.file")), kit.Body(filepath.Base(path)), kit.Small(filepath.Dir(path)))),
	}
	if c := s.contact(); c != nil {
		out = append(out, kit.Body(w.T("share.done_contact", "Name", c.Name)), kit.Small(facts.Compared(w, *c, p.shell.Now())))
	} else {
		words := strings.TrimSpace(s.pass.Text())
		out = append(out, kit.NewCard(kit.Column(look.CardGap,
			kit.Lines(kit.Small(w.T("share.six_words")), kit.Title(words), kit.Body(w.T("share.tell"))),
			kit.Wrap(10,
				kit.Quiet(w.T("share.sheet_pdf"), func() { s.saveSheet(words, ".pdf", report.WordsSheet) }),
				kit.Quiet(w.T("share.sheet_text"), func() { s.saveSheet(words, ".txt", sheetText) })))))
	}
	done := kit.Primary(w.T("common.done"), func() { p.shell.Go(route.To(route.Today)) })
	out = append(out, kit.Small(w.T("share.what_happens")), kit.Wrap(look.Gap, done,
		kit.Quiet(w.T("share.log"), func() { p.shell.Go(route.To(route.Shares)) })))
	s.screen.SetObjects(out...)
	p.shell.Window().Canvas().Focus(done)
}

func sheetText(words string, made time.Time, w *assets.Words) ([]byte, error) {
	return report.WordsText(words, made, w), nil
}

// saveSheet asks where, and writes the words there with how to tell them.
func (s *sealing) saveSheet(words, ending string, draw func(string, time.Time, *assets.Words) ([]byte, error)) {
	p, w := s.page, s.page.shell.Words()
	kit.AskSave(p.shell.Window(), w, w.T("share.sheet_where"), "", w.T("share.sheet_name")+ending, func(path string) {
		now := p.shell.Now()
		p.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			data, err := draw(words, now, w)
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Say(w.T("share.sheet_saved"))
		})
	})
}
