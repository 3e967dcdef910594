package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"afterglow/app/kit"
	"afterglow/app/pages/pagetest"
	"afterglow/app/pages/received"
	"afterglow/app/route"
	"afterglow/crypto"
	"afterglow/journal"
	"afterglow/journal/bundle"
)

// isATherapist is a person who has just made a therapist's vault.
func isATherapist(t testing.TB) *person {
	t.Helper()
	p := sitsDown(t, nil)
	p.presses("opening.therapist_link")
	p.seesMessage("opening.therapist_first")
	p.input(0).SetText(passphrase)
	p.input(1).SetText(passphrase)
	p.presses("opening.therapist_make")
	p.presses("keeping.later")
	p.presses("common.skip") // the country
	p.isOn(route.Clients)
	return p
}

// client seals files for a therapist.
type client struct {
	t    testing.TB
	keys *crypto.Identity
	me   string // whom they seal for
	made int
}

func (p *person) client() *client {
	p.t.Helper()
	keys, err := crypto.NewIdentity()
	if err != nil {
		p.t.Fatal(err)
	}
	return &client{p.t, keys, p.journal.Identity().Recipient(), 0}
}

// seals a file with one entry, and says where it is.
func (c *client) seals(alias, title, text string) string {
	c.t.Helper()
	c.made++
	at := pagetest.When(c.t, "2026-11-18T10:00:00+01:00")
	made := journal.At(time.Date(2026, 11, 18+c.made, 12, 0, 0, 0, time.UTC))
	sections := []journal.Section{{Key: "text", Text: text}}
	var b bytes.Buffer
	_, err := bundle.Seal(&b, bundle.Content{MadeAt: made, Maker: bundle.Maker{Alias: alias}, Purpose: "For our hour", Entries: []bundle.Entry{{
		ID: journal.ID(strings.Repeat("a", 32)), Revision: uint64(c.made), Kind: journal.KindFree, Title: title, OccurredAt: at, WrittenAt: at,
		Sections: sections, Words: journal.CountWords(sections)}}}, nil, c.keys, bundle.To{Recipients: []string{c.me}})
	path := filepath.Join(c.t.TempDir(), "file.afterglow")
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return path
}

// opensWithKey opens a sealed file with the own key.
func (p *person) opensWithKey(path string) {
	p.t.Helper()
	p.openSealed(path)
	p.seesMessage("received.key_for_card") // the file says so itself
	p.presses("received.own_key")
	if _, ok := p.current.(*received.Page); !ok {
		p.t.Fatal("the file is not shown")
	}
}

func TestATherapistKeepsReadsNotesAndDeletesWhatAClientShares(t *testing.T) {
	p := isATherapist(t)
	robin := p.client()
	first := robin.seals("R.", title1, words1)
	p.opensWithKey(first)
	if len(p.journal.Clients()) != 0 || len(p.journal.ReceivedFiles("")) != 0 {
		t.Fatal("opening a file keeps it")
	}
	p.presses("clients.keep_choose")
	p.input(0).SetText("Robin")
	p.presses("clients.keep_do")
	p.isOn(route.Clients)
	p.seesMessage("clients.kept", "Client", "Robin")
	p.sees("Robin")

	p.opensWithKey(first)
	p.sees("Go to Robin") // it is kept already
	p.opensWithKey(robin.seals("R.", title1, words1+words2))
	p.seesMessage("clients.trust.known", "Client", "Robin")
	p.presses("clients.keep_with", "Client", "Robin")
	p.isOn(route.Clients)
	if len(p.journal.Clients()) != 1 || len(p.journal.ReceivedFiles("")) != 2 {
		t.Fatal("the second file is not the same client's")
	}

	p.presses("clients.part.entries")
	p.sees(words1 + words2)
	p.window.Canvas().Focus(nth[*kit.Editor](p, 0))
	p.types("The heron again")
	p.hits(fyne.KeyEscape)
	p.picks("app.page.support")
	p.hits(fyne.KeyEscape)
	p.isOn(route.Clients)
	if notes := p.journal.ClientNotes(p.journal.Clients()[0].ID); len(notes) != 1 || notes[0].Text != "The heron again" {
		t.Fatalf("left, the notes are %+v", notes)
	}

	p.presses("clients.part.files")
	p.presses("clients.delete")
	p.presses("common.delete")
	p.seesMessage("clients.deleted")
	p.presses("clients.part.entries")
	if files := p.journal.ReceivedFiles(""); len(files) != 1 {
		t.Fatalf("%d files are left", len(files))
	}
	p.sees(words1)

	pages := p.built
	p.Lock()
	p.isOn(route.Open)
	for _, said := range []string{"Robin", words1, "The heron again"} {
		if held := heldBy(pages, said); held != "" {
			t.Errorf("after locking %q is still in %s", said, held)
		}
	}
	p.unlocks()
	p.isOn(route.Clients)
}

