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
)

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"blocks": blocksHTML}).Parse(pageSource))

// HTML is the content as one page that opens in any browser, in UTF-8.
func HTML(c bundle.Content, w *assets.Words) []byte {
	var b bytes.Buffer
	err := page.Execute(&b, struct {
		outline
		Lang string
	}{newOutline(c, w), w.Language().String()})
	if err != nil {
		panic("report: the page's template does not fit its data: " + err.Error())
	}
	return b.Bytes()
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
			b.WriteString("<h4>" + spansHTML(block) + "</h4>\n")
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
		text := strings.ReplaceAll(html.EscapeString(s.Text), "\n", "<br>\n")
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
