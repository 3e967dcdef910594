package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
	"afterglow/assets"
)

// Dialog is a question or a piece of news above the page. Escape closes it as
// its quiet button does; Enter does what its main button does, unless the
// keyboard is on something else that answers to Enter.
type Dialog struct {
	window   fyne.Window
	sheet    *sheet
	before   func(*fyne.KeyEvent)
	focused  fyne.Focusable
	onEscape func()
	onEnter  func()
	closed   bool
}

// dialogWidth is how wide a dialog is at a text scale of 1.
const dialogWidth = 460

// ShowDialog shows content above everything. Escape calls onEscape, or closes
// the dialog where that is nil; Enter calls onEnter.
func ShowDialog(w fyne.Window, content fyne.CanvasObject, onEscape, onEnter func()) *Dialog {
	c := w.Canvas()
	d := &Dialog{window: w, before: c.OnTypedKey(), focused: c.Focused(), onEscape: onEscape, onEnter: onEnter}
	scale := look.Current().Settings().TextScale
	width := fyne.Min(dialogWidth*max(1, scale), c.Size().Width-80)
	const pad = look.CardPadding
	body := newDialogBody(Inset(pad, pad, pad, pad, content), width)
	d.sheet = newSheet(body)
	c.SetOnTypedKey(d.typedKey)
	c.Overlays().Add(d.sheet)
	return d
}

func (d *Dialog) typedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		d.Escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.onEnter != nil {
			d.onEnter()
		}
	}
}

// Escape does what the Escape key does.
func (d *Dialog) Escape() {
	if d.onEscape != nil {
		d.onEscape()
		return
	}
	d.Close()
}

// Close takes the dialog away and gives the keyboard back.
func (d *Dialog) Close() {
	if d.closed {
		return
	}
	d.closed = true
	c := d.window.Canvas()
	c.Overlays().Remove(d.sheet)
	c.SetOnTypedKey(d.before)
	if d.focused != nil {
		c.Focus(d.focused)
	}
}

// Relayout is called after something in the dialog was shown, hidden or changed
// in height.
func (d *Dialog) Relayout() { d.sheet.Refresh() }

// Focus puts the keyboard on something in the dialog.
func (d *Dialog) Focus(f fyne.Focusable) { d.window.Canvas().Focus(f) }

// Inform tells something. then may be nil.
func Inform(w fyne.Window, words *assets.Words, title, text string, then func()) *Dialog {
	var d *Dialog
	done := func() {
		d.Close()
		if then != nil {
			then()
		}
	}
	ok := Primary(words.T("kit.ok"), done)
	d = ShowDialog(w, Column(14, Title(title), Body(text), rightRow(ok)), done, done)
	d.Focus(ok)
	return d
}

// Confirm asks before something is done that loses something. The keyboard
// starts on the harmless answer.
func Confirm(w fyne.Window, words *assets.Words, title, text, do string, danger bool, then func()) *Dialog {
	return Suggest(w, title, text, do, words.T("kit.cancel"), danger, then)
}

// Suggest is Confirm with other words for the answer that does nothing.
func Suggest(w fyne.Window, title, text, do, not string, danger bool, then func()) *Dialog {
	var d *Dialog
	cancel := Quiet(not, func() { d.Close() })
	act := Primary
	if danger {
		act = Danger
	}
	yes := act(do, func() {
		d.Close()
		then()
	})
	d = ShowDialog(w, Column(14, Title(title), Body(text), rightRow(cancel, yes)), nil, nil)
	if danger {
		d.Focus(cancel)
	} else {
		d.Focus(yes)
	}
	return d
}

// ConfirmLeaving asks before a page is left whose words could not be saved: the
// harmless answer stays on it. then leaves.
func ConfirmLeaving(w fyne.Window, words *assets.Words, then func()) *Dialog {
	return Confirm(w, words, words.T("kit.leave_title"), words.T("kit.leave_text"), words.T("kit.leave_do"), true, then)
}

// Ask shows a form with two buttons. do is called by the main one and by Enter
// in a field whose OnSubmit is d's Submit; the dialog stays open until closed.
func Ask(w fyne.Window, words *assets.Words, title string, form fyne.CanvasObject, label string, do func(*Dialog)) *Dialog {
	var d *Dialog
	yes := Primary(label, func() { do(d) })
	cancel := Quiet(words.T("kit.cancel"), func() { d.Close() })
	d = ShowDialog(w, Column(14, Title(title), form, rightRow(cancel, yes)), nil, func() { do(d) })
	return d
}

// rightRow puts buttons at the right.
func rightRow(buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return Inset(0, 6, 0, 0, container.New(&wrap{gap: 12, right: true}, buttons...))
}

// dialogBody is as wide as asked and as high as its content, up to a limit,
// past which it scrolls.
type dialogBody struct {
	widget.BaseWidget
	content     fyne.CanvasObject
	width, most float32
	scroll      *container.Scroll
}

func newDialogBody(content fyne.CanvasObject, width float32) *dialogBody {
	b := &dialogBody{content: content, width: width, scroll: container.NewVScroll(content)}
	b.ExtendBaseWidget(b)
	return b
}

// Children implements the search for what the keyboard is on.
func (b *dialogBody) Children() []fyne.CanvasObject { return []fyne.CanvasObject{b.scroll} }

// CreateRenderer implements fyne.Widget.
func (b *dialogBody) CreateRenderer() fyne.WidgetRenderer {
	return newDrawing(b, []fyne.CanvasObject{b.scroll},
		func() fyne.Size {
			height := fit(b.content, b.width)
			return fyne.NewSize(b.width, fyne.Min(height, b.most))
		},
		func(size fyne.Size) {
			fit(b.content, size.Width)
			b.scroll.Resize(size)
		},
		func(paint) {})
}
