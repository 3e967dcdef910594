package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"afterglow/assets"
	"afterglow/journal/chart"
)

// treatment is a measure over eight sessions.
func treatment() chart.Panel {
	first := chart.At(time.Date(2026, 9, 1, 14, 0, 0, 0, time.UTC))
	p := chart.Panel{Title: "PHQ-9", Max: 27, Better: chart.LowerIsBetter, Start: &chart.Start{Value: 18}}
	for i, at := range []chart.Day{6, 9, 13, 16, 20, 24, 45, 62} {
		p.Sessions = append(p.Sessions, chart.Mark{At: first + at, Number: fmt.Sprint(i + 1), Name: fmt.Sprintf("session %d", i+1), Route: "lozenge"})
	}
	for i, v := range []float64{18, 15, 12, 9, 8, 10, 7, 6} {
		p.Points = append(p.Points, chart.Point{At: first + []chart.Day{0, 8, 15, 22, 29, 43, 50, 64}[i], Value: v})
	}
	p.Windows = chart.WindowsAfter(p.Sessions, 1, 3)
	return p
}

func daysAfter() chart.After {
	first := chart.At(time.Date(2026, 9, 7, 14, 0, 0, 0, time.UTC))
	a := chart.After{Title: "Mood", Max: 10, Days: 7}
	for i := range 6 {
		r := chart.Run{Name: fmt.Sprintf("session %d", i+1), At: first + chart.Day(7*i)}
		for n := range 8 {
			r.Points = append(r.Points, chart.Point{At: r.At + chart.Day(n) + 0.2, Value: math.Round(4 + float64(i)/2 + 2*math.Sin(float64(n)/2))})
		}
		a.Runs = append(a.Runs, r)
	}
	return a
}

// charts are one of each figure and each shape.
func charts() []figureOf {
	gad, who := treatment(), treatment()
	gad.Title, gad.Max, gad.Shape = "GAD-7", 21, chart.Square
	who.Title, who.Max, who.Shape, who.Better = "WHO-5", 100, chart.Triangle, chart.HigherIsBetter
	who.Sessions[1].Route = "IM"
	return []figureOf{{treatment(), 150}, {gad, 90}, {who, 90}, {daysAfter(), 50}}
}

// figureOf is a figure and how high its scale is drawn.
type figureOf struct {
	Figure chart.Figure
	Plot   float64
}

// chartsPDF is charts below each other on paper, as a section has them.
func chartsPDF(title string, charts []figureOf, made time.Time, w *assets.Words, paper Paper) ([]byte, error) {
	d := newDrawer(oneLine(title), made, w, paper)
	d.pdf.AddPage()
	for _, c := range charts {
		d.chart(c.Figure, c.Plot, w)
	}
	return d.bytes()
}

// inSVG are the elements and attributes an SVG of ours may have.
var inSVG = map[string]string{
	"svg": "xmlns viewBox width role lang", "title": "", "desc": "", "g": "font-family",
	"rect": "x y width height fill", "line": "x1 y1 x2 y2 stroke stroke-width stroke-dasharray stroke-linecap",
	"circle": "cx cy r fill stroke stroke-width", "polygon": "points fill",
	"text": "x y font-size font-weight text-anchor fill textLength lengthAdjust",
}

// textsOf reads an SVG strictly: the letters of its texts. It fails for any
// element or attribute but those above.
func textsOf(t *testing.T, svg []byte) (texts []string, title string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	var open []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, title
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			allowed, ok := inSVG[token.Name.Local]
			if !ok {
				t.Errorf("there is a <%s>", token.Name.Local)
			}
			for _, a := range token.Attr {
				if !strings.Contains(" "+allowed+" ", " "+a.Name.Local+" ") {
					t.Errorf("<%s> has %s", token.Name.Local, a.Name.Local)
				}
			}
			open = append(open, token.Name.Local)
			if token.Name.Local == "text" {
				texts = append(texts, "")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch strings.Join(open, " ") {
			case "svg g text":
				texts[len(texts)-1] += string(token)
			case "svg title":
				title += string(token)
			}
		case xml.Comment, xml.ProcInst, xml.Directive:
			t.Errorf("there is %v", token)
		}
	}
}

