package timeline

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/kit"
	"afterglow/app/look"
)

// The shape of a row, at a text scale of 1.
const (
	rowHeight   = 62
	monthHeight = 62
	groupHeight = 38
	dateWidth   = 92
	rowPad      = 12
)

// rowView draws any row of the list; the list uses a handful of them again and
// again. Texts are cut with "…": the whole is one press away.
type rowView struct {
	widget.BaseWidget
	kind    rowKind
	current bool

	month, group, date, title *kit.Text
	about                     *kit.Text        // the quiet line
	hit                       *widget.RichText // the same, with what was found
	before, found, after      *widget.TextSegment
	rest                      string // all of after, which shows what there is room for
}

func newRowView() *rowView {
	v := &rowView{month: kit.Title("").OneLine(), group: kit.Section("").Ellipsis(),
		date:  kit.Small("").OneLine(),
		title: kit.Own("").Ellipsis(), about: kit.Small("").Ellipsis()}
	piece := func(style fyne.TextStyle, colour fyne.ThemeColorName) *widget.TextSegment {
		return &widget.TextSegment{Style: widget.RichTextStyle{Inline: true, SizeName: look.SizeSmall, TextStyle: style, ColorName: colour}}
	}
	v.before, v.found, v.after = piece(look.Sans, look.ColorQuiet), piece(look.SansBold, look.ColorAccent), piece(look.Sans, look.ColorQuiet)
	v.hit = widget.NewRichText(v.before, v.found, v.after)
	v.ExtendBaseWidget(v)
	return v
}

// heading makes the row a heading.
func (v *rowView) heading(kind rowKind, text string) {
	v.kind, v.current = kind, false
	v.month.SetText(text)
	v.group.SetText(text)
	v.Refresh()
}

// entry makes the row an entry's.
func (v *rowView) entry(date, title, before, found, after string, current bool) {
	v.kind, v.current = entryRow, current
	v.date.SetText(date)
	v.title.SetText(title)
	v.about.SetText(before)
	v.before.Text, v.found.Text, v.after.Text, v.rest = "", "", "", after
	if found != "" {
		v.about.SetText("")
		v.before.Text, v.found.Text = before, found
	}
	v.Refresh()
}

// wipe forgets the words of the row.
func (v *rowView) wipe() {
	v.heading(entryRow, "")
	v.entry("", "", "", "", "", false)
	v.hit.Refresh() // it is drawn only while something was found
}

// CreateRenderer implements fyne.Widget.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	r := &rowRenderer{view: v, ring: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth, r.ring.CornerRadius = look.FocusWidth, look.InputRadius
	r.Refresh()
	return r
}

type rowRenderer struct {
	view       *rowView
	ring, rule *canvas.Rectangle
}

func (r *rowRenderer) Destroy() {}

func (r *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(200, heightOf(entryRow))
}

// heightOf is the height of a row at the chosen text size.
func heightOf(kind rowKind) float32 {
	scale := max(0.9, look.Current().Settings().TextScale)
	switch kind {
	case monthRow:
		return monthHeight * scale
	case groupRow:
		return groupHeight * scale
	}
	return rowHeight * scale
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	v := r.view
	return []fyne.CanvasObject{r.ring, r.rule, v.month, v.group, v.date, v.title, v.about, v.hit}
}

func (r *rowRenderer) Layout(size fyne.Size) {
	v := r.view
	scale := look.Current().Settings().TextScale
	r.ring.Move(fyne.NewPos(2, 2))
	r.ring.Resize(size.SubtractWidthHeight(6, 5))
	r.rule.Move(fyne.NewPos(rowPad, size.Height-look.Hairline))
	r.rule.Resize(fyne.NewSize(size.Width-2*rowPad, look.Hairline))
	foot := func(t *kit.Text) {
		height := t.MinSize().Height
		t.Move(fyne.NewPos(rowPad, size.Height-height-8))
		t.Resize(fyne.NewSize(size.Width-2*rowPad, height))
	}
	foot(v.month)
	foot(v.group)
	left := rowPad + dateWidth*scale
	width := size.Width - left - rowPad
	title, line := v.title.MinSize().Height, v.date.MinSize().Height
	top := (size.Height - title - line - 3) / 2
	v.title.Move(fyne.NewPos(left, top))
	v.title.Resize(fyne.NewSize(width, title))
	v.date.Move(fyne.NewPos(rowPad, top+(title-line)/2))
	v.date.Resize(fyne.NewSize(dateWidth*scale, line))
	v.about.Move(fyne.NewPos(left, top+title+3))
	v.about.Resize(fyne.NewSize(width, line))
	if v.found.Text == "" {
		return
	}
	pad := v.Theme().Size("innerPadding")
	v.after.Text = v.cut(width)
	v.hit.Refresh()
	v.hit.Move(fyne.NewPos(left-pad, top+title+3-pad))
	v.hit.Resize(fyne.NewSize(width+2*pad, line+2*pad))
}

// cut is as much of the rest of a snippet as there is room for: Fyne does not
// cut a line of several pieces.
func (v *rowView) cut(width float32) string {
	size := v.Theme().Size(look.SizeSmall)
	measure := func(s string, style fyne.TextStyle) float32 { return fyne.MeasureText(s, size, style).Width }
	room := width - measure(v.before.Text, look.Sans) - measure(v.found.Text, look.SansBold)
	if measure(v.rest, look.Sans) <= room {
		return v.rest
	}
	runes := []rune(v.rest)
	fits := sort.Search(len(runes), func(n int) bool { return measure(string(runes[:n])+"…", look.Sans) > room })
	return string(runes[:max(0, fits-1)]) + "…"
}

func (r *rowRenderer) Refresh() {
	v := r.view
	th := v.Theme()
	r.ring.StrokeColor, r.rule.FillColor = color.Transparent, color.Transparent
	if v.current {
		r.ring.StrokeColor = th.Color(look.ColorRing, 0)
	}
	if v.kind == entryRow {
		r.rule.FillColor = th.Color(look.ColorLine, 0)
	}
	v.month.Hidden, v.group.Hidden = v.kind != monthRow, v.kind != groupRow
	entry := v.kind == entryRow
	v.date.Hidden, v.title.Hidden, v.about.Hidden = !entry, !entry, !entry
	v.hit.Hidden = !entry || v.found.Text == ""
	r.Layout(v.Size())
	canvas.Refresh(v)
}
