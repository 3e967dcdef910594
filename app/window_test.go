package app

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/journal"
)

// places are the pages that the rail or a menu leads to, by message of the menu.
var places = map[string]route.Name{
	"app.menu.write": route.Write, "app.menu.right": route.Right, "app.menu.share": route.Share, "app.menu.search": route.Journal,
	"app.page.today": route.Today, "app.page.journal": route.Journal, "app.page.sessions": route.Sessions, "app.page.noticed": route.Noticed, "app.page.trends": route.Trends,
	"app.page.shares": route.Shares, "app.page.trash": route.Trash, "app.page.settings": route.Settings, "app.page.support": route.Support,
}

func TestEveryPageIsReachedAndLeft(t *testing.T) {
	p := written(t)
	for id, page := range places {
		p.goesTo(route.Today)
		p.picks(id)
		p.isOn(page)
		if page != route.Today {
			p.hits(fyne.KeyEscape)
			p.isOn(route.Today)
		}
	}
	for page, item := range p.rail.items {
		if page == route.Clients { // a therapist's
			if item.Visible() {
				t.Error("in a journal of one's own the rail leads to clients")
			}
			continue
		}
		p.goesTo(page)
		if !p.rail.items[page].Selected() {
			t.Errorf("the rail does not show that this is %s", page)
		}
	}
	e := p.entries()[0]
	for _, r := range []route.Route{route.With(route.Read, string(e.ID)), route.With(route.History, string(e.ID)), route.With(route.Write, string(e.ID)),
		route.With(route.Sessions, string(e.SessionID)), route.With(route.Share, string(e.ID))} {
		p.goesTo(route.Today)
		p.Go(r)
		p.isOn(r.Page)
		p.hits(fyne.KeyEscape)
		p.isOn(route.Today)
	}
}

func TestEveryActionHasItsOwnShortcut(t *testing.T) {
	p := hasAJournal(t)
	seen := map[string]string{}
	for _, m := range p.window.MainMenu().Items {
		for _, i := range m.Items {
			if i.IsSeparator {
				continue
			}
			if i.Shortcut == nil {
				t.Errorf("%s has no shortcut", i.Label)
				continue
			}
			if other := seen[i.Shortcut.ShortcutName()]; other != "" {
				t.Errorf("%s and %s have the same shortcut", other, i.Label)
			}
			seen[i.Shortcut.ShortcutName()] = i.Label
		}
	}
}

func TestWhatNeedsAJournalCannotBePickedWithoutOne(t *testing.T) {
	p := sitsDown(t, nil)
	free := map[string]bool{"app.page.support": true, "app.menu.open_file": true}
	for id, page := range places {
		if i := p.menuItem(id); i.Disabled == openPages[page] {
			t.Errorf("%s: disabled is %v", i.Label, i.Disabled)
		}
	}
	for id := range free {
		if p.menuItem(id).Disabled {
			t.Errorf("%s needs no journal", id)
		}
	}
	p.picks("app.page.support")
	p.isOn(route.Support)
	p.hits(fyne.KeyEscape)
	p.isOn(route.Open)
}

func TestTheRecoveryCodeStaysUntilOneGoesOn(t *testing.T) {
	p := sitsDown(t, nil)
	p.chooses(0)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.make")
	p.menuItem("app.menu.right").Action() // as Fyne does by its shortcut, disabled or not
	p.Go(route.To(route.Today))
	p.seesMessage("opening.code_title")
	p.picks("app.page.support")
	p.isOn(route.Support)
	p.hits(fyne.KeyEscape)
	p.seesMessage("opening.code_title")
	p.presses("keeping.later")
	p.presses("common.skip") // the country
	p.isOn(route.Today)
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
}

func TestQuittingAtTheRecoveryCodeClosesTheJournal(t *testing.T) {
	p := sitsDown(t, nil)
	p.chooses(0)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.make")
	p.Quit()
	p.presses("kit.cancel")
	p.seesMessage("opening.code_title")
	p.Quit()
	p.presses("keeping.quit_do")
	if found := p.read(p.options.Folder); len(found) != 0 {
		t.Errorf("a new journal holds %v", found)
	}
}

func TestNothingMovesUnderADialog(t *testing.T) {
	p := written(t)
	p.OpenFile()
	for id := range places {
		p.picks(id)
		p.isOn(route.Today)
	}
	p.picks("app.menu.open_file")
	if n := len(p.window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs lie one over the other", n)
	}
	p.hits(fyne.KeyEscape)
	p.picks("app.page.journal")
	p.isOn(route.Journal)
}

func TestQuittingWhileWritingSaves(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.Quit()
	if found := p.read(p.options.Folder); len(found) != 1 || found[0].Text() != entry1 {
		t.Errorf("after quitting the journal holds %+v", found)
	}
}

