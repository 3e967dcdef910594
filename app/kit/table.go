package kit

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
	"afterglow/assets"
)

// tableRows is how many rows are drawn at once; the rest come by "Show more".
const tableRows = 60

// Table is rows of texts under a head. It scrolls with its page; with the
// keyboard on it, the arrows walk along the rows and the page follows.
type Table struct {
	form
	words   *assets.Words
	head    []string
	rows    [][]string
	shown   []*tableRow
	widths  *columnWidths
	more    *Button
	current int // the row the keyboard is on, or -1
}

var (
	_ fyne.Focusable    = (*Table)(nil)
	_ desktop.Keyable   = (*Table)(nil)
	_ fyne.CanvasObject = (*Table)(nil)
)

// NewTable is a table; a row has a text for every column of the head.
func NewTable(w *assets.Words, head []string, rows [][]string) *Table {
	t := &Table{words: w, current: -1}
	t.more = Quiet(w.T("kit.show_more"), t.showMore)
	t.fill(t, 0)
	t.SetRows(head, rows)
	return t
}

// SetRows shows other rows from their beginning.
func (t *Table) SetRows(head []string, rows [][]string) {
	t.head, t.rows, t.shown, t.current = head, rows, nil, -1
	t.widths = newColumnWidths(head, rows)
	t.Container.Objects = []fyne.CanvasObject{newTableRow(t.widths, head, look.SansBold)}
	t.showMore()
}

// Shown is how many rows are drawn.
func (t *Table) Shown() int { return len(t.shown) }

func (t *Table) showMore() {
	objects := t.Container.Objects[:1+len(t.shown)] // without the button
	for _, texts := range t.rows[len(t.shown):min(len(t.shown)+tableRows, len(t.rows))] {
		row := newTableRow(t.widths, texts, look.Sans)
		t.shown = append(t.shown, row)
		objects = append(objects, row)
	}
	if len(t.shown) < len(t.rows) {
		objects = append(objects, Inset(0, look.Gap, 0, 0, Wrap(0, t.more)))
	}
	t.Container.Objects = objects
	t.Refresh()
}

// goTo puts the keyboard on a row, or with -1 on none.
func (t *Table) goTo(i int) {
	if t.current >= 0 && t.current < len(t.shown) {
		t.shown[t.current].setCurrent(false)
	}
	t.current = i
	if i >= 0 && i < len(t.shown) {
		t.shown[i].setCurrent(true)
		reveal(t.shown[i])
	}
}

// FocusGained implements fyne.Focusable.
func (t *Table) FocusGained() { t.goTo(min(0, len(t.shown)-1)) }

// FocusLost implements fyne.Focusable.
func (t *Table) FocusLost() { t.goTo(-1) }

// tablePage is how far Page Down goes.
const tablePage = 10

// TypedKey implements fyne.Focusable.
func (t *Table) TypedKey(ev *fyne.KeyEvent) {
	to := map[fyne.KeyName]int{fyne.KeyUp: t.current - 1, fyne.KeyDown: t.current + 1, fyne.KeyPageUp: t.current - tablePage,
		fyne.KeyPageDown: t.current + tablePage, fyne.KeyHome: 0, fyne.KeyEnd: len(t.shown) - 1}
	i, ours := to[ev.Name]
	if !ours || len(t.shown) == 0 {
		passUp(t, ev)
		return
	}
	t.goTo(min(max(i, 0), len(t.shown)-1))
}

// KeyDown implements desktop.Keyable.
func (t *Table) KeyDown(ev *fyne.KeyEvent) { Touch(t, ev.Name) }

// KeyUp implements desktop.Keyable.
func (t *Table) KeyUp(*fyne.KeyEvent) {}

// TypedRune implements fyne.Focusable.
func (t *Table) TypedRune(rune) {}

// tableRow is one row with a line below it.
type tableRow struct {
	widget.BaseWidget
	cells   *fyne.Container
	current bool
}

