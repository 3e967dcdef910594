package report

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/markdown"
	"afterglow/journal/measure"
)

func when(t testing.TB, s string) journal.When {
	t.Helper()
	w, err := journal.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// course is a content as a person might share it, with a stranger's tricks in.
func course(t testing.TB) bundle.Content {
	return bundle.Content{
		BundleID: "0123456789abcdef0123456789abcdef", MadeAt: when(t, "2026-11-23T18:00:00+01:00"),
		Maker: bundle.Maker{Alias: "R."}, Purpose: "For our next session",
		Period: bundle.Period{From: "2026-11-15", To: "2026-11-23"},
		Cover:  bundle.Cover{Line: "Please read the letter first. <img src=x onerror=alert(1)>"},
		Sessions: []bundle.Session{{ID: "aa", Seq: 4, Date: when(t, "2026-11-20"), Route: "sublingual", Dose: "as prescribed",
			Intention: "To let someone else carry the lantern for a while."}},
		Entries: []bundle.Entry{
			{ID: "1", Kind: journal.KindSession, Title: "After session 4", OccurredAt: when(t, "2026-11-20T16:42:00+01:00"), SessionID: "aa", SameDay: true, Tags: []string{"sea", "lantern"},
				Sections: []journal.Section{{Heading: "First words", Text: "There was a lantern and I was not the one holding it.\nSomeone *humming*. **Not mine.** 🌊"}, {Heading: "Body", Text: "- warm hands\n- the window\n\n> carry it\n\n1. soup\n2. sleep"}}},
			{ID: "2", Kind: journal.KindFree, OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: `<script src="http://evil.example/x.js"></script> ![x](http://evil.example/a.png) [y](javascript:alert(1)) "quoted'` + "\x00\u202e"}}},
		},
	}
}

// What the page says is the content's words and the program's own, and nothing
// else: no id of an entry or session, not the key it was signed with, no name of a
// machine.
func TestThePageSaysNothingElse(t *testing.T) {
	c := course(t)
	c.Maker.SigningKey = "ssh-ed25519 SIGNINGKEY"
	c.Recipients = []string{"SHA256:RECIPIENT"}
	for i := range c.Entries {
		c.Entries[i].ID = journal.ID(strings.Repeat("e", 31) + string(rune('0'+i)))
	}
	doc, err := html.Parse(bytes.NewReader(HTML(c, assets.English())))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			if s := strings.TrimSpace(n.Data); s != "" {
				said = append(said, s)
			}
		}
	}
	want := []string{
		"R. · 15 November 2026 to 23 November 2026", // the title of the page
		"R. · 15 November 2026 to 23 November 2026",
		"Patient-written. Not monitored. Not a clinical record until you file it.",
		"Purpose", "For our next session", "Made on", "23 November 2026, 18:00", "Shared with", "the holder of the key SHA256:RECIPIENT",
		"File number", "0123456789abcdef0123456789abcdef",
		"A line to you", "Please read the letter first. <img src=x onerror=alert(1)>",
		"Sessions", "Sessions", "No.", "Date", "Route", "Dose as prescribed", "Intention", // the heading, and the table's name for those who hear it
		"4", "20 Nov 2026", "lozenge", "as prescribed", "To let someone else carry the lantern for a while.",
		"In this file", "2 entries · 1 session · 31 words", "Kinds of entry", "A free page: 1 · After the session: 1",
		"Entries", "After session 4", "20 November 2026, 16:42 · After the session · Session 4 · written the same day", "sea, lantern",
		"First words", "There was a lantern and I was not the one holding it.", "Someone", "humming", ".", "Not mine.", "🌊",
		"Body", "warm hands", "the window", "carry it", "soup", "sleep",
		"A free page", "21 November 2026",
		`<script src="http://evil.example/x.js"></script> [x] (http://evil.example/a.png) y (javascript:alert(1)) "quoted'`,
		"Patient-written. Not monitored. Made with Afterglow.",
	}
	if got, want := strings.Join(said, "\n"), strings.Join(want, "\n"); got != want {
		t.Errorf("the page says\n%s\n\nwant\n%s", got, want)
	}
}

