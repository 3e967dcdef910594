package contacts_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/contacts"
	"afterglow/app/pages/facts"
	"afterglow/app/pages/pagetest"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

var say = assets.English().T

type place struct {
	*pagetest.Shell
	t *testing.T
	j *journal.Journal
	p *contacts.Page
}

func start(t *testing.T) *place {
	t.Helper()
	j, _ := pagetest.Journal(t)
	l := &place{Shell: pagetest.New(t, look.Settings{}), t: t, j: j}
	l.visit("", "")
	return l
}

func (l *place) visit(id, card string) {
	l.p = contacts.New(l, l.j, id, card)
	l.Show(l.p)
}

func (l *place) press(id string, pairs ...any) {
	l.t.Helper()
	pagetest.Press(l.t, l.p.Content(), say(id, pairs...))
}

func (l *place) sees(ids ...string) {
	l.t.Helper()
	for _, id := range ids {
		if !l.reads(say(id)) {
			l.t.Errorf("%s is not said", id)
		}
	}
}

func (l *place) reads(text string) bool { return pagetest.Says(l.p.Content(), text) }

// has says whether there is something to press.
func (l *place) has(id string) bool { return pagetest.CanPress(l.p.Content(), say(id)) }

func (l *place) tick(label string) *kit.Tick {
	l.t.Helper()
	found, ok := pagetest.Find(l.p.Content(), func(t *kit.Tick) bool { return strings.HasPrefix(t.Label(), label) })
	if !ok {
		l.t.Fatalf("there is no %q to tick", label)
	}
	return found
}

// choose types a path into the picker that is open and takes it.
func (l *place) choose(path, button string) {
	l.t.Helper()
	name, ok := pagetest.Find(l.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		l.t.Fatal("nothing asks for a file")
	}
	name.SetText(path)
	pagetest.Press(l.t, l.Dialog(), say(button))
}

// pastes takes a card from the clipboard.
func (l *place) pastes(text string) {
	l.t.Helper()
	fyne.CurrentApp().Clipboard().SetContent(text)
	l.visit("", "")
	l.press("contacts.add")
	l.press("contacts.add_paste")
}

