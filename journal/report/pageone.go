package report

import (
	"strings"

	"afterglow/journal/chart"
	"afterglow/journal/overview"
)

// Measures of page one: millimetres, points and a chart's own units.
const (
	top        = 14.0 // above its text
	foot       = 16.5 // below it
	nameSize   = 15.0
	headSize   = 9.0
	textSize   = 9.0
	noteSize   = 7.0
	leading    = 1.28 // times the size
	namesWidth = 26.0
	between    = 8.0 // two charts
	chartScale = 0.82
)

// fit is how much of each list page one shows, so that it is one page.
type fit struct {
	questions, questionLines, changes, sessions, cellLines, noteLines int
	plot, strip                                                       float64 // heights of the charts' scales
	air                                                               float64 // between parts
}

// fits are ways to fill page one, each with less on it than the one before. The
// last has room for anything: every text on it is so many lines and no more.
func fits(o outline) []fit {
	f := fit{questions: overview.QuestionsFirst, questionLines: 4, changes: 8, sessions: len(o.Overview.Sessions), cellLines: 4, noteLines: 8, plot: 74, strip: 44, air: 3.6}
	out := []fit{f}
	add := func(change func()) {
		change()
		out = append(out, f)
	}
	to := func(n *int, most int) func() { return func() { *n = min(*n, most) } }
	add(to(&f.cellLines, 3))
	add(func() { f.plot, f.strip, f.air = 62, 38, 3 })
	add(to(&f.cellLines, 2))
	add(to(&f.questionLines, 3))
	add(to(&f.sessions, 14))
	add(func() { f.plot, f.strip = 50, 32 })
	add(to(&f.sessions, 10))
	add(to(&f.questionLines, 2))
	add(to(&f.sessions, 8))
	add(to(&f.changes, 6))
	add(func() { f.plot, f.strip, f.air = 42, 28, 2.4 })
	add(to(&f.cellLines, 1))
	add(to(&f.sessions, 6))
	add(to(&f.questionLines, 1))
	add(to(&f.changes, 4))
	add(to(&f.noteLines, 5))
	add(to(&f.sessions, 4))
	add(to(&f.questions, 3))
	add(func() { f.plot, f.strip, f.air = 32, 24, 2 })
	add(to(&f.sessions, 3))
	return out
}

// fitted is how much of each list is shown on paper of that height: the first way
// that fits, and then as much more as there is room left for.
func (d *drawer) fitted(o outline, height float64) fit {
	holds := func(f fit) bool {
		return (&pen{d: d, o: o, fit: f, y: top, dry: true}).page() <= height-foot
	}
	tries := fits(o)
	f := tries[len(tries)-1]
	for _, try := range tries {
		if holds(try) {
			f = try
			break
		}
	}
	for _, more := range []func(*fit){
		func(f *fit) { f.cellLines++ }, func(f *fit) { f.plot, f.strip = f.plot+4, f.strip+2 },
		func(f *fit) { f.questionLines++ }, func(f *fit) { f.plot, f.strip = f.plot+2, f.strip+1 },
	} {
		for range 8 {
			try := f
			if more(&try); try.plot > tries[0].plot || try.cellLines > tries[0].cellLines || !holds(try) {
				break
			}
			f = try
		}
	}
	return f
}

// pageOne draws page one and what follows it up to the entries: first the whole
// of what it could not show.
func (d *drawer) pageOne(o outline) {
	p := d.pdf
	_, height := p.GetPageSize()
	p.AddPage()
	p.Bookmark(letters(o.Title), 0, 0)
	pen := &pen{d: d, o: o, fit: d.fitted(o, height), y: top}
	pen.page()
	after := []section{o.Rest}
	if pen.cut.questions {
		after = []section{o.Whole}
	}
	if pen.cut.sessions {
		after = append(after, o.AllSessions)
	}
	if pen.cut.others {
		after = append(after, o.inFull())
	}
	d.sections(append(after, o.Sections...), o.Words)
}

// inFull is what else of page one may have been cut short.
func (o outline) inFull() section {
	w := o.Words
	s := section{Title: o.Title, Ask: o.SessionOnly}
	var facts []string
	for _, list := range [][]overview.Fact{o.Facts, o.Items, o.Inside} {
		for _, f := range list {
			facts = append(facts, w.T("report.named", "Name", f.Name, "Text", f.Value))
		}
	}
	s.Pieces = append(s.Pieces, piece{Facts: facts})
	if o.Line != "" {
		s.Pieces = append(s.Pieces, piece{Heading: w.T("report.line"), Facts: []string{o.Line}})
	}
	if len(o.Changes) > 0 {
		s.Pieces = append(s.Pieces, piece{Heading: w.T("overview.changes"), Table: changeTable(o.Changes, w), Foot: strings.Join(o.Notes, " ")})
	}
	return s
}

// page writes all of it and gives the height it ends at.
func (p *pen) page() float64 {
	p.head()
	p.questions()
	p.charts()
	p.changes()
	p.sessions()
	p.inside()
	return p.y
}

func (p *pen) whole(is bool) { p.cut.others = p.cut.others || !is }

