package settings_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/app/route"
	"afterglow/assets"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

type shell struct {
	*pagetest.Shell
	look    look.Settings
	country string
	folder  string // of the journal
}

func (s *shell) Look() look.Settings     { return s.look.Sound() }
func (s *shell) SetLook(l look.Settings) { s.look = l }
func (s *shell) Country() string         { return s.country }
func (s *shell) SetCountry(code string)  { s.country = code }

var say = assets.English().T

// start shows Settings, or one of its parts, of a new journal.
func start(t *testing.T, part string) (*shell, *journal.Journal, *settings.Page) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, dir := pagetest.Journal(t)
	s.folder = dir
	p := settings.New(s, j, dir, part)
	s.Show(p)
	return s, j, p
}

func field(t *testing.T, p *settings.Page, n int) *kit.Input {
	t.Helper()
	i, ok := pagetest.Find(p.Content(), func(*kit.Input) bool { n--; return n < 0 })
	if !ok {
		t.Fatal("there is no such field")
	}
	return i
}

// choose types a path into the picker that is open and takes it.
func choose(t *testing.T, s *shell, path, button string) {
	t.Helper()
	name, ok := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		t.Fatal("nothing asks for a file")
	}
	name.SetText(path)
	pagetest.Press(t, s.Dialog(), say(button))
}

func TestTheLookChangesAtOnce(t *testing.T) {
	s, _, p := start(t, "")
	pagetest.Press(t, p.Content(), say("settings.look.dusk"))
	for range 3 {
		pagetest.Press(t, p.Content(), say("settings.larger"))
	}
	tick(t, p, say("settings.motion")).Tapped(nil)
	if s.look != (look.Settings{Variant: look.Dusk, TextScale: 1.3, ReducedMotion: true}) || !pagetest.Says(p.Content(), "130 %") {
		t.Errorf("the look is %+v", s.look)
	}
	for range 20 {
		pagetest.Press(t, p.Content(), say("settings.smaller"))
	}
	if s.look.TextScale != look.MinTextScale {
		t.Errorf("the text can shrink to %v", s.look.TextScale)
	}
}

// tick is the box that says text.
func tick(t *testing.T, p *settings.Page, text string) *kit.Tick {
	t.Helper()
	found, ok := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return t.Label() == text })
	if !ok {
		t.Fatalf("there is no %q", text)
	}
	return found
}

func TestWhenTheJournalLocksItselfIsChosen(t *testing.T) {
	s, j, p := start(t, "")
	on := func(p *settings.Page, minutes string) bool {
		c, ok := pagetest.Find(p.Content(), func(c *kit.Chip) bool { return c.Text() == minutes })
		return ok && c.On()
	}
	if !on(p, "5") {
		t.Error("five minutes are not what is there at first")
	}
	pagetest.Press(t, p.Content(), "15")
	tick(t, p, say("settings.lock_background")).Tapped(nil)
	if got := j.Settings(); got.LockAfter != 15 || !got.LockInBackground {
		t.Fatalf("%+v", got)
	}
	p = settings.New(s, j, s.folder, "")
	s.Show(p)
	if !on(p, "15") || !tick(t, p, say("settings.lock_background")).On() {
		t.Error("what was chosen is not shown")
	}
	if !pagetest.Says(p.Content(), say("settings.lock_keys", "Key", "Ctrl")) && !pagetest.Says(p.Content(), say("settings.lock_keys", "Key", "Cmd")) {
		t.Error("the keys are not named")
	}
}

