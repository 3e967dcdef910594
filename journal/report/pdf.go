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
	margin     = 18.0
	bottom     = 20.0
	titleSize  = 17.0
	entrySize  = 14.0
	bodySize   = 10.5
	smallSize  = 8.5
	notesWidth = 44.0 // beside an entry
	notesAir   = 5.0
	footAt     = 13.0 // from the lower edge of the page
	askAt      = 9.0  // from the upper edge
	hairline   = 0.2
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
	ask   string // what is asked of whoever keeps this page
	going string // the same of what is being drawn and may go on on the next page
	notes string // over the room for notes, "" for pages without
}

// PDF is the content as a PDF with real text and bookmarks.
func PDF(c bundle.Content, w *assets.Words, paper Paper) ([]byte, error) {
	o := newOutline(c, w)
	d := newDrawer(o.Title, c.MadeAt.Time(), w, paper)
	p := d.pdf
	p.AliasNbPages(pageTotal)
	p.SetFooterFunc(func() { d.footer(o) })
	p.SetHeaderFuncMode(d.header, true)
	d.pageOne(o)
	d.notes = w.T("report.notes")
	for i, e := range o.Entries {
		d.entry(e, i == 0, w)
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
	return &drawer{pdf: p, flow: flow{pdf: p, left: margin, right: margin}}
}

// bytes is the finished PDF.
func (d *drawer) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("the PDF cannot be drawn: %w", err)
	}
	return out.Bytes(), nil
}

// header begins a page: what is asked of it, and the room for notes.
func (d *drawer) header() {
	d.ask = d.going
	if d.notes == "" {
		return
	}
	p := d.pdf
	width, height := p.GetPageSize()
	x := width - margin - notesWidth
	p.SetDrawColor(ruleInk, ruleInk, ruleInk)
	p.SetLineWidth(hairline)
	p.Line(x, margin, x, height-bottom)
	d.small(d.notes, x+notesAir, margin, sans)
}

// small is a quiet word outside the text.
func (d *drawer) small(text string, x, y float64, f face) {
	d.pdf.SetTextColor(quiet, quiet, quiet)
	d.line(d.cells([]run{{f, text}})[0], smallSize, x, y)
}

// measure is how wide a text is in millimetres.
func (d *drawer) measure(f face, text string, size float64) float64 {
	width := 0.0
	for _, c := range d.cells([]run{{f, text}})[0] {
		width += d.width(c) * size
	}
	return width
}

// footer is the line at the foot of every page.
func (d *drawer) footer(o outline) {
	p := d.pdf
	width, height := p.GetPageSize()
	if d.ask != "" {
		d.small(d.ask, width-margin-d.measure(sansBold, d.ask, smallSize), askAt, sansBold)
	}
	p.SetFont("sans", "", smallSize)
	p.SetTextColor(quiet, quiet, quiet)
	p.SetXY(margin, height-footAt)
	p.CellFormat(0, 5, letters(o.Words.T("report.footer")), "", 0, "L", false, 0, "")
	number := strconv.Itoa(p.PageNo()) + " / "
	// The total is not known yet. Every entry has a page, so this is its length
	// but for very long entries.
	total := strconv.Itoa(max(p.PageNo(), 1+len(o.Sections)+len(o.Entries)))
	p.SetXY(width-margin-p.GetStringWidth(number+total), height-footAt)
	p.CellFormat(0, 5, number+pageTotal, "", 0, "L", false, 0, "")
}

// rule draws a line across the page.
func (d *drawer) rule() {
	d.pdf.SetDrawColor(ruleInk, ruleInk, ruleInk)
	d.pdf.SetLineWidth(hairline)
	d.pdf.Line(d.left, d.pdf.GetY(), d.left+d.across(), d.pdf.GetY())
}

// entry is an entry on pages of its own, with room for notes beside it.
func (d *drawer) entry(e entryOutline, first bool, w *assets.Words) {
	p := d.pdf
	d.going, d.right = e.Ask, margin+notesWidth+notesAir
	p.AddPage()
	if first {
		p.Bookmark(letters(w.T("report.entries")), 0, 0)
	}
	p.Bookmark(letters(e.Title), 1, 0)
	d.set(setting{size: entrySize, ink: ink}, run{serifBold, e.Title})
	d.set(setting{size: smallSize, ink: quiet}, run{sans, e.Facts})
	if e.Tags != "" {
		d.set(setting{size: smallSize, ink: quiet}, run{sans, e.Tags})
	}
	for _, text := range e.Pictures {
		d.set(setting{size: smallSize, ink: quiet}, run{sans, text})
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
		d.line(cells, bodySize, max(d.left, d.left+body.left-width-1.5), y)
		p.SetXY(d.left, y)
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
