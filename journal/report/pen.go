package report

import (
	"strings"
	"unicode/utf8"
)

// pen writes page one from the top down. A dry one only says how far it came.
type pen struct {
	d   *drawer
	o   outline
	fit fit
	y   float64
	dry bool
	cut struct{ questions, sessions, others bool } // what is not there whole
}

// row is the height of a line of page one.
func row(size float64) float64 { return size * leading * mmPerPoint }

// text writes runs, at most so many lines, and says whether that was all of them.
func (p *pen) text(size float64, ink int, x, width float64, most int, runs ...run) (whole bool) {
	p.y, whole = p.at(p.y, size, ink, x, width, most, runs...)
	return whole
}

// at writes runs from a height on and says where they end.
func (p *pen) at(y, size float64, ink int, x, width float64, most int, runs ...run) (end float64, whole bool) {
	whole = true
	longest := most * int(width/(size*mmPerPoint*0.2)) // letters that could have room
	for i, r := range runs {
		if len(r.text) > longest*utf8.UTFMax { // there is no end to what a stranger writes
			runs[i].text, whole = strings.ToValidUTF8(r.text[:longest*utf8.UTFMax], ""), false
		}
	}
	lines := p.d.wrap(runs, size, width)
	if len(lines) > most {
		lines, whole = lines[:most], false
	}
	if !whole {
		last := len(lines) - 1
		lines[last] = p.d.ended(lines[last], size, width)
	}
	for _, line := range lines {
		if !p.dry {
			p.d.pdf.SetTextColor(ink, ink, ink)
			p.d.line(line, size, x, y-(lineHeight-leading)/2*size*mmPerPoint)
		}
		y += row(size)
	}
	return y, whole
}

// ended is a line that was cut, with the sign of it.
func (d *drawer) ended(line []cell, size, width float64) []cell {
	sign := cell{'…', d.face(sans)}
	if len(line) > 0 {
		sign.face = line[len(line)-1].face
	}
	used := d.width(sign)
	for _, c := range line {
		used += d.width(c)
	}
	for len(line) > 0 && used*size > width {
		used -= d.width(line[len(line)-1])
		line = line[:len(line)-1]
	}
	return append(line[:len(line):len(line)], sign)
}

func (p *pen) rule() {
	if !p.dry {
		pdf := p.d.pdf
		pdf.SetDrawColor(ruleInk, ruleInk, ruleInk)
		pdf.SetLineWidth(hairline)
		pdf.Line(margin, p.y, margin+p.d.across(), p.y)
	}
}

// heading is that of a part, with a quiet word behind it.
func (p *pen) heading(title, more string) {
	p.y += p.fit.air
	p.rule()
	p.y += 1.4
	runs := []run{{sansBold, title}}
	if more != "" {
		runs = append(runs, run{sans, "   " + more})
	}
	p.text(headSize, ink, margin, p.d.across(), 1, runs...)
	p.y += 0.8
}

// table writes a table of which every cell is at most so many lines, and says
// whether that was all.
func (p *pen) table(t table, most int) (whole bool) {
	whole = true
	line := func(texts []string, f face, ink, most int) {
		x, end := margin, p.y
		for i, text := range texts {
			width := p.d.across() * t.Shares[i]
			bottom, all := p.at(p.y, textSize-1, ink, x, width-cellGap, most, run{f, text})
			whole = whole && all
			end = max(end, bottom)
			x += width
		}
		p.y = end + 0.35
		p.rule()
		p.y += 0.45
	}
	line(t.Head, sans, quiet, 2)
	for _, r := range t.Rows {
		line(r, sans, ink, most)
	}
	return whole
}
