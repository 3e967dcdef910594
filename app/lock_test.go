package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/journal"
)

func TestQuietLocksAndATouchPutsItOff(t *testing.T) {
	p := hasAJournal(t)
	p.waits(5*time.Minute - time.Second)
	p.hits(fyne.KeyTab)
	p.waits(5*time.Minute - time.Second)
	if !p.Unlocked() {
		t.Fatal("locked under a person's hands")
	}
	p.waits(time.Second)
	p.isOn(route.Open)
	if p.Unlocked() {
		t.Error("after five minutes of quiet the journal is open")
	}
	// Unlocked again it locks again, and after the time that was chosen.
	p.unlocks()
	p.waits(2 * time.Minute)
	s := p.journal.Settings()
	s.LockAfter = 1
	if _, err := p.journal.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	p.waits(idleLook)
	if p.Unlocked() {
		t.Error("a shorter time, chosen while it ran, does not count")
	}
}

// Whatever lies over the page and whatever is half-typed: quiet locks, and the
// words are where they were when it is unlocked again.
func TestQuietLocksUnderADialogAndKeepsTheDraft(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.OpenFile()
	p.waits(5 * time.Minute)
	p.isOn(route.Open)
	if found := p.read(p.options.Folder); len(found) != 1 || found[0].Text() != entry1 || !found[0].Unfinished {
		t.Errorf("locked, the journal holds %+v", found)
	}
	p.unlocks()
	p.isOn(route.Right)
	p.types(words2)
	p.hits(fyne.KeyEscape)
	p.isOn(route.Today)
	if e := p.entries(); len(e) != 1 || e[0].Text() != entry1+words2 {
		t.Errorf("gone on with, the entry is %+v", e)
	}
}

// stuckPage is a page whose words no disk takes.
type stuckPage struct {
	object fyne.CanvasObject
	words  string
	answer bool // PutAway ends
}

func (p *stuckPage) Content() fyne.CanvasObject { return p.object }
func (p *stuckPage) Route() route.Route         { return route.To(route.Write) }
func (p *stuckPage) PutAway(done func()) {
	if p.answer {
		done()
	}
}
func (p *stuckPage) Unsaved(u *journal.Unsaved) {
	u.Add(journal.Entry{Title: p.words, WrittenAt: journal.On(time.Now())})
}

func TestWordsThatNoDiskTakesWaitThroughTheLock(t *testing.T) {
	for name, answers := range map[string]bool{"the disk is full": true, "the disk hangs": false} {
		var kept []byte
		p := sitsDown(t, func(o *Options) {
			o.Replace = func(_ string, k []byte) error {
				kept = k
				return os.ErrInvalid // go on here, as a test must
			}
		})
		p.createsAJournal()
		p.show(&stuckPage{object: container.NewStack(), words: words1, answer: answers})
		p.picks("app.menu.lock")
		if !answers {
			if p.locking != true || !p.covered() {
				t.Errorf("%s: the page is to be seen while it is waited for", name)
			}
			p.waits(putAwayLimit)
		}
		p.isOn(route.Open)
		if len(kept) == 0 || strings.Contains(string(kept), "heron") {
			t.Fatalf("%s: %d bytes are kept, or not sealed", name, len(kept))
		}
		// The next process.
		next := sitsDown(t, func(o *Options) { o.Folder, o.Kept = p.options.Folder, kept })
		next.unlocks()
		next.isOn(route.Today)
		next.seesMessage("app.unsaved_saved")
		if e := next.entries(); len(e) != 1 || e[0].Title != words1 {
			t.Errorf("%s: unlocked again there is %+v", name, e)
		}
		next.picks("app.menu.lock")
	}
}

// covered says that a veil lies over everything.
func (p *person) covered() bool {
	_, veil := p.window.Canvas().Overlays().Top().(*kit.Veil)
	return veil
}

func TestAKeyHidesThePageAtOnceAndShowsItAgain(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.hits(hideKey)
	if !p.covered() {
		t.Fatal("the page is to be seen")
	}
	p.types("not into the page")
	p.hits(fyne.KeyReturn)
	p.hits(hideKey)
	p.types(words2)
	if p.covered() {
		t.Fatal("it does not come back")
	}
	p.hits(fyne.KeyEscape)
	if e := p.entries(); len(e) != 1 || e[0].Text() != entry1+words2 {
		t.Errorf("the entry is %+v", e)
	}
	// Over a dialog too; Escape lifts it; and quiet locks below it.
	p.OpenFile()
	p.hits(hideKey)
	if !p.covered() {
		t.Fatal("the dialog is to be seen")
	}
	p.hits(fyne.KeyEscape)
	if p.covered() || p.window.Canvas().Overlays().Top() == nil {
		t.Error("Escape does not give the dialog back")
	}
	p.picks("app.menu.hide")
	p.waits(5 * time.Minute)
	p.isOn(route.Open)
	p.picks("app.menu.hide")
	if p.covered() {
		t.Error("there is nothing to hide on the Open page")
	}
}

