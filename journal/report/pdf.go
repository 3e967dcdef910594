package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
)

// Paper is a size of paper.
type Paper string

// The two papers.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// Measures in millimetres, text sizes in points.
const (
	margin     = 22.0
	bottom     = 20.0
	titleSize  = 17.0
	entrySize  = 14.0
	bodySize   = 10.5
	smallSize  = 8.5
	factsWidth = 34.0
	lineHeight = 1.6 // times the size
	mmPerPoint = 25.4 / 72
)

// Greys, from 0 (black): all of the text is dark enough for any printer.
const (
	ink     = 30
	quiet   = 90
	ruleInk = 190
)

var (
	sans      = face{"sans", ""}
	sansBold  = face{"sans", "B"}
	serif     = face{"serif", ""}
	serifBold = face{"serif", "B"}
)

// pageTotal stands for the number of pages until that is known. Of the private
// letters, so that nobody's words can be taken for it.
const pageTotal = "\ue000"

// drawer is a PDF being drawn.
type drawer struct {
	pdf *fpdf.Fpdf
	flow
}

// PDF is the content as a PDF with real text and bookmarks.
func PDF(c bundle.Content, w *assets.Words, paper Paper) ([]byte, error) {
	o := newOutline(c, w)
	d := newDrawer(o.Title, c.MadeAt.Time(), w, paper)
	p := d.pdf
	p.AliasNbPages(pageTotal)
	p.SetFooterFunc(func() { d.footer(o) })
	d.overview(o)
	for _, e := range o.Entries {
		d.entry(e)
	}
	return d.bytes()
}

// newDrawer begins a PDF that has no page yet.
func newDrawer(title string, made time.Time, w *assets.Words, paper Paper) *drawer {
	p := fpdf.New("P", "mm", string(paper), "")
	if made.IsZero() {
		made = time.Unix(0, 0).UTC() // fpdf would take the hour from the clock
	}
	p.SetCatalogSort(true)
	p.SetCreationDate(made)
	p.SetModificationDate(made)
	p.SetTitle(letters(title), true)
	p.SetProducer("Afterglow", true)
	p.SetLang(w.Language().String())
	p.SetMargins(margin, margin, margin)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(false, bottom)
	for _, f := range []struct {
		face
		data []byte
	}{
		{sans, assets.SansRegular}, {sansBold, assets.SansBold},
		{serif, assets.SerifRegular}, {serifBold, assets.SerifBold}, {face{"serif", "I"}, assets.SerifItalic},
	} {
		p.AddUTF8FontFromBytes(f.family, f.style, f.data)
	}
	return &drawer{p, flow{pdf: p}}
}

// bytes is the finished PDF.
func (d *drawer) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("the PDF cannot be drawn: %w", err)
	}
	return out.Bytes(), nil
}

// footer is the line at the foot of every page.
func (d *drawer) footer(o outline) {
	p := d.pdf
	width, height := p.GetPageSize()
	p.SetFont("sans", "", smallSize)
	p.SetTextColor(quiet, quiet, quiet)
	p.SetXY(margin, height-14)
	p.CellFormat(0, 5, letters(o.Footer), "", 0, "L", false, 0, "")
	number := strconv.Itoa(p.PageNo()) + " / "
	// The total is not known yet. Every entry has a page, so this is its length
	// but for very long entries.
	total := strconv.Itoa(max(p.PageNo(), 1+len(o.Entries)))
	p.SetXY(width-margin-p.GetStringWidth(number+total), height-14)
	p.CellFormat(0, 5, number+pageTotal, "", 0, "L", false, 0, "")
}

// overview is page one.
func (d *drawer) overview(o outline) {
	p := d.pdf
	p.AddPage()
	p.Bookmark(letters(o.Title), 0, 0)
	d.set(setting{size: titleSize, ink: ink}, run{serifBold, o.Title})
	d.set(setting{size: smallSize, ink: quiet}, run{sans, o.Notice})
	p.Ln(3)
	d.rule()
	p.Ln(3)
	for _, f := range append(o.Facts, o.Inside...) {
		if f.Value == "" {
			continue
		}
		d.room(high(smallSize))
		y, page := p.GetY(), p.PageNo()
		d.set(setting{size: smallSize, ink: quiet}, run{sans, f.Name})
		if p.PageNo() == page {
			p.SetXY(margin, y)
		}
		d.set(setting{size: smallSize, ink: ink, left: factsWidth}, run{sans, f.Value})
	}
	if o.Line != "" {
		p.Ln(4)
		d.set(setting{size: bodySize, ink: ink}, run{sansBold, o.LineName})
		d.set(setting{size: bodySize, ink: ink}, run{serif, o.Line})
	}
	if o.Unknown != "" {
		p.Ln(3)
		d.set(setting{size: smallSize, ink: quiet}, run{sans, o.Unknown})
	}
	if len(o.Sessions.Rows) > 0 {
		p.Ln(5)
		d.set(setting{size: bodySize, ink: ink}, run{sansBold, o.Sessions.Title})
		p.Ln(1)
		d.table(o.Sessions)
	}
}

