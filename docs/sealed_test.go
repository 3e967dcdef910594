package docs_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"afterglow/assets"
	"afterglow/journal"
	"afterglow/journal/bundle"
	"afterglow/journal/sharing"
)

func TestASealedFileCanBeReadByItsDocumentationAlone(t *testing.T) {
	dir, entries, session, _ := makeJournal(t)
	ctx := t.Context()
	j, err := journal.Open(ctx, dir, []byte(passphrase), journal.OpenOptions{})
	must(t, err)
	defer j.Close()
	settings := j.Settings()
	settings.Alias = "R."
	_, err = j.SaveSettings(ctx, settings)
	must(t, err)
	reader, err := age.GenerateHybridIdentity()
	must(t, err)
	recipient := reader.Recipient().String()
	sel := sharing.Selection{Items: sharing.Refs(bundle.ItemSession, session.ID), Purpose: "For Thursday", Line: "Thank you.", Detail: journal.ShareDetail{Dose: true},
		To: bundle.To{Recipients: []string{recipient}}}
	for _, e := range entries {
		sel.Items = append(sel.Items, sharing.Refs(bundle.ItemEntry, e.ID)...)
	}
	content, err := sharing.Compose(ctx, j, sel, time.Now())
	must(t, err)
	path := filepath.Join(t.TempDir(), "x.afterglow")
	share, err := sharing.SealToFile(ctx, j, sel, content, path, assets.English(), nil)
	must(t, err)
	file, err := os.ReadFile(path)
	must(t, err)

	s, err := openSealed(file, reader, recipient)
	must(t, err)
	if m := s.manifest; m.BundleID != share.BundleID || m.Maker.Alias != "R." || m.Maker.SigningKey != j.Identity().SigningKey() ||
		m.Purpose != "For Thursday" || m.Sequence != 1 || m.Period.From == "" || s.cover.Line != "Thank you." {
		t.Errorf("manifest %+v, cover %+v", m, s.cover)
	}
	want := []string{"manifest.json", "manifest.json.sig", "data/cover.json", "data/entries.json", "data/sessions.json", "summary.html", "summary.pdf",
		"entries/00001.md", "entries/00002.md", "entries/00003.md", "entries/00004.md"}
	if !slices.Equal(s.names, want) {
		t.Errorf("files %q", s.names)
	}
	if len(s.entries) != len(entries) || len(s.sessions) != 1 || s.sessions[0].Dose != session.Dose {
		t.Fatalf("%d entries, sessions %+v", len(s.entries), s.sessions)
	}
	for _, e := range entries {
		i := slices.IndexFunc(s.entries, func(got sharedEntry) bool { return got.ID == string(e.ID) })
		if i < 0 || s.entries[i].text() != e.Text() || s.entries[i].Title != e.Title || s.entries[i].Words != e.Words() ||
			s.entries[i].SessionID != string(e.SessionID) || s.entries[i].Revision != e.Revision {
			t.Errorf("entry %q came as number %d: %+v", e.Title, i, s.entries)
		}
	}
	if _, err := openSealed(file, reader, recipient+"x"); err == nil {
		t.Error("a file for someone else was read")
	}
}

func TestAContactCardCanBeReadByItsDocumentationAlone(t *testing.T) {
	dir, _, _, _ := makeJournal(t)
	j, err := journal.Open(t.Context(), dir, []byte(passphrase), journal.OpenOptions{ReadOnly: true})
	must(t, err)
	defer j.Close()
	file, err := bundle.MakeCard("Dr. Lind", "therapist", j.Identity())
	must(t, err)
	c, err := openCard(file)
	must(t, err)
	if c.Name != "Dr. Lind" || c.Role != "therapist" || !slices.Equal(c.Recipients, []string{j.Identity().Recipient()}) {
		t.Errorf("card %+v", c)
	}
	if _, err := openCard([]byte(strings.Replace(string(file), "Lind", "Wind", 1))); err == nil {
		t.Error("a changed card was believed")
	}
}
