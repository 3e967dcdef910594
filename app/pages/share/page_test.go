package share

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// course is a session with three entries around it, one of them private.
func course(t *testing.T) *journal.Journal {
	j, _ := pagetest.Journal(t)
	s := pagetest.Session(t, j, 4, "2026-11-20", "16:00")
	for _, e := range []journal.Entry{
		{Title: "After session 4", SessionID: s.ID, Mark: journal.MarkShare, OccurredAt: pagetest.When(t, "2026-11-20T17:00:00+01:00"), WrittenAt: pagetest.When(t, "2026-11-20T17:00:00+01:00"), Sections: []journal.Section{{Text: "There was a lantern."}}},
		{Title: "Letter", Mark: journal.MarkShare, OccurredAt: pagetest.When(t, "2026-11-21"), Sections: []journal.Section{{Text: "I do not want to talk about my brother yet."}}},
		{Title: "A dream", Mark: journal.MarkPrivate, OccurredAt: pagetest.When(t, "2026-11-21"), Sections: []journal.Section{{Text: "Nobody is told of this."}}},
	} {
		pagetest.Save(t, j, e)
	}
	return j
}

func ticked(p *Page, title string) bool {
	t, ok := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return t.Label() == title })
	return ok && t.On()
}

// begin is the page with all that was marked for the reader ticked.
func begin(shell *pagetest.Shell, j *journal.Journal) *Page {
	p := New(shell, j, "", nil)
	shell.Show(p)
	for _, c := range p.choice.all {
		p.choice.tick(c.ItemRef, c.Mark == journal.MarkShare)
	}
	p.way = len(p.ways) - 1
	p.list()
	p.look()
	return p
}

// tick presses the tick of that name.
func tick(t *testing.T, p *Page, label string) {
	t.Helper()
	one, ok := pagetest.Find(p.Content(), func(k *kit.Tick) bool { return k.Label() == label })
	if !ok {
		t.Fatalf("%q is not offered", label)
	}
	one.Tapped(nil)
}

