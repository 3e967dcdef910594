package kit

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/chart"
)

// Chart draws a figure as wide as its place, reads out the point that the
// pointer or the keyboard is on, in a line below, and shows the same as a table
// when asked.
type Chart struct {
	form
	// OnToggled is called after the table was shown or hidden, which changes the
	// height: a page calls its Relayout.
	OnToggled func()

	words   *assets.Words
	area    *chartArea
	spoken  *Text
	longest *Text // never drawn: how much room the longest sentence takes
	toggle  *Button
	table   *Table
}

var _ fyne.Widget = (*Chart)(nil)

// NewChart draws figure with so much height between the lowest and the highest
// value of its scale.
func NewChart(w *assets.Words, figure chart.Figure, height float32) *Chart {
	c := &Chart{words: w, spoken: Small(""), longest: Small("")}
	c.area = newChartArea(w, figure, height)
	c.area.said = c.say
	c.toggle = Link(w.T("chart.show_table"), c.ToggleTable)
	line := container.New(&spokenLine{longest: c.longest, beside: c.toggle}, c.spoken)
	c.fill(c, look.Gap, c.area, besideTop(line, Wrap(0, c.toggle)))
	c.say("")
	return c
}

// SetFigure shows another figure in the same place.
func (c *Chart) SetFigure(figure chart.Figure) {
	c.area.setFigure(figure)
	if c.table != nil {
		shown := figure.Table(c.words)
		c.table.SetRows(shown.Head, shown.Rows)
	}
	c.say("")
	c.Refresh()
}

// Spoken is the sentence of the point that is read out, or "".
func (c *Chart) Spoken() string { return c.area.sentence() }

// TableShown says whether the table is there.
func (c *Chart) TableShown() bool { return c.table != nil && c.table.Visible() }

// ToggleTable shows the table, or takes it away.
func (c *Chart) ToggleTable() {
	if c.table == nil {
		shown := c.area.figure.Table(c.words)
		c.table = NewTable(c.words, shown.Head, shown.Rows)
		c.table.Hide()
		c.Container.Add(c.table)
	}
	if c.table.Visible() {
		c.table.Hide()
		c.toggle.SetText(c.words.T("chart.show_table"))
	} else {
		c.table.Show()
		c.toggle.SetText(c.words.T("chart.hide_table"))
	}
	c.Refresh()
	if c.OnToggled != nil {
		c.OnToggled()
	}
}

// say shows a sentence, or with "" how to get one.
func (c *Chart) say(sentence string) {
	colour := look.ColorInk
	if sentence == "" {
		sentence, colour = c.words.T("chart.hint"), look.ColorQuiet
		longest := c.area.drawing().Longest()
		if utf8.RuneCountInString(sentence) > utf8.RuneCountInString(longest) {
			longest = sentence
		}
		c.longest.SetText(longest)
	}
	c.spoken.segment.Style.ColorName = colour
	c.spoken.SetText(sentence)
}

// spokenLine keeps room for the longest sentence, so that nothing below moves
// while a person reads from point to point. Its first line stands level with the
// button beside it.
type spokenLine struct {
	longest *Text
	beside  *Button
}

// drop is how much lower the button's word stands in its place than a line would.
func (l *spokenLine) drop() float32 {
	return fyne.Max(0, (l.beside.MinSize().Height-Small("M").OneLine().MinSize().Height)/2)
}

func (l *spokenLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := objects[0].Size().Width
	return fyne.NewSize(objects[0].MinSize().Width, l.drop()+fyne.Max(fit(l.longest, width), objects[0].MinSize().Height))
}

func (l *spokenLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, l.drop()))
	objects[0].Resize(size.SubtractWidthHeight(0, l.drop()))
}
