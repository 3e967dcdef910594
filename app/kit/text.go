package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
)

// Text is a piece of text that wraps and stands flush with what is above and
// below it, without Fyne's inner padding.
type Text struct {
	widget.BaseWidget
	rich    *widget.RichText
	segment *widget.TextSegment
}

var _ fyne.Widget = (*Text)(nil)

// Heading is a page's name: serif, bold, 28.
func Heading(s string) *Text { return newText(s, look.SizeHeading, look.SerifBold, look.ColorInk) }

// Title is a card's or an entry's title: serif, bold, 19.
func Title(s string) *Text { return newText(s, look.SizeTitle, look.SerifBold, look.ColorInk) }

// Section names a part of a page or card: sans, bold, 15.
func Section(s string) *Text { return newText(s, look.SizeBody, look.SansBold, look.ColorInk) }

// Code is letters to be written down by hand: sans, bold, 23.
func Code(s string) *Text { return newText(s, look.SizeBig, look.SansBold, look.ColorInk) }

// Sub is the quiet line under a heading: sans, 15.
func Sub(s string) *Text { return newText(s, look.SizeBody, look.Sans, look.ColorQuiet) }

// Body is what the program says: sans, 15.
func Body(s string) *Text { return newText(s, look.SizeBody, look.Sans, look.ColorInk) }

// Small is a date, a hint or a source: sans, quiet, 13.
func Small(s string) *Text { return newText(s, look.SizeSmall, look.Sans, look.ColorQuiet) }

// Own is someone's own words in a line or two: serif, 17. For an entry use Reader.
func Own(s string) *Text { return newText(s, look.SizeReading, look.Serif, look.ColorInk) }

// Warn is a line that needs a look: sans, 15, in the colour of warnings.
func Warn(s string) *Text { return newText(s, look.SizeBody, look.Sans, look.ColorWarning) }

func newText(s string, size fyne.ThemeSizeName, style fyne.TextStyle, colour fyne.ThemeColorName) *Text {
	t := &Text{segment: &widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		SizeName: size, TextStyle: style, ColorName: colour,
	}}}
	t.rich = widget.NewRichText(t.segment)
	t.rich.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// Text is what it says.
func (t *Text) Text() string { return t.segment.Text }

// SetText changes what it says.
func (t *Text) SetText(s string) {
	if t.segment.Text == s {
		return
	}
	t.segment.Text = s
	t.Refresh()
}

// SetColor changes the colour, a colour name of the theme.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	t.segment.Style.ColorName = name
	t.Refresh()
}

// OneLine keeps the text on one line and takes the width it needs; for rows.
func (t *Text) OneLine() *Text {
	t.rich.Wrapping = fyne.TextWrapOff
	return t
}

// Ellipsis keeps the text on one line and cuts it with "…" where there is no
// room; only where the whole is one press away, as in the rows of a list.
func (t *Text) Ellipsis() *Text {
	t.rich.Wrapping = fyne.TextWrapOff
	t.rich.Truncation = fyne.TextTruncateEllipsis
	return t
}

// Centred stands in the middle of its width.
func (t *Text) Centred() *Text {
	t.segment.Style.Alignment = fyne.TextAlignCenter
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return newDrawing(t, []fyne.CanvasObject{t.rich},
		func() fyne.Size { return unpadded(t.rich, t.Theme()) },
		func(size fyne.Size) { placeUnpadded(t.rich, t.Theme(), fyne.Position{}, size) },
		func(paint) {})
}

// unpadded is the least size of a rich text without Fyne's inner padding.
func unpadded(rich *widget.RichText, th fyne.Theme) fyne.Size {
	pad := th.Size(theme.SizeNameInnerPadding)
	return rich.MinSize().SubtractWidthHeight(2*pad, 2*pad).Max(fyne.Size{})
}

// placeUnpadded lays a rich text so that its letters, not its padding, fill size at pos.
func placeUnpadded(rich *widget.RichText, th fyne.Theme, pos fyne.Position, size fyne.Size) {
	pad := th.Size(theme.SizeNameInnerPadding)
	rich.Move(pos.SubtractXY(pad, pad))
	rich.Resize(size.AddWidthHeight(2*pad, 2*pad))
}
