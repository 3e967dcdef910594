package kit

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"afterglow/app/look"
	"afterglow/assets"
	"afterglow/journal/markdown"
)

// How much of a text a Reader draws before it asks. A page of a book has about
// 2,000 letters; Fyne keeps every row it has drawn.
const (
	readerLetters = 60_000
	readerBlocks  = 300
)

// readerMeasure is how many letters a row of reading has at most.
const readerMeasure = 68

// Reader shows someone's words: serif, in rows of a length that is good to
// read, each block a text of its own because Fyne's cost of one text grows with
// its square. The rest of a very long text comes by "Show more".
type Reader struct {
	form
	words *assets.Words
	left  []markdown.Block // not drawn yet
	whole []markdown.Block
	more  *Button
}

var _ fyne.Widget = (*Reader)(nil)

// NewReader shows blocks. Parse large texts off the window's thread.
func NewReader(w *assets.Words, blocks []markdown.Block) *Reader {
	r := &Reader{words: w}
	r.more = Quiet(w.T("kit.show_more"), r.ShowMore)
	r.fill(r, 0)
	r.Container.Layout = &readingColumn{}
	r.SetBlocks(blocks)
	return r
}

// SetBlocks shows another text from its beginning.
func (r *Reader) SetBlocks(blocks []markdown.Block) {
	r.whole, r.left = blocks, cutLong(blocks)
	r.Container.Objects = nil
	r.ShowMore()
}

// ShowMore draws the next part.
func (r *Reader) ShowMore() {
	objects := r.Container.Objects
	if n := len(objects); n > 0 && r.isMore(objects[n-1]) {
		objects = objects[:n-1]
	}
	letters := 0
	for n := 0; len(r.left) > 0 && n < readerBlocks && letters < readerLetters; n++ {
		b := r.left[0]
		letters += len(b.Text())
		var before *markdown.Block
		if at := len(objects); at > 0 {
			before = &markdown.Block{Kind: objects[at-1].(*blockView).block.Kind}
		}
		objects = append(objects, newBlockView(b, before))
		r.left = r.left[1:]
	}
	if len(r.left) > 0 {
		objects = append(objects, Inset(0, look.CardGap, 0, 0, Wrap(0, r.more)))
	}
	r.Container.Objects = objects
	r.Refresh()
}

func (r *Reader) isMore(o fyne.CanvasObject) bool {
	_, drawn := o.(*blockView)
	return !drawn
}

// AllShown says that nothing waits behind "Show more".
func (r *Reader) AllShown() bool { return len(r.left) == 0 }

// Text is the whole text without markup, for copying.
func (r *Reader) Text() string {
	parts := make([]string, 0, len(r.whole))
	for _, b := range r.whole {
		if t := b.Text(); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, "\n\n")
}

// Wipe drops every word.
func (r *Reader) Wipe() { r.SetBlocks(nil) }

// readingColumn is a column no wider than the measure.
type readingColumn struct{ column }

func (l *readingColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sample := strings.Repeat("en", readerMeasure/2) // n and e are about as wide as letters are on average
	most := fyne.MeasureText(sample, look.Current().Size(look.SizeReading), look.Serif).Width
	l.column.Layout(objects, fyne.NewSize(fyne.Min(size.Width, most), size.Height))
}

// blockView draws one block.
type blockView struct {
	widget.BaseWidget
	block markdown.Block
	rich  *widget.RichText
	above float32
}

func newBlockView(b markdown.Block, before *markdown.Block) *blockView {
	v := &blockView{block: b, rich: widget.NewRichText(segments(b)...)}
	v.rich.Wrapping = fyne.TextWrapWord
	switch {
	case before == nil:
	case b.Kind == markdown.Heading:
		v.above = 24
	case b.Kind == markdown.ListItem && before.Kind == markdown.ListItem:
		v.above = 4
	default:
		v.above = 14
	}
	v.ExtendBaseWidget(v)
	return v
}

// indent is the room at the left, for the bar of a quote or a list's mark.
func (v *blockView) indent() float32 {
	const step = 22
	switch v.block.Kind {
	case markdown.Quote:
		return float32(v.block.Level) * step * 0.8
	case markdown.ListItem:
		return float32(v.block.Level) * step * look.Current().Settings().TextScale
	case markdown.Code:
		return 14
	}
	return 0
}

// CreateRenderer implements fyne.Widget.
func (v *blockView) CreateRenderer() fyne.WidgetRenderer {
	shape := canvas.NewRectangle(color.Transparent) // a quote's bar, a code's ground, a rule
	mark := canvas.NewText(v.mark(), color.Transparent)
	mark.TextStyle = look.Serif
	objects := []fyne.CanvasObject{shape, mark, v.rich}
	if v.block.Kind == markdown.Rule {
		v.rich.Hide()
	}
	inner := float32(0)
	if v.block.Kind == markdown.Code {
		inner = 10
	}
	return newDrawing(v, objects,
		func() fyne.Size {
			if v.block.Kind == markdown.Rule {
				return fyne.NewSize(0, v.above+look.Hairline+v.above)
			}
			return unpadded(v.rich, v.Theme()).AddWidthHeight(v.indent(), v.above+2*inner)
		},
		func(size fyne.Size) {
			body := fyne.NewSize(size.Width-v.indent(), size.Height-v.above-2*inner)
			placeUnpadded(v.rich, v.Theme(), fyne.NewPos(v.indent(), v.above+inner), body)
			min := mark.MinSize()
			mark.Move(fyne.NewPos(v.indent()-min.Width-8, v.above))
			mark.Resize(min)
			shape.Move(fyne.NewPos(0, v.above))
			switch v.block.Kind {
			case markdown.Quote:
				shape.Resize(fyne.NewSize(3, size.Height-v.above))
			case markdown.Code:
				shape.Resize(fyne.NewSize(size.Width, size.Height-v.above))
			case markdown.Rule:
				shape.Resize(fyne.NewSize(size.Width, look.Hairline))
			}
		},
		func(c paint) {
			mark.TextSize, mark.Color = c.size(look.SizeReading), c.colour(look.ColorQuiet)
			shape.CornerRadius = 0
			switch v.block.Kind {
			case markdown.Quote:
				shape.FillColor, shape.CornerRadius = c.colour(look.ColorAccentGround), 1.5
			case markdown.Code:
				shape.FillColor, shape.CornerRadius = c.colour(look.ColorRail), look.InputRadius
			case markdown.Rule:
				shape.FillColor = c.colour(look.ColorLine)
			}
		})
}

// mark is what stands before an item of a list.
func (v *blockView) mark() string {
	switch {
	case v.block.Kind != markdown.ListItem:
		return ""
	case v.block.Number > 0:
		return strconv.Itoa(v.block.Number) + "."
	default:
		return "•"
	}
}

var _ fyne.Layout = (*readingColumn)(nil)
