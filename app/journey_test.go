package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// What is written in these tests; nothing else in the window says it.
const (
	words1 = "The heron stood in the shallow water and would not be hurried"
	words2 = " and then it flew"
	title1 = "Grey heron"
	tag1   = "quietwater"

	// entry1 is words1 as the whole entry, written right after a session.
	entry1 = "## First words\n\n" + words1
)

func TestCreatingAJournal(t *testing.T) {
	p := sitsDown(t, nil)
	p.isOn(route.Open)
	p.chooses(0)
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
	p.types("something else")
	p.hits(fyne.KeyReturn)
	p.seesMessage("passphrase.differ")
	p.types(passphrase) // over what was wrong: it is selected
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.code_title")
	texts, code := slices.Compact(textsIn(p.window.Content())), ""
	for i := range texts {
		joined := strings.Join(texts[i:min(i+8, len(texts))], "-")
		if _, err := crypto.ParseRecoveryCode(joined); err == nil {
			code = joined
		}
	}
	if code == "" {
		t.Fatal("the recovery code is not shown")
	}
	p.hits(fyne.KeyEscape)
	p.seesMessage("opening.code_title")
	p.presses("keeping.kept")
	p.types(code)
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.country_title")
	p.hits(fyne.KeyDown) // the first country of the list
	p.presses("common.continue")
	p.isOn(route.Today)
	p.seesMessage("keeping.right")
	if code := p.journal.Settings().Country; code != "US" {
		t.Errorf("the country is %q", code)
	}
	if p.journal.Settings().RecoveryConfirmed.IsZero() {
		t.Error("that the code was typed back is not remembered")
	}
	if held := heldBy(p.built, code[:4]); held != "" {
		t.Errorf("the recovery code is still in %s", held)
	}
	if held := heldBy(p.built, passphrase); held != "" {
		t.Errorf("the passphrase is still in %s", held)
	}
}

// writesRightAfter writes words1 on the page right after a session.
func (p *person) writesRightAfter() {
	p.t.Helper()
	pagetest.Session(p.t, p.journal, 1, "2026-11-21", "17:10")
	p.picks("app.menu.right")
	p.isOn(route.Right)
	p.types(words1)
}

func TestWordsAreOnDiskTwoSecondsLater(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.waits(2 * time.Second)
	p.seesMessage("common.saved_at", "Time", "18:30")
	found := p.afterAPowerCut()
	if len(found) != 1 || found[0].Text() != entry1 || found[0].SessionID == "" || found[0].Phase != journal.PhaseSameDay || !found[0].Unfinished {
		t.Errorf("after kill -9 there is %+v", found)
	}
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Unfinished {
		t.Errorf("left, the entry is %+v", e)
	}
}

// afterAPowerCut is what the folder would hold if the program were killed now.
func (p *person) afterAPowerCut() []journal.Entry {
	p.t.Helper()
	return p.read(pagetest.CopyOpen(p.t, p.options.Folder))
}

