package kit

import (
	"fyne.io/fyne/v2"

	"afterglow/app/look"
)

// EmptyState says why there is nothing here yet, and what one may do. action
// may be nil.
func EmptyState(title, line string, action fyne.CanvasObject) fyne.CanvasObject {
	c := Column(look.Gap, Title(title), Sub(line))
	if action != nil {
		c.Add(Inset(0, 10, 0, 0, Wrap(look.Gap, action)))
	}
	return Inset(0, 24, 0, 24, c)
}
