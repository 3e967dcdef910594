package report

import (
	"fmt"
	"strings"
	"time"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/overview"
)

// sheetPart is a heading of the recovery sheet and what stands under it. Steps
// are numbered.
type sheetPart struct {
	Heading string
	Lines   []string
	Steps   bool
}

// recoveryParts is what the sheet says beside the code: nothing of the journal,
// no name and no folder, so that the sheet tells a finder as little as it can.
func recoveryParts(w *assets.Words) []sheetPart {
	return []sheetPart{
		{Heading: w.T("keeping.sheet.for"), Lines: []string{w.T("keeping.sheet.for_text")}},
		{Heading: w.T("keeping.sheet.opens"), Lines: []string{w.T("keeping.sheet.opens_text")}},
		{Heading: w.T("keeping.sheet.where"), Lines: []string{w.T("keeping.sheet.where_text")}},
		{Heading: w.T("keeping.sheet.how"), Steps: true, Lines: []string{
			w.T("keeping.sheet.step_start"), w.T("keeping.sheet.step_forgot"),
			w.T("keeping.sheet.step_type"), w.T("keeping.sheet.step_choose")}},
		{Heading: w.T("keeping.sheet.lost"), Lines: []string{w.T("keeping.sheet.lost_text")}},
	}
}

// codeSheet is a code or a few words with what they are for.
type codeSheet struct {
	title string
	made  time.Time
	rows  [][]string // of the code
	size  float64    // of its letters on paper
	parts []sheetPart
}

func recoverySheet(code string, made time.Time, w *assets.Words) codeSheet {
	return codeSheet{w.T("keeping.sheet.title"), made, RecoveryRows(code), codeSize, recoveryParts(w)}
}

// RecoveryText is a recovery code as a plain text file, with what it is for.
func RecoveryText(code string, made time.Time, w *assets.Words) []byte {
	return recoverySheet(code, made, w).text(w)
}

// RecoverySheet is a recovery code as one page to print, in black alone.
func RecoverySheet(code string, made time.Time, w *assets.Words) ([]byte, error) {
	return recoverySheet(code, made, w).pdf(w)
}

func (s codeSheet) madeLine(w *assets.Words) string {
	return w.T("keeping.sheet.made", "Date", overview.Day(journal.On(s.made)))
}

func (s codeSheet) text(w *assets.Words) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", s.title, s.madeLine(w))
	for _, row := range s.rows {
		fmt.Fprintf(&b, "    %s\n", strings.Join(row, " "))
	}
	for _, part := range s.parts {
		fmt.Fprintf(&b, "\n%s\n", part.Heading)
		for i, line := range part.Lines {
			if part.Steps {
				line = fmt.Sprintf("%d. %s", i+1, line)
			}
			b.WriteString(line + "\n")
		}
	}
	return []byte(b.String())
}

// groupsInRow is how many groups of a code stand in one row.
const groupsInRow = 4

// RecoveryRows is how a recovery code is written: its groups, row by row.
func RecoveryRows(code string) [][]string {
	var rows [][]string
	for groups := strings.Split(code, "-"); len(groups) > 0; {
		n := min(groupsInRow, len(groups))
		rows, groups = append(rows, groups[:n]), groups[n:]
	}
	return rows
}

// Measures of the sheet: sizes in points, the rest in millimetres.
const (
	codeSize   = 26.0
	codeAir    = 9.0
	sheetTitle = 22.0
	sheetText  = 11.0
	stepIndent = 7.0
	black      = 0
)

// pdf is the sheet as one page to print, in black alone.
func (s codeSheet) pdf(w *assets.Words) ([]byte, error) {
	// The day is enough: the sheet does not tell the hour it was made at.
	day := time.Date(s.made.Year(), s.made.Month(), s.made.Day(), 0, 0, 0, 0, time.UTC)
	d := newDrawer(s.title, day, w, A4)
	p := d.pdf
	p.AddPage()
	d.set(setting{size: sheetTitle, ink: black}, run{serifBold, s.title})
	d.set(setting{size: sheetText, ink: black}, run{sans, s.madeLine(w)})
	p.Ln(6)
	d.bigCode(s.rows, s.size)
	p.Ln(4)
	for _, part := range s.parts {
		p.Ln(5)
		d.set(setting{size: sheetText + 1, ink: black}, run{sansBold, part.Heading})
		p.Ln(1)
		for i, line := range part.Lines {
			if !part.Steps {
				d.set(setting{size: sheetText, ink: black}, run{serif, line})
				continue
			}
			y := p.GetY()
			d.set(setting{size: sheetText, ink: black}, run{serif, fmt.Sprintf("%d.", i+1)})
			p.SetXY(margin, y)
			d.set(setting{size: sheetText, ink: black, left: stepIndent}, run{serif, line})
		}
	}
	return d.bytes()
}

// bigCode draws the code in a frame, group under group.
func (d *drawer) bigCode(rows [][]string, size float64) {
	p := d.pdf
	page, _ := p.GetPageSize()
	width, top := page-2*margin, p.GetY()
	height := 2*codeAir + float64(len(rows))*high(size)
	p.SetDrawColor(black, black, black)
	p.SetLineWidth(0.4)
	p.Rect(margin, top, width, height, "D")
	p.SetTextColor(black, black, black)
	p.SetFont(sansBold.family, sansBold.style, size)
	each := (width - 2*codeAir) / float64(len(rows[0]))
	for i, row := range rows {
		for k, group := range row {
			p.SetXY(margin+codeAir+float64(k)*each, top+codeAir+float64(i)*high(size))
			p.CellFormat(each, high(size), group, "", 0, "C", false, 0, "")
		}
	}
	p.SetXY(margin, top+height)
}