// Every text of a content, however hostile, comes out as text.
func TestEveryTextOfAContentIsOnlyText(t *testing.T) {
	const evil = "</title></style><script>alert(1)</script><svg onload=x><a href='javascript:x'>![i](file:///etc/passwd) {{.}} \x00\x1b\u202e\" onclick=\"x"
	c := bundle.Content{
		BundleID: evil, Maker: bundle.Maker{Alias: evil}, Purpose: evil, Cover: bundle.Cover{Line: evil}, Unknown: []string{evil},
		Period:    bundle.Period{From: evil, To: evil},
		Sessions:  []bundle.Session{{ID: evil, Route: evil, Dose: evil, Intention: evil}},
		Questions: []bundle.Question{{Text: evil, State: evil}}, Insights: []bundle.Insight{{Text: evil, State: evil}},
		Responses:      []bundle.Response{{InstrumentID: evil, InstrumentVersion: evil, TakenAt: when(t, "2026-11-20"), Complete: true, Total: journal.Some(3), Value: journal.Some(3), Answers: measure.Answers{evil: 1}}},
		ExternalScores: []bundle.ExternalScore{{Label: evil, On: when(t, "2026-11-20"), Max: 9, Direction: evil, Source: evil}},
		Instruments: []measure.Instrument{{ID: evil, Version: evil, Title: evil, Items: []measure.Item{{ID: evil, Text: evil, Support: true}}, Options: []measure.Option{{Value: 1, Label: evil}}, Ranges: []measure.Range{{To: 9, Label: evil}},
			SmallestChange: 1, SmallestChangeSource: evil, Research: measure.Research{HalfFromBaseline: 1, Below: 9, Source: evil}, Credit: evil}},
		CheckIns:    []bundle.CheckIn{{On: when(t, "2026-11-20"), Mood: journal.Some(3), Line: evil}},
		SideEffects: []bundle.SideEffect{{SessionID: evil, Code: evil, Label: evil, Onset: evil, Gone: evil, Told: evil, Note: evil}},
		Vitals:      []bundle.Vital{{SessionID: evil, Moment: evil, Source: evil, Pulse: 60}},
		Practices:   []bundle.Practice{{What: evil, Cadence: evil, Tiny: evil, Obstacles: evil, State: evil, Log: []bundle.PracticeLine{{On: when(t, "2026-11-20"), Done: evil, Word: evil}}}},
		Entries:     []bundle.Entry{{ID: evil, Kind: evil, Title: evil, SessionID: evil, Tags: []string{evil}, Sections: []journal.Section{{Heading: evil, Text: evil}, {Heading: evil, Text: "# " + evil + "\n\n- " + evil + "\n\n> " + evil + "\n\n```\n" + evil}}}},
	}
	onlyAllowed(t, HTML(c, assets.English()))
	out := HTML(c, assets.English())
	if bytes.ContainsAny(out, "\x00\x1b\u202e") {
		t.Error("a control character is left")
	}
	if n := bytes.Count(out, []byte("alert(1)")); n < 25 {
		t.Errorf("only %d of the texts are on the page", n)
	}
	if _, err := PDF(c, assets.English(), Letter); err != nil {
		t.Error(err)
	}
}

// allowed are the elements and attributes the page may have.
var allowed = map[string]string{
	"html": "lang", "head": "", "meta": "charset http-equiv content name", "title": "", "style": "", "body": "", "main": "", "header": "",
	"h1": "", "h2": "", "h3": "", "h4": "", "p": "class", "dl": "", "dt": "", "dd": "", "section": "", "table": "", "thead": "", "tbody": "",
	"tr": "", "th": "scope", "td": "", "article": "", "ul": "", "ol": "", "li": "value", "blockquote": "", "pre": "", "code": "", "strong": "",
	"em": "", "br": "", "hr": "", "footer": "", "caption": "", "div": "class tabindex role aria-label", "span": "class", "h5": "",
	"figure": "", "details": "", "summary": "",
}