func TestNoDialogStopsTheLock(t *testing.T) {
	for name, open := range map[string]func(*person){
		"a file picker": func(p *person) { p.OpenFile() },
		"an error":      func(p *person) { p.Fail(journal.ErrTooLarge) },
		"work that lasts": func(p *person) {
			p.busy.Show("Sealing…", func() {})
		},
		"a question": func(p *person) {
			p.journal.Trash(p.t.Context(), p.entries()[0].ID)
			p.goesTo(route.Journal)
			p.picks("app.page.trash")
			p.presses("timeline.empty_trash")
		},
		"two at once": func(p *person) {
			p.OpenFile()
			p.Fail(journal.ErrTooLarge)
		},
	} {
		p := written(t)
		open(p)
		if p.window.Canvas().Overlays().Top() == nil {
			t.Errorf("%s is not shown", name)
		}
		p.picks("app.menu.lock")
		p.isOn(route.Open)
		if p.window.Canvas().Overlays().Top() != nil || p.Unlocked() {
			t.Errorf("%s lies over a journal that is still open", name)
		}
		p.types(passphrase)
		p.hits(fyne.KeyReturn)
		p.isOn(route.Today)
		p.goesTo(route.Sessions)
		p.hits(fyne.KeyEscape)
		p.isOn(route.Today) // Escape is the window's again
	}
}

// slow is a runner whose work never ends.
type slow struct {
	run.Inline
	closed []time.Duration
}

func (s *slow) Close(limit time.Duration) bool {
	s.closed = append(s.closed, limit)
	return false
}

func TestTheJournalIsNotClosedUnderWorkThatDoesNotEnd(t *testing.T) {
	var first *slow
	p := sitsDown(t, func(o *Options) {
		o.Runner = func(run.Display) run.Runner {
			s := &slow{}
			if first == nil {
				first = s
			}
			return s
		}
	})
	p.createsAJournal()
	j := p.journal
	defer j.Close()
	p.picks("app.menu.lock")
	p.isOn(route.Open)
	if len(first.closed) != 2 || first.closed[0] > time.Second {
		t.Errorf("the work was ended with limits %v: the window must not stand still for it", first.closed)
	}
	if _, err := j.SaveEntry(t.Context(), journal.Entry{Kind: journal.KindFree, OccurredAt: journal.At(p.clock), WrittenAt: journal.At(p.clock), Sections: []journal.Section{{Key: "text", Text: words1}}}); err != nil {
		t.Errorf("the journal was closed under work: %v", err)
	}
	p.seesMessage("app.error.still_busy")
}

func TestTheWholeWindowAtLargeTextInASmallWindow(t *testing.T) {
	p := written(t)
	p.SetLook(look.Settings{TextScale: 1.6})
	small := fyne.NewSize(1024, 700)
	e := p.entries()[0]
	p.walkThrough(t, small, e, "large")
	p.picks("app.menu.dark")
	if !p.look.Variant.Dark() {
		t.Error("the look did not change")
	}
	p.picks("app.menu.lock")
	p.fits(t, small, "large-locked")
}

// walkThrough shows every page in a window of a size and sees that it fits.
func (p *person) walkThrough(t *testing.T, size fyne.Size, e journal.Entry, name string) {
	t.Helper()
	for _, page := range places {
		p.Go(route.To(page))
		p.isOn(page)
		p.fits(t, size, name+"-"+string(page))
	}
	for _, page := range []route.Name{route.Read, route.History, route.Write} {
		p.Go(route.With(page, string(e.ID)))
		p.fits(t, size, name+"-entry-"+string(page))
	}
}

// fits sees that nothing makes the window larger than size. With
// AFTERGLOW_PICTURES it keeps a picture there.
func (p *person) fits(t *testing.T, size fyne.Size, name string) {
	t.Helper()
	p.window.Resize(size)
	if least := p.window.Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
		t.Errorf("%s needs %v, the window has %v", name, least, size)
	}
	dir := os.Getenv("AFTERGLOW_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, p.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

func TestTheDemonstrationIsEnteredAtOnce(t *testing.T) {
	dir := t.TempDir()
	p := &person{t: t}
	p.Shell = New(test.NewTempApp(t), Options{Folder: dir, Demo: true, Runner: func(run.Display) run.Runner {
		p.inline = &run.Inline{}
		return p.inline
	}})
	t.Cleanup(func() {
		p.journal.Close()
		p.window.Close()
	})
	p.isOn(route.Today)
	if n := len(p.entries()); n < 30 {
		t.Errorf("the demonstration has %d entries", n)
	}
	if p.options.Folder == dir {
		t.Error("the demonstration is in the place of a real journal")
	}
}

func TestAJournalThatIsOpenElsewhereSaysSo(t *testing.T) {
	_, dir := pagetest.Journal(t)
	p := sitsDown(t, func(o *Options) { o.Folder = dir })
	p.types("a lantern")
	p.hits(fyne.KeyReturn)
	p.seesMessage("opening.error.in_use")
	p.isOn(route.Open)
}
