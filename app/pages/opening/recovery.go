package opening

import (
	"context"
	"fmt"
	"html"
	"path/filepath"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/outfile"
	"afterglow/assets"
)

// recovery shows the recovery code, once, and the ways to keep it.
type recovery struct {
	page   *Page
	screen *kit.Screen
	code   string
	shown  *kit.Text
	kept   *kit.Text
	on     *kit.Button
}

func newRecovery(p *Page, code string) *recovery {
	w := p.words
	r := &recovery{page: p, code: code, shown: kit.Title(code).Centred(), kept: kit.Body("")}
	r.kept.Hide()
	save := func(title, name string, make func(*assets.Words, string) []byte, kept string) func() {
		return func() {
			kit.AskSave(p.shell.Window(), w, w.T(title), "", name, func(path string) { r.write(path, make(w, r.code), kept) })
		}
	}
	r.on = kit.Quiet(w.T("opening.later"), r.enter)
	r.screen = kit.NewReadingScreen(kit.Inset(0, topAir, 0, 0, kit.Column(look.CardGap,
		kit.Header(kit.Heading(w.T("opening.code_title")), kit.Sub(w.T("opening.code_line"))),
		kit.NewCard(kit.Inset(0, 10, 0, 10, r.shown)),
		kit.Body(w.T("opening.code_keep")),
		kit.Buttons(
			kit.Primary(w.T("opening.code_save"), save("opening.code_save_title", "Afterglow recovery code.txt", codeText, "opening.code_saved")),
			kit.Quiet(w.T("opening.code_print"), save("opening.code_print_title", "Afterglow recovery code.html", codePage, "opening.code_printed")),
			r.on),
		r.kept,
		kit.Small(w.T("opening.code_later")),
	)))
	return r
}

func (r *recovery) object() fyne.CanvasObject { return r.screen }
func (r *recovery) focus(fyne.Canvas)         {}
func (r *recovery) escape() bool              { return true } // the code is shown once: no key takes it away

func (r *recovery) wipe() {
	r.code = ""
	r.shown.SetText("")
}

func (r *recovery) enter() {
	if r.page.working {
		return
	}
	r.wipe()
	r.page.door.Enter()
}

// write puts the code where the person chose, and says where that is.
func (r *recovery) write(path string, data []byte, kept string) {
	w := r.page.words
	r.page.do(w.T("common.saving"), func(ctx context.Context) error { return outfile.Write(ctx, path, data) }, func(err error) {
		if err != nil {
			r.page.shell.Fail(err)
			return
		}
		r.kept.SetText(w.T(kept, "Path", filepath.Clean(path)))
		r.kept.Show()
		r.on.SetText(w.T("common.continue"))
		r.screen.Relayout()
		r.page.shell.Window().Canvas().Focus(r.on)
	})
}

// codeText is the code as a plain file.
func codeText(w *assets.Words, code string) []byte {
	return []byte(fmt.Sprintf("%s\n\n    %s\n\n%s\n%s\n", w.T("opening.code_title"), code, w.T("opening.code_line"), w.T("opening.code_keep")))
}

// codePage is the code as a page for a browser to print.
func codePage(w *assets.Words, code string) []byte {
	e := html.EscapeString
	return []byte(fmt.Sprintf(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>%s</title>
<style>body{font:14pt/1.6 serif;margin:3cm 2.5cm;color:#000}code{display:block;border:1px solid #000;padding:1em;margin:2em 0;font:18pt/1.8 monospace}</style>
<h1>%s</h1><p>%s</p><code>%s</code><p>%s</p></html>
`, e(w.T("opening.code_title")), e(w.T("opening.code_title")), e(w.T("opening.code_line")), e(code), e(w.T("opening.code_keep"))))
}
