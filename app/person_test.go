package app

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/app/run"
	"afterglow/crypto"
	"afterglow/journal"
)

// passphrase is what the person of these tests opens the journal with.
const passphrase = "lantern tundra cobalt whisper"

// person sits before the whole window and does what people do.
type person struct {
	*Shell
	t      testing.TB
	inline *run.Inline // of the newest opening
	clock  time.Time
}

// sitsDown opens the window on a folder without a journal; change may decide
// otherwise.
func sitsDown(t testing.TB, change func(*Options)) *person {
	t.Helper()
	p := &person{t: t, clock: time.Date(2026, 11, 21, 18, 30, 0, 0, time.FixedZone("", 3600))}
	dir := t.TempDir()
	o := Options{
		Folder: filepath.Join(dir, "journal"), KnownFile: filepath.Join(dir, "known"), LookFile: filepath.Join(dir, "look"),
		KDF: crypto.CheapestKDF(), Now: func() time.Time { return p.clock },
		Runner: func(run.Display) run.Runner {
			p.inline = &run.Inline{}
			return p.inline
		},
	}
	if change != nil {
		change(&o)
	}
	p.Shell = New(test.NewTempApp(t), o)
	t.Cleanup(func() {
		if p.journal != nil {
			p.journal.Close()
		}
		p.window.Close()
	})
	return p
}

// hasAJournal is a person who has just made one.
func hasAJournal(t testing.TB) *person {
	t.Helper()
	p := sitsDown(t, nil)
	p.createsAJournal()
	return p
}

func (p *person) createsAJournal() {
	p.t.Helper()
	p.chooses(0)
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.make")
	p.presses("keeping.later")
	p.presses("common.skip") // the country
	p.isOn(route.Today)
}

// unlocks the journal on the Open page.
func (p *person) unlocks() {
	p.t.Helper()
	p.isOn(route.Open)
	p.types(passphrase)
	p.hits(fyne.KeyReturn)
}

// waits lets time pass.
func (p *person) waits(d time.Duration) {
	p.clock = p.clock.Add(d)
	p.inline.Advance(d)
}

// page is what is shown, a dialog if there is one.
func (p *person) page() fyne.CanvasObject {
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return p.window.Content()
}

// presses the button with the text of a message.
func (p *person) presses(id string, pairs ...any) {
	p.t.Helper()
	pagetest.Press(p.t, p.page(), p.words.T(id, pairs...))
}

// chooses presses the nth card of the page.
func (p *person) chooses(n int) {
	p.t.Helper()
	nth[*kit.PressCard](p, n).Tapped(nil)
}

// input is the nth line to type in.
func (p *person) input(n int) *kit.Input {
	p.t.Helper()
	return nth[*kit.Input](p, n)
}

// nth is the nth visible widget of a kind on the page.
func nth[T fyne.CanvasObject](p *person, n int) T {
	p.t.Helper()
	found, ok := pagetest.Find(p.page(), func(o T) bool {
		if o.Visible() {
			n--
		}
		return n < 0
	})
	if !ok {
		p.t.Fatalf("on %v there is no such %T", p.current.Route(), found)
	}
	return found
}

// types writes into whatever has the keyboard.
func (p *person) types(text string) {
	p.t.Helper()
	f := p.window.Canvas().Focused()
	if f == nil {
		p.t.Fatalf("on %v nothing has the keyboard", p.current.Route())
	}
	test.Type(f, text)
}

// hits presses a key where the keyboard is.
func (p *person) hits(key fyne.KeyName) {
	c := p.window.Canvas()
	ev := &fyne.KeyEvent{Name: key}
	if k, ok := c.Focused().(desktop.Keyable); ok {
		k.KeyDown(ev)
	}
	if f := c.Focused(); f != nil {
		f.TypedKey(ev)
	} else {
		c.OnTypedKey()(ev)
	}
}

// menuItem is the menu item with the text of a message.
func (p *person) menuItem(id string) *fyne.MenuItem {
	p.t.Helper()
	for _, m := range p.window.MainMenu().Items {
		for _, i := range m.Items {
			if i.Label == p.words.T(id) {
				return i
			}
		}
	}
	p.t.Fatalf("there is no menu item %s", id)
	return nil
}

// picks a menu item, as its shortcut would.
func (p *person) picks(id string) {
	p.t.Helper()
	i := p.menuItem(id)
	if i.Disabled {
		p.t.Fatalf("the menu item %s cannot be picked", id)
	}
	i.Action()
}

// goesTo is what the rail does.
func (p *person) goesTo(page route.Name) {
	p.t.Helper()
	p.rail.items[page].Tapped(nil)
	p.isOn(page)
}

func (p *person) isOn(page route.Name) {
	p.t.Helper()
	if at := p.current.Route().Page; at != page {
		p.t.Fatalf("the page is %s, want %s", at, page)
	}
}

// sees that a text is somewhere on the screen.
func (p *person) sees(text string) {
	p.t.Helper()
	for _, root := range append(p.window.Canvas().Overlays().List(), p.window.Content()) {
		for _, s := range textsIn(root) {
			if strings.Contains(strings.ReplaceAll(s, "\n", " "), strings.ReplaceAll(text, "\n", " ")) { // wherever a line is broken
				return
			}
		}
	}
	p.t.Fatalf("on %v %q is not to be seen", p.current.Route(), text)
}

// seesMessage that the text of a message is on the screen.
func (p *person) seesMessage(id string, pairs ...any) {
	p.t.Helper()
	p.sees(p.words.T(id, pairs...))
}

// entries are all that is in the journal and not in the trash.
func (p *person) entries() []journal.Entry {
	p.t.Helper()
	var out []journal.Entry
	for _, s := range p.journal.Summaries(journal.Filter{}) {
		e, err := p.journal.Entry(p.t.Context(), s.ID)
		if err != nil {
			p.t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}