func TestWhatWasCopiedFromAPageIsTakenOffTheClipboardAtLock(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	f := p.window.Canvas().Focused().(fyne.Shortcutable)
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: p.app.Clipboard()})
	if p.app.Clipboard().Content() != words1 {
		t.Fatal("nothing was copied: the test would show nothing")
	}
	p.picks("app.menu.lock")
	if got := p.app.Clipboard().Content(); got != "" {
		t.Errorf("the clipboard holds %q", got)
	}
	p.app.Clipboard().SetContent("someone else's")
	p.unlocks()
	p.picks("app.menu.lock")
	if p.app.Clipboard().Content() != "someone else's" {
		t.Error("what is not ours was taken off the clipboard")
	}
}

func TestABackupIsMadeAtLockAndAMissingOneIsTold(t *testing.T) {
	p := hasAJournal(t)
	s := p.journal.Settings()
	s.BackupFolder = t.TempDir()
	if _, err := p.journal.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	p.picks("app.menu.lock")
	files, err := os.ReadDir(s.BackupFolder)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if err := os.RemoveAll(s.BackupFolder); err != nil {
		t.Fatal(err)
	}
	p.unlocks()
	p.isOn(route.Today)
	p.seesMessage("app.backup_folder_gone")
	p.picks("app.menu.lock") // a folder that is gone does not stop it
	p.isOn(route.Open)
}

func TestWhoeverWaitsForTheLockIsTold(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	told := 0
	p.LockAndTell(func() { told++ })
	p.isOn(route.Open)
	p.LockAndTell(func() { told++ }) // there is nothing to lock any more
	if told != 2 || p.Unlocked() {
		t.Errorf("told %d times", told)
	}
}

func TestAFileFromAnotherStartOpensInThisWindowWhateverLiesOverIt(t *testing.T) {
	p := hasAJournal(t)
	p.writesRightAfter()
	p.Fail(journal.ErrTooLarge)
	p.hits(hideKey)
	p.OpenSealed("/nowhere/for-you.afterglow")
	p.isOn(route.Received)
	if p.window.Canvas().Overlays().Top() != nil {
		t.Error("something lies over the file's page")
	}
	if e := p.entries(); len(e) != 1 || e[0].Text() != entry1 {
		t.Errorf("what was being written is %+v", e)
	}
}

func TestBeforeSleepThereIsNoTimeForABackup(t *testing.T) {
	p := hasAJournal(t)
	s := p.journal.Settings()
	s.BackupFolder = t.TempDir()
	if _, err := p.journal.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	p.LockForSleep(func() {})
	p.isOn(route.Open)
	if files, err := os.ReadDir(s.BackupFolder); err != nil || len(files) != 0 {
		t.Errorf("%v, %v", files, err)
	}
	p.unlocks()
	p.seesMessage("app.backup_missing")
	p.picks("app.menu.lock")
	if files, err := os.ReadDir(s.BackupFolder); err != nil || len(files) != 1 {
		t.Errorf("at the next lock: %v, %v", files, err)
	}
}

func TestTheChosenCountrysLinesAreThereBeforeUnlocking(t *testing.T) {
	p := hasAJournal(t)
	p.SetCountry("GB")
	set := p.journal.Settings()
	set.LinesOutside, set.LinesChanged = true, map[string]string{"GB 111": "112 113", "GB 85258": "Mara's own words"}
	if _, err := p.journal.SaveSettings(context.Background(), set); err != nil {
		t.Fatal(err)
	}
	p.KeepLines()
	p.picks("app.menu.lock")
	outside, err := os.ReadFile(p.options.LookFile)
	if err != nil || strings.Contains(string(outside), "Mara") {
		t.Errorf("words stand outside the journal: %s, %v", outside, err)
	}
	next := sitsDown(t, func(o *Options) { o.Folder, o.LookFile = p.options.Folder, p.options.LookFile })
	next.picks("app.page.support")
	next.sees("116 123")
	next.sees("999")
	next.sees("112 113") // put right, and let be seen
}

// A look at the demo leaves the person's own Support page as it was.
func TestTheDemoChangesNobodysCountry(t *testing.T) {
	p := hasAJournal(t)
	p.SetCountry("GB")
	p.picks("app.menu.lock")
	sitsDown(t, func(o *Options) {
		o.Folder, o.LookFile, o.Demo = filepath.Join(t.TempDir(), "demo"), p.options.LookFile, true
	}).SetCountry("FR")
	if o := readOutside(p.options.LookFile); o.Country != "GB" {
		t.Errorf("the country outside is %q", o.Country)
	}
}

// Whatever is told, the way on from Support stays in sight.
func TestNothingThatIsToldLiesOverContinue(t *testing.T) {
	p := hasAJournal(t)
	p.picks("app.page.support")
	p.Say("Your check-in is kept.")
	driver := fyne.CurrentApp().Driver()
	told, _ := pagetest.Find(p.toasts.Object(), func(one *kit.Text) bool { return true })
	on, _ := pagetest.Find(p.current.Content(), func(b *kit.Button) bool { return b.Text() == p.words.T("support.continue") })
	if bottom, top := driver.AbsolutePositionForObject(told).Y+told.Size().Height, driver.AbsolutePositionForObject(on).Y; bottom > top {
		t.Errorf("it reaches down to %v, and Continue begins at %v", bottom, top)
	}
}
