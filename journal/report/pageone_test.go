package report

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/measure"
)

// crowd is a content of that many of everything, with texts of that length.
func crowd(t testing.TB, sessions, questions, measures, checkIns, length int, letter string) bundle.Content {
	t.Helper()
	text := strings.Repeat(letter, length)
	day := func(n int) journal.When {
		return when(t, fmt.Sprintf("%04d-%02d-%02d", 2024+n/336, 1+n/28%12, 1+n%28))
	}
	id := func(n int) bundle.Item {
		return bundle.Item{ID: journal.ID(fmt.Sprint(n)), RecordPref: []journal.RecordPref{journal.RecordFine, journal.SessionOnly}[n%2]}
	}
	c := bundle.Content{BundleID: text, Maker: bundle.Maker{Alias: text}, Purpose: text, Cover: bundle.Cover{Line: text}, Recipients: []string{text, text}, Supersedes: text, Unknown: []string{text}}
	for n := range sessions {
		s := bundle.Session{ID: journal.ID(fmt.Sprint(n)), Seq: n + 1, Date: day(5 * n), Route: journal.Routes[n%len(journal.Routes)], Dose: text, Intention: text, Status: journal.SessionStatuses[n%2]}
		c.Sessions = append(c.Sessions, s)
		for k := range 3 {
			c.SideEffects = append(c.SideEffects, bundle.SideEffect{Item: id(k), SessionID: s.ID, Code: "nausea", Label: text, StillAt24: journal.Yes, Severity: journal.Some(3), Note: text})
		}
	}
	for n := range questions {
		c.Questions = append(c.Questions, bundle.Question{Item: id(n), Text: text, State: journal.QuestionRaised})
	}
	builtIn := measure.BuiltIn()
	for n := range measures {
		in := builtIn[n%len(builtIn)].Clone()
		in.Version, in.Title, in.SmallestChangeSource, in.Research.Source = fmt.Sprint(1+n/len(builtIn)), text, text, text
		c.Instruments = append(c.Instruments, in)
		for k := range 4 {
			c.Responses = append(c.Responses, bundle.Response{Item: id(10*n + k), InstrumentID: in.ID, InstrumentVersion: in.Version, TakenAt: day(30 * k), Complete: true,
				Total: journal.Some(k), Value: journal.Some(in.Shown(k)), Answers: measure.Answers{"9": 1}})
		}
		c.ExternalScores = append(c.ExternalScores, bundle.ExternalScore{Item: id(n), Label: text + fmt.Sprint(n), On: day(n), Value: 3, Max: 10})
	}
	for n := range checkIns {
		c.CheckIns = append(c.CheckIns, bundle.CheckIn{Item: id(n), On: day(n), Mood: journal.Some(n % 11), Line: text})
	}
	return c
}

// pages is how many pages of a PDF there are, and the text of each.
func pages(t testing.TB, pdf []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	for i := range list {
		list[i] = strings.Join(strings.Fields(list[i]), " ")
	}
	return list
}

// Whatever is in a file, page one is one page and ends above its foot.
func TestPageOneIsOnePage(t *testing.T) {
	drawers := map[Paper]*drawer{}
	for _, paper := range []Paper{A4, Letter} {
		drawers[paper] = newDrawer("", time.Time{}, assets.English(), paper)
	}
	rapid.Check(t, func(rt *rapid.T) {
		c := crowd(t, rapid.IntRange(0, 60).Draw(rt, "sessions"), rapid.IntRange(0, 12).Draw(rt, "questions"), rapid.IntRange(0, 9).Draw(rt, "measures"),
			rapid.IntRange(0, 40).Draw(rt, "check-ins"), rapid.SampledFrom([]int{0, 1, 7, 40, 400, 5000}).Draw(rt, "length"), rapid.SampledFrom([]string{"w", "word ", "W W", "é", "海 "}).Draw(rt, "letter"))
		o := newOutline(c, assets.English())
		d := drawers[rapid.SampledFrom([]Paper{A4, Letter}).Draw(rt, "paper")]
		_, height := d.pdf.GetPageSize()
		d.pdf.AddPage()
		before := d.pdf.PageNo()
		pen := &pen{d: d, o: o, fit: d.fitted(o, height), y: top}
		if end := pen.page(); end > height-foot+1e-9 || d.pdf.PageNo() != before {
			rt.Fatalf("page one ends at %.1f of %.1f mm, on page %d, with %+v", end, height-foot, 1+d.pdf.PageNo()-before, pen.fit)
		}
	})
}

