package report

import (
	"bytes"
	_ "embed"
	"html"
	"html/template"
	"strconv"
	"strings"

	"afterglow/assets"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/overview"
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"blocks": blocksHTML, "kept": keptHTML}).Parse(pageSource))

// pageData is what the page's template is filled with.
type pageData struct {
	outline
	Lang       string
	DarkCharts template.CSS
}

// T is a message of the page's language.
func (p pageData) T(id string) string { return p.Words.T(id) }

// Asked are the questions of page one.
func (p pageData) Asked() []overview.Question { first, _ := p.First(); return first }

// Below says how many questions follow, or nothing.
func (p pageData) Below() string {
	if _, more := p.First(); more > 0 {
		return p.Words.N("report.questions_below", more)
	}
	return ""
}

// ChangeTable is the table of changes, nil where there is none.
func (p pageData) ChangeTable() *table {
	if len(p.Changes) == 0 {
		return nil
	}
	t := changeTable(p.Changes, p.Words)
	return &t
}

// Charts are the charts of page one.
func (p pageData) Charts() []drawnChart {
	first, _ := firstCharts(p.Overview)
	list := make([]chartOf, len(first))
	for i, c := range first {
		list[i] = chartOf{c, measurePlot}
		if c.Unnumbered {
			list[i].Plot = stripPlot
		}
	}
	return p.draw(list)
}

// drawnChart is a chart on the page, and as a table for those who do not see it;
// that of a check-in is among the check-ins.
type drawnChart struct {
	SVG   template.HTML
	Table *table
	Show  string
}

// drawnSection is a section with its charts drawn.
type drawnSection struct {
	section
	Charts []drawnChart
}

// Draw draws a section's charts.
func (p pageData) Draw(s section) drawnSection { return drawnSection{s, p.draw(s.Charts)} }

func (p pageData) draw(list []chartOf) []drawnChart {
	out := make([]drawnChart, len(list))
	for i, c := range list {
		out[i] = drawnChart{SVG: template.HTML(ChartSVG(c.Panel, c.Plot, p.Words)), Show: p.T("chart.show_table")}
		if !c.Unnumbered {
			t := c.Panel.Table(p.Words)
			out[i].Table = &table{Caption: c.Title, Head: t.Head, Rows: t.Rows}
		}
	}
	return out
}

// HTML is the content as one page that opens in any browser, in UTF-8.
func HTML(c bundle.Content, w *assets.Words) []byte {
	var b bytes.Buffer
	data := pageData{newOutline(c, w), w.Language().String(), darkCharts()}
	if err := page.Execute(&b, data); err != nil {
		panic("report: the page's template does not fit its data: " + err.Error())
	}
	return b.Bytes()
}

// keptHTML is a text on which the mark of what was kept back can be told from the words.
func keptHTML(text string) template.HTML {
	return template.HTML(keptMarks(html.EscapeString(text)))
}

// kept is the mark that stands in a text for what its writer kept back.
const kept = "[kept private]"

// keptMarks sets the marks in escaped text off from it.
func keptMarks(escaped string) string {
	return strings.ReplaceAll(escaped, kept, `<span class="kept">`+kept+`</span>`)
}

// blocksHTML draws blocks. It is the one place that makes HTML by hand: every
// text in it is escaped, every tag a constant.
func blocksHTML(blocks []markdown.Block) template.HTML {
	var b strings.Builder
	var lists listStack
	for _, block := range blocks {
		if block.Kind == markdown.ListItem {
			lists.item(&b, block)
			continue
		}
		lists.close(&b, 0)
		switch block.Kind {
		case markdown.Heading:
			b.WriteString("<h5>" + spansHTML(block) + "</h5>\n")
		case markdown.Quote:
			b.WriteString(strings.Repeat("<blockquote>", block.Level) + "<p>" + spansHTML(block) + "</p>" + strings.Repeat("</blockquote>", block.Level) + "\n")
		case markdown.Code:
			b.WriteString("<pre>" + html.EscapeString(block.Text()) + "</pre>\n")
		case markdown.Rule:
			b.WriteString("<hr>\n")
		default:
			b.WriteString("<p>" + spansHTML(block) + "</p>\n")
		}
	}
	lists.close(&b, 0)
	return template.HTML(b.String())
}

// listStack is the lists that are open, one inside the other, each in an open
// item of the one before.
type listStack []string

// item draws one item at its depth, as many lists deep as there are items above
// it, under the number it has in the text.
func (l *listStack) item(b *strings.Builder, block markdown.Block) {
	tag, value := "ul", ""
	if block.Number > 0 {
		tag, value = "ol", ` value="`+strconv.Itoa(block.Number)+`"`
	}
	depth := min(block.Level, len(*l)+1)
	l.close(b, depth)
	if len(*l) == depth && (*l)[depth-1] != tag {
		l.close(b, depth-1)
	}
	if len(*l) < depth {
		b.WriteString("<" + tag + ">\n")
		*l = append(*l, tag)
	} else {
		b.WriteString("</li>\n")
	}
	b.WriteString("<li" + value + ">" + spansHTML(block))
}

// close closes the lists deeper than depth.
func (l *listStack) close(b *strings.Builder, depth int) {
	for len(*l) > depth {
		last := len(*l) - 1
		b.WriteString("</li>\n</" + (*l)[last] + ">\n")
		*l = (*l)[:last]
	}
}

func spansHTML(block markdown.Block) string {
	var b strings.Builder
	for _, s := range block.Spans {
		text := strings.ReplaceAll(keptMarks(html.EscapeString(s.Text)), "\n", "<br>\n")
		switch {
		case s.Code:
			text = "<code>" + text + "</code>"
		case s.Bold && s.Italic:
			text = "<strong><em>" + text + "</em></strong>"
		case s.Bold:
			text = "<strong>" + text + "</strong>"
		case s.Italic:
			text = "<em>" + text + "</em>"
		}
		b.WriteString(text)
	}
	return b.String()
}
