package report

import (
	"afterglow/assets"
	"afterglow/journal/chart"
)

// sections draws sections below each other, the first on a page of its own.
func (d *drawer) sections(list []section, w *assets.Words) {
	p := d.pdf
	_, height := p.GetPageSize()
	first := true
	for _, s := range list {
		if len(s.Pieces)+len(s.Charts) == 0 {
			continue
		}
		d.going = s.Ask
		if first || p.GetY() > height*mostBefore {
			p.AddPage()
		} else {
			p.Ln(9)
		}
		first = false
		if s.Ask != "" {
			d.ask = s.Ask
		}
		p.Bookmark(letters(s.Title), 0, -1)
		d.set(setting{size: entrySize, ink: ink}, run{serifBold, s.Title})
		for _, c := range s.Charts {
			d.chart(c.Panel, c.Plot, w)
		}
		for _, one := range s.Pieces {
			p.Ln(3)
			d.piece(one)
		}
	}
}

// mostBefore is how much of a page may be full for a section to begin on it.
const mostBefore = 0.66

// chart draws a chart as wide as the text, on a new page if this one has no room
// for it, and goes on below.
func (d *drawer) chart(c chart.Figure, plot float64, w *assets.Words) {
	d.pdf.Ln(4)
	f := chartFrame(d.across()/mmPerUnit, plot, w)
	d.room(d.draw(c, f, 0, 0, true))
	d.pdf.SetXY(d.left, d.pdf.GetY()+d.draw(c, f, d.left, d.pdf.GetY(), false))
}

func (d *drawer) piece(one piece) {
	p := d.pdf
	if one.Heading != "" {
		d.room(5 * high(bodySize)) // not alone at the foot of a page
		d.set(setting{size: bodySize, ink: ink}, run{sansBold, one.Heading})
	}
	for _, text := range one.Facts {
		if text != "" {
			d.set(setting{size: smallSize, ink: quiet}, run{sans, text})
		}
	}
	if len(one.Table.Rows) > 0 {
		p.Ln(1)
		d.table(one.Table)
	}
	if one.Foot != "" {
		d.set(setting{size: smallSize - 1, ink: quiet}, run{sans, one.Foot})
	}
	if one.Lines > 0 {
		d.room(float64(one.Lines) * writing)
	}
	for range one.Lines {
		p.Ln(writing)
		d.rule()
	}
}

// writing is how far apart lines to write on are.
const writing = 9.0

// cellGap is the air between the columns of a table.
const cellGap = 3.0

// table draws a table; a long cell wraps, and a new page begins with the head again.
func (d *drawer) table(t table) {
	p := d.pdf
	_, pageHeight := p.GetPageSize()
	width := d.across()
	var row func(texts []string, f face)
	row = func(texts []string, f face) {
		split := make([][][]cell, len(texts))
		lines := 1
		for i, text := range texts {
			split[i] = d.wrap([]run{{f, text}}, smallSize, width*t.Shares[i]-cellGap)
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
			x, y := d.left, p.GetY()
			for i := range texts {
				if n < len(split[i]) {
					d.line(split[i][n], smallSize, x, y)
				}
				x += width * t.Shares[i]
			}
			p.SetXY(d.left, y+high(smallSize))
		}
		p.Ln(0.6)
		d.rule()
		p.Ln(0.6)
	}
	row(t.Head, sansBold)
	for _, r := range t.Rows {
		row(r, sans)
	}
}