func TestWhatIsTickedIsPreviewedSealedAndNothingElse(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	p := New(shell, j, "", nil)
	shell.Show(p)
	if !ticked(p, "After session 4") || !pagetest.Says(p.Content(), "After session 4") {
		t.Fatal("what was marked to be shared is not ticked at the start")
	}
	p.way = len(p.ways) - 1
	p.list()
	p.tickShown(true)
	p.choice.tick(journal.ItemRef{Type: bundle.ItemSession, ID: j.Sessions()[0].ID}, false)
	p.list()
	p.look()
	if len(p.content.Entries) != 2 || ticked(p, "A dream") {
		t.Fatalf("ticking all chose %d entries: a private one is never ticked in bulk", len(p.content.Entries))
	}
	if len(p.content.Sessions) != 0 || p.content.Entries[0].SessionID != "" {
		t.Fatal("a session that nobody ticked goes with its entry")
	}
	tick(t, p, "Session 4 · 20 November")
	if len(p.content.Sessions) != 1 {
		t.Fatal("a ticked session does not go")
	}
	pagetest.Press(t, p.Content(), "Seal…")
	if p.sealing != nil {
		t.Fatal("a same-day entry was not asked about once more")
	}
	pagetest.Press(t, shell.Win.Canvas().Overlays().Top(), "Include")
	words := p.sealing.pass.Text()
	if len(strings.Fields(words)) != 6 {
		t.Fatalf("offered %q, not six words", words)
	}
	path := filepath.Join(t.TempDir(), "r.afterglow")
	p.sealing.seal(path)
	if len(shell.Failed) > 0 || !pagetest.Says(p.Content(), words) {
		t.Fatalf("not sealed: %v", shell.Failed)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	opened, err := bundle.Open(context.Background(), f, info.Size(), crypto.PassphraseKey(crypto.NormalizePassphrase(words)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(opened.Entries) != len(p.content.Entries) {
		t.Fatal("the file is not the preview")
	}
	for i, e := range opened.Entries {
		if e.Title != p.content.Entries[i].Title || e.Text() != p.content.Entries[i].Text() {
			t.Errorf("entry %d of the file is not the one previewed", i)
		}
	}
	log := NewLog(shell, j)
	shell.Show(log)
	if !pagetest.Says(log.Content(), "With a passphrase") {
		t.Error("the log does not have it")
	}
	pagetest.Press(t, log.Content(), "I handed it over")
	if j.Shares()[0].HandedOver.IsZero() {
		t.Error("handing over was not remembered")
	}
}

func TestNothingTickedCannotBeSealed(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	p := New(shell, course(t), "", nil)
	shell.Show(p)
	p.choice.tickAll(p.choice.all, false)
	p.chosenChanged()
	if !p.chooser.seal.Disabled() || !pagetest.Says(p.Content(), "Nothing chosen") {
		t.Fatal("an empty choice can go on")
	}
}

// What the last look shows is, field by field, what is in the file: for whom, why, and
// its number too.
func TestTheLastLookIsWhatIsSealed(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	p := New(shell, j, "", nil)
	shell.Show(p)
	pagetest.Press(t, p.Content(), "Seal…")
	pagetest.Press(t, shell.Win.Canvas().Overlays().Top(), "Include")
	p.sealing.purpose.SetText("for thursday")
	pagetest.Press(t, p.Content(), "Look at it once more")
	shown := p.sealing.last.content
	if !pagetest.Says(p.Content(), "What will be sealed") || shown.Purpose != "for thursday" {
		t.Fatalf("looked at %+v", shown)
	}
	if !p.Escape() || p.sealing == nil || p.sealing.last != nil || p.sealing.purposeText() != "for thursday" {
		t.Fatal("Escape does not lead back to what is said for the file")
	}
	pagetest.Press(t, p.Content(), "Look at it once more")
	words := p.sealing.pass.Text()
	shown = p.sealing.last.content
	path := filepath.Join(t.TempDir(), "r.afterglow")
	p.sealing.seal(path)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err, shell.Failed)
	}
	defer f.Close()
	info, _ := f.Stat()
	opened, err := bundle.Open(t.Context(), f, info.Size(), crypto.PassphraseKey(crypto.NormalizePassphrase(words)), nil)
	if err != nil || !reflect.DeepEqual(opened.Content, shown) {
		t.Errorf("looked at\n%+v\nsealed\n%+v\n%v", shown, opened, err)
	}
}

func TestAShareInTheMakingOutlivesTheLock(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	p := New(shell, j, "", nil)
	shell.Show(p)
	pagetest.Press(t, p.Content(), "Seal…")
	pagetest.Press(t, shell.Win.Canvas().Overlays().Top(), "Include")
	p.sealing.purpose.SetText("for thursday")
	p.sealing.line.SetText("the second page matters most")
	var u journal.Unsaved
	answered := false
	p.PutAway(func() { answered = true })
	p.Unsaved(&u)
	if !answered || u.Share == nil {
		t.Fatal("nothing is kept of it")
	}
	p = New(shell, j, "", u.Share)
	shell.Show(p)
	if p.sealing == nil || p.sealing.purposeText() != "for thursday" || p.sealing.lineText() != "the second page matters most" ||
		len(p.choice.ticked) != len(u.Share.Items) || len(p.content.Entries) != len(u.Share.Items) {
		t.Errorf("taken up again it is %+v", u.Share)
	}
}

var keyDown = &fyne.KeyEvent{Name: fyne.KeyDown}

func read(t *testing.T, path string) string {
	t.Helper()
	for _, name := range []string{path, path + ".pdf", path + ".txt", path + ".html", path + ".md"} {
		if data, err := os.ReadFile(name); err == nil {
			return string(data)
		}
	}
	t.Fatalf("there is no file %s", path)
	return ""
}

func TestWhatWasChosenOutlivesTheLockWithWhatIsKeptBack(t *testing.T) {
	_, j, p, r := letter(t)
	pressIn(t, p, "title", "Keep all of it")
	p.choice.detail.SideEffects = true
	p.choice.replaces = "an earlier one"
	var u journal.Unsaved
	p.Unsaved(&u)
	again := New(pagetest.New(t, look.Settings{}), j, "", u.Share)
	if len(again.choice.kept) != 1 || again.choice.kept[0].ItemRef != r || !again.choice.detail.SideEffects || again.choice.replaces != "an earlier one" {
		t.Errorf("taken up again it is %+v", again.choice)
	}
}

func TestGoingBackFromSealingLosesNothing(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	p := New(shell, course(t), "", nil)
	shell.Show(p)
	p.seals()
	p.sealing.purpose.SetText("for thursday")
	chosen := len(p.choice.ticked)
	if !p.Escape() || p.sealing != nil {
		t.Fatal("Escape does not lead back to the choice")
	}
	p.seals()
	if p.sealing.purposeText() != "for thursday" || len(p.choice.ticked) != chosen {
		t.Errorf("it is %q, %d chosen", p.sealing.purposeText(), len(p.choice.ticked))
	}
}

func TestPagesOfThePreviewAreTurnedByKeys(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	p := begin(shell, course(t))
	for _, want := range []string{"Page 1 of 3", "Page 2 of 3", "Page 3 of 3", "Page 3 of 3"} {
		if !pagetest.Says(p.Content(), want) {
			t.Errorf("it does not say %q", want)
		}
		p.preview.leaf.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	pagetest.Press(t, p.Content(), "What goes in")
	for _, want := range []string{"Entries: 2", "Letter · 21 Nov", "Only what you tick goes in."} {
		if !pagetest.Says(p.Content(), want) {
			t.Errorf("what goes in does not say %q", want)
		}
	}
}

func TestQuestionsComeFirstAndAMeasureCanBeLookedFor(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	ctx := context.Background()
	if _, err := j.SaveQuestion(ctx, journal.Question{Text: "Why the sea?"}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveExternalScore(ctx, journal.ExternalScore{Label: "BDI", On: pagetest.When(t, "2026-11-20"), Value: 12, Min: 0, Max: 63}); err != nil {
		t.Fatal(err)
	}
	p := begin(shell, j)
	if !ticked(p, "Why the sea?") || len(p.content.Questions) != 1 {
		t.Error("a question is not ticked at the start")
	}
	if !pagetest.Says(p.preview.leaf, "1. Why the sea?") {
		t.Error("page one does not show the question")
	}
	for i, way := range p.ways {
		if way.label == "Measure: BDI" {
			p.way = i
			p.list()
		}
	}
	tick(t, p, "BDI")
	if len(p.content.ExternalScores) != 1 || pagetest.Says(p.chooser.screen, "Letter") {
		t.Error("the measure is not all that is offered")
	}
}