// read is what a journal's folder holds.
func (p *person) read(dir string) []journal.Entry {
	p.t.Helper()
	j, err := journal.Open(p.t.Context(), dir, []byte(passphrase), journal.OpenOptions{})
	if err != nil {
		p.t.Fatal(err)
	}
	defer j.Close()
	var out []journal.Entry
	for _, s := range j.Summaries(journal.Filter{}) {
		e, err := j.Entry(p.t.Context(), s.ID)
		if err != nil {
			p.t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func TestLockLeavesNothingBehind(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.hits(fyne.KeyEscape)
	e := p.entries()[0]
	e.Title, e.Tags = title1, []string{tag1}
	e = pagetest.Save(t, p.journal, e)

	p.Go(route.With(route.Read, string(e.ID)))
	p.sees(words1)
	p.presses("common.copy")
	if got := p.app.Clipboard().Content(); got != entry1 {
		t.Fatalf("copied %q", got)
	}
	p.Go(route.With(route.History, string(e.ID)))
	p.Go(route.To(route.Share))
	p.picks("app.menu.search")
	p.types("heron")
	p.sees(title1)
	p.Go(route.With(route.Write, string(e.ID)))
	p.types(words2)
	p.OpenFile() // a dialog on top does not keep the journal open
	built := slices.Clone(p.built)

	p.picks("app.menu.lock")
	p.isOn(route.Open)
	if p.Unlocked() || len(p.window.Canvas().Overlays().List()) != 0 || p.rail.object.Visible() {
		t.Error("the window is not locked")
	}
	if got := p.app.Clipboard().Content(); got != "" {
		t.Errorf("the clipboard still holds %q", got)
	}
	for _, page := range built {
		if s := textsIn(page.Content()); slices.ContainsFunc(s, tells) {
			t.Errorf("page %v still says %q", page.Route(), s)
		}
		for _, text := range []string{words1, title1, tag1, "heron"} {
			if where := heldBy(page, text); where != "" {
				t.Errorf("page %v keeps %q in %s", page.Route(), text, where)
			}
		}
	}
	for _, text := range []string{words1, words2, title1, tag1, "heron", passphrase} {
		if where := heldBy(p.Shell, text); where != "" {
			t.Errorf("the window keeps %q in %s", text, where)
		}
	}
	if where := leadsToAJournal(p.Shell); where != "" {
		t.Errorf("the window still leads to the journal by %s", where)
	}
	for _, page := range []route.Name{route.Today, route.Journal, route.Read, route.Write, route.Right, route.History, route.Trash, route.Sessions, route.Share, route.Shares, route.Settings} {
		p.Go(route.With(page, string(e.ID)))
		p.isOn(route.Open)
	}
	if found := p.read(p.options.Folder); len(found) != 1 || !strings.Contains(found[0].Text(), words1) || !strings.Contains(found[0].Text(), words2) {
		t.Errorf("locked while writing, the journal holds %+v", found)
	}
}

// tells says whether a text gives away what was written.
func tells(s string) bool {
	for _, text := range []string{"heron", title1, tag1} {
		if strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
			return true
		}
	}
	return false
}

func TestTheSearchForWhatIsHeldFindsIt(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	if heldBy(p.Shell, words1) == "" || leadsToAJournal(p.Shell) == "" || !slices.ContainsFunc(textsIn(p.window.Content()), tells) {
		t.Error("words on the screen are not found: the test of locking would show nothing")
	}
}

func TestUnlockingAgain(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.picks("app.menu.lock")
	p.types("not the passphrase")
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.error.wrong")
	p.isOn(route.Open)
	p.unlocks()
	p.isOn(route.Right) // where the writing was broken off
	if e := p.entries(); len(e) != 1 || e[0].Text() != entry1 {
		t.Errorf("unlocked again, there is %+v", e)
	}
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
	p.picks("app.menu.lock")
	p.unlocks()
	p.isOn(route.Today)
}

func TestReadFindEditThrowAway(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.hits(fyne.KeyEscape)
	p.waits(24 * time.Hour)
	p.isOn(route.Open) // it locked itself long ago
	p.unlocks()
	p.picks("app.menu.search")
	p.isOn(route.Journal)
	p.types("nothing of the kind")
	p.seesMessage("timeline.nothing_found")
	p.hits(fyne.KeyEscape) // clears the search first
	p.types("HERÖN")       // found without minding capitals and accents
	p.hits(fyne.KeyDown)
	p.hits(fyne.KeyReturn)
	p.isOn(route.Read)
	p.sees(words1)

	p.presses("common.edit")
	p.isOn(route.Write)
	p.hits(fyne.KeyEnd)
	p.types(words2)
	p.picks("app.menu.undo")
	p.picks("app.menu.redo")
	p.hits(fyne.KeyEscape)
	p.isOn(route.Read)
	p.sees("then it flew")
	p.presses("reading.history")
	list := nth[*kit.PickList](p, 0)
	p.window.Canvas().Focus(list)
	p.hits(fyne.KeyDown)
	older := readers(p.area)
	if len(older) != 1 || !strings.HasSuffix(older[0], words1) {
		t.Errorf("the earlier version reads %q", older)
	}
	p.hits(fyne.KeyEscape)
	p.isOn(route.Read)

	p.presses("common.delete")
	p.isOn(route.Journal)
	if len(p.entries()) != 0 {
		t.Fatal("thrown away, it is still in the journal")
	}
	p.presses("common.undo")
	if e := p.entries(); len(e) != 1 || !strings.Contains(e[0].Text(), words1) {
		t.Errorf("taken back, there is %+v", e)
	}
	p.hits(fyne.KeyEscape)
}

// readers are the texts for reading below root, in the order of the screen.
func readers(root fyne.CanvasObject) []string {
	var out []string
	walk(root, func(o fyne.CanvasObject) {
		if r, ok := o.(*kit.Reader); ok && !slices.Contains(out, r.Text()) {
			out = append(out, r.Text())
		}
	})
	return out
}

// shares ticks everything that the first way offers, looks at the preview and
// seals it into a file; who chooses whom it is for.
func (p *person) shares(who func()) (path string, preview []string) {
	p.t.Helper()
	p.picks("app.menu.share")
	p.presses("share.tick_all")
	for more := true; more; { // page by page
		preview = append(preview, readers(p.area)...)
		next, ok := pagetest.Find(p.area, func(b *kit.Button) bool { return b.Text() == p.Shell.Words().T("share.page_after") })
		if more = ok && !next.Disabled(); more {
			next.Tapped(nil)
		}
	}
	if len(preview) == 0 {
		p.t.Fatal("there is no preview")
	}
	p.presses("share.next")
	if p.window.Canvas().Overlays().Top() != nil { // same-day entries are asked about once more
		p.presses("share.same_day_yes")
	}
	who()
	p.presses("share.seal")
	path = filepath.Join(p.t.TempDir(), "for you.afterglow")
	p.input(0).SetText(path)
	p.presses("kit.save")
	p.seesMessage("share.done")
	return path, preview
}

// written is a person with several entries around one session.
func written(t testing.TB) *person {
	p := hasAJournal(t)
	s := pagetest.Session(t, p.journal, 1, "2026-11-20", "17:10")
	for i, text := range []string{words1, "A second page.\n\nWith *two* paragraphs.", "And a third."} {
		at := journal.At(p.clock.Add(-time.Duration(i) * time.Hour))
		pagetest.Save(t, p.journal, journal.Entry{Kind: journal.KindFree, SessionID: s.ID, OccurredAt: at, WrittenAt: at,
			Mark: journal.MarkShare, Sections: []journal.Section{{Key: "text", Text: text}}})
	}
	return p
}

func TestWhatIsPreviewedIsWhatIsSealed(t *testing.T) {
	p := written(t)
	var secret string
	path, preview := p.shares(func() {
		secret = nth[*kit.Input](p, 0).Text
		if len(strings.Fields(secret)) != 6 {
			t.Fatalf("the passphrase offered is %q", secret)
		}
	})
	o := openedWith(t, path, crypto.PassphraseKey([]byte(secret)))
	if len(o.Entries) != 3 || len(preview) != 3 {
		t.Fatalf("%d entries were sealed, %d previewed", len(o.Entries), len(preview))
	}
	for _, e := range p.entries() {
		if !slices.ContainsFunc(o.Entries, func(b bundle.Entry) bool { return b.Text() == e.Text() }) {
			t.Errorf("%q is not in the file", e.Text())
		}
	}
	p.presses("share.log")
	p.isOn(route.Shares)
	p.sees("for you.afterglow")
	p.presses("share.mark_handed_over")
	if s := p.journal.Shares(); len(s) != 1 || s[0].HandedOver.IsZero() || len(s[0].Items) < 3 {
		t.Errorf("the log holds %+v", s)
	}

	// Without a journal: the same texts, in the same order, and nothing else.
	reader := sitsDown(t, func(o *Options) { o.SealedFile = path })
	reader.isOn(route.Received)
	reader.types("not it")
	reader.hits(fyne.KeyReturn)
	reader.seesMessage("received.error.wrong_passphrase")
	reader.types(secret)
	reader.hits(fyne.KeyReturn)
	reader.seesMessage("received.trust.unknown")
	if got := reader.readsThrough(len(preview)); !slices.Equal(got, preview) {
		t.Errorf("the reader reads\n%q\nthe preview showed\n%q", got, preview)
	}
	if _, err := os.Stat(reader.options.Folder); err == nil {
		t.Error("reading a file made a journal")
	}
	reader.picks("app.page.support")
	reader.hits(fyne.KeyEscape)
	reader.isOn(route.Received)
	reader.presses("common.close")
	reader.isOn(route.Open)
	reader.openSealed(path)
	reader.types(secret)
	reader.hits(fyne.KeyReturn)
	reader.seesMessage("received.trust.unknown")
	reader.waits(5 * time.Minute)
	reader.isOn(route.Open)
	if held := heldBy(reader.Shell, words1); held != "" {
		t.Errorf("after a time of quiet the file is still held by %s", held)
	}

	// With one: by its menu, and by dropping it on the window.
	p.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "notes.txt"))})
	p.seesMessage("app.dropped_other")
	p.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	p.types(secret)
	p.hits(fyne.KeyReturn)
	if got := p.readsThrough(len(preview)); !slices.Equal(got, preview) {
		t.Errorf("read beside a journal: %q", got)
	}
	p.picks("app.menu.open_file")
	p.input(0).SetText(path)
	p.presses("kit.open")
	p.isOn(route.Received)
	p.presses("received.own_key")
	p.seesMessage("received.error.wrong_key")
}

