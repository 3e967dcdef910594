package app

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"afterglow/app/route"
	"afterglow/crypto"
	"afterglow/journal/bundle"
)

// A card that is dropped on the window is asked about, on whatever page one is; under
// a locked journal nothing of it is kept.
func TestADroppedCardIsAskedAbout(t *testing.T) {
	id, err := crypto.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	data, err := bundle.MakeCard("Dr M.", "therapist", id)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "Dr M.Afterglow-Card")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	drop := func(p *person) { p.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}) }
	p := hasAJournal(t)
	p.Go(route.To(route.Settings))
	drop(p)
	p.isOn(route.Contacts)
	p.sees("Dr M.")
	if len(p.journal.Contacts()) != 0 {
		t.Error("it is kept unasked")
	}
	p.hits(fyne.KeyEscape)
	p.isOn(route.Contacts)
	drop(p)
	p.presses("contacts.later")
	if c := p.journal.Contacts(); len(c) != 1 || c[0].Verified() {
		t.Errorf("%+v", c)
	}
	p.Go(route.To(route.Contacts))
	p.seesMessage("contacts.not_compared")
	p.Lock()
	drop(p)
	p.isOn(route.Open)
	p.seesMessage("app.dropped_card_locked")
}
