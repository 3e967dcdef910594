package received

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
)

// row is one line of the contents, ready to be drawn.
type row struct{ first, second string }

// contents is the list at the left. Up and Down go from one to the next.
type contents struct {
	widget.List
	rows []row
	at   int
}

func newContents(rows []row, chosen func(int)) *contents {
	l := &contents{rows: rows}
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
		lines[0].(*kit.Text).SetText(l.rows[i].first)
		lines[1].(*kit.Text).SetText(l.rows[i].second)
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		chosen(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

// KeyDown implements desktop.Keyable.
func (l *contents) KeyDown(k *fyne.KeyEvent) { kit.Touch(l, k.Name) }

// KeyUp implements desktop.Keyable.
func (l *contents) KeyUp(*fyne.KeyEvent) {}

// TypedKey implements fyne.Focusable.
func (l *contents) TypedKey(k *fyne.KeyEvent) {
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