// onlyAllowed fails for anything in a page that is not a plain element.
func onlyAllowed(t *testing.T, out []byte) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attributes, ok := allowed[n.Data]
		if n.Namespace == "svg" {
			attributes, ok = inSVG[n.Data]
		}
		if !ok {
			t.Errorf("there is a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if !strings.Contains(" "+strings.ToLower(attributes)+" ", " "+strings.ToLower(a.Key)+" ") {
				t.Errorf("<%s> has %s", n.Data, a.Key)
			}
		}
		if n.Data == "style" && (strings.Contains(n.FirstChild.Data, "url(") || strings.Contains(n.FirstChild.Data, "@import")) {
			t.Error("the style fetches something")
		}
	}
}

func TestThePageHoldsNothingThatCouldAct(t *testing.T) {
	onlyAllowed(t, HTML(demoContent(t), assets.English()))
	out := HTML(course(t), assets.English())
	onlyAllowed(t, out)
	for _, text := range []string{"There was a lantern", "🌊", "written the same day", "Please read the letter first.", "<li>warm hands</li>", `<li value="2">sleep</li>`, "Not monitored"} {
		if !bytes.Contains(out, []byte(text)) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func TestTheSameContentGivesTheSameBytes(t *testing.T) {
	one, err := PDF(course(t), assets.English(), A4)
	if err != nil {
		t.Fatal(err)
	}
	two, err := PDF(course(t), assets.English(), A4)
	if err != nil || !bytes.Equal(one, two) {
		t.Fatal("two PDFs of one content differ", err)
	}
	if !bytes.Equal(HTML(course(t), assets.English()), HTML(course(t), assets.English())) {
		t.Fatal("two pages of one content differ")
	}
}

func TestThePDFIsSoundAndItsTextCanBeRead(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		out, err := PDF(course(t), assets.English(), paper)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "out.pdf")
		if err := os.WriteFile(path, out, 0o600); err != nil {
			t.Fatal(err)
		}
		if b, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Fatalf("qpdf: %v\n%s", err, b)
		}
		text, err := exec.Command("pdftotext", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"R. · 15 November 2026 to 23 November 2026", "There was a lantern", "First words", "warm hands", "3/3", "Not mine.", "as prescribed"} {
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("%s: the PDF lacks %q in\n%s", paper, want, text)
			}
		}
	}
}

func TestListsKeepTheirDepthAndNumbers(t *testing.T) {
	blocks := markdown.Parse("- one\n  - two\n    1. three\n    2. four\n- five\n\n7. seven\n\n> > deep")
	want := `<ul><li>one<ul><li>two<ol><li value="1">three</li><li value="2">four</li></ol></li></ul></li><li>five</li></ul><ol><li value="7">seven</li></ol><blockquote><blockquote><p>deep</p></blockquote></blockquote>`
	if got := strings.ReplaceAll(string(blocksHTML(blocks)), "\n", ""); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Whatever stands in a text, the page holds allowed elements only, each closed
// where it was opened.
func FuzzBlocksHTML(f *testing.F) {
	for _, s := range []string{"- a\n  1. b\n- c\n> d", "<script>x</script>", "- - - a\n1. b", "**a *b* `c`**\n\n```\nx"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var open []string
		z := html.NewTokenizer(strings.NewReader(string(blocksHTML(markdown.Parse(s)))))
		for {
			switch kind := z.Next(); kind {
			case html.ErrorToken:
				if len(open) > 0 {
					t.Fatalf("%q leaves %q open", s, open)
				}
				return
			case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
				token := z.Token()
				attributes, ok := allowed[token.Data]
				if !ok || kind == html.CommentToken || kind == html.DoctypeToken {
					t.Fatalf("%q gives %s", s, token)
				}
				for _, a := range token.Attr {
					if a.Key != attributes {
						t.Fatalf("%q gives %s", s, token)
					}
				}
				switch {
				case token.Data == "br" || token.Data == "hr":
				case kind == html.StartTagToken:
					open = append(open, token.Data)
				case len(open) == 0 || open[len(open)-1] != token.Data:
					t.Fatalf("%q closes %s in %q", s, token.Data, open)
				default:
					open = open[:len(open)-1]
				}
			}
		}
	})
}

