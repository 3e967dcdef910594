package share

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"afterglow/app/kit"
	"afterglow/app/look"
	"afterglow/app/pages/pagetest"
	"afterglow/journal"
)

// sealedOnce seals what is ticked at the start, with a part kept back.
func sealedOnce(t *testing.T, shell *pagetest.Shell, j *journal.Journal, keep bool) *Page {
	t.Helper()
	p := begin(shell, j)
	if keep {
		for _, c := range p.choice.all {
			if c.Text == "Letter" {
				p.choice.keep(journal.KeptBack{ItemRef: c.ItemRef, Revision: 0, Field: "title"})
			}
		}
		p.look()
	}
	p.seals()
	p.sealing.seal(filepath.Join(t.TempDir(), "r.afterglow"))
	if len(shell.Failed) > 0 || !p.sealing.done {
		t.Fatalf("not sealed: %v", shell.Failed)
	}
	return p
}

func TestAShareIsLookedAtAsItWasSealed(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	sealedOnce(t, shell, j, true)
	for _, s := range j.Summaries(journal.Filter{}) {
		e, _ := j.Entry(context.Background(), s.ID)
		e.Sections[0].Text = "Written over."
		pagetest.Save(t, j, e)
	}
	log := NewLog(shell, j)
	shell.Show(log)
	if !pagetest.Says(log.Content(), "1 part kept back. This is said only here.") {
		t.Error("what was kept back is not said")
	}
	pagetest.Press(t, log.Content(), "Look at it again")
	pagetest.Press(t, log.Content(), "Next")
	r, ok := pagetest.Find(log.Content(), func(*kit.Reader) bool { return true })
	if !ok || !strings.Contains(r.Text(), "There was a lantern.") {
		t.Fatal("it is not shown as it was sealed")
	}
	pagetest.Press(t, log.Content(), "Next")
	if !pagetest.Says(log.Content(), "[kept private]") {
		t.Error("the title that was kept back is not a mark")
	}
	if !log.Escape() || !pagetest.Says(log.Content(), "With a passphrase") || log.Escape() {
		t.Error("Escape does not go back to the list")
	}
}

func TestWhatOnlyThePersonKnowsOfAShareIsRemembered(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	sealedOnce(t, shell, j, false)
	log := NewLog(shell, j)
	shell.Show(log)
	pagetest.Press(t, log.Content(), "How it was given…")
	note, _ := pagetest.Find(shell.Dialog(), func(*kit.Input) bool { return true })
	note.SetText("on a USB stick")
	pagetest.Press(t, shell.Dialog(), "Keep")
	pagetest.Press(t, log.Content(), "I asked them to delete it…")
	pagetest.Press(t, shell.Dialog(), "Keep")
	if s := j.Shares()[0]; s.DeliveryNote != "on a USB stick" || s.AskedToDelete.Date() != "2026-11-21" {
		t.Fatalf("remembered %q, %v", s.DeliveryNote, s.AskedToDelete)
	}
	if !pagetest.Says(log.Content(), "You asked for it to be deleted on 21 November") {
		t.Error("it is not said")
	}
	pagetest.Press(t, log.Content(), "I did not ask for that")
	if !j.Shares()[0].AskedToDelete.IsZero() {
		t.Error("it cannot be taken back")
	}
}

func TestAShareReplacesAnEarlierOneForTheSameReader(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	sealedOnce(t, shell, j, false)
	first := j.Shares()[0]
	p := New(shell, j, "", nil)
	shell.Show(p)
	p.tickShown(true)
	p.way = len(p.ways) - 1
	p.list()
	p.tickShown(true)
	p.seals()
	if len(p.sealing.earlier) != 1 {
		t.Fatalf("%d earlier ones are offered", len(p.sealing.earlier))
	}
	pick := pagetest.PickList(t, p.Content(), 0)
	pick.TypedKey(keyDown)
	p.sealing.seal(filepath.Join(t.TempDir(), "r.afterglow"))
	var second journal.Share
	for _, s := range j.Shares() {
		if s.BundleID != first.BundleID {
			second = s
		}
	}
	if len(shell.Failed) > 0 || second.Supersedes != first.BundleID {
		t.Fatalf("it replaces %q, %v", second.Supersedes, shell.Failed)
	}
	log := NewLog(shell, j)
	shell.Show(log)
	for _, begins := range []string{"Replaces: ", "Replaced by: "} {
		if _, ok := pagetest.Find(log.Content(), func(x *kit.Text) bool { return strings.HasPrefix(x.Text(), begins) }); !ok {
			t.Errorf("no line begins with %q", begins)
		}
	}
}