// What page one had no room for stands whole on the pages after it, and is said.
func TestNothingIsLostToPageOne(t *testing.T) {
	c := crowd(t, 40, 7, 6, 3, 3, "word ")
	for i := range c.Questions {
		c.Questions[i].Text = fmt.Sprintf("Question%dBegins %s Question%dEnds", i+1, strings.Repeat("and goes on ", 60), i+1)
	}
	for i := range c.Sessions {
		c.Sessions[i].Intention = fmt.Sprintf("Intention%dBegins %s Intention%dEnds", i+1, strings.Repeat("and goes on ", 20), i+1)
	}
	pdf, err := PDF(c, assets.English(), A4)
	if err != nil {
		t.Fatal(err)
	}
	all := pages(t, pdf)
	for _, want := range []string{"2 more on page 2", "earlier sessions are in the table that follows this page", "What is cut short here stands whole on the pages that follow."} {
		if !strings.Contains(all[0], want) {
			t.Errorf("page one lacks %q:\n%s", want, all[0])
		}
	}
	if !strings.Contains(all[1], "Question6Begins") {
		t.Errorf("page 2 is not that of the questions:\n%s", all[1])
	}
	after := strings.Join(all[1:], " ")
	for i := range c.Questions {
		if n := fmt.Sprintf("Question%dEnds", i+1); !strings.Contains(after, n) {
			t.Errorf("%s is lost", n)
		}
	}
	for i := range c.Sessions {
		if n := fmt.Sprintf("Intention%dEnds", i+1); !strings.Contains(after, n) {
			t.Errorf("%s is lost", n)
		}
	}
}

// The questions in the person's order, the sessions with what was still there, the
// item, the changes: page one of the demo says it all.
func TestPageOneSaysWhatATherapistLooksFor(t *testing.T) {
	c := demoContent(t)
	for _, paper := range []Paper{A4, Letter} {
		pdf, err := PDF(c, assets.English(), paper)
		if err != nil {
			t.Fatal(err)
		}
		one := pages(t, pdf)[0]
		last := -1
		for _, q := range c.Questions {
			at := strings.Index(one, q.Text)
			if at <= last {
				t.Errorf("%s: the question %q stands at %d, after %d", paper, q.Text, at, last)
			}
			last = at
		}
		for _, want := range []string{"R. · 1 September 2026 to 23 November 2026", "Patient-written. Not monitored. Not a clinical record until you file it.", "Made on: 23 November 2026, 18:00",
			"Shared with: the holder of the key SHA256:", "File number: 0123456789abcdef0123456789abcdef", "PHQ-9 (0–27, lower is better) 18 (5 Sep 2026) 6 (22 Nov 2026) −12 (−67 %) ¹ ² 5–9 mild",
			"WHO-5 (0–100, higher is better)", "Löwe et al., Med Care 2004", "Item 9 on 22 November 2026: Not at all (0)", "Headache, still present", "43 entries · 8 sessions", "1 / "} {
			if !strings.Contains(one, want) {
				t.Errorf("%s: page one lacks %q:\n%s", paper, want, one)
			}
		}
	}
}

