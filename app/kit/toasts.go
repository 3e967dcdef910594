package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"afterglow/app/look"
)

// Toasts is the place of the quiet line at the foot of the page. One line is
// there at a time; a new one replaces it.
type Toasts struct {
	object *fyne.Container
	row    *fyne.Container
	number int
	foot   *canvas.Rectangle // as high as what always stands at the foot of the page
}

// NewToasts is an empty place.
func NewToasts() *Toasts {
	t := &Toasts{row: container.NewHBox(), foot: canvas.NewRectangle(color.Transparent)}
	t.foot.Hide()
	t.object = container.NewVBox(layout.NewSpacer(), container.NewHBox(layout.NewSpacer(), t.row, layout.NewSpacer()), t.foot)
	return t
}

// Object is laid over the page.
func (t *Toasts) Object() fyne.CanvasObject { return t.object }

// Raise keeps lines above the lowest part of the page, which is as high.
func (t *Toasts) Raise(height float32) {
	t.foot.SetMinSize(fyne.NewSize(0, height))
	t.foot.Hidden = height == 0
	t.object.Refresh()
}

// Show shows a line, with an action if that is not "". What it gives hides the
// line again, if it is still that one.
func (t *Toasts) Show(text, action string, do func()) (hide func()) {
	t.number++
	mine := t.number
	hide = func() {
		if t.number == mine {
			t.Clear()
		}
	}
	said := Body(strings.Join(broken(text, t.room()), "\n")).OneLine() // it breaks where it is told to
	line := container.NewHBox(container.NewCenter(said))
	if action != "" {
		line.Add(Link(action, func() {
			hide()
			do()
		}))
	}
	t.row.Objects = []fyne.CanvasObject{Inset(0, 0, 0, 18, NewCard(Inset(0, -10, 0, -10, line)))}
	t.object.Refresh()
	return hide
}

// room is how wide a line may be: the page, but for its margins and an action.
func (t *Toasts) room() float32 {
	if width := t.object.Size().Width; width > 0 {
		return fyne.Max(240, width-260)
	}
	return 600 // not laid out yet
}

// broken is a text in lines that are no wider than width, where words allow it.
func broken(text string, width float32) []string {
	size := look.Current().Size(look.SizeBody)
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && fyne.MeasureText(longer, size, look.Sans).Width > width {
			out, longer = append(out, line), word
		}
		line = longer
	}
	return append(out, line)
}

// Clear takes the line away.
func (t *Toasts) Clear() {
	t.row.Objects = nil
	t.object.Refresh()
}