func TestTheWordsCanBeSavedOnASheet(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	p := sealedOnce(t, shell, course(t), false)
	words := p.sealing.pass.Text()
	for button, want := range map[string]string{"Save as a sheet to print": "%PDF", "Save as text": "Words for a sealed file"} {
		path := filepath.Join(t.TempDir(), "sheet")
		pagetest.Press(t, p.Content(), button)
		name, _ := pagetest.Find(shell.Dialog(), func(*kit.Input) bool { return true })
		name.SetText(path)
		pagetest.Press(t, shell.Dialog(), "Save")
		data := read(t, path)
		if !strings.HasPrefix(data, want) {
			t.Errorf("the sheet begins with %.30q", data)
		}
		if want != "%PDF" && (!strings.Contains(strings.Join(strings.Fields(data), " "), words) || !strings.Contains(data, "by voice")) {
			t.Errorf("the sheet reads %q", data)
		}
	}
}

func TestACopyWithoutASealIsMadeOnlyAfterItWasSaidWhatThatMeans(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	p := New(shell, j, "", nil)
	shell.Show(p)
	for button, want := range map[string]string{"PDF": "%PDF", "Web page (HTML)": "<!doctype html", "Text (Markdown)": "#"} {
		pagetest.Press(t, p.Content(), "Without sealing…")
		pagetest.Press(t, shell.Dialog(), "Include") // the same-day entry
		if !pagetest.Says(shell.Dialog(), "A copy without a seal") {
			t.Fatal("it is not said what it means")
		}
		pagetest.Press(t, shell.Dialog(), button)
		path := filepath.Join(t.TempDir(), "copy")
		name, _ := pagetest.Find(shell.Dialog(), func(*kit.Input) bool { return true })
		name.SetText(path)
		pagetest.Press(t, shell.Dialog(), "Save")
		data := read(t, path)
		if len(shell.Failed) > 0 || !strings.HasPrefix(strings.ToLower(data), want) && !strings.HasPrefix(data, want) {
			t.Errorf("%s: begins %.20q, %v", button, data, shell.Failed)
		}
		if strings.Contains(data, "Nobody is told of this.") {
			t.Errorf("%s has what was not ticked", button)
		}
	}
	if len(j.Shares()) != 0 {
		t.Error("a copy is in the log of what was sealed")
	}
}

func TestAContactThatWasNotComparedIsShownAsSuch(t *testing.T) {
	shell := pagetest.New(t, look.Settings{})
	j := course(t)
	other, _ := pagetest.Journal(t)
	_, err := j.SaveContact(context.Background(), journal.Contact{Name: "Dr M", Recipients: []string{other.Identity().Recipient()}, SigningKey: other.Identity().SigningKey()})
	if err != nil {
		t.Fatal(err)
	}
	p := sealedOnce(t, shell, j, false)
	says := func(where string) {
		t.Helper()
		if _, ok := pagetest.Find(shell.Win.Content(), func(x *kit.Text) bool { return strings.HasPrefix(x.Text(), "Words not compared yet") }); !ok {
			t.Errorf("%s does not say so", where)
		}
	}
	says("the end of sealing")
	if p.sealing.contact() == nil {
		t.Fatal("it was not sealed for the contact")
	}
	p.seals()
	says("the choice of whom it is for")
	log := NewLog(shell, j)
	shell.Show(log)
	says("the log")
}