func newTableRow(widths *columnWidths, texts []string, style fyne.TextStyle) *tableRow {
	cells := make([]fyne.CanvasObject, len(widths.longest))
	for i := range cells {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		cells[i] = newText(text, look.SizeSmall, style, look.ColorInk)
	}
	r := &tableRow{cells: container.New(widths, cells...)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) setCurrent(on bool) {
	r.current = on
	r.Refresh()
}

// Children implements the search for what the keyboard is on.
func (r *tableRow) Children() []fyne.CanvasObject { return []fyne.CanvasObject{r.cells} }

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	const air = 5
	ground, line := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	ground.CornerRadius = 4
	return newDrawing(r, []fyne.CanvasObject{line, ground, r.cells},
		func() fyne.Size { return r.cells.MinSize().AddWidthHeight(0, 2*air+look.Hairline) },
		func(size fyne.Size) {
			line.Move(fyne.NewPos(0, size.Height-look.Hairline))
			line.Resize(fyne.NewSize(size.Width, look.Hairline))
			ground.Move(fyne.NewPos(-4, 0))
			ground.Resize(fyne.NewSize(size.Width+8, size.Height-look.Hairline))
			r.cells.Move(fyne.NewPos(0, air))
			r.cells.Resize(fyne.NewSize(size.Width, size.Height-2*air-look.Hairline))
		},
		func(p paint) {
			line.FillColor = p.colour(look.ColorLine)
			ground.FillColor, ground.StrokeColor, ground.StrokeWidth = color.Transparent, color.Transparent, 0
			if r.current {
				ground.FillColor, ground.StrokeColor, ground.StrokeWidth = p.colour(look.ColorAccentGround), p.colour(look.ColorRing), look.FocusWidth
			}
		})
}

// columnWidths lays the cells of a row in columns that all rows share: as wide
// as their longest text where there is room, and else wrapped in fair shares.
// The last column takes what is left.
type columnWidths struct {
	longest []string
	width   float32 // of the last layout: how high a row is depends on it
}

func newColumnWidths(head []string, rows [][]string) *columnWidths {
	l := &columnWidths{longest: make([]string, len(head))}
	for _, row := range append([][]string{head}, rows...) {
		for i := range l.longest {
			if i < len(row) && utf8.RuneCountInString(row[i]) > utf8.RuneCountInString(l.longest[i]) {
				l.longest[i] = row[i]
			}
		}
	}
	return l
}

const columnGap = 22

// widths are those of the columns at a width of the table.
func (l *columnWidths) widths(room float32) []float32 {
	natural := make([]float32, len(l.longest))
	size := look.Current().Size(look.SizeSmall)
	for i, text := range l.longest {
		natural[i] = fyne.MeasureText(text, size, look.SansBold).Width + 2
	}
	left, count := room-columnGap*float32(len(natural)-1), len(natural)
	done := make([]bool, len(natural))
	for changed := true; changed && count > 0; { // those that need less than their share get what they need
		changed = false
		for i, w := range natural {
			if !done[i] && w <= left/float32(count) {
				done[i], changed = true, true
				left -= w
				count--
			}
		}
	}
	for i := range natural {
		if !done[i] {
			natural[i] = fyne.Max(1, left/float32(count))
		}
	}
	if count == 0 && len(natural) > 0 {
		natural[len(natural)-1] += left
	}
	return natural
}

func (l *columnWidths) MinSize(cells []fyne.CanvasObject) fyne.Size {
	if l.width <= 0 {
		return fyne.NewSize(0, cells[0].MinSize().Height)
	}
	var height float32
	for i, w := range l.widths(l.width) {
		height = fyne.Max(height, fit(cells[i], w))
	}
	return fyne.NewSize(0, height)
}

func (l *columnWidths) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	x := float32(0)
	for i, w := range l.widths(size.Width) {
		cells[i].Move(fyne.NewPos(x, 0))
		fit(cells[i], w)
		x += w + columnGap
	}
}