// TestEveryPartIsReachedByKeyboardAlone walks with Tab and presses Enter.
func TestEveryPartIsReachedByKeyboardAlone(t *testing.T) {
	s, _, p := start(t, "")
	for range 80 {
		s.Win.Canvas().FocusNext()
		if c, ok := s.Win.Canvas().Focused().(*kit.PressCard); ok {
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	for _, part := range []string{settings.Passphrase, settings.Backups, settings.Cards, settings.Check} {
		if !slices.Contains(s.Went, route.With(route.Settings, part)) {
			t.Errorf("there is no way to %s", part)
		}
		p = settings.New(s, quickly(t), s.folder, part)
		if p.Route() != route.With(route.Settings, part) {
			t.Errorf("%s leads back to %v", part, p.Route())
		}
		s.Show(p)
		s.Went = append(s.Went, route.Route{})
		pagetest.Press(t, p.Content(), "← "+say("settings.title"))
		if s.Went[len(s.Went)-1] != route.To(route.Settings) {
			t.Errorf("there is no way back from %s", part)
		}
	}
}

// quickly is some journal.
func quickly(t *testing.T) *journal.Journal {
	j, _ := pagetest.Journal(t)
	return j
}

func TestTheOverviewSaysHowItStands(t *testing.T) {
	s, j, p := start(t, "")
	for _, id := range []string{"settings.passphrase_state", "settings.backup_state_none", "settings.cards_state_none", "settings.check_state"} {
		if !pagetest.Says(p.Content(), say(id)) {
			t.Errorf("%s is not said", id)
		}
	}
	now := j.Settings()
	now.BackupFolder, now.RecoveryConfirmed = t.TempDir(), journal.On(s.Clock)
	if _, err := j.SaveSettings(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	p = settings.New(s, &damaged{Journal: j, problems: []journal.Problem{{What: "log"}}}, s.folder, "")
	s.Show(p)
	for _, text := range []string{say("settings.passphrase_state_kept", "Date", "21 November"), say("settings.backup_state"), say("settings.check_state_damage")} {
		if !pagetest.Says(p.Content(), text) {
			t.Errorf("%q is not said", text)
		}
	}
}

func TestTheNameIsSavedWhenThePageIsLeft(t *testing.T) {
	s, j, p := start(t, "")
	field(t, p, 0).SetText("R.")
	if !s.Leave(p) || j.Settings().Alias != "R." {
		t.Errorf("the name is %q", j.Settings().Alias)
	}
}

// codeField is the place for the recovery code, after the three passphrases.
const codeField = 3

func TestTheRecoveryCodeIsTypedBack(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	j, code, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "j"), journal.CreateOptions{Passphrase: []byte("a lantern"), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	p := settings.New(s, j, "folder", settings.Passphrase)
	s.Show(p)
	for typed, id := range map[string]string{"": "keeping.empty", code[:len(code)-1]: "keeping.typo", crypto.NewRecoveryCode(): "keeping.other"} {
		field(t, p, codeField).SetText(typed)
		pagetest.Press(t, p.Content(), say("settings.code_check"))
		if !pagetest.Says(p.Content(), say(id)) || !j.Settings().RecoveryConfirmed.IsZero() {
			t.Errorf("%s is not said", id)
		}
	}
	field(t, p, codeField).SetText(code)
	pagetest.Press(t, p.Content(), say("settings.code_check"))
	if j.Settings().RecoveryConfirmed.IsZero() || field(t, p, codeField).Text != "" || pagetest.Says(p.Content(), say("settings.code_not_yet")) {
		t.Error("the right code is not taken, or still stands there")
	}
}

func TestANewRecoveryCodeTakesThePlaceOfTheOld(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	dir := filepath.Join(t.TempDir(), "j")
	j, old, err := journal.Create(t.Context(), dir, journal.CreateOptions{Passphrase: []byte("a lantern"), KDF: crypto.CheapestKDF()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	p := settings.New(s, j, dir, settings.Passphrase)
	s.Show(p)
	pagetest.Press(t, p.Content(), say("settings.code_new"))
	pagetest.Press(t, s.Dialog(), say("kit.cancel"))
	if err := j.CheckRecoveryCode(t.Context(), old); err != nil {
		t.Fatalf("asked and not done, the old code opens nothing any more: %v", err)
	}
	pagetest.Press(t, p.Content(), say("settings.code_new"))
	pagetest.Press(t, s.Dialog(), say("settings.code_new_do"))
	if !p.HoldsCode() || !pagetest.Says(p.Content(), say("settings.code_not_yet")) {
		t.Fatal("the new code is not there, or the old one's confirmation stays")
	}
	var code string
	pagetest.Find(s.Dialog(), func(o *kit.Text) bool {
		if len(o.Text()) == 4 && o.Text() == strings.ToUpper(o.Text()) {
			code += o.Text()
		}
		return false
	})
	pagetest.Press(t, s.Dialog(), say("keeping.kept"))
	back, ok := pagetest.Find(s.Dialog(), func(*kit.Input) bool { return true })
	if !ok {
		t.Fatal("it cannot be typed back")
	}
	back.SetText(old)
	pagetest.Press(t, s.Dialog(), say("keeping.check"))
	if !pagetest.Says(s.Dialog(), say("keeping.other")) {
		t.Error("the old code still opens the journal, or that it does not is not said")
	}
	back.SetText(code)
	pagetest.Press(t, s.Dialog(), say("keeping.check"))
	if s.Dialog() != nil || j.Settings().RecoveryConfirmed.IsZero() || p.HoldsCode() || len(s.Said) != 1 {
		t.Errorf("typed back, the dialog is %v and was said %q", s.Dialog(), s.Said)
	}
}

func TestTheOwnCardCanBeReadByOthers(t *testing.T) {
	s, j, p := start(t, settings.Cards)
	pagetest.Press(t, p.Content(), say("settings.own_card_save"))
	if s.Dialog() != nil || !pagetest.Says(p.Content(), say("settings.alias_needed")) {
		t.Fatal("a card without a name is offered")
	}
	field(t, p, 0).SetText("R.")
	path := filepath.Join(t.TempDir(), "r.afterglow-card")
	pagetest.Press(t, p.Content(), say("settings.own_card_save"))
	choose(t, s, path, "kit.save")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c, err := bundle.ReadCard(data)
	if err != nil || c.Name != "R." || c.SigningKey != j.Identity().SigningKey() {
		t.Errorf("%+v, %v", c, err)
	}
}

// someone writes the contact card of a new identity.
func someone(t *testing.T, name string) string {
	t.Helper()
	id, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	data, err := bundle.MakeCard(name, "therapist", id)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "card.afterglow-card")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestACardIsShownThenKeptThenCompared(t *testing.T) {
	s, j, p := start(t, settings.Cards)
	add := func(path string) {
		pagetest.Press(t, p.Content(), say("settings.contacts_import"))
		choose(t, s, path, "kit.open")
	}
	path := someone(t, "Dr M.")
	add(path)
	if len(j.Contacts()) != 0 || !pagetest.Says(s.Dialog(), "Dr M. · therapist") || !pagetest.Says(s.Dialog(), say("settings.card_line")) {
		t.Fatal("the card is kept unseen, or not shown")
	}
	pagetest.Press(t, s.Dialog(), say("settings.card_keep"))
	tick, ok := pagetest.Find(p.Content(), func(t *kit.Tick) bool { return t.Label() == say("settings.compared") })
	if !ok || tick.On() {
		t.Fatal("the contact is not listed, or compared by itself")
	}
	tick.Tapped(nil)
	if c := j.Contacts(); len(c) != 1 || c[0].ComparedAt.Date() != "2026-11-21" {
		t.Fatalf("contacts %+v", c)
	}
	add(path)
	if !pagetest.Says(s.Dialog(), say("settings.card_known")) {
		t.Error("a card that is there already is not recognised")
	}
	pagetest.Press(t, s.Dialog(), say("settings.card_keep"))
	if c := j.Contacts(); len(c) != 1 || c[0].ComparedAt.IsZero() {
		t.Errorf("the same card twice makes %+v", c)
	}
	add(someone(t, "Dr M."))
	if !pagetest.Says(s.Dialog(), say("settings.card_other_key")) {
		t.Error("another key under a known name is not told")
	}
}

func TestABadCardIsRefused(t *testing.T) {
	s, j, p := start(t, settings.Cards)
	path := filepath.Join(t.TempDir(), "bad.afterglow-card")
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	pagetest.Press(t, p.Content(), say("settings.contacts_import"))
	choose(t, s, path, "kit.open")
	if !pagetest.Says(s.Dialog(), say("settings.card_bad")) || len(j.Contacts()) != 0 {
		t.Error("a bad card is not refused")
	}
}

func TestTheFolderCanBeCopied(t *testing.T) {
	s, _, p := start(t, "")
	pagetest.Press(t, p.Content(), say("settings.folder_copy"))
	if filepath.Base(s.Copied) != "journal" {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestLockingForgetsTheFields(t *testing.T) {
	_, _, p := start(t, "")
	name := field(t, p, 0)
	name.SetText("R.")
	p.Wipe()
	if name.Text != "" {
		t.Error("the name is still in its field")
	}
}