func someone(t *testing.T) *crypto.Identity {
	t.Helper()
	id, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func cardOf(t *testing.T, id *crypto.Identity, name, role string) string {
	t.Helper()
	data, err := bundle.MakeCard(name, role, id)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func file(t *testing.T, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "card.afterglow-card")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// words says whether the eight words of a key are shown.
func (l *place) words(id *crypto.Identity) bool {
	list, err := crypto.SigningKeyWords(id.SigningKey())
	if err != nil {
		l.t.Fatal(err)
	}
	return l.reads(strings.Join(list[:4], "  ")) && l.reads(strings.Join(list[4:], "  "))
}

func TestTheOwnCardIsSavedAndCopied(t *testing.T) {
	l := start(t)
	if !l.words(l.j.Identity()) {
		t.Error("the own words are not shown")
	}
	l.press("contacts.own_copy")
	name, ok := pagetest.Find(l.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		t.Fatal("a card without a name is given out, or the name is not asked for")
	}
	pagetest.Press(t, l.Dialog(), say("common.save"))
	if l.Copied != "" || !pagetest.Says(l.Dialog(), say("contacts.own_needed")) {
		t.Error("a card without a name is given out")
	}
	name.SetText("R.")
	pagetest.Press(t, l.Dialog(), say("common.save"))
	path := filepath.Join(t.TempDir(), "r.afterglow-card")
	l.press("contacts.own_save")
	l.choose(path, "kit.save")
	saved, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for how, data := range map[string][]byte{"copied": []byte(l.Copied), "saved": saved} {
		if c, err := bundle.ReadCard(data); err != nil || c.Name != "R." || c.SigningKey != l.j.Identity().SigningKey() {
			t.Errorf("%s: %+v, %v", how, c, err)
		}
	}
	if l.j.Settings().Alias != "R." || !l.reads(say("contacts.own_name", "Name", "R.")) {
		t.Error("the name was not kept")
	}
	l.pastes(l.Copied)
	l.sees("contacts.your_own")
	if len(l.j.Contacts()) != 0 {
		t.Error("one's own card became a contact")
	}
}

func TestACardIsShownBeforeItIsKept(t *testing.T) {
	for _, tt := range []struct {
		answer   string
		kept     bool
		compared bool
	}{{"contacts.match", true, true}, {"contacts.later", true, false}, {"contacts.not_keep", false, false}} {
		l, id := start(t), someone(t)
		l.press("contacts.add")
		l.press("contacts.add_file")
		l.choose(file(t, cardOf(t, id, "Dr M.", "therapist")), "kit.open")
		if len(l.j.Contacts()) != 0 || !l.reads("Dr M.") || !l.reads("therapist") || !l.words(id) {
			t.Fatal("the card is kept unseen, or not shown")
		}
		l.sees("contacts.compare_how", "contacts.name_is_said")
		l.press(tt.answer)
		got := l.j.Contacts()
		if len(got) == 1 != tt.kept {
			t.Fatalf("%s: %+v", tt.answer, got)
		}
		if !tt.kept {
			continue
		}
		if got[0].Verified() != tt.compared || tt.compared && got[0].ComparedAt.Date() != "2026-11-21" {
			t.Errorf("%s: %+v", tt.answer, got[0])
		}
		l.visit("", "")
		if !l.reads("Dr M. · therapist") || !l.reads(facts.Compared(l.Words(), got[0], l.Clock)) {
			t.Errorf("%s: it is not said how the contact stands", tt.answer)
		}
	}
}

func TestTheWordsAreComparedLaterAndTakenBack(t *testing.T) {
	l := start(t)
	l.pastes(cardOf(t, someone(t), "Dr M.", ""))
	l.press("contacts.later")
	l.visit(string(l.j.Contacts()[0].ID), "")
	l.sees("contacts.not_compared")
	l.press("contacts.match")
	if !l.j.Contacts()[0].Verified() || !l.reads(say("contacts.compared", "Date", "21 November")) {
		t.Fatal("it is not kept that the words match")
	}
	l.press("contacts.unmark")
	if l.j.Contacts()[0].Verified() {
		t.Error("it cannot be taken back")
	}
}

func TestACardComesByEveryWay(t *testing.T) {
	l, id := start(t), someone(t)
	text := cardOf(t, id, "Dr M.", "")
	for how, bring := range map[string]func(){
		"pasted":  func() { l.pastes("\n  " + text + "\n") },
		"dropped": func() { l.visit("", file(t, text)) },
		"typed": func() {
			l.visit("", "")
			l.press("contacts.add")
			e, ok := pagetest.Find(l.p.Content(), func(*kit.Editor) bool { return true })
			if !ok {
				t.Fatal("there is no place for its text")
			}
			e.SetText(text)
			l.press("contacts.add_read")
		},
	} {
		bring()
		if !l.words(id) || !l.has("contacts.match") {
			t.Errorf("%s: it is not shown", how)
		}
		if !l.p.Escape() || len(l.j.Contacts()) != 0 {
			t.Errorf("%s: Escape keeps the card", how)
		}
	}
}

func TestWhatIsNoCardIsRefusedInOneLine(t *testing.T) {
	l, id := start(t), someone(t)
	good := cardOf(t, id, "Dr M.", "")
	sealed := filepath.Join(t.TempDir(), "sealed.afterglow-card")
	var b strings.Builder
	w, err := crypto.SealFile(&b, []string{id.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("words"))
	w.Close()
	if err := os.WriteFile(sealed, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, text, says string }{
		{"nothing", " \n", "contacts.paste_empty"},
		{"a shopping list", "milk, bread", "contacts.bad"},
		{"an empty object", "{}", "contacts.bad"},
		{"half a card", good[:len(good)/2], "contacts.bad"},
		{"a letter changed", strings.Replace(good, "Dr M.", "Dr N.", 1), "contacts.bad"},
		{"more than a card can be", good + strings.Repeat(" ", bundle.MaxCard) + "x", "contacts.bad"},
		{"control characters", "\x00\x1b[2J\u202e", "contacts.bad"},
		{"a name that cannot be seen", cardOf(t, id, "\u200b\u202e\u2060", ""), "contacts.bad"},
		{"10,000 levels", strings.Repeat("[", 10000), "contacts.bad"},
	} {
		l.pastes(tt.text)
		if !l.reads(say(tt.says)) || l.has("contacts.match") {
			t.Errorf("%s is not refused", tt.name)
		}
	}
	for path, says := range map[string]string{
		sealed: "contacts.bad", t.TempDir(): "contacts.unreadable", filepath.Join(t.TempDir(), "gone"): "contacts.unreadable",
		file(t, strings.Repeat("x", bundle.MaxCard+1)): "contacts.bad",
	} {
		l.visit("", path)
		l.sees(says)
	}
	if len(l.j.Contacts()) != 0 || len(l.Failed) != 0 {
		t.Errorf("kept %+v, told %v", l.j.Contacts(), l.Failed)
	}
}

func TestANameDoesWhatItLooksLike(t *testing.T) {
	l := start(t)
	l.pastes(cardOf(t, someone(t), "Dr\u202e M.\u200b", "thera\u2066pist"))
	l.press("contacts.later")
	if c := l.j.Contacts()[0]; c.Name != "Dr M." || c.Role != "therapist" {
		t.Errorf("%q, %q", c.Name, c.Role)
	}
}

// known is a place with one compared contact.
func known(t *testing.T) (*place, *crypto.Identity) {
	t.Helper()
	l, id := start(t), someone(t)
	l.pastes(cardOf(t, id, "Dr M.", "therapist"))
	l.press("contacts.match")
	return l, id
}

func TestTheSameCardAgainIsNoNews(t *testing.T) {
	l, id := known(t)
	before := l.j.Contacts()
	l.pastes(cardOf(t, id, "Someone quite different", "therapist"))
	if !slices.Contains(l.Said, say("contacts.same", "Name", "Dr M.")) || l.j.Contacts()[0].Revision != before[0].Revision {
		t.Errorf("said %q", l.Said)
	}
	l.pastes(cardOf(t, id, "Dr N.", "supervisor"))
	if !l.reads(say("contacts.renew_title", "Name", "Dr M.")) || !l.reads(say("contacts.renew_name", "Said", "Dr N.", "Name", "Dr M.")) {
		t.Fatal("a newer card by the same key is not told")
	}
	l.press("contacts.renew_do")
	if c := l.j.Contacts(); len(c) != 1 || c[0].Role != "supervisor" || c[0].Name != "Dr M." || !c[0].Verified() {
		t.Errorf("%+v", c)
	}
}

func TestAChangedKeyIsAStop(t *testing.T) {
	l, old := known(t)
	other := someone(t)
	before := l.j.Contacts()
	for _, name := range []string{"Dr M.", "dr m", " DR  M. ", "Ďr M."} {
		l.pastes(cardOf(t, other, name, ""))
		if !l.reads(say("contacts.stop_title", "Name", "Dr M.")) || !l.words(old) || !l.words(other) {
			t.Fatalf("%q: nothing stops it", name)
		}
		l.sees("contacts.stop_do_call", "contacts.stop_do_compare")
		if l.has("contacts.stop_take") || l.has("contacts.later") || l.has("contacts.match") {
			t.Errorf("%q: the new key can be taken without a word", name)
		}
		b, ok := l.Win.Canvas().Focused().(*kit.Button)
		if !ok || b.Text() != say("contacts.stop_keep") {
			t.Errorf("%q: the keyboard is not on what is harmless", name)
		}
		l.press("contacts.stop_keep")
		l.pastes(cardOf(t, other, name, ""))
		if !l.p.Escape() {
			t.Errorf("%q: Escape does not lead out", name)
		}
	}
	if got := l.j.Contacts(); len(got) != 1 || got[0].Revision != before[0].Revision {
		t.Errorf("something was kept: %+v", got)
	}
}

func TestSomebodyElseGetsANameOfTheirOwn(t *testing.T) {
	l, old := known(t)
	other := someone(t)
	l.pastes(cardOf(t, other, "Dr M.", ""))
	l.press("contacts.stop_other")
	name, _ := pagetest.Find(l.p.Content(), func(*kit.Input) bool { return true })
	for _, taken := range []string{"", "DR. M"} {
		name.SetText(taken)
		l.press("contacts.other_keep")
		if len(l.j.Contacts()) != 1 {
			t.Fatalf("kept as %q", taken)
		}
	}
	name.SetText("Dr M. of Leeds")
	l.press("contacts.other_keep")
	got := l.j.Contacts()
	if len(got) != 2 || got[0].SigningKey != old.SigningKey() || got[1].Name != "Dr M. of Leeds" || got[1].SigningKey != other.SigningKey() || got[1].Verified() {
		t.Errorf("%+v", got)
	}
}

func TestTheNewKeyIsTakenOnceTheWordsMatch(t *testing.T) {
	l, old := known(t)
	other := someone(t)
	l.pastes(cardOf(t, other, "Dr M.", "therapist"))
	spoke := l.tick(say("contacts.stop_spoke"))
	spoke.Tapped(nil)
	spoke.Tapped(nil)
	if l.has("contacts.stop_take") {
		t.Error("the tick taken back still lets it through")
	}
	spoke.Tapped(nil)
	l.press("contacts.stop_take")
	l.sees("contacts.took_lost", "contacts.took_stolen")
	got := l.j.Contacts()
	if len(got) != 1 || got[0].SigningKey != other.SigningKey() || !got[0].Verified() || len(got[0].FormerKeys) != 1 ||
		got[0].FormerKeys[0].SigningKey != old.SigningKey() || got[0].FormerKeys[0].ReplacedAt.Date() != "2026-11-21" {
		t.Fatalf("%+v", got)
	}
	if !l.reads(say("contacts.again_none", "Name", "Dr M.")) {
		t.Error("it is not said that there is nothing to seal again")
	}
	// The old key is not taken back without a word.
	l.pastes(cardOf(t, old, "Somebody", ""))
	if !l.reads(say("contacts.stop_means_former", "Date", "21 November")) || l.has("contacts.stop_take") {
		t.Error("a key that was replaced is not recognised")
	}
}

func TestLockingForgetsTheText(t *testing.T) {
	l := start(t)
	l.press("contacts.add")
	e, _ := pagetest.Find(l.p.Content(), func(*kit.Editor) bool { return true })
	e.SetText("a card")
	l.p.Wipe()
	if e.Text != "" {
		t.Error("the text is still in its field")
	}
}

func TestEveryoneIsReached(t *testing.T) {
	l, _ := known(t)
	l.visit("", "")
	c, ok := pagetest.Find(l.p.Content(), func(*kit.PressCard) bool { return true })
	if !ok {
		t.Fatal("there is no way to the contact")
	}
	c.Tapped(nil)
	want := route.With(route.Contacts, string(l.j.Contacts()[0].ID))
	if l.Went[len(l.Went)-1] != want {
		t.Errorf("went to %v", l.Went)
	}
	l.visit(want.Arg, "")
	if l.p.Route() != want {
		t.Errorf("the route is %v", l.p.Route())
	}
}
