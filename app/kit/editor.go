package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// Editor is a page to write on: serif, wrapped, as high as its words, without a
// box around it unless asked. Undo is Fyne's; nothing but SetText clears it.
type Editor struct {
	widget.BaseWidget
	entry   *paper
	content fyne.CanvasObject
}

// paper is the editor's text field.
type paper struct {
	entry
	pending string
	waiting bool
}

// EditorLook says how an editor is drawn.
type EditorLook struct {
	Big   bool // the size of the page right after a session
	Boxed bool // with ground and border, as a field
	Night bool // dark, whatever the chosen look
	Rows  int  // at least this many lines high
}

// NewEditor is an editor with text in it, which is set when the editor first
// has a width: Fyne wraps at the least width before that, at great cost. Being
// set is not a change.
func NewEditor(text string, l EditorLook, changed func(string)) *Editor {
	e := &Editor{entry: &paper{pending: text, waiting: text != ""}}
	p := e.entry
	p.MultiLine = true
	p.Wrapping = fyne.TextWrapWord
	p.Scroll = fyne.ScrollNone
	p.TextStyle = look.Serif
	p.ExtendBaseWidget(p)
	p.SetMinRowsVisible(max(l.Rows, 1))
	p.OnChanged = func(s string) {
		if changed != nil && !p.waiting {
			changed(s)
		}
	}
	p.OnCursorChanged = p.follow
	size := look.SizeReading
	if l.Big {
		size = look.SizeBig
	}
	changes := []look.Change{look.TextSize(size)}
	if !l.Boxed {
		changes = append(changes, look.Plain())
	}
	if l.Night {
		changes = append(changes, look.Night())
	}
	e.content = look.With(p, changes...)
	e.ExtendBaseWidget(e)
	return e
}

// Text is what is written, also before it could be laid out.
func (e *Editor) Text() string {
	if e.entry.waiting {
		return e.entry.pending
	}
	return e.entry.Text
}

// SetText replaces what is written; it clears undo and is not a change.
func (e *Editor) SetText(s string) {
	e.entry.pending, e.entry.waiting = s, true
	e.entry.settle()
}

// SetPlaceHolder shows a hint while nothing is written.
func (e *Editor) SetPlaceHolder(s string) { e.entry.SetPlaceHolder(s) }

// FocusTarget is what the keyboard goes to.
func (e *Editor) FocusTarget() fyne.Focusable { return e.entry }

// OnFocus is called when the keyboard comes to the editor and when it leaves.
func (e *Editor) OnFocus(do func(bool)) { e.entry.onFocus = do }

// Disable makes the editor read-only.
func (e *Editor) Disable() { e.entry.Disable() }

// CursorToEnd puts the cursor behind the last word.
func (e *Editor) CursorToEnd() {
	e.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	e.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
}

// Undo takes back the last change, Redo makes it again.
func (e *Editor) Undo() { e.entry.Undo() }

// Redo makes again what Undo took back.
func (e *Editor) Redo() { e.entry.Redo() }

// Wipe empties the editor and forgets its undo.
func (e *Editor) Wipe() {
	e.entry.OnChanged = nil
	e.entry.pending, e.entry.waiting = "", false
	e.entry.SetText("")
}

// Children implements the search for what the keyboard is on.
func (e *Editor) Children() []fyne.CanvasObject { return []fyne.CanvasObject{e.content} }

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.content)
}

// Resize implements fyne.Widget.
func (p *paper) Resize(size fyne.Size) {
	p.entry.Entry.Resize(size)
	if size.Width > 60 {
		p.settle()
	}
}

// settle sets the text that waited for a width.
func (p *paper) settle() {
	if p.waiting && p.Size().Width > 60 {
		p.SetText(p.pending)
		p.pending, p.waiting = "", false
	}
}

// TypedKey implements fyne.Focusable.
func (p *paper) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		passUp(p, k)
		return
	}
	p.entry.Entry.TypedKey(k)
}

// FocusGained implements fyne.Focusable.
func (p *paper) FocusGained() {
	p.entry.Entry.FocusGained()
	if p.onFocus != nil {
		p.onFocus(true)
	}
	p.follow()
}

// follow keeps the line of the cursor in sight: the editor itself never
// scrolls, the Screen it stands on does.
func (p *paper) follow() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || c.Focused() != fyne.Focusable(p) {
		return
	}
	roots := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	for _, root := range roots {
		if s := screenAround(root, p); s != nil {
			row := p.rowHeight()
			top := float32(p.CursorRow) * row
			s.Refresh()
			s.Reveal(p, top, top+row)
			return
		}
	}
}

// rowHeight is the height of a line of the text.
func (p *paper) rowHeight() float32 {
	th := p.Theme()
	return fyne.MeasureText("Mg", th.Size("text"), p.TextStyle).Height + th.Size("lineSpacing")
}