func TestAClientInTheTrashComesBackWithTheirNextFile(t *testing.T) {
	p := isATherapist(t)
	robin := p.client()
	p.opensWithKey(robin.seals("Robin", title1, words1))
	p.presses("clients.keep_choose")
	p.presses("clients.keep_do")
	if err := p.journal.TrashRecord(t.Context(), p.journal.Clients()[0].ID); err != nil {
		t.Fatal(err)
	}
	p.opensWithKey(robin.seals("Robin", title1, words2))
	p.seesMessage("clients.keep_in_trash", "Client", "Robin")
	if len(p.journal.Clients()) != 0 {
		t.Fatal("they are back unasked")
	}
	p.presses("clients.keep_back", "Client", "Robin")
	p.isOn(route.Clients)
	if c := p.journal.Clients(); len(c) != 1 || len(p.journal.ReceivedFiles(c[0].ID)) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestAnotherKeyUnderAClientsNameIsAStop(t *testing.T) {
	p := isATherapist(t)
	p.opensWithKey(p.client().seals("Robin", title1, words1))
	p.presses("clients.keep_choose")
	p.presses("clients.keep_do")
	other := p.client()
	path := other.seals("robin", title1, words2)
	p.opensWithKey(path)
	p.seesMessage("clients.key_other_title")
	keep := func() {
		p.presses("clients.keep_choose")
		p.presses("clients.keep_do")
		p.seesMessage("clients.stop_title", "Client", "Robin")
	}
	keep()
	for _, key := range []string{p.journal.Clients()[0].Keys[0].Key, other.keys.SigningKey()} {
		words, err := crypto.SigningKeyWords(key)
		if err != nil {
			t.Fatal(err)
		}
		p.sees(strings.Join(words[:4], "  "))
	}
	p.hits(fyne.KeyReturn) // the harmless answer
	if len(p.journal.Clients()) != 1 || len(p.journal.ReceivedFiles("")) != 1 {
		t.Fatal("it is kept unasked")
	}
	keep()
	told := nth[*kit.Tick](p, 0)
	pagetest.Press(t, p.page(), p.words.T("clients.stop_told_do", "Client", "Robin"))
	if len(p.journal.ReceivedFiles("")) != 1 {
		t.Fatal("a new key is believed without a word")
	}
	told.Tapped(nil)
	p.presses("clients.stop_told_do", "Client", "Robin")
	if c := p.journal.Clients(); len(c) != 1 || len(c[0].Keys) != 2 || c[0].Keys[1].ToldAt.IsZero() {
		t.Errorf("%+v", c)
	}
	third := p.client()
	p.opensWithKey(third.seals("Robin", title1, words2))
	keep()
	p.input(0).SetText("Robin the second")
	p.presses("clients.stop_apart")
	if c := p.journal.Clients(); len(c) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestAFileThatIsReadLockedCanBeKeptAfterUnlocking(t *testing.T) {
	p := isATherapist(t)
	path := p.client().seals("Robin", title1, words1)
	secret := []byte("six words by voice")
	var b bytes.Buffer
	keys, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bundle.Seal(&b, bundle.Content{MadeAt: journal.At(p.clock), Maker: bundle.Maker{Alias: "Robin"}, Entries: []bundle.Entry{{
		ID: journal.ID(strings.Repeat("a", 32)), Kind: journal.KindFree, Title: title1, OccurredAt: journal.At(p.clock), WrittenAt: journal.At(p.clock)}}},
		nil, keys, bundle.To{Passphrase: secret}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Lock()
	p.openSealed(path)
	p.types(string(secret))
	p.hits(fyne.KeyReturn)
	p.presses("clients.unlock_to_keep")
	p.unlocks()
	p.isOn(route.Received)
	p.presses("clients.keep_choose")
	p.presses("clients.keep_do")
	if len(p.journal.Clients()) != 1 {
		t.Error("it is not kept")
	}
}

func TestATherapistsRailAndMenusLeadOnlyToTheirPages(t *testing.T) {
	p := isATherapist(t)
	for page, item := range p.rail.items {
		if item.Visible() != therapistPages[page] {
			t.Errorf("%s is in the rail: %v", page, item.Visible())
		}
	}
	for _, m := range p.window.MainMenu().Items {
		for _, i := range m.Items {
			for id, page := range places {
				if i.Label == p.words.T(id) && !therapistPages[page] && id != "app.menu.search" {
					t.Errorf("a menu leads to %s", page)
				}
			}
		}
	}
	p.Go(route.To(route.Today))
	p.isOn(route.Clients)
	p.picks("app.menu.search")
	p.isOn(route.Clients)
}