// What is for the session only says so on every page it is on, and no other page does.
func TestASessionOnlyRequestIsOnEachPageOfItsItem(t *testing.T) {
	const request = "For our session only, please"
	long := bundle.Entry{ID: "1", Title: "Long", OccurredAt: when(t, "2026-11-20"), RecordPref: journal.SessionOnly, Sections: []journal.Section{{Text: strings.Repeat("LONGENTRY goes on.\n\n", 120)}}}
	short := bundle.Entry{ID: "2", Title: "Short", OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: "SHORTENTRY"}}}
	c := bundle.Content{Entries: []bundle.Entry{short, long, short}}
	for n := range 90 {
		k := bundle.CheckIn{Item: bundle.Item{ID: journal.ID(fmt.Sprint("c", n))}, On: when(t, fmt.Sprintf("2026-%02d-%02d", 1+n/28, 1+n%28)), Line: "CHECKIN"}
		if n == 80 {
			k.RecordPref = journal.SessionOnly
		}
		c.CheckIns = append(c.CheckIns, k)
	}
	c.Insights = []bundle.Insight{{Item: bundle.Item{ID: "i"}, Text: "INSIGHT", WrittenAt: when(t, "2026-11-20")}}
	pdf, err := PDF(c, assets.English(), A4)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[bool]int{}
	for i, page := range pages(t, pdf) {
		want := strings.Contains(page, "LONGENTRY") || strings.Contains(page, "CHECKIN")
		if got := strings.Contains(page, request); got != want {
			t.Errorf("page %d: asked %v, want %v:\n%s", i+1, got, want, page)
		}
		seen[want]++
	}
	if seen[true] < 5 || seen[false] < 3 {
		t.Errorf("%v pages", seen)
	}
	if n := bytes.Count(HTML(c, assets.English()), []byte(request)); n != 2 {
		t.Errorf("the HTML page asks %d times", n)
	}
}

// The tools that others check PDFs with find nothing, on both papers; bookmarks
// name page one, what follows it and each entry, and the metadata names only who
// it is from.
func TestOtherToolsFindThePDFSound(t *testing.T) {
	c := demoContent(t)
	for _, paper := range []Paper{A4, Letter} {
		pdf, err := PDF(c, assets.English(), paper)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "out.pdf")
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		if b, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
			t.Fatalf("qpdf: %v\n%s", err, b)
		}
		info, err := exec.Command("pdfinfo", path).Output()
		if err != nil {
			t.Fatal(err)
		}
		fields := map[string]string{}
		for _, m := range regexp.MustCompile(`(?m)^(Title|Subject|Keywords|Author|Creator|Producer): +(.*)$`).FindAllStringSubmatch(string(info), -1) {
			fields[m[1]] = m[2]
		}
		if len(fields) != 2 || fields["Title"] != "R. · 1 September 2026 to 23 November 2026" || fields["Producer"] != "Afterglow" {
			t.Errorf("the PDF says of itself\n%s", info)
		}
		text := strings.Join(pages(t, pdf), " ")
		for _, want := range []string{"Practices", "Agreed next step", "Questionnaires", "Little interest or pleasure in doing things", "Check-ins", "Room for notes", "Readings, as they were read out"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the PDF lacks %q", paper, want)
			}
		}
		outline, err := exec.Command("qpdf", "--json", "--json-key=outlines", path).Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`"Insights"`, `"Practices"`, `"Check-ins"`, `"Entries"`, `"The night before the first one"`} {
			if !strings.Contains(string(outline), want) {
				t.Errorf("no bookmark %s", want)
			}
		}
	}
}

// The mark of what was kept back can be told from the words around it.
func TestWhatWasKeptBackIsMarked(t *testing.T) {
	c := bundle.Content{Entries: []bundle.Entry{{Title: "One", OccurredAt: when(t, "2026-11-21"), Sections: []journal.Section{{Text: "Before [kept private] and <b>after</b>."}}}},
		Questions: []bundle.Question{{Text: "About [kept private]"}}}
	page := string(HTML(c, assets.English()))
	for _, want := range []string{`Before <span class="kept">[kept private]</span> and &lt;b&gt;after&lt;/b&gt;.`, `About <span class="kept">[kept private]</span>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// The copies hold no pictures, and say of which entry there are some.
func TestAnEntryNamesItsPictures(t *testing.T) {
	c := course(t)
	c.Attachments = []bundle.Attachment{{EntryID: "2", Path: "attachments/x.png", Caption: "The\u202e window"}, {EntryID: "1", Path: "attachments/y.png"}}
	for name, text := range map[string]string{"PDF": pdfText(t, c), "page": strings.Join(strings.Fields(string(HTML(c, assets.English()))), " ")} {
		for _, want := range []string{"A picture belongs to this entry. It is in the sealed file.", "A picture belongs to this entry, in the sealed file: The window", "2 pictures"} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
}
