package report

import (
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
)

// face is one of the fonts a PDF is set in.
type face struct{ family, style string }

// run is text in one face.
type run struct {
	face face
	text string
}

// setting is how a paragraph is set: size in points, ink from 0 (black) to 255,
// and its left edge in millimetres from that of the text. A barred paragraph has
// a line at its left, as quotations do.
type setting struct {
	size   float64
	ink    int
	left   float64
	barred bool
}

// unmeasured marks a width not asked for yet.
const unmeasured = -1

// flow breaks text into lines and lines into pages. fpdf can do both, but its
// Write takes time with the square of a paragraph's length: an entry of 1 MB
// would take minutes. This takes time with the length.
type flow struct {
	pdf *fpdf.Fpdf
	// left and right are the margins that text keeps.
	left, right float64
	faces       []face
	widths      []*[1 << 16]float32 // of each face, in millimetres at one point
}

// cell is one letter to be set.
type cell struct {
	letter rune
	face   int
}

// high is the height of a line in millimetres.
func high(size float64) float64 { return size * lineHeight * mmPerPoint }

// face gives the number of a face.
func (f *flow) face(want face) int {
	for i, have := range f.faces {
		if have == want {
			return i
		}
	}
	widths := new([1 << 16]float32)
	for i := range widths {
		widths[i] = unmeasured
	}
	f.faces = append(f.faces, want)
	f.widths = append(f.widths, widths)
	return len(f.faces) - 1
}

// width is that of one letter in millimetres at one point.
func (f *flow) width(c cell) float64 {
	w := &f.widths[c.face][c.letter&0xffff]
	if *w == unmeasured {
		const big = 100 // points; fpdf rounds to thousandths of this
		f.pdf.SetFont(f.faces[c.face].family, f.faces[c.face].style, big)
		*w = float32(f.pdf.GetStringWidth(string(c.letter)) / big)
	}
	return float64(*w)
}

// cells makes letters of runs, a slice for each line that was typed.
func (f *flow) cells(runs []run) [][]cell {
	lines := [][]cell{nil}
	for _, r := range runs {
		n := f.face(r.face)
		for _, letter := range letters(r.text) {
			if letter == '\n' {
				lines = append(lines, nil)
				continue
			}
			last := len(lines) - 1
			lines[last] = append(lines[last], cell{letter, n})
		}
	}
	return lines
}

// wrap breaks runs into lines no wider than room, between words where it can.
func (f *flow) wrap(runs []run, size, room float64) [][]cell {
	var out [][]cell
	for _, typed := range f.cells(runs) {
		for {
			at, next := f.breakAt(typed, room/size)
			out = append(out, typed[:at])
			if next == len(typed) {
				break
			}
			typed = typed[next:]
		}
	}
	return out
}

// breakAt says where a line of that room ends and where the next begins.
func (f *flow) breakAt(typed []cell, room float64) (at, next int) {
	space, used := 0, 0.0
	for i, c := range typed {
		if c.letter == ' ' && i > 0 && typed[i-1].letter != ' ' {
			space = i
		}
		used += f.width(c)
		if used <= room || c.letter == ' ' || i == 0 {
			continue
		}
		at = i
		for at > 1 && unicode.Is(unicode.M, typed[at].letter) {
			at--
		}
		if space > 0 {
			at = space
		}
		next = at
		for next < len(typed) && typed[next].letter == ' ' {
			next++
		}
		return at, next
	}
	return len(typed), len(typed)
}

// set draws runs as one paragraph at the height where the page stands.
func (f *flow) set(s setting, runs ...run) {
	p := f.pdf
	p.SetTextColor(s.ink, s.ink, s.ink)
	for _, line := range f.wrap(runs, s.size, f.across()-s.left) {
		f.room(high(s.size))
		y := p.GetY()
		if s.barred {
			p.SetDrawColor(ruleInk, ruleInk, ruleInk)
			p.Line(f.left+s.left-3, y, f.left+s.left-3, y+high(s.size))
		}
		f.line(line, s.size, f.left+s.left, y)
		p.SetXY(f.left, y+high(s.size))
	}
}

// across is how wide text is set.
func (f *flow) across() float64 {
	width, _ := f.pdf.GetPageSize()
	return width - f.left - f.right
}

// room begins a new page unless there is that much left of this one.
func (f *flow) room(height float64) {
	_, pageHeight := f.pdf.GetPageSize()
	if f.pdf.GetY()+height > pageHeight-bottom {
		f.pdf.AddPage()
	}
}

// line draws one line of letters.
func (f *flow) line(line []cell, size, x, y float64) {
	p := f.pdf
	for len(line) > 0 {
		n, width := 0, 0.0
		var text strings.Builder
		for n < len(line) && line[n].face == line[0].face {
			width += f.width(line[n])
			text.WriteRune(line[n].letter)
			n++
		}
		face := f.faces[line[0].face]
		p.SetFont(face.family, face.style, size)
		p.SetXY(x, y)
		p.CellFormat(width*size, high(size), text.String(), "", 0, "L", false, 0, "")
		x += width * size
		line = line[n:]
	}
}