// pdfText is the text of a content's PDF as another program reads it, with all
// white space made one space.
func pdfText(t *testing.T, c bundle.Content) string {
	t.Helper()
	out, err := PDF(c, assets.English(), A4)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// read is the text of a PDF, as pdfText gives it.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// fpdf's own line breaking takes minutes for a paragraph of this length.
func TestAVeryLongParagraphIsDrawnWhole(t *testing.T) {
	const sentence = "There was a lantern and I was not the one holding it. "
	c := course(t)
	c.Entries = []bundle.Entry{{Title: "Long", OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: strings.Repeat(sentence, 4_000) + strings.Repeat("w", 60_000)}}}}
	text := pdfText(t, c)
	if got := strings.Count(text, "lantern"); got < 4_000 {
		t.Errorf("the PDF has %d of 4000 sentences", got)
	}
	if got := strings.Count(text, "w"); got < 64_000 {
		t.Errorf("the long word lost letters: %d", got)
	}
}

func TestThePDFKeepsWhatIsTypedAndMarksWhatItCannotDraw(t *testing.T) {
	c := course(t)
	c.Entries = []bundle.Entry{{Title: "{pages} {nb}", OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: "cafe\u0301 \ue000 🌊 海 10.\n\nstraße **bo**ld\n\n10. ten\n11. eleven"}}}}
	text := pdfText(t, c)
	for _, want := range []string{"{pages} {nb}", "café □ □ □ 10.", "straße bold", "10. ten 11. eleven", "2/2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF lacks %q in\n%s", want, text)
		}
	}
}

func TestNoHourOfThisMachineIsInThePDF(t *testing.T) {
	c := course(t)
	c.MadeAt = journal.When{}
	one, err := PDF(c, assets.English(), A4)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(one, []byte("D:19700101000000")) {
		t.Error("the PDF of a content without a date has one")
	}
}

func TestAnEntryIsMarkdownToTheLetter(t *testing.T) {
	e := bundle.Entry{Title: "Odd  spaces", OccurredAt: when(t, "1660-01-11"), Sections: []journal.Section{{Text: "  two spaces \n\n\ttab\n"}}}
	got := string(Markdown(e, assets.English()))
	if !strings.HasPrefix(got, "# Odd spaces\n\n11 January 1660") || !strings.Contains(got, "\n\n  two spaces \n\n\ttab\n") {
		t.Fatalf("%q", got)
	}
}

func BenchmarkPDFOfAYearOfPepys(b *testing.B) {
	file, err := os.ReadFile(filepath.Join("..", "sharing", "testdata", "pepys-1660.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	var c bundle.Content
	c.MadeAt = when(b, "2026-11-23T18:00:00+01:00")
	for line := range bytes.Lines(file) {
		var e struct{ Date, Text string }
		if err := json.Unmarshal(line, &e); err != nil {
			b.Fatal(err)
		}
		c.Entries = append(c.Entries, bundle.Entry{Title: e.Date, OccurredAt: when(b, e.Date), Sections: []journal.Section{{Text: e.Text}}})
	}
	for b.Loop() {
		if _, err := PDF(c, assets.English(), A4); err != nil {
			b.Fatal(err)
		}
	}
}