func (p *pen) head() {
	o, w, across := p.o, p.o.Words, p.d.across()
	p.whole(p.text(nameSize, ink, margin, across, 1, run{serifBold, o.Title}))
	p.y += 0.6
	p.text(textSize-0.5, ink, margin, across, 1, run{sansBold, o.Notice})
	p.y += 0.8
	var facts []string
	for _, f := range o.Facts {
		facts = append(facts, p.o.Words.T("report.named", "Name", f.Name, "Text", f.Value))
	}
	p.whole(p.text(textSize-1, quiet, margin, across, 4, run{sans, join(facts...)}))
	if o.Line != "" {
		p.y += 1
		p.whole(p.text(textSize, ink, margin, across, 2, run{sansBold, w.T("report.line") + "  "}, run{serif, o.Line}))
	}
	p.d.ask = o.SessionOnly
	if o.Unknown != "" {
		p.text(textSize-1, quiet, margin, across, 2, run{sans, o.Unknown})
	}
}

// facts writes names and values, each at most so many lines.
func (p *pen) facts(list []overview.Fact, most int) {
	for _, f := range list {
		end, _ := p.at(p.y, textSize-1, quiet, margin, namesWidth-2, 1, run{sans, f.Name})
		p.whole(p.text(textSize-1, ink, margin+namesWidth, p.d.across()-namesWidth, most, run{sans, f.Value}))
		p.y = max(p.y, end)
	}
}

func (p *pen) questions() {
	first, more := p.o.First()
	if len(first) == 0 {
		return
	}
	if n := p.fit.questions; len(first) > n {
		first, more = first[:n], more+len(first)-n
	}
	title := ""
	if more > 0 {
		title = p.o.Words.N("overview.questions_more", more)
	}
	p.heading(p.o.Words.T("overview.questions"), title)
	const number = 6.0
	for i, row := range p.o.questionRows(first) {
		p.at(p.y, textSize+0.5, ink, margin, number, 1, run{sansBold, row[0]})
		whole := p.text(textSize+0.5, ink, margin+number, p.d.across()-number, p.fit.questionLines, run{serif, row[1]})
		p.cut.questions = p.cut.questions || !whole || i+1 == len(first) && len(first) < min(len(p.o.Questions), overview.QuestionsFirst)
		p.y += 0.5
	}
}

// questionRows are the rows of a table of questions.
func (o outline) questionRows(list []overview.Question) [][]string {
	return o.questions(list).Pieces[0].Table.Rows
}

// charts writes the charts in two columns; one that stands alone takes both.
func (p *pen) charts() {
	figures, _ := firstCharts(p.o.Overview)
	if len(figures) == 0 {
		return
	}
	p.heading(p.o.Words.T("overview.charts"), "")
	across := p.d.across()
	half := (across - between) / 2
	for i := 0; i < len(figures); i += 2 {
		width := half
		if i+1 == len(figures) {
			width = across
		}
		plot := p.fit.plot
		if i > 0 {
			plot = p.fit.strip
		}
		high := 0.0
		for n, figure := range figures[i:min(i+2, len(figures))] {
			f := p.frame(width, plot)
			high = max(high, p.d.draw(figure, f, margin+float64(n)*(half+between), p.y, p.dry))
		}
		p.y += high + 1.2
	}
	p.y += 0.4
	p.text(noteSize, quiet, margin, across, 3, run{sans, p.o.Legend})
}

func (p *pen) frame(width, plot float64) chart.Frame {
	f := chartFrame(width/mmPerUnit, plot, p.o.Words)
	f.Scale = chartScale
	return f
}

func (p *pen) changes() {
	o, w := p.o, p.o.Words
	if len(o.Changes) > 0 {
		list, more := o.Changes, ""
		if n := len(list) - p.fit.changes; n > 0 {
			list, more = list[:p.fit.changes], w.N("report.changes_more", n)
			p.whole(false)
		}
		p.heading(w.T("overview.changes"), more)
		p.whole(p.table(changeTable(list, w), 1))
		if len(o.Notes) > 0 {
			p.y += 0.6
			p.whole(p.text(noteSize, quiet, margin, p.d.across(), p.fit.noteLines, run{sans, strings.Join(o.Notes, " ")}))
		}
	}
	const most = 3
	items := o.Items
	if len(items) > most {
		items = items[:most]
		p.whole(false)
	}
	if len(items) > 0 {
		p.y += 1
		p.facts(items, 1)
	}
}

func (p *pen) sessions() {
	o, w := p.o, p.o.Words
	list, more := o.Overview.Sessions, ""
	if len(list) == 0 {
		return
	}
	if n := len(list) - p.fit.sessions; n > 0 { // the latest are what one looks for
		list, more = list[n:], w.N("report.sessions_more", n)
		p.cut.sessions = true
	}
	p.heading(w.T("report.sessions"), more)
	whole := p.table(sessionTable(list, w), p.fit.cellLines)
	p.cut.sessions = p.cut.sessions || !whole
}

func (p *pen) inside() {
	p.y += p.fit.air - 0.5
	var parts []string
	for _, f := range p.o.Inside {
		parts = append(parts, p.o.Words.T("report.named", "Name", f.Name, "Text", f.Value))
	}
	p.whole(p.text(noteSize, quiet, margin, p.d.across(), 4, run{sans, strings.Join(parts, ". ") + "."}))
	if p.cut.questions || p.cut.sessions || p.cut.others {
		p.text(noteSize, quiet, margin, p.d.across(), 1, run{sans, p.o.Words.T("report.cut")})
	}
}
