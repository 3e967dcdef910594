package received

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// Row is one line of the contents, ready to be drawn.
type Row struct{ First, Second string }

// Contents is the list at the left of what is read. Up and Down go from one to the
// next.
type Contents struct {
	widget.List
	rows []Row
	at   int
}

// NewContents is the list of rows; chosen is told which one is shown.
func NewContents(rows []Row, chosen func(int)) *Contents {
	l := &Contents{rows: rows}
	l.HideSeparators = true
	l.Length = func() int { return len(l.rows) }
	l.CreateItem = func() fyne.CanvasObject {
		return kit.Inset(14, 8, 10, 8, kit.Column(3, kit.Body(" ").Ellipsis(), kit.Small(" ").Ellipsis()))
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < 0 || i >= len(l.rows) {
			return
		}
		lines := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects
		lines[0].(*kit.Text).SetText(l.rows[i].First)
		lines[1].(*kit.Text).SetText(l.rows[i].Second)
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		chosen(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

// KeyDown implements desktop.Keyable.
func (l *Contents) KeyDown(k *fyne.KeyEvent) { kit.Touch(l, k.Name) }

// KeyUp implements desktop.Keyable.
func (l *Contents) KeyUp(*fyne.KeyEvent) {}

// TypedKey implements fyne.Focusable.
func (l *Contents) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		l.Select(min(l.at+1, len(l.rows)-1))
	case fyne.KeyUp:
		l.Select(max(l.at-1, 0))
	case fyne.KeyHome:
		l.Select(0)
	case fyne.KeyEnd:
		l.Select(len(l.rows) - 1)
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

// Wipe drops the rows.
func (l *Contents) Wipe() { l.rows = nil }

// Beside puts the list, under a heading and with what stands at its foot, at the
// left of what is read.
func (l *Contents) Beside(heading string, foot, page fyne.CanvasObject) *fyne.Container {
	head := kit.Inset(22, 32, 14, 10, kit.Section(heading))
	left := kit.AtLeast(listWidth*max(1, min(look.Current().Settings().TextScale, 1.3)), 0,
		container.NewBorder(head, foot, nil, nil, l))
	return container.NewBorder(nil, nil, left, nil, page)
}

// listWidth is the width of the contents at a text scale of 1.
const listWidth = 270
