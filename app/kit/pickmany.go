package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
)

const (
	// many answers do not hang below their box, over the whole height of the
	// window: they stand in a dialog, with a line to type the first letters in.
	many = 14
	// manyHeight is how much of them is seen at once, at a text scale of 1.
	manyHeight = 300
)

// pickMany is the dialog of a list of many answers.
type pickMany struct {
	list   *PickList
	dialog *Dialog
	typed  *Input
	rows   *fyne.Container
	scroll *container.Scroll
	lines  []*Line // those that fit what was typed
}

func (p *PickList) openMany(w fyne.Window) {
	m := &pickMany{list: p, typed: NewInput(p.text()), rows: Column(2)}
	m.scroll = container.NewVScroll(Inset(14, 8, 14, 8, m.rows))
	m.typed.OnChanged = func(string) { m.fill() }
	m.typed.OnSubmitted = func(string) {
		if len(m.lines) > 0 {
			m.lines[0].Tapped(nil)
		}
	}
	m.typed.keys = func(k fyne.KeyName) bool {
		if k != fyne.KeyDown || len(m.lines) == 0 {
			return false
		}
		m.dialog.Focus(m.lines[0])
		return true
	}
	height := fyne.Min(manyHeight*max(1, look.Current().Settings().TextScale), w.Canvas().Size().Height-200)
	m.dialog = ShowDialog(w, Column(look.CardGap, m.typed, newFrame(AtLeast(0, height, m.scroll))), nil, nil)
	m.fill()
	m.dialog.Focus(m.typed)
	for _, l := range m.lines {
		if l.Selected() {
			reveal(l)
		}
	}
}

// fill shows the answers of which a word begins with what was typed; those that
// begin with it themselves come first.
func (m *pickMany) fill() {
	typed := strings.ToLower(strings.TrimSpace(m.typed.Text))
	m.lines, m.rows.Objects = nil, nil
	for _, begins := range []bool{true, false} {
		for i, answer := range m.list.answers {
			said := strings.ToLower(answer)
			if strings.HasPrefix(said, typed) != begins || !begins && !strings.Contains(said, " "+typed) {
				continue
			}
			l := NewLine(answer, func() {
				m.dialog.Close()
				m.list.choose(i)
			})
			l.SetSelected(i == m.list.chosen)
			m.lines = append(m.lines, l)
			m.rows.Add(l)
		}
	}
	Chain(m.lines)
	m.rows.Refresh()
	m.scroll.Refresh()
	m.scroll.ScrollToTop()
}

// windowOf is the window a canvas belongs to, nil for none.
func windowOf(c fyne.Canvas) fyne.Window {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() == c {
			return w
		}
	}
	return nil
}
