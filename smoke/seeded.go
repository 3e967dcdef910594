//go:build smoke

package smoke

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"afterglow/crypto"
	"afterglow/journal"
)

// What stands in a seeded journal, a word of its own for every place in which a
// person can write or name something. The tests type the others.
const (
	seededText       = "quagmire lilac sundial, the first thing I saw"
	seededTitle      = "Ptarmigan at dusk"
	seededTag        = "ochrefern"
	seededTrash      = "the rhubarb obelisk was thrown away"
	seededDose       = "as the clinic wrote: cinnabar measure"
	seededPlace      = "Wolframite house"
	seededMusic      = "Saltmarsh nocturne"
	seededCompanions = "Ysolde Krumhorn"
	seededIntention  = "to meet the basalt heron"
	seededNote       = "afterwards a gossamer anvil"
	seededContact    = "Dr Thaddeus Moonwort"
	seededRole       = "keeper of the pewter larch"
	seededAlias      = "Zinnwald the patient"
	seededPurpose    = "for the juniper conference"
	seededLine       = "please read the vermilion page"
	seededFile       = "umbrellabird-letter.afterglow"
)

var seeds = []string{seededText, seededTitle, seededTag, seededTrash, seededDose, seededPlace, seededMusic, seededCompanions,
	seededIntention, seededNote, seededContact, seededRole, seededAlias, seededPurpose, seededLine, seededFile}

// StartSeeded is Start with a journal that holds something in every place. It
// gives the journal's recovery code.
func StartSeeded(t testing.TB) (p *Program, code string) {
	t.Helper()
	home := t.TempDir()
	p = &Program{Home: home, t: t}
	code = seed(t, p.Journal())
	return start(t, newScreen(t), home, os.Getenv("AFTERGLOW_BINARY"), nil), code
}

// seed makes a journal in dir.
func seed(t testing.TB, dir string) (code string) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Dir(dir), 0o700))
	j, code, err := journal.Create(ctx, dir, journal.CreateOptions{Passphrase: []byte(passphrase), KDF: crypto.CheapestKDF()})
	must(err)
	s, err := j.SaveSession(ctx, journal.DosingSession{Date: journal.On(time.Now()), Dose: seededDose, Place: seededPlace,
		Music: seededMusic, Companions: seededCompanions, Intention: seededIntention, Note: seededNote})
	must(err)
	written := func(title, text string) journal.Entry {
		return journal.Entry{Title: title, SessionID: s.ID, Tags: []string{seededTag}, Sections: []journal.Section{{Key: "text", Text: text}}}
	}
	saved, err := j.SaveEntries(ctx, []journal.Entry{written(seededTitle, seededText), written("", seededTrash)})
	must(err)
	must(j.Trash(ctx, saved[1].ID))
	c, err := j.SaveContact(ctx, journal.Contact{Name: seededContact, Role: seededRole})
	must(err)
	_, err = j.SaveShare(ctx, journal.Share{Recipient: seededContact, ContactID: c.ID, Purpose: seededPurpose, Line: seededLine, FileName: seededFile,
		Items: []journal.ShareItem{{Type: "entry", ID: saved[0].ID, Revision: saved[0].Revision}}})
	must(err)
	settings := j.Settings()
	settings.Alias = seededAlias
	_, err = j.SaveSettings(ctx, settings)
	must(err)
	must(j.Close())
	return code
}
