package report

import (
	"bytes"
	_ "embed"
	"html"
	"html/template"
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
	list := "" // the list that is open
	closeList := func() {
		if list != "" {
			b.WriteString("</" + list + ">\n")
			list = ""
		}
	}
	for _, block := range blocks {
		if block.Kind == markdown.ListItem {
			tag := "ul"
			if block.Number > 0 {
				tag = "ol"
			}
			if list != tag {
				closeList()
				list = tag
				b.WriteString("<" + tag + ">\n")
			}
			b.WriteString("<li>" + spansHTML(block) + "</li>\n")
			continue
		}
		closeList()
		switch block.Kind {
		case markdown.Heading:
			b.WriteString("<h4>" + spansHTML(block) + "</h4>\n")
		case markdown.Quote:
			b.WriteString("<blockquote><p>" + spansHTML(block) + "</p></blockquote>\n")
		case markdown.Code:
			b.WriteString("<pre>" + html.EscapeString(block.Text()) + "</pre>\n")
		case markdown.Rule:
			b.WriteString("<hr>\n")
		default:
			b.WriteString("<p>" + spansHTML(block) + "</p>\n")
		}
	}
	closeList()
	return template.HTML(b.String())
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
