package settings_test

import (
	"os"
	"path/filepath"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/settings"
	"afterglow/crypto"
	"afterglow/journal"
)

func TestEverythingIsWrittenOutAndSaidWhere(t *testing.T) {
	s, j, p := start(t, settings.AllOut)
	pagetest.Save(t, j, journal.Entry{Title: "The sea", OccurredAt: pagetest.When(t, "2026-11-20"), Sections: []journal.Section{{Text: "quiet"}}})
	for _, id := range []string{"settings.out_readable", "settings.out_readable_line", "settings.out_what"} {
		if !pagetest.Says(p.Content(), say(id)) {
			t.Errorf("%s is not said before", id)
		}
	}
	place := t.TempDir()
	for _, name := range []string{"Afterglow, readable 2026-11-21", "Afterglow, readable 2026-11-21 (2)"} { // the second leaves the first as it is
		pagetest.Press(t, p.Content(), say("settings.out_choose"))
		choose(t, s, place, "kit.folder_use")
		to := filepath.Join(place, name)
		if b, err := os.ReadFile(filepath.Join(to, "entries", "2026-11-20 The sea.md")); err != nil || len(b) == 0 {
			t.Errorf("%q, %v", b, err)
		}
		if !pagetest.Says(p.Content(), to) || !pagetest.Says(p.Content(), say("settings.out_done")) || len(s.Failed) > 0 {
			t.Errorf("where it lies is not said: %v", s.Failed)
		}
		pagetest.Press(t, p.Content(), say("settings.folder_copy"))
		if s.Copied != to {
			t.Errorf("%q is copied", s.Copied)
		}
	}
	if s.Inline.Labels[len(s.Inline.Labels)-1] != say("settings.out_writing") {
		t.Errorf("the work is called %q", s.Inline.Labels)
	}
}

func TestNothingReadableIsWrittenWhereItDoesNotBelong(t *testing.T) {
	s, _, p := start(t, settings.AllOut)
	pagetest.Press(t, p.Content(), say("settings.out_choose"))
	for folder, id := range map[string]string{
		filepath.Join(t.TempDir(), "nowhere"): "kit.no_such_folder",
		s.folder:                              "settings.out_inside",
		filepath.Join(s.folder, "log"):        "settings.out_inside",
	} {
		choose(t, s, folder, "kit.folder_use")
		if s.Dialog() == nil || !pagetest.Says(s.Dialog(), say(id)) {
			t.Errorf("%q is taken, or why not is not said", folder)
		}
	}
}

func TestWhatIsDamagedIsSaidBesideWhatWasWritten(t *testing.T) {
	s, j, p := start(t, settings.AllOut)
	share, err := j.SaveShareWith(t.Context(), journal.Share{FileName: "a.afterglow", Items: []journal.ShareItem{}}, []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(s.folder, "blobs", string(share.Content[0]))); err != nil {
		t.Fatal(err)
	}
	pagetest.Press(t, p.Content(), say("settings.out_choose"))
	choose(t, s, t.TempDir(), "kit.folder_use")
	if text, ok := pagetest.Find(p.Content(), func(o *kit.Text) bool { return len(o.Text()) > 9 && o.Text()[:9] == "One thing" }); !ok {
		t.Errorf("what is damaged is not said: %v", text)
	}
}

// A therapist's vault comes out by the same page, which says what that holds.
func TestATherapistsVaultIsWrittenOut(t *testing.T) {
	s := &shell{Shell: pagetest.New(t, look.Settings{})}
	s.folder = filepath.Join(t.TempDir(), "vault")
	j, _, err := journal.Create(t.Context(), s.folder, journal.CreateOptions{Passphrase: []byte(oldOne), KDF: crypto.CheapestKDF(), Therapist: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	c, err := j.SaveClient(t.Context(), journal.Client{Alias: "Robin"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = j.SaveClientNote(t.Context(), journal.ClientNote{ClientID: c.ID, Text: "calmer"}); err != nil {
		t.Fatal(err)
	}
	p := settings.New(s, j, s.folder, "")
	s.Show(p)
	if pagetest.Says(p.Content(), say("settings.course")) || !pagetest.Says(p.Content(), say("settings.out")) {
		t.Error("a therapist is offered a course of treatment, or no way to take everything out")
	}
	p = settings.New(s, j, s.folder, settings.AllOut)
	s.Show(p)
	if !pagetest.Says(p.Content(), say("settings.out_what_therapist")) {
		t.Error("what is in it is not said")
	}
	place := t.TempDir()
	pagetest.Press(t, p.Content(), say("settings.out_choose"))
	choose(t, s, place, "kit.folder_use")
	if list, err := filepath.Glob(filepath.Join(place, "*", "notes", "Robin", "*.md")); err != nil || len(list) != 1 {
		t.Errorf("the notes are %v, %v", list, err)
	}
}
