package settings_test

import (
	"os"
	"path/filepath"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

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
