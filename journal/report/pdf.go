package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

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
	lineHeight = 1.6 // times the size
	mmPerPoint = 25.4 / 72
)

// drawer is a PDF being drawn.
type drawer struct {
	pdf *fpdf.Fpdf
}

// PDF is the content as a PDF with real text and bookmarks.
func PDF(c bundle.Content, w *assets.Words, paper Paper) ([]byte, error) {
	o := newOutline(c, w)
	d := &drawer{pdf: fpdf.New("P", "mm", string(paper), "")}
	p := d.pdf
	p.SetCatalogSort(true)
	p.SetCreationDate(c.MadeAt.Time())
	p.SetModificationDate(c.MadeAt.Time())
	p.SetTitle(letters(o.Title), true)
	p.SetProducer("Afterglow", true)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, bottom)
	p.SetCompression(true)
	for _, f := range []struct {
		family, style string
		data          []byte
	}{
		{"sans", "", assets.SansRegular}, {"sans", "B", assets.SansBold}, {"sans", "I", assets.SansItalic},
		{"serif", "", assets.SerifRegular}, {"serif", "B", assets.SerifBold}, {"serif", "I", assets.SerifItalic},
	} {
		p.AddUTF8FontFromBytes(f.family, f.style, f.data)
	}
	p.AliasNbPages("{pages}")
	p.SetFooterFunc(func() {
		p.SetY(-14)
		d.font("sans", "", smallSize)
		p.SetTextColor(90, 86, 98)
		width, _ := p.GetPageSize()
		p.CellFormat((width-2*margin)*0.8, 5, o.Footer, "", 0, "L", false, 0, "")
		p.CellFormat(0, 5, strconv.Itoa(p.PageNo())+" / {pages}", "", 0, "R", false, 0, "")
	})
	d.overview(o)
	for _, e := range o.Entries {
		d.entry(e)
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("the PDF cannot be drawn: %w", err)
	}
	return out.Bytes(), nil
}

func (d *drawer) font(family, style string, size float64) { d.pdf.SetFont(family, style, size) }

func high(size float64) float64 { return size * lineHeight * mmPerPoint }

// write sets one paragraph in one style across the page.
func (d *drawer) write(family, style string, size float64, gray int, text string) {
	d.font(family, style, size)
	d.pdf.SetTextColor(gray, gray, gray)
	d.pdf.MultiCell(0, high(size), letters(text), "", "L", false)
}

const (
	ink   = 30
	quiet = 90
)

// overview is page one.
func (d *drawer) overview(o outline) {
	p := d.pdf
	p.AddPage()
	p.Bookmark(letters(o.Title), 0, 0)
	d.write("serif", "B", titleSize, ink, o.Title)
	d.write("sans", "", smallSize, quiet, o.Notice)
	p.Ln(4)
	for _, f := range append(o.Facts, o.Inside) {
		if f.Value == "" {
			continue
		}
		d.font("sans", "", smallSize)
		p.SetTextColor(quiet, quiet, quiet)
		p.CellFormat(34, high(smallSize), letters(f.Name), "", 0, "L", false, 0, "")
		p.SetTextColor(ink, ink, ink)
		p.MultiCell(0, high(smallSize), letters(f.Value), "", "L", false)
	}
	if o.Line != "" {
		p.Ln(4)
		d.write("sans", "B", bodySize, ink, o.LineName)
		d.write("serif", "", bodySize, ink, o.Line)
	}
	if o.Unknown != "" {
		p.Ln(3)
		d.write("sans", "", smallSize, quiet, o.Unknown)
	}
	if len(o.Sessions.Rows) > 0 {
		p.Ln(5)
		d.write("sans", "B", bodySize, ink, o.Sessions.Title)
		d.table(o.Sessions)
	}
}

// shares are the parts of the width the columns of the sessions take.
var shares = []float64{0.08, 0.22, 0.14, 0.22, 0.34}

// table draws the sessions; a long cell wraps.
func (d *drawer) table(t sessionTable) {
	p := d.pdf
	pageWidth, pageHeight := p.GetPageSize()
	width := pageWidth - 2*margin
	row := func(cells []string, style string) {
		d.font("sans", style, smallSize)
		p.SetTextColor(ink, ink, ink)
		lines := 1
		split := make([][]string, len(cells))
		for i, c := range cells {
			split[i] = p.SplitText(letters(c), width*shares[i]-2)
			lines = max(lines, len(split[i]))
		}
		height := float64(lines)*high(smallSize) + 1.5
		if p.GetY()+height > pageHeight-bottom {
			p.AddPage()
		}
		x, y := margin, p.GetY()
		for i := range cells {
			for n, line := range split[i] {
				p.SetXY(x, y+float64(n)*high(smallSize))
				p.CellFormat(width*shares[i], high(smallSize), line, "", 0, "L", false, 0, "")
			}
			x += width * shares[i]
		}
		p.SetDrawColor(190, 185, 175)
		p.Line(margin, y+height, margin+width, y+height)
		p.SetXY(margin, y+height+0.5)
	}
	row(t.Head, "B")
	for _, r := range t.Rows {
		row(r, "")
	}
}

// entry is an entry on pages of its own.
func (d *drawer) entry(e entryOutline) {
	p := d.pdf
	p.AddPage()
	p.Bookmark(letters(e.Title), 1, 0)
	d.write("serif", "B", entrySize, ink, e.Title)
	d.write("sans", "", smallSize, quiet, e.Facts)
	if e.Tags != "" {
		d.write("sans", "", smallSize, quiet, e.Tags)
	}
	p.Ln(3)
	for _, part := range e.Parts {
		if part.Heading != "" {
			p.Ln(2)
			d.write("sans", "B", smallSize+1, ink, part.Heading)
		}
		for _, b := range part.Blocks {
			d.block(b)
		}
	}
}

func (d *drawer) block(b markdown.Block) {
	p := d.pdf
	indent := 0.0
	switch b.Kind {
	case markdown.Rule:
		p.Ln(3)
		width, _ := p.GetPageSize()
		p.SetDrawColor(190, 185, 175)
		p.Line(margin, p.GetY(), width-margin, p.GetY())
		p.Ln(3)
		return
	case markdown.Heading:
		p.Ln(1)
		d.write("serif", "B", bodySize+1, ink, b.Text())
		p.Ln(1)
		return
	case markdown.ListItem, markdown.Quote:
		indent = 6 * float64(b.Level)
	}
	p.SetLeftMargin(margin + indent)
	p.SetX(margin + indent)
	d.font("serif", "", bodySize)
	p.SetTextColor(ink, ink, ink)
	if b.Kind == markdown.ListItem {
		mark := "•"
		if b.Number > 0 {
			mark = strconv.Itoa(b.Number) + "."
		}
		p.SetX(margin + indent - 5)
		p.CellFormat(5, high(bodySize), mark, "", 0, "L", false, 0, "")
	}
	for _, s := range b.Spans {
		style := ""
		switch {
		case s.Bold:
			style = "B"
		case s.Italic:
			style = "I"
		}
		family := "serif"
		if s.Code {
			family = "sans"
		}
		d.font(family, style, bodySize)
		p.Write(high(bodySize), letters(s.Text))
	}
	p.SetLeftMargin(margin)
	p.Ln(high(bodySize) + 1.2)
}

// letters replaces what the fonts cannot draw: fpdf fails on letters above
// U+FFFF, and others would be blank without a sign.
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
	}, s)
}
