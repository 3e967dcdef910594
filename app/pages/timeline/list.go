package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/journal"
)

// list is the virtual list of rows, worked by keyboard: arrows move between
// entries, Enter and Space open, Delete throws away, Up from the first leads
// out of it.
type list struct {
	widget.List
	rows   []row
	at     int  // the row the keyboard is on
	here   bool // the keyboard is on the list
	opened bool // an entry was opened from here
	views  []*rowView
	tall   map[int]bool // the rows with a height of their own

	show   func(v *rowView, r row, current bool)
	open   func(journal.Summary)
	remove func(journal.Summary)
	above  func()
}

func newList() *list {
	l := &list{tall: map[int]bool{}}
	l.HideSeparators = true
	l.Length = func() int { return len(l.rows) }
	l.CreateItem = func() fyne.CanvasObject {
		v := newRowView()
		l.views = append(l.views, v)
		return v
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < 0 || i >= len(l.rows) {
			return // a late update of a list that has become shorter
		}
		l.show(o.(*rowView), l.rows[i], l.here && i == l.at)
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll()
		l.openAt(i)
	}
	l.ExtendBaseWidget(l)
	return l
}

// set shows other rows, with the keyboard on the entry called at, or the first.
func (l *list) set(rows []row, at journal.ID) {
	for i := range l.tall {
		l.SetItemHeight(i, heightOf(entryRow))
	}
	clear(l.tall)
	l.rows = rows
	l.at = -1
	for i, r := range rows {
		if r.kind != entryRow {
			l.SetItemHeight(i, heightOf(r.kind))
			l.tall[i] = true
			continue
		}
		if l.at < 0 || r.entry.ID == at {
			l.at = i
		}
	}
	l.Refresh()
}

// current is the entry the keyboard is on.
func (l *list) current() (journal.Summary, bool) {
	if l.at < 0 || l.at >= len(l.rows) {
		return journal.Summary{}, false
	}
	return l.rows[l.at].entry, true
}

// reveal scrolls to the entry the keyboard is on.
func (l *list) reveal() {
	if l.at > 0 {
		l.ScrollTo(l.at)
	}
}

func (l *list) openAt(i int) {
	if i >= 0 && i < len(l.rows) && l.rows[i].kind == entryRow {
		l.at, l.opened = i, true
		l.open(l.rows[i].entry)
	}
}

// KeyDown implements desktop.Keyable.
func (l *list) KeyDown(k *fyne.KeyEvent) { kit.Touch(l, k.Name) }

// KeyUp implements desktop.Keyable.
func (l *list) KeyUp(*fyne.KeyEvent) {}

// TypedKey implements fyne.Focusable.
func (l *list) TypedKey(k *fyne.KeyEvent) {
	const page = 8
	switch k.Name {
	case fyne.KeyDown:
		l.move(1, 1)
	case fyne.KeyUp:
		if !l.move(-1, 1) && l.above != nil {
			l.above()
		}
	case fyne.KeyPageDown:
		l.move(1, page)
	case fyne.KeyPageUp:
		l.move(-1, page)
	case fyne.KeyHome:
		l.move(-1, len(l.rows))
	case fyne.KeyEnd:
		l.move(1, len(l.rows))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.openAt(l.at)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if e, ok := l.current(); ok && l.remove != nil {
			l.remove(e)
		}
	default:
		passUp(l, k)
	}
}

// move goes count entries up or down, as far as there are any.
func (l *list) move(step, count int) (moved bool) {
	from := l.at
	for i := l.at + step; i >= 0 && i < len(l.rows) && count > 0; i += step {
		if l.rows[i].kind == entryRow {
			l.at = i
			count--
		}
	}
	if l.at == from {
		if step < 0 {
			l.ScrollToTop()
		}
		return false
	}
	l.ScrollTo(l.at)
	l.RefreshItem(from)
	l.RefreshItem(l.at)
	return true
}

// FocusGained implements fyne.Focusable.
func (l *list) FocusGained() { l.light(true) }

// FocusLost implements fyne.Focusable.
func (l *list) FocusLost() { l.light(false) }

func (l *list) light(on bool) {
	l.here = on
	l.RefreshItem(l.at)
}

// wipe forgets every word.
func (l *list) wipe() {
	l.rows = nil
	for _, v := range l.views {
		v.wipe()
	}
}

// passUp hands a key nothing here uses to the shell, which knows Escape.
func passUp(o fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if watch := c.OnTypedKey(); watch != nil {
			watch(k)
		}
	}
}
