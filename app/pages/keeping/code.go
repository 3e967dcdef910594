package keeping

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/outfile"
	"afterglow/app/run"
	"afterglow/assets"
	"afterglow/journal/report"
)

// Code shows a new recovery code, helps to keep it, and lets it be typed back.
type Code struct {
	shell Shell
	code  string
	title string
	line  string
	done  func(confirmed bool)

	heading, sub *kit.Text
	groups       *fyne.Container
	kept         *kit.Text
	said         *fyne.Container // the code and the ways to keep it
	asked        *fyne.Container // the field to type it back in
	on           *kit.Button
	typed        *TypeBack
	column       *fyne.Container
	working      bool
	safe         bool // saved, printed, or said to be kept
	// Changed is called when the content grew or shrank.
	Changed func()
}

// New shows code under a page's heading and a line that says what happened. done
// is called at the end with whether it was typed back; the code is gone by then.
func New(shell Shell, title, line, code string, check Check, done func(confirmed bool)) *Code {
	return build(shell, kit.Heading(title), line, code, check, done)
}

func build(shell Shell, heading *kit.Text, line, code string, check Check, done func(confirmed bool)) *Code {
	w := shell.Words()
	c := &Code{shell: shell, code: code, title: heading.Text(), line: line, done: done, heading: heading, Changed: func() {}}
	c.sub, c.kept = kit.Sub(line), kit.Body("")
	c.kept.Hide()
	c.groups = codeGroups(code)
	c.on = kit.Primary(w.T("keeping.kept"), c.ask)
	c.said = kit.Column(look.CardGap,
		kit.NewCard(kit.Inset(0, 4, 0, 4, c.groups)),
		kit.Column(look.Gap, kit.Body(w.T("keeping.keep")), kit.Small(w.T("keeping.no_copy"))),
		kit.Buttons(
			kit.Quiet(w.T("keeping.save"), func() { c.save("keeping.save", ".txt", plain, "keeping.saved") }),
			kit.Quiet(w.T("keeping.print"), func() { c.save("keeping.print", ".pdf", report.RecoverySheet, "keeping.printed") })),
		c.kept,
		kit.Buttons(c.on, kit.Quiet(w.T("keeping.later"), func() { c.end(false) })))
	c.typed = NewTypeBack(shell, check, func() { c.end(true) })
	c.typed.Changed = func() { c.Changed() }
	c.asked = kit.Column(look.CardGap,
		kit.AtMost(fieldWidth, c.typed.Field),
		kit.Buttons(
			kit.Primary(w.T("keeping.check"), c.typed.Try),
			kit.Quiet(w.T("keeping.show_again"), c.show),
			kit.Quiet(w.T("keeping.later"), func() { c.end(false) })),
		kit.Small(w.T("keeping.can_wait")))
	c.asked.Hide()
	c.column = kit.Column(look.CardGap, kit.Header(c.heading, c.sub), c.said, c.asked)
	return c
}

// fieldWidth is as wide as a whole code needs.
const fieldWidth = 560

// codeGroups shows a code as it stands on the sheet, group under group.
func codeGroups(code string) *fyne.Container {
	const narrowest = 64 // four in a row, also in a dialog
	rows := kit.Column(12)
	for _, row := range report.RecoveryRows(code) {
		var groups []fyne.CanvasObject
		for _, g := range row {
			groups = append(groups, kit.Code(g).Centred())
		}
		rows.Add(kit.Columns(narrowest, groups...))
	}
	return rows
}

func plain(code string, made time.Time, w *assets.Words) ([]byte, error) {
	return report.RecoveryText(code, made, w), nil
}

// Object is what is shown.
func (c *Code) Object() fyne.CanvasObject { return c.column }

// Kept says that the code was saved, printed or typed back, or that the person
// said so: it can go without a word.
func (c *Code) Kept() bool { return c.safe || c.code == "" }

// Escape goes back from typing to the code; the code itself stays.
func (c *Code) Escape() {
	if c.asked.Visible() {
		c.show()
	}
}

// Focus puts the keyboard where one goes on.
func (c *Code) Focus(canvas fyne.Canvas) {
	if c.asked.Visible() {
		c.typed.Field.Focus(canvas)
		return
	}
	canvas.Focus(c.on)
}

// Wipe forgets the code and what was typed of it.
func (c *Code) Wipe() {
	c.code = ""
	c.groups.Objects = nil
	c.said.Objects = nil
	c.typed.Field.Wipe()
}

// ask lets the code be typed back, and takes it off the screen.
func (c *Code) ask() {
	if c.working {
		return
	}
	c.safe = true
	w := c.shell.Words()
	c.turn(w.T("keeping.back_title"), w.T("keeping.back_line"), c.said, c.asked)
}

// show goes back to the code.
func (c *Code) show() { c.turn(c.title, c.line, c.asked, c.said) }

func (c *Code) turn(title, line string, from, to *fyne.Container) {
	c.typed.Field.SetText("")
	c.heading.SetText(title)
	c.sub.SetText(line)
	from.Hide()
	to.Show()
	c.column.Refresh()
	c.Changed()
	c.Focus(c.shell.Window().Canvas())
}

func (c *Code) end(confirmed bool) {
	if c.working || c.typed.working {
		return
	}
	c.Wipe()
	c.done(confirmed)
}

// save asks where, writes the code there and says where that is.
func (c *Code) save(id, ending string, draw func(string, time.Time, *assets.Words) ([]byte, error), kept string) {
	w := c.shell.Words()
	kit.AskSave(c.shell.Window(), w, w.T(id+"_title"), "", w.T(id+"_name")+ending, func(path string) {
		if c.working || c.code == "" {
			return
		}
		c.working = true
		code, now := c.code, c.shell.Now()
		c.shell.Runner().Do(w.T("common.saving"), func(ctx context.Context, _ run.Progress) error {
			data, err := draw(code, now, w)
			if err != nil {
				return err
			}
			return outfile.Write(ctx, path, data)
		}, func(err error) {
			c.working = false
			if err != nil {
				c.shell.Fail(err)
				return
			}
			c.safe = true
			c.kept.SetText(w.T(kept, "Path", filepath.Clean(path)))
			c.kept.Show()
			c.column.Refresh()
			c.Changed()
			canvas := c.shell.Window().Canvas()
			canvas.Unfocus() // so that it is scrolled into sight in any case
			canvas.Focus(c.on)
		})
	})
}