// readsThrough goes through the contents with the arrow and gives what is read.
func (p *person) readsThrough(n int) (read []string) {
	p.t.Helper()
	for range n {
		p.hits(fyne.KeyDown)
		read = append(read, readers(p.area)...)
	}
	return read
}

func openedWith(t testing.TB, path string, key crypto.FileKey) *bundle.Opened {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	o, err := bundle.Open(context.Background(), bytes.NewReader(b), int64(len(b)), key, nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestSealedForAContact(t *testing.T) {
	therapist := hasAJournal(t)
	id := therapist.journal.Identity()
	p := written(t)
	_, err := p.journal.SaveContact(t.Context(), journal.Contact{Name: "Dr Vale", Recipients: []string{id.Recipient()}, SigningKey: id.SigningKey(), WrittenAt: journal.At(p.clock)})
	if err != nil {
		t.Fatal(err)
	}
	path, preview := p.shares(func() { p.seesMessage("share.to_contact", "Name", "Dr Vale") })
	if s := p.journal.Shares(); len(s) != 1 || s[0].Recipient != "Dr Vale" {
		t.Errorf("the log holds %+v", s)
	}
	therapist.openSealed(path)
	therapist.presses("received.own_key")
	therapist.seesMessage("received.trust.unknown")
	if got := therapist.readsThrough(len(preview)); !slices.Equal(got, preview) {
		t.Errorf("the therapist reads\n%q\nthe preview showed\n%q", got, preview)
	}
}