func TestAChartIsTheSameInPageAndPDF(t *testing.T) {
	w := assets.English()
	out, err := chartsPDF("How things have moved", charts(), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), w, A4)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "charts.pdf")
	if err := os.WriteFile(path, out, 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v\n%s", err, b)
	}
	pdf, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range charts() {
		drawing := c.Figure.Draw(chartFrame(svgWidth, c.Plot, w))
		texts, title := textsOf(t, ChartSVG(c.Figure, c.Plot, w))
		if title != drawing.Title {
			t.Errorf("the SVG is called %q", title)
		}
		if len(texts) != len(drawing.Texts) {
			t.Errorf("%s: the SVG has %d texts of %d", title, len(texts), len(drawing.Texts))
		}
		for i, want := range drawing.Texts {
			if i < len(texts) && texts[i] != want.Text {
				t.Errorf("%s: the SVG has %q for %q", title, texts[i], want.Text)
			}
		}
	}
	width := (210 - 2*margin) / mmPerUnit
	count := map[string]int{}
	for _, c := range charts() {
		for _, text := range c.Figure.Draw(chartFrame(width, c.Plot, w)).Texts {
			for word := range strings.FieldsSeq(text.Text) {
				count[word]++
			}
		}
	}
	got := map[string]int{}
	for word := range strings.FieldsSeq(string(pdf)) {
		got[word]++
	}
	for word, n := range count {
		if got[word] < n {
			t.Errorf("the PDF has %q %d times, want %d", word, got[word], n)
		}
	}
}

// Every role can be told from white paper and from the ground behind the hours
// after a session, also by a printer without colour: letters 4.5:1, marks 3:1.
func TestAChartCanBeReadOnPaper(t *testing.T) {
	luminance := func(r chart.Role) float64 {
		c := tone(r)
		part := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	for _, ground := range []float64{1, luminance(chart.RoleWindow)} {
		for _, r := range []chart.Role{chart.RoleInk, chart.RoleQuiet, chart.RoleAccent, chart.RoleBaseline} {
			if got := (ground + 0.05) / (luminance(r) + 0.05); got < 4.5 {
				t.Errorf("role %d has a contrast of %.2f on a ground of %.2f", r, got, ground)
			}
		}
	}
}

// However hostile the words of a figure are, they come out as words.
func TestTheWordsOfAChartAreOnlyWords(t *testing.T) {
	const evil = "</text></svg><script>alert(1)</script><a xlink:href='http://evil.example'>\x00\x1b\u202e\ufffe\xff &amp; \"'🌊 "
	p := treatment()
	p.Title, p.Unit, p.Legend = evil, evil, chart.Legend{Session: evil, Window: evil, Start: evil}
	for i := range p.Points {
		p.Points[i].Label, p.Points[i].Note = evil, evil
	}
	for i := range p.Sessions {
		p.Sessions[i] = chart.Mark{At: p.Sessions[i].At, Number: evil, Name: evil, Route: evil}
	}
	a := daysAfter()
	a.Title, a.Runs[0].Name = evil, evil
	for _, figure := range []chart.Figure{p, a} {
		out := ChartSVG(figure, 100, assets.English())
		textsOf(t, out)
		if bytes.ContainsAny(out, "\x00\x1b\u202e\ufffe") {
			t.Error("a control character is left")
		}
		doc, err := html.Parse(bytes.NewReader(append([]byte("<!DOCTYPE html><body>"), out...))) // as a page holds it
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "a") {
				t.Errorf("the page has a <%s>", n.Data)
			}
		}
		if _, err := chartsPDF(evil, []figureOf{{figure, 100}}, time.Time{}, assets.English(), Letter); err != nil {
			t.Error(err)
		}
	}
}

func TestTheSameChartsGiveTheSameBytes(t *testing.T) {
	w := assets.English()
	one, err := chartsPDF("Charts", charts(), time.Time{}, w, A4)
	if err != nil {
		t.Fatal(err)
	}
	two, err := chartsPDF("Charts", charts(), time.Time{}, w, A4)
	if err != nil || !bytes.Equal(one, two) {
		t.Error("two PDFs of the same charts differ", err)
	}
	if !bytes.Equal(ChartSVG(treatment(), 100, w), ChartSVG(treatment(), 100, w)) {
		t.Error("two SVGs of one chart differ")
	}
}