// shares are the parts of the width the columns of the sessions take.
var shares = []float64{0.07, 0.21, 0.14, 0.24, 0.34}

// table draws the sessions; a long cell wraps, and a new page begins with the
// head again.
func (d *drawer) table(t sessionTable) {
	const gap = 3.0
	p := d.pdf
	pageWidth, pageHeight := p.GetPageSize()
	width := pageWidth - 2*margin
	var row func(texts []string, f face)
	row = func(texts []string, f face) {
		split := make([][][]cell, len(texts))
		lines := 1
		for i, text := range texts {
			split[i] = d.wrap([]run{{f, text}}, smallSize, width*shares[i]-gap)
			lines = max(lines, len(split[i]))
		}
		whole := float64(lines)*high(smallSize) + 2
		if p.GetY()+min(whole, 3*high(smallSize)) > pageHeight-bottom {
			p.AddPage()
			if f != sansBold {
				row(t.Head, sansBold)
			}
		}
		p.SetTextColor(ink, ink, ink)
		for n := range lines {
			d.room(high(smallSize))
			x, y := margin, p.GetY()
			for i := range texts {
				if n < len(split[i]) {
					d.line(split[i][n], smallSize, x, y)
				}
				x += width * shares[i]
			}
			p.SetXY(margin, y+high(smallSize))
		}
		p.Ln(1)
		d.rule()
		p.Ln(1)
	}
	row(t.Head, sansBold)
	for _, r := range t.Rows {
		row(r, sans)
	}
}

// rule draws a line across the page.
func (d *drawer) rule() {
	width, _ := d.pdf.GetPageSize()
	d.pdf.SetDrawColor(ruleInk, ruleInk, ruleInk)
	d.pdf.Line(margin, d.pdf.GetY(), width-margin, d.pdf.GetY())
}

// entry is an entry on pages of its own.
func (d *drawer) entry(e entryOutline) {
	p := d.pdf
	p.AddPage()
	p.Bookmark(letters(e.Title), 1, 0)
	d.set(setting{size: entrySize, ink: ink}, run{serifBold, e.Title})
	d.set(setting{size: smallSize, ink: quiet}, run{sans, e.Facts})
	if e.Tags != "" {
		d.set(setting{size: smallSize, ink: quiet}, run{sans, e.Tags})
	}
	p.Ln(3)
	for _, part := range e.Parts {
		if part.Heading != "" {
			d.room(4 * high(bodySize)) // not alone at the foot of a page
			p.Ln(2)
			d.set(setting{size: smallSize + 1, ink: ink}, run{sansBold, part.Heading})
			p.Ln(0.8)
		}
		for i, b := range part.Blocks {
			d.block(b)
			together := b.Kind == markdown.ListItem && i+1 < len(part.Blocks) && part.Blocks[i+1].Kind == markdown.ListItem
			if !together {
				p.Ln(2)
			}
		}
	}
}

// indent is how far each depth of a list or quotation stands in.
const indent = 6.0

func (d *drawer) block(b markdown.Block) {
	p := d.pdf
	body := setting{size: bodySize, ink: ink}
	switch b.Kind {
	case markdown.Rule:
		d.room(high(bodySize))
		p.Ln(1)
		d.rule()
		p.Ln(1)
		return
	case markdown.Heading:
		d.room(3 * high(bodySize))
		d.set(setting{size: bodySize + 1, ink: ink}, run{serifBold, b.Text()})
		return
	case markdown.Code:
		d.set(setting{size: bodySize - 1, ink: ink, left: indent}, run{sans, b.Text()})
		return
	case markdown.Quote:
		body.left, body.barred = indent*float64(b.Level), true
	case markdown.ListItem:
		body.left = indent * float64(b.Level)
		mark := "•"
		if b.Number > 0 {
			mark = strconv.Itoa(b.Number) + "."
		}
		d.room(high(bodySize))
		y := p.GetY()
		cells := d.cells([]run{{serif, mark}})[0]
		width := 0.0
		for _, c := range cells {
			width += d.width(c) * bodySize
		}
		p.SetTextColor(ink, ink, ink)
		d.line(cells, bodySize, max(margin, margin+body.left-width-1.5), y)
		p.SetXY(margin, y)
	}
	runs := make([]run, 0, len(b.Spans))
	for _, s := range b.Spans {
		f := serif
		switch {
		case s.Code:
			f = sans
		case s.Bold:
			f = serifBold
		case s.Italic:
			f = face{"serif", "I"}
		}
		runs = append(runs, run{f, s.Text})
	}
	d.set(body, runs...)
}

// letters replaces what the fonts cannot draw: fpdf fails on letters above
// U+FFFF, and others would be blank without a sign. A letter and the mark on it
// become one where there is such a letter.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r == 0xfe0f || r == 0x200d || r == 0x200b:
			return -1
		case r > 0xffff || !drawable(r):
			return '□'
		}
		return r
	}, norm.NFC.String(s))
}
