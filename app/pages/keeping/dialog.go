package keeping

import "afterglow/app/kit"

// Dialog is a Code above the page it was made on: neither a press beside it nor
// Escape takes it away.
type Dialog struct {
	*Code
	dialog *kit.Dialog
}

// Show shows a new code above the page. done is called at the end, as in New.
func Show(shell Shell, title, line, code string, check Check, done func(confirmed bool)) *Dialog {
	d := &Dialog{}
	d.Code = build(shell, kit.Title(title), line, code, check, func(confirmed bool) {
		d.dialog.Close()
		done(confirmed)
	})
	d.dialog = kit.ShowDialog(shell.Window(), d.Object(), d.Escape, nil)
	d.Changed = d.dialog.Relayout
	d.Focus(shell.Window().Canvas())
	return d
}

// Wipe takes the dialog away and forgets the code.
func (d *Dialog) Wipe() {
	d.Code.Wipe()
	d.dialog.Close()
}
