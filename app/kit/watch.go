package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Watcher is told what a person does in a window, whatever has the keyboard.
type Watcher struct {
	// Touched is called for every key that goes down, with its name, and with ""
	// for a move or a press of the pointer and for the wheel.
	Touched func(key fyne.KeyName)
	// Copied is called with what a field has put on the clipboard.
	Copied func(text string)
}

// watchers are the watched windows. Fyne gives a key to the widget that has the
// focus, and to nobody else; so our widgets tell, each for its window. Used on the
// window's thread only.
var watchers = map[fyne.Canvas]Watcher{}

// Watch tells w of everything that is done in the window, from now on.
func Watch(window fyne.Window, w Watcher) {
	c := window.Canvas()
	watchers[c] = w
	if d, ok := c.(desktop.Canvas); ok { // what no widget has taken
		d.SetOnKeyDown(func(ev *fyne.KeyEvent) { w.Touched(ev.Name) })
	}
}

// Touch tells whoever watches o's window that a key went down on o, or with ""
// that the pointer did something there.
func Touch(o fyne.CanvasObject, key fyne.KeyName) {
	if w, ok := watchersOf(o); ok {
		w.Touched(key)
	}
}

func watchersOf(o fyne.CanvasObject) (Watcher, bool) {
	w, ok := watchers[fyne.CurrentApp().Driver().CanvasForObject(o)]
	return w, ok
}

// NoteCopy tells what a field put on the clipboard by a shortcut.
func NoteCopy(o fyne.CanvasObject, s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		if w, ok := watchersOf(o); ok {
			w.Copied(fyne.CurrentApp().Clipboard().Content())
		}
	}
}

// Watched lies under a window's content and notices every move of the pointer
// over it: Fyne asks each Cursorable below the pointer for its cursor, and takes
// the answer of the topmost.
type Watched struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

var _ desktop.Cursorable = (*Watched)(nil)

// NewWatched puts content where its moves are noticed.
func NewWatched(content fyne.CanvasObject) *Watched {
	w := &Watched{content: content}
	w.ExtendBaseWidget(w)
	return w
}

// Cursor implements desktop.Cursorable.
func (w *Watched) Cursor() desktop.Cursor {
	Touch(w, "")
	return desktop.DefaultCursor
}

// Children implements the search for what the keyboard is on.
func (w *Watched) Children() []fyne.CanvasObject { return []fyne.CanvasObject{w.content} }

// CreateRenderer implements fyne.Widget.
func (w *Watched) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }
