package passphrase_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/passphrase"
	"afterglow/assets"
)

var say = assets.English().T

// asked is a window with the fields, and what they handed on.
type asked struct {
	*pagetest.Shell
	fields        *passphrase.Fields
	first, second *kit.Input
	got           []string
}

func show(t *testing.T) *asked {
	t.Helper()
	a := &asked{Shell: pagetest.New(t, look.Settings{})}
	a.fields = passphrase.NewFields(a.Win, assets.English(), "The new one", func() {}, a.ask)
	a.Win.SetContent(container.NewStack(a.fields.Object()))
	a.fields.Focus(a.Win.Canvas())
	var all []*kit.Input
	pagetest.Find(a.fields.Object(), func(i *kit.Input) bool {
		all = append(all, i)
		return false
	})
	if len(all) != 2 {
		t.Fatalf("there are %d fields", len(all))
	}
	a.first, a.second = all[0], all[1]
	return a
}

func (a *asked) ask() {
	a.fields.Ask(func(secret []byte) { a.got = append(a.got, string(secret)) })
}

func TestAPassphraseIsTypedTwiceAndHandedOnNormalised(t *testing.T) {
	a := show(t)
	for range 2 { // the accent typed as a sign of its own; Enter goes on
		test.Type(a.Win.Canvas().Focused(), "lantern tundra cafe\u0301 whisper")
		a.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if len(a.got) != 1 || a.got[0] != "lantern tundra caf\u00e9 whisper" {
		t.Errorf("handed on %q", a.got)
	}
}

func TestWhatIsEmptyOrDiffersIsSaidAndNotHandedOn(t *testing.T) {
	a := show(t)
	for _, one := range []struct {
		first, second, id string
		at                *kit.Input
	}{
		{"", "", "passphrase.empty", a.first},
		{"lantern tundra cobalt", "lantern tundra", "passphrase.differ", a.second},
	} {
		a.first.SetText(one.first)
		a.second.SetText(one.second)
		a.ask()
		if !pagetest.Says(a.fields.Object(), say(one.id)) || a.Win.Canvas().Focused() != one.at || len(a.got) != 0 {
			t.Errorf("%s is not said where it is to be put right; handed on %q", one.id, a.got)
		}
	}
}

func TestAWeakOneIsAskedAboutAndUsedIfThePersonWants(t *testing.T) {
	a := show(t)
	a.first.SetText("password")
	a.second.SetText("password")
	a.ask()
	pagetest.Press(t, a.Dialog(), say("kit.cancel"))
	if len(a.got) != 0 {
		t.Fatal("it is used though the person would rather not")
	}
	a.ask()
	pagetest.Press(t, a.Dialog(), say("passphrase.weak_use"))
	if len(a.got) != 1 || a.got[0] != "password" {
		t.Errorf("handed on %q", a.got)
	}
}

func TestClearAndWipeLeaveNothing(t *testing.T) {
	for name, end := range map[string]func(*passphrase.Fields){"Clear": (*passphrase.Fields).Clear, "Wipe": (*passphrase.Fields).Wipe} {
		a := show(t)
		pagetest.Press(t, a.fields.Object(), say("passphrase.six_words"))
		idea, ok := pagetest.Find(a.fields.Object(), func(o *kit.Text) bool { return len(o.Text()) > 0 && o.Text()[0] >= 'a' && o.Text()[0] <= 'z' })
		if !ok {
			t.Fatal("no words are suggested")
		}
		a.first.SetText(idea.Text())
		a.second.SetText(idea.Text())
		end(a.fields)
		if a.first.Text != "" || a.second.Text != "" || idea.Text() != "" {
			t.Errorf("%s leaves %q, %q, %q", name, a.first.Text, a.second.Text, idea.Text())
		}
		a.first.TypedShortcut(&fyne.ShortcutUndo{})
		if a.first.Text != "" {
			t.Errorf("after %s, undo brings back %q", name, a.first.Text)
		}
	}
}
