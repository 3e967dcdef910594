package settings_test

import (
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/crypto"
	"afterglow/journal"
)

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
