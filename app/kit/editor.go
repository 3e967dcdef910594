package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// EditorLimit is how many letters one Editor takes without getting slow:
// Fyne's cost of a keystroke grows with the text (measured with 2.8.1: 10,000
// letters about 6 MB of copies a key). Show longer texts in a Reader.
const EditorLimit = 30_000

// Editor is a page to write on: serif, wrapping, as high as its text. Tab
// leaves it, Escape goes up, undo is its own.
//
// Add Object to a layout, not the Editor itself. On a Screen the page follows
// the caret.
type Editor struct {
	widget.Entry

	// Object is what goes into a layout.
	Object fyne.CanvasObject

	rows    int
	caret   *canvas.Rectangle
	boxed   bool
	laidOut bool
	focused bool
	first   *string // text that waits for the first layout
	fixed   bool    // a passage: it can be selected from, and not changed
	anchor  int     // of a passage: where the caret last was with nothing selected
}

var (
	_ fyne.Focusable = (*Editor)(nil)
	_ fyne.Tabbable  = (*Editor)(nil)
)

// NewEditor is a boxed editor at least rows high, with letters of the reading size.
func NewEditor(placeholder string, rows int) *Editor {
	return newEditor(placeholder, rows, true, look.TextSize(look.SizeReading))
}

// NewPageEditor is an editor without a box: the page itself. size is a text
// size of package look; night makes it light on dark whatever the look.
func NewPageEditor(placeholder string, rows int, size fyne.ThemeSizeName, night bool) *Editor {
	changes := []look.Change{look.TextSize(size), look.Plain()}
	if night {
		changes = append(changes, look.Night())
	}
	return newEditor(placeholder, rows, false, changes...)
}

func newEditor(placeholder string, rows int, boxed bool, changes ...look.Change) *Editor {
	e := &Editor{rows: rows, boxed: boxed}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.TextStyle = look.Serif
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	e.caret = canvas.NewRectangle(color.Transparent)
	e.OnCursorChanged = e.caretMoved
	e.Object = look.With(e, changes...)
	return e
}

// AcceptsTab implements fyne.Tabbable: Tab leaves the page.
func (e *Editor) AcceptsTab() bool { return false }

// TypedKey implements fyne.Focusable.
func (e *Editor) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		passUp(e, ev)
		return
	}
	if e.fixed && changes(ev.Name) {
		return
	}
	e.Entry.TypedKey(ev)
}

// KeyDown implements desktop.Keyable.
func (e *Editor) KeyDown(ev *fyne.KeyEvent) {
	Touch(e, ev.Name)
	e.Entry.KeyDown(ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	if e.fixed && !looks(s) {
		return
	}
	e.Entry.TypedShortcut(s)
	NoteCopy(e, s)
}

// FocusGained implements fyne.Focusable.
func (e *Editor) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.caretMoved()
}

// FocusLost implements fyne.Focusable.
func (e *Editor) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.caretMoved()
}

// caretMoved draws our caret where Fyne's is, which blinks and has the window's
// colour even where the page is dark.
func (e *Editor) caretMoved() {
	e.drop()
	e.caret.FillColor = color.Transparent
	if e.focused && !e.Disabled() {
		th := e.Theme()
		e.caret.FillColor = th.Color(theme.ColorNamePrimary, fyne.CurrentApp().Settings().ThemeVariant())
		height := fyne.MeasureText("M", th.Size(theme.SizeNameText), e.TextStyle).Height
		e.caret.Resize(fyne.NewSize(look.FocusWidth, height))
		e.caret.Move(e.CursorPosition())
	}
	e.caret.Refresh()
	e.follow()
}

// SetTextOnceLaidOut shows text, at the first layout when there was none yet:
// a long text set earlier is wrapped for a width of nothing, one row a letter,
// which takes seconds. OnChanged is not called.
func (e *Editor) SetTextOnceLaidOut(text string) {
	if !e.laidOut {
		e.first = &text
		return
	}
	e.show(text)
}

func (e *Editor) show(text string) {
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = changed
}

// Written is the text, also while it waits for the first layout.
func (e *Editor) Written() string {
	if e.first != nil {
		return *e.first
	}
	return e.Text
}

// Resize implements fyne.CanvasObject.
func (e *Editor) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	if size.Width <= 0 || e.laidOut {
		return
	}
	e.laidOut = true
	if e.first != nil {
		text := *e.first
		e.first = nil
		e.show(text)
	}
}

// MinSize implements fyne.CanvasObject. Fyne's entry remembers an old one until
// the next change of text; ours follows the width too.
func (e *Editor) MinSize() fyne.Size { return e.BaseWidget.MinSize() }

// Wipe empties the editor and what undo remembers of it.
func (e *Editor) Wipe() {
	e.first = nil
	wipe(&e.Entry)
}

// follow keeps the caret in the visible part of the page.
func (e *Editor) follow() {
	if e.focused {
		y := e.CursorPosition().Y
		revealPart(e, y, y+2*e.Theme().Size(look.SizeReading))
	}
}

// CreateRenderer implements fyne.Widget. Fyne's entry scrolls inside itself;
// ours grows instead, so that a wheel over it moves the page.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	r := &editorRenderer{WidgetRenderer: e.Entry.CreateRenderer(), editor: e}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			r.scroll = s
		}
	}
	return r
}

type editorRenderer struct {
	fyne.WidgetRenderer
	editor *Editor
	scroll *container.Scroll
}

func (r *editorRenderer) MinSize() fyne.Size {
	size := r.WidgetRenderer.MinSize()
	if r.scroll == nil || r.scroll.Content == nil || !r.editor.laidOut {
		return size
	}
	const border = 4
	return fyne.NewSize(size.Width, fyne.Max(size.Height, r.scroll.Content.MinSize().Height+border))
}

// Objects leaves out the box where there is none, and the inner scroll.
func (r *editorRenderer) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	kept := make([]fyne.CanvasObject, 0, len(all))
	for i, o := range all {
		switch {
		case i < 2 && !r.editor.boxed: // ground and border
		case o == fyne.CanvasObject(r.scroll) && r.scroll.Content != nil:
			kept = append(kept, r.scroll.Content)
		default:
			kept = append(kept, o)
		}
	}
	return append(kept, r.editor.caret)
}
